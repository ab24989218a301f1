//! Doc comments, which stand outside of the tokens of their file.
//!
//! A third of a client is comments. As attributes each line of them would be made a literal, parsed and printed, only to
//! come out as it went in. So the tokens of an item hold one short attribute for all lines, `#[doc = "@7"]`, and the layout
//! puts the comment in its place. Comments of the document's text always come this way, and what the generator writes
//! itself begins with a space, so that nothing else looks like such a reference.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{docs, markdown};
use crate::ir::{Docs, Ident};
use crate::schema::Deprecation;

/// What a reference to a comment begins with.
const MARK: &str = "///@";

/// The comments of one file.
#[derive(Debug, Default)]
pub(crate) struct Comments {
    written: RefCell<Vec<Rc<[String]>>>,
    /// Markdown that was rewritten before: parameters have the same text wherever they are taken.
    known: RefCell<HashMap<String, Rc<[String]>>>,
}

impl Comments {
    /// `/// …`, one attribute a line, the fallback when there is no text.
    pub(super) fn outer(&self, docs: &Docs, fallback: &str) -> Comment {
        self.comment(self.lines(&docs.paragraphs, fallback))
    }

    /// The first paragraph alone, of what is called `name`.
    pub(super) fn summary(&self, docs: &Docs, name: &Ident) -> Comment {
        let first = docs.paragraphs.get(..1).unwrap_or_default();
        self.comment(self.lines(first, name.plain()))
    }

    /// `/// …` of the document's text, if there is any, followed by the generator's own.
    pub(super) fn noted(&self, docs: &Docs, text: &str) -> Comment {
        let mut lines = self.rewritten(&docs.paragraphs).to_vec();
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(text.lines().map(str::to_owned));
        self.comment(lines.into())
    }

    /// The docs of a field, which says in words that it is deprecated: an attribute would warn in the crate's own code.
    pub(super) fn field(&self, docs: &Docs, fallback: &str, deprecation: Deprecation) -> Comment {
        let lines = self.lines(&docs.paragraphs, fallback);
        let said = lines.iter().any(|line| line.contains("Deprecated."));
        if deprecation == Deprecation::Current || said {
            return self.comment(lines);
        }
        let more = [String::new(), "Deprecated.".to_owned()];
        self.comment(lines.iter().cloned().chain(more).collect())
    }

    /// `/// …` of text that is the generator's own.
    pub(super) fn text(&self, text: &str) -> Comment {
        self.comment(text.lines().map(str::to_owned).collect())
    }

    /// `/// …` of the document's text, followed by the generator's own.
    pub(super) fn with(&self, docs: &Docs, fallback: &str, text: &str) -> Comment {
        let mut lines = self.lines(&docs.paragraphs, fallback).to_vec();
        let says_the_same = lines.len() == 1 && text.lines().next() == Some(lines[0].trim_end_matches('.'));
        if says_the_same {
            lines.clear();
        } else {
            lines.push(String::new());
        }
        lines.extend(text.lines().map(str::to_owned));
        self.comment(lines.into())
    }

    /// The lines that stand for a line of the file, if it refers to a comment.
    pub(crate) fn behind(&self, line: &str) -> Option<Rc<[String]>> {
        let index = line.trim_start_matches(' ').strip_prefix(MARK)?.parse::<usize>().ok()?;
        self.written.borrow().get(index).cloned()
    }

    fn lines(&self, paragraphs: &[String], fallback: &str) -> Rc<[String]> {
        let lines = self.rewritten(paragraphs);
        if lines.is_empty() { [docs::fallback(fallback)].into() } else { lines }
    }

    /// Lines of the document's Markdown.
    pub(super) fn rewritten(&self, paragraphs: &[String]) -> Rc<[String]> {
        let text = paragraphs.join("\n\n");
        if let Some(lines) = self.known.borrow().get(&text) {
            return Rc::clone(lines);
        }
        let lines: Rc<[String]> = markdown::lines(&text).into();
        self.known.borrow_mut().insert(text, Rc::clone(&lines));
        lines
    }

    fn comment(&self, lines: Rc<[String]>) -> Comment {
        if lines.is_empty() {
            return Comment(None);
        }
        let mut written = self.written.borrow_mut();
        written.push(lines);
        Comment(Some(written.len() - 1))
    }
}

/// A reference to a comment, or nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Comment(Option<usize>);

impl Comment {
    /// The line that the layout puts the comment in place of.
    pub(super) fn line(self) -> Option<String> {
        Some(format!("{MARK}{}", self.0?))
    }
}

impl ToTokens for Comment {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if let Some(number) = self.0 {
            let reference = format!("@{number}");
            tokens.extend(quote!(#[doc = #reference]));
        }
    }
}
