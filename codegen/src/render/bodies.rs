//! A request body of one of several media types.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{Scope, Std};
use super::{body, markdown, union};
use crate::ir::{BodyVariant, TypeDef};

/// The enum, and how each variant is encoded.
pub(super) fn bodies(def: &TypeDef, variants: &[BodyVariant], scope: &Scope<'_>) -> TokenStream {
    let name = &def.name;
    let docs = scope.comments.field(&def.docs, name.plain(), def.deprecation);
    let allow = union::large_variants();
    let declarations = variants.iter().map(|BodyVariant { name, docs, content }| {
        let docs = scope.comments.with(docs, name.plain(), &markdown::code(&content.media_type));
        let ty = body::payload(content, scope);
        quote!(#docs #name(#ty))
    });
    let encodings = variants.iter().map(|BodyVariant { name, content, .. }| {
        let encode = body::encode(content, scope);
        quote!(Self::#name(body) => #encode)
    });
    let (request_body, body) = (scope.runtime("RequestBody"), scope.runtime("Body"));
    let (result, error) = (scope.std(Std::Result), scope.runtime("RequestError"));
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        #allow
        pub enum #name {
            #(#declarations,)*
        }

        impl #request_body for #name {
            fn encode(&self) -> #result<#body, #error> {
                match self {
                    #(#encodings,)*
                }
            }
        }
    }
}
