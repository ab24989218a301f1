//! What a method answers.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{Scope, Std};
use super::type_ref;
use crate::ir::{Method, Returns, TypeRef};

/// `Request<SinglePage<Caption>>`
pub(super) fn ty(method: &Method, scope: &Scope<'_>) -> TokenStream {
    let request = scope.runtime("Request");
    let answer = answer(&method.returns, scope);
    let params = method.params.as_ref().map(|params| &params.name);
    let params = params.map(|name| quote!(, #name));
    quote!(#request<#answer #params>)
}

fn answer(returns: &Returns, scope: &Scope<'_>) -> TokenStream {
    match returns {
        Returns::Nothing => quote!(()),
        Returns::Json { ty, .. } | Returns::Enveloped { ty } => type_ref::owned(ty, scope),
        Returns::Page { item, message } => page(item, message, scope),
        Returns::Text { .. } => scope.std(Std::String),
        Returns::Bytes { .. } => quote!(bytes::Bytes),
        Returns::Events { ty } => generic("Events", &type_ref::owned(ty, scope), scope),
        Returns::Lines { ty, .. } => generic("Lines", &type_ref::owned(ty, scope), scope),
        Returns::Several { ty, .. } => scope.ty(*ty),
    }
}

/// `SinglePage<Caption, Message>`, without messages of any kind.
fn page(item: &TypeRef, message: &TypeRef, scope: &Scope<'_>) -> TokenStream {
    let item = type_ref::owned(item, scope);
    if *message == TypeRef::Json {
        return generic("SinglePage", &item, scope);
    }
    let message = type_ref::owned(message, scope);
    generic("SinglePage", &quote!(#item, #message), scope)
}

fn generic(outer: &'static str, inner: &TokenStream, scope: &Scope<'_>) -> TokenStream {
    let outer = scope.runtime(outer);
    quote!(#outer<#inner>)
}

/// `.page()`
pub(super) fn finish(returns: &Returns) -> TokenStream {
    match returns {
        Returns::Nothing => quote!(.nothing()),
        Returns::Json { accept, .. } if accept == "application/json" => quote!(.decode()),
        Returns::Json { accept, .. } => quote!(.decode_as(#accept)),
        Returns::Enveloped { .. } => quote!(.enveloped()),
        Returns::Page { .. } => quote!(.page()),
        Returns::Text { accept } => quote!(.text_body(#accept)),
        Returns::Bytes { accept } => quote!(.bytes_body(#accept)),
        Returns::Events { .. } => quote!(.events()),
        Returns::Lines { accept, .. } => quote!(.lines(#accept)),
        Returns::Several { accept, .. } => quote!(.several(#accept)),
    }
}
