//! What went wrong, where, and what to do about it.

mod nearest;
mod render;

use crate::source::{At, FileId};

pub(crate) use nearest::nearest;
pub use render::{render, render_all};

/// How much a diagnostic takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing can be generated.
    Error,
    /// One operation is left out.
    Skipped,
    /// One construct became raw JSON, raw bytes or a wider type.
    Degraded,
    /// A mistake in the document was mended, or a name was settled; nothing is lost.
    Note,
}

/// Where a diagnostic points to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A node of the bundle; its line is found when the diagnostic is printed.
    Node(At),
    /// A known line and column of a file, both from 1.
    Point {
        /// The file.
        file: FileId,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// A file as a whole.
    File(FileId),
    /// No file: wrong usage, or a path that does not exist (then the message names it).
    Nowhere,
}

impl From<At> for Place {
    fn from(at: At) -> Self {
        Self::Node(at)
    }
}

impl From<&At> for Place {
    fn from(at: &At) -> Self {
        Self::Node(at.clone())
    }
}

/// One message to the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it takes away.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// Other places that belong to it, each with a word about it.
    pub related: Vec<(Place, String)>,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    fn new(severity: Severity, place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self { severity, place: place.into(), message: message.into(), related: Vec::new(), help: None }
    }

    /// Nothing can be generated.
    pub fn error(place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, place, message)
    }

    /// One operation is left out.
    pub fn skipped(place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self::new(Severity::Skipped, place, message)
    }

    /// One construct became something wider.
    pub fn degraded(place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self::new(Severity::Degraded, place, message)
    }

    /// A mistake was mended, or a name was settled.
    pub fn note(place: impl Into<Place>, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, place, message)
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, place: impl Into<Place>, word: impl Into<String>) -> Self {
        self.related.push((place.into(), word.into()));
        self
    }
}

/// The diagnostics of one run, in the order in which they were found.
#[derive(Debug, Default)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether nothing can be generated.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}
