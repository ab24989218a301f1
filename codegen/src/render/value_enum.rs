//! Open enums of any JSON values.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use crate::ir::{TypeDef, ValueVariant};

/// The enum, and its table as JSON texts.
pub(super) fn value_enum(def: &TypeDef, variants: &[ValueVariant], scope: &Scope<'_>) -> TokenStream {
    let name = &def.name;
    let docs = scope.comments.field(&def.docs, name.plain(), def.deprecation);
    let macro_ = scope.runtime("values");
    let declarations = variants.iter().map(|ValueVariant { name, wire, docs }| {
        let docs = scope.comments.outer(docs, &wire.to_string());
        quote!(#docs #name)
    });
    let values = variants.iter().map(|ValueVariant { name, wire, .. }| {
        let text = wire.to_string();
        quote!(#name = #text)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#declarations,)*
            /// A value that this version does not know.
            Unknown(serde_json::Value),
        }

        #macro_!(#name { #(#values),* });
    }
}
