//! Answers that are told apart by status and media type.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{Scope, Std};
use super::{docs, type_ref, union};
use crate::ir::{Payload, ResponseVariant, TypeDef};

/// The enum, and which answer each variant stands for.
pub(super) fn responses(def: &TypeDef, variants: &[ResponseVariant], scope: &Scope<'_>) -> TokenStream {
    let name = &def.name;
    let docs = docs::field(&def.docs, name.plain(), def.deprecation);
    let allow = union::large_variants();
    let declarations = variants.iter().map(|ResponseVariant { name, docs, payload, .. }| {
        let docs = docs::outer(docs, name.plain());
        let ty = self::payload(payload, scope).map(|ty| quote!((#ty)));
        quote!(#docs #name #ty)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        #allow
        pub enum #name {
            #(#declarations,)*
        }
    }
}

fn payload(payload: &Payload, scope: &Scope<'_>) -> Option<TokenStream> {
    match payload {
        Payload::Nothing => None,
        Payload::Json(ty) => Some(type_ref::owned(ty, scope)),
        Payload::Text => Some(scope.std(Std::String)),
        Payload::Bytes => Some(quote!(bytes::Bytes)),
    }
}
