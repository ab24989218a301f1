//! What a method answers.

use std::borrow::Cow;

use super::code::{Link, literal};
use super::scope::{Scope, Std};
use super::type_ref;
use crate::ir::{Method, Returns, TypeRef};

/// `Request<SinglePage<Caption>>`
pub(super) fn ty(method: &Method, scope: &Scope<'_>) -> String {
    let request = scope.runtime_text("Request");
    let answer = answer(&method.returns, scope);
    match &method.params {
        Some(params) => [&request, "<", &answer, ", ", params.name.as_str(), ">"].concat(),
        None => [&request, "<", &answer, ">"].concat(),
    }
}

fn answer<'a>(returns: &Returns, scope: &Scope<'a>) -> Cow<'a, str> {
    match returns {
        Returns::Nothing => Cow::Borrowed("()"),
        Returns::Json { ty, .. } | Returns::Enveloped { ty } => type_ref::text(ty, scope),
        Returns::Page { item, message } => page(item, message, scope),
        Returns::Text { .. } => Cow::Borrowed(scope.std_text(Std::String)),
        Returns::Bytes { .. } => Cow::Borrowed("bytes::Bytes"),
        Returns::Events { ty } => generic("Events", &type_ref::text(ty, scope), scope),
        Returns::Lines { ty, .. } => generic("Lines", &type_ref::text(ty, scope), scope),
        Returns::Several { ty, .. } => scope.ty(*ty),
    }
}

/// `SinglePage<Caption, Message>`, without messages of any kind.
fn page<'a>(item: &TypeRef, message: &TypeRef, scope: &Scope<'a>) -> Cow<'a, str> {
    let item = type_ref::text(item, scope);
    if *message == TypeRef::Json {
        return generic("SinglePage", &item, scope);
    }
    generic("SinglePage", &[&item, ", ", &type_ref::text(message, scope)].concat(), scope)
}

fn generic<'a>(outer: &'static str, inner: &str, scope: &Scope<'a>) -> Cow<'a, str> {
    Cow::Owned([&scope.runtime_text(outer), "<", inner, ">"].concat())
}

/// `.page()`
pub(super) fn finish(returns: &Returns) -> Link {
    match returns {
        Returns::Nothing => Link::new("nothing", []),
        Returns::Json { accept, .. } if accept == "application/json" => Link::new("decode", []),
        Returns::Json { accept, .. } => Link::new("decode_as", [literal(accept)]),
        Returns::Enveloped { .. } => Link::new("enveloped", []),
        Returns::Page { .. } => Link::new("page", []),
        Returns::Text { accept } => Link::new("text_body", [literal(accept)]),
        Returns::Bytes { accept } => Link::new("bytes_body", [literal(accept)]),
        Returns::Events { .. } => Link::new("events", []),
        Returns::Lines { accept, .. } => Link::new("lines", [literal(accept)]),
        Returns::Several { accept, .. } => Link::new("several", [literal(accept)]),
    }
}
