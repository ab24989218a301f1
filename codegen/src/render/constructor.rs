//! `new`: what a value must have.

use super::code::Code;
use super::scope::{Scope, Std};
use super::{Item, constant, place, type_ref};
use crate::ir::{Field, Ident, Presence, Struct, TypeDef, TypeRef};
use crate::schema::Access;

/// What clippy puts up with.
const MANY: usize = 7;

/// How `new` comes by the value of a field.
pub(super) enum Source {
    /// It is asked for: the argument's type and the field's value.
    Argument(String, String),
    /// It can only be this.
    Constant(String),
    /// It is left blank, which is this value.
    Blank(String),
}

/// The constructor of an object.
pub(super) fn of_object(def: &TypeDef, body: &Struct, scope: &Scope<'_>) -> Item {
    let sources: Vec<_> = body.fields.iter().map(|field| (&field.name, source(field, scope))).collect();
    let blank = body.rest.is_some() || sources.iter().any(|(_, source)| matches!(source, Source::Blank(_)));
    let rest = blank.then(|| [&scope.runtime_text("Blank"), "::blank()"].concat());
    constructor(def, &sources, rest, scope)
}

/// `impl Caption { pub fn new(…) -> Self { … } }`
pub(super) fn constructor(
    def: &TypeDef,
    sources: &[(&Ident, Source)],
    rest: Option<String>,
    scope: &Scope<'_>,
) -> Item {
    let name = def.name.as_str();
    let arguments: Vec<_> = sources.iter().filter_map(|(field, source)| argument(field, source)).collect();
    let mut code = Code::new();
    code.whole(0, &["impl ", name, " {"]);
    let text =
        if arguments.is_empty() { "Creates one with nothing set." } else { "Creates one with what it must have." };
    code.line(4, &["/// ", text]);
    if is_many(arguments.len()) {
        code.line(4, &[MANY_ALLOWED]);
    }
    code.signature(4, "new", &arguments, "Self");
    match rest {
        Some(rest) if sources.iter().all(|(_, source)| matches!(source, Source::Blank(_))) => code.line(8, &[&rest]),
        rest => {
            let blanks = if rest.is_some() { Blanks::ByRest } else { Blanks::Written };
            let values = sources.iter().filter_map(|(field, source)| value(field, source, blanks));
            code.structure(8, "Self", &values.collect::<Vec<_>>(), rest.as_deref());
        }
    }
    code.line(4, &["}"]);
    code.line(0, &["}"]);
    if arguments.is_empty() {
        code.whole(0, &["impl ", scope.std_text(Std::Default), " for ", name, " {"]);
        code.line(4, &["fn default() -> Self {"]);
        code.line(8, &["Self::new()"]);
        code.line(4, &["}"]);
        code.line(0, &["}"]);
    }
    code.finish()
}

/// Whether a function has more arguments than clippy puts up with.
pub(super) fn is_many(arguments: usize) -> bool {
    arguments > MANY
}

/// Allows that.
pub(super) const MANY_ALLOWED: &str =
    "#[allow(clippy::too_many_arguments, reason = \"the service asks for all of them\")]";

fn argument(field: &Ident, source: &Source) -> Option<String> {
    match source {
        Source::Argument(ty, _) => Some([field.as_str(), ": ", ty].concat()),
        Source::Constant(_) | Source::Blank(_) => None,
    }
}

/// What becomes of blank fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blanks {
    /// Each is written.
    Written,
    /// `..Blank::blank()` stands for them.
    ByRest,
}

fn value(field: &Ident, source: &Source, blanks: Blanks) -> Option<String> {
    match source {
        Source::Argument(_, value) if value == field.as_str() => Some(value.clone()),
        Source::Blank(_) if blanks == Blanks::ByRest => None,
        Source::Argument(_, value) | Source::Constant(value) | Source::Blank(value) => {
            Some([field.as_str(), ": ", value].concat())
        }
    }
}

/// Where the value of a field comes from.
pub(super) fn source(field: &Field, scope: &Scope<'_>) -> Source {
    let blank = || Source::Blank(place::blank_text(&field.ty, field.presence, scope).into_owned());
    if matches!(field.presence, Presence::Optional | Presence::OptionalNullable) {
        return blank();
    }
    if let Some(value) = field.constant.as_ref().and_then(|value| constant::constant(&field.ty, value, scope)) {
        return match field.presence {
            Presence::RequiredNullable => Source::Constant(["Some(", &value, ")"].concat()),
            _ => Source::Constant(value),
        };
    }
    if field.access == Access::ReadOnly {
        return blank();
    }
    asked(field.name.as_str(), &field.ty, field.presence, scope)
}

/// An argument for a field: text in any form, a boxed value without its box.
fn asked(name: &str, ty: &TypeRef, presence: Presence, scope: &Scope<'_>) -> Source {
    match (presence, ty) {
        (Presence::Required, TypeRef::String) => {
            let (into, string) = (scope.std_text(Std::Into), scope.std_text(Std::String));
            Source::Argument(["impl ", into, "<", string, ">"].concat(), [name, ".into()"].concat())
        }
        (Presence::Required, TypeRef::Boxed(inner)) => {
            let boxed = scope.std_text(Std::Box);
            Source::Argument(type_ref::text(inner, scope).into_owned(), [boxed, "::new(", name, ")"].concat())
        }
        _ => Source::Argument(type_ref::field(ty, presence, scope).into_owned(), name.to_owned()),
    }
}
