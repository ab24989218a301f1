//! Doc comments of files, and the lines of all others.

use proc_macro2::TokenStream;
use quote::quote;

use super::markdown;
use crate::ir::Docs;

/// `//! …`
pub(super) fn inner(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#![doc = #lines])*)
}

/// The lines of a text of the document, safe for rustdoc, never none.
pub(super) fn lines(docs: &Docs, fallback: &str) -> Vec<String> {
    let lines = markdown::lines(&docs.paragraphs.join("\n\n"));
    if lines.is_empty() { vec![self::fallback(fallback)] } else { lines }
}

/// What is said where the document says nothing.
pub(super) fn fallback(name: &str) -> String {
    format!("{}.", markdown::code(name))
}
