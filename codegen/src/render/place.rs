//! How a value lends itself to the runtime: blank, to be written, to be read.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::scope::{Scope, Std};
use crate::ir::{Presence, TypeKind, TypeRef};

/// The kind of a place, by which variants of `Slot` and `Ref` it lends itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// A scalar that is copied: `Bool`, `I64`, `F64` and their optional kinds.
    Copied(&'static str),
    /// One that is lent under the same name both ways: `Str`, `OptStr`, `Strs`, `Json`, `Opt`, `List`, `Map`, `Object`, `Union`.
    Lent(&'static str),
    /// `i32` and `u32`.
    Narrow,
    /// `u64`.
    Wide,
    /// An enum of integers.
    Number,
    /// Text of a format, or an enum of texts.
    Text,
    /// Behind a box, of whatever shape.
    Boxed,
}

impl Shape {
    fn of(ty: &TypeRef, presence: Presence, scope: &Scope<'_>) -> Self {
        match (presence, ty) {
            (Presence::Required, ty) => Self::required(ty, scope),
            (Presence::OptionalNullable, _) => Self::Lent("Opt"),
            (_, TypeRef::Bool) => Self::Copied("OptBool"),
            (_, TypeRef::I64) => Self::Copied("OptI64"),
            (_, TypeRef::F64) => Self::Copied("OptF64"),
            (_, TypeRef::String) => Self::Lent("OptStr"),
            _ => Self::Lent("Opt"),
        }
    }

    fn required(ty: &TypeRef, scope: &Scope<'_>) -> Self {
        match ty {
            TypeRef::Bool => Self::Copied("Bool"),
            TypeRef::I64 => Self::Copied("I64"),
            TypeRef::F64 => Self::Copied("F64"),
            TypeRef::I32 | TypeRef::U32 => Self::Narrow,
            TypeRef::U64 => Self::Wide,
            TypeRef::String => Self::Lent("Str"),
            TypeRef::Json => Self::Lent("Json"),
            TypeRef::Format(_) => Self::Text,
            TypeRef::List(item) if **item == TypeRef::String => Self::Lent("Strs"),
            TypeRef::List(_) => Self::Lent("List"),
            TypeRef::Map(_) => Self::Lent("Map"),
            TypeRef::Nullable(_) => Self::Lent("Opt"),
            TypeRef::Boxed(_) => Self::Boxed,
            TypeRef::Named(id) => match scope.index.api.ty(*id).kind {
                TypeKind::Struct(_) => Self::Lent("Object"),
                TypeKind::StringEnum(_) => Self::Text,
                TypeKind::IntegerEnum(_) => Self::Number,
                _ => Self::Lent("Union"),
            },
        }
    }
}

/// The value that decoding starts from.
pub(super) fn blank(ty: &TypeRef, presence: Presence, scope: &Scope<'_>) -> TokenStream {
    match (presence, ty) {
        (Presence::Optional | Presence::RequiredNullable, _) | (Presence::Required, TypeRef::Nullable(_)) => {
            quote!(None)
        }
        (Presence::OptionalNullable, _) => {
            let maybe = scope.runtime("Maybe");
            quote!(#maybe::Absent)
        }
        (Presence::Required, TypeRef::Bool) => quote!(false),
        (Presence::Required, TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64) => quote!(0),
        (Presence::Required, TypeRef::F64) => quote!(0.0),
        (Presence::Required, TypeRef::Json) => quote!(serde_json::Value::Null),
        (Presence::Required, TypeRef::String) => empty(&scope.std(Std::String)),
        (Presence::Required, TypeRef::List(_)) => empty(&scope.std(Std::Vec)),
        (Presence::Required, TypeRef::Map(_)) => empty(&scope.std(Std::BTreeMap)),
        (Presence::Required, TypeRef::Format(_) | TypeRef::Named(_) | TypeRef::Boxed(_)) => {
            let blank = scope.runtime("Blank");
            quote!(#blank::blank())
        }
    }
}

fn empty(ty: &TokenStream) -> TokenStream {
    quote!(#ty::new())
}

/// `Slot::OptBool(&mut self.generated)`
pub(super) fn slot(ty: &TypeRef, presence: Presence, place: &TokenStream, scope: &Scope<'_>) -> TokenStream {
    let variant = match Shape::of(ty, presence, scope) {
        Shape::Copied(name) | Shape::Lent(name) => name,
        Shape::Narrow | Shape::Wide | Shape::Number => "Int",
        Shape::Text => "Text",
        Shape::Boxed => {
            let trait_ = scope.runtime("Place");
            return quote!(#trait_::slot(&mut #place));
        }
    };
    let (slot, variant) = (scope.runtime("Slot"), format_ident!("{variant}"));
    quote!(#slot::#variant(&mut #place))
}

/// `Ref::OptBool(self.generated)`
pub(super) fn reference(ty: &TypeRef, presence: Presence, place: &TokenStream, scope: &Scope<'_>) -> TokenStream {
    let (variant, value) = match Shape::of(ty, presence, scope) {
        Shape::Copied(name) => (name, quote!(#place)),
        Shape::Lent(name) => (name, quote!(&#place)),
        Shape::Narrow => ("I64", quote!(#place.into())),
        Shape::Wide => ("U64", quote!(#place)),
        Shape::Number => ("I64", quote!(#place.value())),
        Shape::Text => ("Str", quote!(#place.as_str())),
        Shape::Boxed => {
            let trait_ = scope.runtime("Argument");
            return quote!(#trait_::get_ref(&#place));
        }
    };
    let (reference, variant) = (scope.runtime("Ref"), format_ident!("{variant}"));
    quote!(#reference::#variant(#value))
}

/// `Slot::Object(value)`, of a value that is already borrowed.
pub(super) fn borrowed_slot(ty: &TypeRef, value: &TokenStream, scope: &Scope<'_>) -> TokenStream {
    let variant = match Shape::of(ty, Presence::Required, scope) {
        Shape::Copied(name) | Shape::Lent(name) => name,
        Shape::Narrow | Shape::Wide | Shape::Number => "Int",
        Shape::Text => "Text",
        Shape::Boxed => {
            let trait_ = scope.runtime("Place");
            return quote!(#trait_::slot(#value));
        }
    };
    let (slot, variant) = (scope.runtime("Slot"), format_ident!("{variant}"));
    quote!(#slot::#variant(#value))
}

/// `Ref::Object(value)`, of a value that is already borrowed.
pub(super) fn borrowed_reference(ty: &TypeRef, value: &TokenStream, scope: &Scope<'_>) -> TokenStream {
    match Shape::of(ty, Presence::Required, scope) {
        Shape::Copied(_) | Shape::Wide => reference(ty, Presence::Required, &quote!(*#value), scope),
        Shape::Lent(variant) => {
            let (reference, variant) = (scope.runtime("Ref"), format_ident!("{variant}"));
            quote!(#reference::#variant(#value))
        }
        Shape::Narrow => {
            let reference = scope.runtime("Ref");
            quote!(#reference::I64((*#value).into()))
        }
        Shape::Number | Shape::Text => reference(ty, Presence::Required, value, scope),
        Shape::Boxed => {
            let trait_ = scope.runtime("Argument");
            quote!(#trait_::get_ref(#value))
        }
    }
}
