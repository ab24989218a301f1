//! Base URLs.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::index::methods;
use super::scope::Scope;
use crate::ir::{Api, Server, ServerVariable};
use crate::template;

/// `&[ServerTemplate { url: "https://{region}.example.com", variables: &[…] }]`
pub(super) fn templates(servers: &[Server], scope: &Scope<'_>) -> TokenStream {
    let servers = servers.iter().map(|server| {
        let template = scope.runtime("ServerTemplate");
        let url = &server.url;
        let variables = server.variables.iter().map(|variable| self::variable(variable, scope));
        quote!(#template { url: #url, variables: &[#(#variables),*] })
    });
    quote!(&[#(#servers),*])
}

/// The names of all that a caller can set in a URL of a server, declared or not.
pub(super) fn variables(api: &Api) -> BTreeSet<&str> {
    let of_operations = api.resources.iter().flat_map(methods).flat_map(|method| &method.servers);
    api.client.servers.iter().chain(of_operations).flat_map(|server| template::variables(&server.url)).collect()
}

fn variable(variable: &ServerVariable, scope: &Scope<'_>) -> TokenStream {
    let ty = scope.runtime("ServerVariable");
    let ServerVariable { wire, default, values, .. } = variable;
    quote!(#ty { name: #wire, default: #default, values: &[#(#values),*] })
}
