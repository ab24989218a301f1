//! Open enums of strings.

use super::Item;
use super::code::{Code, literal};
use super::scope::{Scope, Std};
use crate::ir::{StringVariant, TypeDef};

/// The enum, its table both ways, and what follows from it.
pub(super) fn string_enum(def: &TypeDef, variants: &[StringVariant], scope: &Scope<'_>) -> Item {
    let name = def.name.as_str();
    let mut code = Code::new();
    code.comment(0, scope.comments.field(&def.docs, def.name.plain(), def.deprecation));
    code.line(0, &["#[derive(Debug, Clone, PartialEq, Eq, Hash)]"]);
    code.line(0, &["#[non_exhaustive]"]);
    code.whole(0, &["pub enum ", name, " {"]);
    for StringVariant { name, wire, docs } in variants {
        code.comment(4, scope.comments.outer(docs, wire));
        code.line(4, &[name.as_str(), ","]);
    }
    code.line(4, &["/// A text that this version does not know."]);
    code.line(4, &["Unknown(", scope.std_text(Std::String), "),"]);
    code.line(0, &["}"]);
    code.whole(0, &["impl ", name, " {"]);
    code.line(4, &["/// The text that the service uses."]);
    code.line(4, &["pub fn as_str(&self) -> &str {"]);
    code.line(8, &["match self {"]);
    for StringVariant { name, wire, .. } in variants {
        code.arm(12, &["Self::", name.as_str()].concat(), &literal(wire));
    }
    code.line(12, &["Self::Unknown(text) => text,"]);
    code.line(8, &["}"]);
    code.line(4, &["}"]);
    code.line(4, &["fn from_text(text: &str) -> Self {"]);
    from_text(&mut code, variants);
    code.line(4, &["}"]);
    code.line(0, &["}"]);
    code.whole(0, &[&scope.runtime_text("text"), "!(", name, ");"]);
    code.finish()
}

fn from_text(code: &mut Code, variants: &[StringVariant]) {
    if variants.is_empty() {
        return code.line(8, &["Self::Unknown(text.to_owned())"]);
    }
    code.line(8, &["match text {"]);
    for StringVariant { name, wire, .. } in variants {
        code.arm(12, &literal(wire), &["Self::", name.as_str()].concat());
    }
    code.line(12, &["_ => Self::Unknown(text.to_owned()),"]);
    code.line(8, &["}"]);
}
