//! Resources: the structs that methods stand on, each followed by its parameter structs and its children.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use super::{Item, method, params};
use crate::ir::{Ident, Resource};

/// Gives `each` a resource and all below it. `path` is the expression that leads to it from a client: `client.stream()`.
pub(super) fn resource<'a>(resource: &'a Resource, path: &str, scope: &Scope<'a>, each: &mut dyn FnMut(Item)) {
    let Some(name) = &resource.type_name else { return };
    let client = scope.runtime("Client");
    let docs = scope.comments.noted(&resource.docs, &format!("Reached by `{path}`."));
    let accessors = resource.children.iter().map(|child| accessor(child, scope));
    let methods = resource.methods.iter().map(|method| method::method(method, scope));
    let lifetime = if resource.children.is_empty() { quote!(#name<'_>) } else { quote!(#name<'c>) };
    let generics = (!resource.children.is_empty()).then(|| quote!(<'c>));
    each(Item::Tokens(quote! {
        #docs
        #[derive(Debug, Clone, Copy)]
        pub struct #name<'c> {
            pub(crate) client: &'c #client,
        }

        impl #generics #lifetime {
            #(#accessors)*
            #(#methods)*
        }
    }));
    for method in &resource.methods {
        if let Some(body) = &method.params {
            each(params::params(body, method, path, scope));
        }
    }
    for child in &resource.children {
        self::resource(child, &below(path, child), scope, each);
    }
}

/// The expression that leads to a child.
pub(super) fn below(path: &str, child: &Resource) -> String {
    format!("{path}.{}()", child.accessor.as_ref().map_or("", Ident::as_str))
}

/// `pub fn captions(&self) -> Captions<'c> { Captions { client: self.client } }`
fn accessor(child: &Resource, scope: &Scope<'_>) -> TokenStream {
    let (Some(accessor), Some(name)) = (&child.accessor, &child.type_name) else { return TokenStream::new() };
    let docs = scope.comments.summary(&child.docs, accessor);
    quote! {
        #docs
        pub fn #accessor(&self) -> #name<'c> {
            #name { client: self.client }
        }
    }
}
