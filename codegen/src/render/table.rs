//! Lists that methods take from a `static`, where they are long.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::code::tokens;
use super::scope::Scope;

/// How long a list is at most that stands in a method.
pub(super) const MAX_INLINE: usize = 60;

/// A list that methods take from a `static`, where it is long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Table {
    /// `SCOPES`
    Scopes,
    /// `STYLES`
    Styles,
}

impl Table {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Scopes => "SCOPES",
            Self::Styles => "STYLES",
        }
    }

    pub(super) fn declaration(self, name: &Ident, list: &str, scope: &Scope<'_>) -> TokenStream {
        let list = tokens(list);
        match self {
            Self::Scopes => {
                let ty = scope.runtime("Scopes");
                quote! {
                    /// The scopes of tokens for operations that need their own.
                    static #name: #ty = #list;
                }
            }
            Self::Styles => {
                let style = scope.runtime("Style");
                quote! {
                    /// How the properties of forms are written that are not written as usual.
                    static #name: &[(&str, #style)] = #list;
                }
            }
        }
    }
}
