//! `src/runtime/mod.rs`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs;
use crate::runtime_files::RuntimeFile;

/// The list of the runtime's files.
pub(super) fn runtime_module(files: &[&RuntimeFile]) -> TokenStream {
    let head = docs::inner(&[
        "What all clients have in common: requests, answers, errors, and how values are read and written.".to_owned(),
    ]);
    let modules = files.iter().map(|file| {
        let name = format_ident!("{}", file.name);
        let feature = file.feature.map(|feature| quote!(#[cfg(feature = #feature)]));
        quote!(#feature pub(crate) mod #name;)
    });
    quote! {
        #head
        #(#modules)*
    }
}
