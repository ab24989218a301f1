//! The types of values: owned, borrowed, and how they lend themselves to the runtime.

use std::borrow::Cow;

use proc_macro2::TokenStream;

use super::code::tokens;
use super::scope::{Scope, Std};
use crate::ir::{Format, Presence, Rest, TypeRef};

/// `Vec<Caption>`
pub(super) fn owned(ty: &TypeRef, scope: &Scope<'_>) -> TokenStream {
    tokens(&text(ty, scope))
}

/// The same as text.
pub(super) fn text<'a>(ty: &TypeRef, scope: &Scope<'a>) -> Cow<'a, str> {
    Cow::Borrowed(match ty {
        TypeRef::Bool => "bool",
        TypeRef::I32 => "i32",
        TypeRef::I64 => "i64",
        TypeRef::U32 => "u32",
        TypeRef::U64 => "u64",
        TypeRef::F64 => "f64",
        TypeRef::String => scope.std_text(Std::String),
        TypeRef::Json => "serde_json::Value",
        TypeRef::Format(format) => return scope.runtime_text(format_name(*format)),
        TypeRef::Named(id) => return scope.ty(*id),
        TypeRef::List(item) => return wrapped(scope.std_text(Std::Vec), item, scope),
        TypeRef::Nullable(inner) => return wrapped(scope.std_text(Std::Option), inner, scope),
        TypeRef::Boxed(inner) => return wrapped(scope.std_text(Std::Box), inner, scope),
        TypeRef::Map(value) => return Cow::Owned(map(value, scope)),
    })
}

fn wrapped<'a>(outer: &str, inner: &TypeRef, scope: &Scope<'a>) -> Cow<'a, str> {
    let inner = text(inner, scope);
    Cow::Owned([outer, "<", &inner, ">"].concat())
}

/// `Option<Vec<Caption>>`
pub(super) fn field<'a>(ty: &TypeRef, presence: Presence, scope: &Scope<'a>) -> Cow<'a, str> {
    match presence {
        Presence::Required => text(ty, scope),
        Presence::RequiredNullable | Presence::Optional => wrapped(scope.std_text(Std::Option), ty, scope),
        Presence::OptionalNullable => wrapped(&scope.runtime_text("Maybe"), ty, scope),
    }
}

/// `BTreeMap<String, i64>`: the field for what the document does not name.
pub(super) fn rest(rest: &Rest, scope: &Scope<'_>) -> TokenStream {
    tokens(&rest_text(rest, scope))
}

/// The same as text.
pub(super) fn rest_text(rest: &Rest, scope: &Scope<'_>) -> String {
    map(&rest.ty, scope)
}

fn map(value: &TypeRef, scope: &Scope<'_>) -> String {
    let (map, string, value) = (scope.std_text(Std::BTreeMap), scope.std_text(Std::String), text(value, scope));
    [map, "<", string, ", ", &value, ">"].concat()
}

/// `&[Caption]`: what a method takes.
pub(super) fn borrowed<'a>(ty: &TypeRef, scope: &Scope<'a>) -> Cow<'a, str> {
    match ty {
        TypeRef::Bool | TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 | TypeRef::F64 => text(ty, scope),
        TypeRef::String => Cow::Borrowed("&str"),
        TypeRef::List(item) => Cow::Owned(["&[", &text(item, scope), "]"].concat()),
        TypeRef::Boxed(inner) => borrowed(inner, scope),
        _ => Cow::Owned(["&", &text(ty, scope)].concat()),
    }
}

/// The runtime's type for text of a known format.
pub(super) fn format_name(format: Format) -> &'static str {
    match format {
        Format::DateTime => "DateTime",
        Format::Date => "Date",
        Format::Time => "Time",
        Format::Duration => "Duration",
        Format::Uuid => "Uuid",
        Format::Ipv4 => "Ipv4",
        Format::Ipv6 => "Ipv6",
        Format::Ip => "Ip",
        Format::Uri => "Uri",
        Format::Decimal => "Decimal",
        Format::Base64 => "Base64",
    }
}
