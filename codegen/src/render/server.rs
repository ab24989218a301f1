//! Base URLs.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use crate::ir::{Server, ServerVariable};

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

fn variable(variable: &ServerVariable, scope: &Scope<'_>) -> TokenStream {
    let ty = scope.runtime("ServerVariable");
    let ServerVariable { wire, default, values, .. } = variable;
    quote!(#ty { name: #wire, default: #default, values: &[#(#values),*] })
}
