//! How the properties of a form are written.

use proc_macro2::TokenStream;
use quote::quote;

use super::argument;
use super::scope::Scope;
use crate::ir::FormEncoding;

/// `&[("tags", Style::FORM_LIST)]`
pub(super) fn styles(encoding: &[FormEncoding], scope: &Scope<'_>) -> TokenStream {
    let styles = encoding.iter().map(|FormEncoding { wire, style }| {
        let style = argument::style(*style, scope);
        quote!((#wire, #style))
    });
    quote!(&[#(#styles),*])
}
