//! `src/lib.rs`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::index::Index;
use super::{docs, example};
use crate::runtime_files::{self, RuntimeFile};

/// The crate's docs, its modules, and what it lends from the runtime.
pub(super) fn library(index: &Index<'_>, files: &[&'static RuntimeFile]) -> TokenStream {
    let head = docs::inner(&head(index));
    let resources = (!index.api.resources.is_empty()).then(|| {
        quote!(
            pub mod resources;
        )
    });
    let types = index.api.reached().next().map(|_| {
        quote!(
            pub mod types;
        )
    });
    let exports = runtime_files::exports(files).map(|(file, names)| {
        let module = format_ident!("{}", file.name);
        let feature = file.feature.map(|feature| quote!(#[cfg(feature = #feature)]));
        let names: Vec<_> = names.iter().map(|name| format_ident!("{name}")).collect();
        match names.as_slice() {
            [name] => quote!(#feature pub use crate::runtime::#module::#name;),
            names => quote!(#feature pub use crate::runtime::#module::{#(#names),*};),
        }
    });
    quote! {
        #head

        mod client;
        #resources
        #types

        #[cfg_attr(
            not(feature = "full"),
            allow(dead_code, unused_imports, unused_macros, reason = "some of it is for other resources")
        )]
        mod runtime;

        #(#exports)*
        pub use bytes::Bytes;
        pub use reqwest::header::HeaderMap;
        pub use reqwest::{Method, StatusCode, Url};
        pub use secrecy::SecretString;

        // The README's programs are compiled with the tests of the documentation.
        #[cfg(doctest)]
        #[doc = include_str!("../README.md")]
        struct Readme;
    }
}

fn head(index: &Index<'_>) -> Vec<String> {
    let api = index.api;
    let mut lines = docs::lines(&api.docs, &api.package.name);
    let name = example::crate_name(api);
    lines.extend([String::new(), "# Example".to_owned(), String::new(), "```no_run".to_owned()]);
    lines.push(format!("# async fn example() -> Result<(), {name}::Error> {{"));
    lines.extend(example::lines(api));
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned(), String::new()]);
    lines.extend(NOTES.lines().map(str::to_owned));
    lines
}

const NOTES: &str = "\
# Requests

A method returns a [`Request`]. It is sent by `.await`, and before that takes what belongs to this one call: a header, a
time limit, the number of retries, a token that cancels it. [`Client::with_options`] makes a copy of the client that differs
in such things for all calls. Every failure is an [`Error`].";
