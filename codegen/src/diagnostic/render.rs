//! Diagnostics as text, each with the line that it is about.

use std::fmt::Write as _;

use super::{Diagnostic, Place, Severity};
use crate::bundle::locate::Position;
use crate::bundle::{Bundle, Location};
use crate::source::{At, Pointer};

/// How many characters of a line are shown: some documents are one line.
const WIDTH: usize = 100;

/// One diagnostic as text, with a line break at its end.
pub fn render(bundle: &Bundle, diagnostic: &Diagnostic) -> String {
    render_all(bundle, std::slice::from_ref(diagnostic)).concat()
}

/// Each diagnostic as text. Their places are looked up together, so this is the way to print many.
pub fn render_all(bundle: &Bundle, diagnostics: &[Diagnostic]) -> Vec<String> {
    let places = || diagnostics.iter().flat_map(Diagnostic::places);
    let nodes: Vec<&At> = places()
        .filter_map(|place| match place {
            Place::Node(at) => Some(at),
            _ => None,
        })
        .collect();
    let mut located = bundle.locate_all(&nodes).into_iter();
    let mut next = |place: &Place| match place {
        Place::Node(_) => located.next().map(Spot::Line),
        Place::Point { file, line, column } => {
            let position = Position { line: *line, column: *column };
            Some(Spot::Line(bundle.location(*file, Pointer::root(), position)))
        }
        Place::File(file) => Some(Spot::File(bundle.sources().file(*file).path.clone())),
        Place::Nowhere => None,
    };
    let spots = |diagnostic: &Diagnostic| diagnostic.places().map(&mut next).collect::<Vec<_>>();
    let spots: Vec<_> = diagnostics.iter().map(spots).collect();
    diagnostics.iter().zip(spots).map(|(diagnostic, spots)| text(diagnostic, &spots)).collect()
}

/// A place that can be shown.
enum Spot {
    Line(Location),
    File(String),
}

impl Diagnostic {
    /// Its own place, then the related ones.
    fn places(&self) -> impl Iterator<Item = &Place> {
        std::iter::once(&self.place).chain(self.related.iter().map(|(place, _)| place))
    }
}

fn text(diagnostic: &Diagnostic, spots: &[Option<Spot>]) -> String {
    let label = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Skipped => "skipped",
        Severity::Degraded => "degraded",
        Severity::Note => "note",
    };
    let lines = spots.iter().map(|spot| if let Some(Spot::Line(location)) = spot { location.line } else { 0 });
    let gutter = lines.max().unwrap_or_default().to_string().len();
    let mut out = format!("{label}: {}\n", diagnostic.message);
    let mut spots = spots.iter();
    let own = spots.next().and_then(Option::as_ref);
    if let Some(spot) = own {
        write_spot(&mut out, gutter, "-->", spot, "");
    }
    for ((_, word), spot) in diagnostic.related.iter().zip(spots) {
        match spot {
            Some(spot) => write_spot(&mut out, gutter, ":::", spot, word),
            None => write_line(&mut out, gutter, word),
        }
    }
    if let Some(Spot::Line(Location { pointer, .. })) = own
        && *pointer != Pointer::root()
    {
        write_line(&mut out, gutter, &format!("at: {pointer}"));
    }
    if let Some(help) = &diagnostic.help {
        write_line(&mut out, gutter, &format!("help: {help}"));
    }
    out
}

fn write_line(out: &mut String, gutter: usize, text: &str) {
    // Writing to a `String` cannot fail.
    let _ = writeln!(out, " {:gutter$} = {text}", "");
}

fn write_spot(out: &mut String, gutter: usize, arrow: &str, spot: &Spot, word: &str) {
    match spot {
        Spot::File(path) if word.is_empty() => {
            let _ = writeln!(out, " {:gutter$}{arrow} {path}", "");
        }
        Spot::File(path) => {
            let _ = writeln!(out, " {:gutter$}{arrow} {path}: {word}", "");
        }
        Spot::Line(location) => {
            let Location { path, line, column, line_text, .. } = location;
            let (excerpt, caret) = window(line_text, *column);
            let word = if word.is_empty() { String::new() } else { format!(" {word}") };
            let _ = writeln!(out, " {:gutter$}{arrow} {path}:{line}:{column}", "");
            let _ = writeln!(out, " {:gutter$} |", "");
            let _ = writeln!(out, " {line:gutter$} | {excerpt}");
            let _ = writeln!(out, " {:gutter$} | {:caret$}^{word}", "", "");
        }
    }
}

/// The part of a line around a column, and the offset of that column in it. Each character takes one place.
fn window(line: &str, column: usize) -> (String, usize) {
    let column = column.saturating_sub(1);
    let length = line.chars().count();
    let start = if length <= WIDTH { 0 } else { column.saturating_sub(WIDTH / 3).min(length - WIDTH) };
    let plain = |character: char| if character.is_control() { ' ' } else { character };
    let shown: String = line.chars().skip(start).take(WIDTH).map(plain).collect();
    let before = if start > 0 { "…" } else { "" };
    let after = if start + WIDTH < length { "…" } else { "" };
    let caret = column.min(length).saturating_sub(start) + before.chars().count();
    (format!("{before}{}{after}", shown.trim_end()), caret)
}

#[cfg(test)]
mod tests {
    use super::window;

    #[test]
    fn long_lines_are_cut_around_the_column() {
        assert_eq!(window("\ta: b", 2), (" a: b".to_owned(), 1));
        let long = format!("{}X{}", "a".repeat(200), "b".repeat(200));
        let (shown, caret) = window(&long, 201);
        assert_eq!(shown.chars().nth(caret), Some('X'));
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.chars().count() == 102);
    }
}
