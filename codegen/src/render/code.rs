//! Rust that is laid out while it is written: items that are many, and always of the same shape.
//!
//! Most of a client is such items. To make tokens of them, parse these and find the line breaks takes most of the time of
//! generating, only to come to the layout that was known before. So they are written as text, in `prettyplease`'s layout
//! where each line has room. Where one has not, `prettyplease` finds the breaks.

use proc_macro2::{Literal, TokenStream};

use super::Item;
use super::comments::Comment;

/// The columns of a line, as `prettyplease` has them.
const WIDTH: usize = 89;

/// The columns that a struct with its fields may have on one line.
const STRUCT: usize = 34;

/// The lines of some items, without the empty ones.
#[derive(Debug, Default)]
pub(super) struct Code {
    text: String,
    breaks: Breaks,
}

/// Whether lines end where they should.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Breaks {
    #[default]
    Found,
    /// `prettyplease` has to find them.
    Open,
}

/// What stands around the elements of a list.
pub(super) struct Frame<'a> {
    pub(super) open: &'a str,
    pub(super) close: &'a str,
    /// Whether space is between them and elements on the same line.
    pub(super) inside: Inside,
}

/// What stands between a bracket and an element on the same line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    /// Nothing: `[a, b]`.
    Nothing,
    /// A space, as in a struct: `{ a, b }`.
    Space,
}

impl Code {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// A line, at so many columns.
    pub(super) fn line(&mut self, indent: usize, parts: &[&str]) {
        let width = indent + parts.iter().map(|part| columns(part)).sum::<usize>();
        if width > WIDTH {
            self.breaks = Breaks::Open;
        }
        self.put(indent, parts);
    }

    fn put(&mut self, indent: usize, parts: &[&str]) {
        const SPACES: &str = "                                ";
        self.text.push_str(&SPACES[..indent.min(SPACES.len())]);
        self.text.extend(parts.iter().copied());
        self.text.push('\n');
    }

    /// Rust without a layout.
    pub(super) fn tokens(&mut self, tokens: &TokenStream) {
        self.text.push_str(&tokens.to_string());
        self.text.push('\n');
        self.breaks = Breaks::Open;
    }

    /// The line that refers to a comment, if there is one.
    pub(super) fn comment(&mut self, indent: usize, comment: Comment) {
        if let Some(line) = comment.line() {
            self.line(indent, &[&line]);
        }
    }

    /// A list on one line, or else with a line for each element.
    pub(super) fn list(&mut self, indent: usize, frame: &Frame<'_>, elements: &[String]) {
        let space = if frame.inside == Inside::Space && !elements.is_empty() { " " } else { "" };
        let between = 2 * elements.len().saturating_sub(1);
        let content: usize = elements.iter().map(|element| columns(element)).sum();
        let inner = columns(frame.open) + content + between + 2 * space.len();
        let is_short = frame.inside == Inside::Nothing || inner <= STRUCT;
        if is_short && indent + inner + columns(frame.close) <= WIDTH {
            let joined = elements.join(", ");
            return self.line(indent, &[frame.open, space, &joined, space, frame.close]);
        }
        self.line(indent, &[frame.open]);
        for element in elements {
            self.line(indent + 4, &[element, ","]);
        }
        self.line(indent, &[frame.close]);
    }

    /// `function(&mut [a, b]);`: on one line, or the list by itself, which may take several.
    pub(super) fn call(&mut self, indent: usize, function: &str, borrow: &str, elements: &[String]) {
        let content: usize = elements.iter().map(|element| columns(element)).sum();
        let list = borrow.len() + content + 2 * elements.len().saturating_sub(1) + "[]".len();
        if indent + function.len() + list + "();".len() <= WIDTH {
            return self.line(indent, &[function, "(", borrow, "[", &elements.join(", "), "]);"]);
        }
        self.line(indent, &[function, "("]);
        // The comma behind the last argument has room in any case.
        if indent + 4 + list <= WIDTH {
            self.put(indent + 4, &[borrow, "[", &elements.join(", "), "],"]);
        } else {
            self.line(indent + 4, &[borrow, "["]);
            for element in elements {
                self.line(indent + 8, &[element, ","]);
            }
            self.line(indent + 4, &["],"]);
        }
        self.line(indent, &[");"]);
    }

    /// The whole.
    pub(super) fn finish(self) -> Item {
        match self.breaks {
            Breaks::Found => Item::Lines(self.text),
            Breaks::Open => Item::Source(self.text),
        }
    }
}

fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

/// A text as a literal.
pub(super) fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}

/// Rust as tokens.
pub(super) fn tokens(text: &str) -> TokenStream {
    // What is written here is Rust; if it were not, the compiler would say where.
    text.parse().unwrap_or_default()
}
