//! `src/resources/`: a file for each top-level resource.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::comments::Comments;
use super::index::{self, Index};
use super::scope::Scope;
use super::{Item, docs, resource};
use crate::ir::Resource;

/// `src/resources/mod.rs`
pub(super) fn module(index: &Index<'_>) -> TokenStream {
    let head = docs::inner(&[
        "The resources of the service, and the parameters of their methods.".to_owned(),
        String::new(),
        "Each is reached by a method of [`Client`](crate::Client).".to_owned(),
    ]);
    let modules: Vec<_> = index
        .modules
        .iter()
        .map(|module| (format_ident!("{}", module.name), &module.feature))
        .map(|(name, feature)| (name, quote!(#[cfg(feature = #feature)])))
        .collect();
    let declarations = modules.iter().map(|(name, feature)| quote!(#feature mod #name;));
    let exports = modules.iter().map(|(name, feature)| quote!(#feature pub use self::#name::*;));
    quote! {
        #head
        #(#declarations)*
        #(#exports)*
    }
}

/// `src/resources/stream.rs`, of all top-level resources of this module: what stands before their items, which `each` is
/// given.
pub(super) fn file<'a>(
    resources: &[&'a Resource],
    index: &'a Index<'a>,
    comments: &'a Comments,
    each: &mut dyn FnMut(Item),
) -> TokenStream {
    let mut declared = BTreeSet::new();
    for resource in resources {
        index::declared(resource, &mut declared);
    }
    let scope = Scope::other(index, comments, declared);
    for resource in resources {
        resource::resource(resource, &resource::below("client", resource), &scope, each);
    }
    let title = resources.first().and_then(|resource| resource.accessor.as_ref()).map_or("", |name| name.plain());
    let head = docs::inner(&[format!("`client.{title}()`, and all below it.")]);
    let statics = scope.statics();
    let imports = scope.imports();
    quote! {
        #head
        #imports
        #statics
    }
}
