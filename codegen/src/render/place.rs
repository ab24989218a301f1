//! How a value lends itself to the runtime: blank, to be written, to be read.

use std::borrow::Cow;

use proc_macro2::TokenStream;

use super::code::tokens;
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
    tokens(&blank_text(ty, presence, scope))
}

/// The same as text.
pub(super) fn blank_text(ty: &TypeRef, presence: Presence, scope: &Scope<'_>) -> Cow<'static, str> {
    let empty = |ty: &str| Cow::Owned([ty, "::new()"].concat());
    Cow::Borrowed(match (presence, ty) {
        (Presence::Optional | Presence::RequiredNullable, _) | (Presence::Required, TypeRef::Nullable(_)) => "None",
        (Presence::OptionalNullable, _) => return Cow::Owned([&scope.runtime_text("Maybe"), "::Absent"].concat()),
        (Presence::Required, TypeRef::Bool) => "false",
        (Presence::Required, TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64) => "0",
        (Presence::Required, TypeRef::F64) => "0.0",
        (Presence::Required, TypeRef::Json) => "serde_json::Value::Null",
        (Presence::Required, TypeRef::String) => return empty(scope.std_text(Std::String)),
        (Presence::Required, TypeRef::List(_)) => return empty(scope.std_text(Std::Vec)),
        (Presence::Required, TypeRef::Map(_)) => return empty(scope.std_text(Std::BTreeMap)),
        (Presence::Required, TypeRef::Format(_) | TypeRef::Named(_) | TypeRef::Boxed(_)) => {
            return Cow::Owned([&scope.runtime_text("Blank"), "::blank()"].concat());
        }
    })
}

/// `Slot::OptBool(&mut self.generated)`
pub(super) fn slot(ty: &TypeRef, presence: Presence, place: &str, scope: &Scope<'_>) -> String {
    slot_of(Shape::of(ty, presence, scope), &["&mut ", place].concat(), scope)
}

fn slot_of(shape: Shape, value: &str, scope: &Scope<'_>) -> String {
    let variant = match shape {
        Shape::Copied(name) | Shape::Lent(name) => name,
        Shape::Narrow | Shape::Wide | Shape::Number => "Int",
        Shape::Text => "Text",
        Shape::Boxed => return [&scope.runtime_text("Place"), "::slot(", value, ")"].concat(),
    };
    [&scope.runtime_text("Slot"), "::", variant, "(", value, ")"].concat()
}

/// `Ref::OptBool(self.generated)`
pub(super) fn reference(ty: &TypeRef, presence: Presence, place: &str, scope: &Scope<'_>) -> String {
    let (variant, before, after) = match Shape::of(ty, presence, scope) {
        Shape::Copied(name) => (name, "", ""),
        Shape::Lent(name) => (name, "&", ""),
        Shape::Narrow => ("I64", "", ".into()"),
        Shape::Wide => ("U64", "", ""),
        Shape::Number => ("I64", "", ".value()"),
        Shape::Text => ("Str", "", ".as_str()"),
        Shape::Boxed => return [&scope.runtime_text("Argument"), "::get_ref(&", place, ")"].concat(),
    };
    [&scope.runtime_text("Ref"), "::", variant, "(", before, place, after, ")"].concat()
}

/// `Slot::Object(value)`, of a `value` that is already borrowed.
pub(super) fn borrowed_slot(ty: &TypeRef, scope: &Scope<'_>) -> TokenStream {
    tokens(&slot_of(Shape::of(ty, Presence::Required, scope), "value", scope))
}

/// `Ref::Object(value)`, of a `value` that is already borrowed.
pub(super) fn borrowed_reference(ty: &TypeRef, scope: &Scope<'_>) -> TokenStream {
    tokens(&match Shape::of(ty, Presence::Required, scope) {
        Shape::Copied(_) | Shape::Wide => reference(ty, Presence::Required, "*value", scope),
        Shape::Lent(variant) => [&scope.runtime_text("Ref"), "::", variant, "(value)"].concat(),
        Shape::Narrow => [&scope.runtime_text("Ref"), "::I64((*value).into())"].concat(),
        Shape::Number | Shape::Text => reference(ty, Presence::Required, "value", scope),
        Shape::Boxed => [&scope.runtime_text("Argument"), "::get_ref(value)"].concat(),
    })
}
