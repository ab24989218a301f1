//! Doc comments.

use proc_macro2::TokenStream;
use quote::quote;

use super::markdown;
use crate::ir::{Docs, Ident};
use crate::schema::Deprecation;

/// `/// …`, one attribute a line, the fallback when there is no text.
pub(super) fn outer(docs: &Docs, fallback: &str) -> TokenStream {
    comments(&lines(docs, fallback))
}

/// The first paragraph alone, of what is called `name`.
pub(super) fn summary(docs: &Docs, name: &Ident) -> TokenStream {
    let first = Docs { paragraphs: docs.paragraphs.iter().take(1).cloned().collect() };
    outer(&first, name.plain())
}

/// `/// …` of the document's text, if there is any, followed by the generator's own.
pub(super) fn noted(docs: &Docs, text: &str) -> TokenStream {
    let mut lines = markdown::lines(&docs.paragraphs.join("\n\n"));
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(text.lines().map(str::to_owned));
    comments(&lines)
}

/// The docs of a field, which says in words that it is deprecated: an attribute would warn in the crate's own code.
pub(super) fn field(docs: &Docs, fallback: &str, deprecation: Deprecation) -> TokenStream {
    let mut lines = lines(docs, fallback);
    let said = lines.iter().any(|line| line.contains("Deprecated."));
    if deprecation == Deprecation::Deprecated && !said {
        lines.extend([String::new(), "Deprecated.".to_owned()]);
    }
    comments(&lines)
}

/// `/// …` of text that is the generator's own.
pub(super) fn text(text: &str) -> TokenStream {
    comments(&text.lines().map(str::to_owned).collect::<Vec<_>>())
}

/// `/// …` of the document's text, followed by the generator's own.
pub(super) fn with(docs: &Docs, fallback: &str, text: &str) -> TokenStream {
    let mut lines = lines(docs, fallback);
    let says_the_same = lines.len() == 1 && text.lines().next() == Some(lines[0].trim_end_matches('.'));
    if says_the_same {
        lines.clear();
    } else {
        lines.push(String::new());
    }
    lines.extend(text.lines().map(str::to_owned));
    comments(&lines)
}

/// `//! …`
pub(super) fn inner(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| spaced(line));
    quote!(#(#![doc = #lines])*)
}

/// The lines of a text of the document, safe for rustdoc, never none.
pub(super) fn lines(docs: &Docs, fallback: &str) -> Vec<String> {
    let lines = markdown::lines(&docs.paragraphs.join("\n\n"));
    if lines.is_empty() { vec![format!("{}.", markdown::code(fallback))] } else { lines }
}

fn comments(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| spaced(line));
    quote!(#(#[doc = #lines])*)
}

fn spaced(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!(" {line}") }
}
