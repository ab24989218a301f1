//! Mistakes that were mended. A document that makes one makes it often, so all of a kind are one note.

use indexmap::IndexMap;

use crate::diagnostic::Diagnostic;
use crate::source::At;

/// How many places a note shows.
const SHOWN: usize = 3;

/// The mended mistakes of a document, by kind.
#[derive(Debug, Default)]
pub(super) struct Mendings(IndexMap<&'static str, Places>);

#[derive(Debug, Default)]
struct Places {
    count: usize,
    first: Vec<At>,
}

impl Mendings {
    /// Adds one.
    pub(super) fn add(&mut self, at: &At, message: &'static str) {
        let places = self.0.entry(message).or_default();
        // An object that is used in several places is read as often.
        if places.first.contains(at) {
            return;
        }
        places.count += 1;
        if places.first.len() < SHOWN {
            places.first.push(at.clone());
        }
    }

    /// One note for each kind.
    pub(super) fn into_diagnostics(self) -> impl Iterator<Item = Diagnostic> {
        self.0.into_iter().filter_map(|(message, Places { count, first })| {
            let mut places = first.into_iter();
            let note = Diagnostic::note(
                places.next()?,
                match count {
                    1 => message.to_owned(),
                    _ => format!("{message} ({count} times)"),
                },
            );
            Some(places.fold(note, |note, place| note.related(place, "here too")))
        })
    }
}
