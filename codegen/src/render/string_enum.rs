//! Open enums of strings.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{Scope, Std};
use crate::ir::{StringVariant, TypeDef};

/// The enum, its table both ways, and what follows from it.
pub(super) fn string_enum(def: &TypeDef, variants: &[StringVariant], scope: &Scope<'_>) -> TokenStream {
    let name = &def.name;
    let docs = scope.comments.field(&def.docs, name.plain(), def.deprecation);
    let string = scope.std(Std::String);
    let macro_ = scope.runtime("text");
    let declarations = variants.iter().map(|StringVariant { name, wire, docs }| {
        let docs = scope.comments.outer(docs, wire);
        quote!(#docs #name)
    });
    let texts = variants.iter().map(|StringVariant { name, wire, .. }| quote!(Self::#name => #wire));
    let from_text = from_text(variants);
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#declarations,)*
            /// A text that this version does not know.
            Unknown(#string),
        }

        impl #name {
            /// The text that the service uses.
            pub fn as_str(&self) -> &str {
                match self {
                    #(#texts,)*
                    Self::Unknown(text) => text,
                }
            }

            fn from_text(text: &str) -> Self {
                #from_text
            }
        }

        #macro_!(#name);
    }
}

fn from_text(variants: &[StringVariant]) -> TokenStream {
    if variants.is_empty() {
        return quote!(Self::Unknown(text.to_owned()));
    }
    let arms = variants.iter().map(|StringVariant { name, wire, .. }| quote!(#wire => Self::#name));
    quote! {
        match text {
            #(#arms,)*
            _ => Self::Unknown(text.to_owned()),
        }
    }
}
