//! Rust names for the names of a document. A name depends on its own text and on those that it would collide with,
//! never on order.

mod scope;
mod words;

pub use scope::settle;
pub use words::{pascal, singular, snake, spelled, words};

use crate::ir::Ident;

/// Keywords that can be written raw.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that cannot be written raw.
const UNRAWABLE: &[&str] = &["self", "Self", "super", "crate", "_", ""];

/// An identifier of this text, which consists of ASCII letters, digits and `_`.
pub fn ident(text: &str) -> Ident {
    if UNRAWABLE.contains(&text) {
        Ident(format!("{text}_"))
    } else if KEYWORDS.contains(&text) {
        Ident(format!("r#{text}"))
    } else {
        Ident(text.to_owned())
    }
}

/// The identifier of a field, argument or method.
pub fn value_ident(wire: &str) -> Ident {
    ident(&snake(wire))
}

/// The identifier of a type or variant.
pub fn type_ident(wire: &str) -> Ident {
    ident(&pascal(wire))
}
