//! Mistakes that were mended. A document that makes one makes it often, so all of a kind are one note.

use std::borrow::Cow;
use std::collections::HashSet;

use indexmap::IndexMap;

use crate::diagnostic::Diagnostic;
use crate::source::At;

/// How many places a note shows.
const SHOWN: usize = 3;

/// The mended mistakes of a document, by message.
#[derive(Debug, Default)]
pub(super) struct Mendings(IndexMap<Cow<'static, str>, Places>);

#[derive(Debug, Default)]
struct Places {
    /// An object that is used in several places is read as often, and counts once.
    all: HashSet<At>,
    first: Vec<At>,
}

impl Mendings {
    /// Adds one.
    pub(super) fn add(&mut self, at: &At, message: impl Into<Cow<'static, str>>) {
        let places = self.0.entry(message.into()).or_default();
        if places.all.insert(at.clone()) && places.first.len() < SHOWN {
            places.first.push(at.clone());
        }
    }

    /// One note for each kind.
    pub(super) fn into_diagnostics(self) -> impl Iterator<Item = Diagnostic> {
        self.0.into_iter().filter_map(|(message, Places { all, first })| {
            let message = match all.len() {
                1 => message.into_owned(),
                count => format!("{message} ({count} times)"),
            };
            let mut places = first.into_iter();
            let note = Diagnostic::note(places.next()?, message);
            Some(places.fold(note, |note, place| note.related(place, "here too")))
        })
    }
}
