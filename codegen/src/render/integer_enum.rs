//! Open enums of integers.

use proc_macro2::TokenStream;
use quote::quote;

use super::constant;
use super::scope::Scope;
use crate::ir::{IntegerVariant, TypeDef};

/// The enum, its table both ways, and what follows from it.
pub(super) fn integer_enum(def: &TypeDef, variants: &[IntegerVariant], scope: &Scope<'_>) -> TokenStream {
    let name = &def.name;
    let docs = scope.comments.field(&def.docs, name.plain(), def.deprecation);
    let macro_ = scope.runtime("integer");
    let declarations = variants.iter().map(|IntegerVariant { name, wire, docs }| {
        let docs = scope.comments.outer(docs, &wire.to_string());
        quote!(#docs #name)
    });
    let values = variants.iter().map(|IntegerVariant { name, wire, .. }| {
        let value = constant::integer(*wire);
        quote!(Self::#name => #value)
    });
    let from_value = from_value(variants);
    quote! {
        #docs
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#declarations,)*
            /// A number that this version does not know.
            Unknown(i64),
        }

        impl #name {
            /// The number that the service uses.
            pub fn value(&self) -> i64 {
                match self {
                    #(#values,)*
                    Self::Unknown(value) => *value,
                }
            }

            fn from_value(value: i64) -> Self {
                #from_value
            }
        }

        #macro_!(#name);
    }
}

fn from_value(variants: &[IntegerVariant]) -> TokenStream {
    if variants.is_empty() {
        return quote!(Self::Unknown(value));
    }
    let arms = variants.iter().map(|IntegerVariant { name, wire, .. }| {
        let value = constant::integer(*wire);
        quote!(#value => Self::#name)
    });
    quote! {
        match value {
            #(#arms,)*
            _ => Self::Unknown(value),
        }
    }
}
