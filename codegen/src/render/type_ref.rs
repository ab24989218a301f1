//! The types of values: owned, borrowed, and how they lend themselves to the runtime.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{Scope, Std};
use crate::ir::{Format, Presence, Rest, TypeRef};

/// `Vec<Caption>`
pub(super) fn owned(ty: &TypeRef, scope: &Scope<'_>) -> TokenStream {
    match ty {
        TypeRef::Bool => quote!(bool),
        TypeRef::I32 => quote!(i32),
        TypeRef::I64 => quote!(i64),
        TypeRef::U32 => quote!(u32),
        TypeRef::U64 => quote!(u64),
        TypeRef::F64 => quote!(f64),
        TypeRef::String => scope.std(Std::String),
        TypeRef::Format(format) => scope.runtime(format_name(*format)),
        TypeRef::Json => quote!(serde_json::Value),
        TypeRef::Named(id) => scope.ty(*id),
        TypeRef::List(item) => wrapped(&scope.std(Std::Vec), item, scope),
        TypeRef::Nullable(inner) => wrapped(&scope.std(Std::Option), inner, scope),
        TypeRef::Boxed(inner) => wrapped(&scope.std(Std::Box), inner, scope),
        TypeRef::Map(value) => map(value, scope),
    }
}

fn wrapped(outer: &TokenStream, inner: &TypeRef, scope: &Scope<'_>) -> TokenStream {
    let inner = owned(inner, scope);
    quote!(#outer<#inner>)
}

/// `Option<Vec<Caption>>`
pub(super) fn field(ty: &TypeRef, presence: Presence, scope: &Scope<'_>) -> TokenStream {
    match presence {
        Presence::Required => owned(ty, scope),
        Presence::RequiredNullable | Presence::Optional => wrapped(&scope.std(Std::Option), ty, scope),
        Presence::OptionalNullable => wrapped(&scope.runtime("Maybe"), ty, scope),
    }
}

/// `BTreeMap<String, i64>`: the field for what the document does not name.
pub(super) fn rest(rest: &Rest, scope: &Scope<'_>) -> TokenStream {
    map(&rest.ty, scope)
}

fn map(value: &TypeRef, scope: &Scope<'_>) -> TokenStream {
    let (map, string, value) = (scope.std(Std::BTreeMap), scope.std(Std::String), owned(value, scope));
    quote!(#map<#string, #value>)
}

/// `&[Caption]`: what a method takes.
pub(super) fn borrowed(ty: &TypeRef, scope: &Scope<'_>) -> TokenStream {
    match ty {
        TypeRef::Bool | TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 | TypeRef::F64 => owned(ty, scope),
        TypeRef::String => quote!(&str),
        TypeRef::List(item) => {
            let item = owned(item, scope);
            quote!(&[#item])
        }
        TypeRef::Boxed(inner) => borrowed(inner, scope),
        _ => {
            let ty = owned(ty, scope);
            quote!(&#ty)
        }
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
