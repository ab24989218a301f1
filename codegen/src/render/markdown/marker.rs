//! What opens a block of Markdown.

use super::fence::Fence;

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// No paragraph is open.
    Start,
    /// In a paragraph outside of lists.
    Paragraph,
    /// In a paragraph of a list item.
    Item,
}

/// A list item's marker and the text behind it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marker<'a> {
    /// The number, if it has one.
    number: Option<&'a str>,
    /// The columns of the marker and the space behind it.
    pub(super) width: usize,
    /// The text behind it.
    pub(super) rest: &'a str,
}

impl Marker<'_> {
    /// The marker as it is written.
    pub(super) fn text(&self) -> String {
        self.number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "))
    }

    /// Whether it has a number.
    pub(super) fn is_numbered(&self) -> bool {
        self.number.is_some()
    }
}

/// A line without its indentation.
pub(super) enum Line<'a> {
    /// Opens a fence.
    Fence(Fence),
    /// Opens a list item.
    Item(Marker<'a>),
    /// Makes the paragraph above it a heading, of this level.
    Underline(&'static str),
    /// `---`.
    Rule,
    /// `# …`.
    Heading,
    /// A row of a table.
    Row,
    /// `> …`.
    Quote(&'a str),
    /// Text.
    Text,
}

impl<'a> Line<'a> {
    /// What a line is that is not empty.
    pub(super) fn of(text: &'a str, context: Context) -> Self {
        if let Some(fence) = Fence::open(text) {
            return Self::Fence(fence);
        }
        if context == Context::Paragraph && text.chars().all(|c| c == '=') {
            return Self::Underline("#");
        }
        if context == Context::Paragraph && text.chars().all(|c| c == '-') {
            return Self::Underline("##");
        }
        if is_rule(text) {
            return Self::Rule;
        }
        if let Some(marker) = marker(text).filter(|marker| interrupts(marker, context)) {
            return Self::Item(marker);
        }
        if is_heading(text) {
            return Self::Heading;
        }
        if text.starts_with('|') {
            return Self::Row;
        }
        text.strip_prefix('>').map_or(Self::Text, |rest| Self::Quote(rest.trim_start_matches(['>', ' '])))
    }
}

/// Whether a line opens a list item where no paragraph is open.
pub(super) fn is_item(text: &str) -> bool {
    marker(text).is_some()
}

/// Inside a paragraph a number is more likely a part of the sentence.
fn interrupts(marker: &Marker<'_>, context: Context) -> bool {
    match context {
        Context::Start | Context::Item => true,
        Context::Paragraph => !marker.rest.is_empty() && marker.number.is_none_or(|number| number == "1"),
    }
}

fn marker(text: &str) -> Option<Marker<'_>> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, behind) = match digits {
        0 => (None, text.strip_prefix(['-', '*', '+'])?),
        1..=9 => (Some(&text[..digits]), text[digits..].strip_prefix(['.', ')'])?),
        _ => return None,
    };
    let rest = behind.trim_start();
    let spaces = behind.len() - rest.len();
    if spaces == 0 && !rest.is_empty() {
        return None;
    }
    let gap = if rest.is_empty() || spaces > 4 { 1 } else { spaces };
    Some(Marker { number, width: text.len() - behind.len() + gap, rest })
}

fn is_rule(text: &str) -> bool {
    ['-', '*', '_']
        .iter()
        .any(|&mark| text.chars().all(|c| c == mark || c == ' ') && text.chars().filter(|&c| c == mark).count() >= 3)
}

fn is_heading(text: &str) -> bool {
    let rest = text.trim_start_matches('#');
    (1..=6).contains(&(text.len() - rest.len())) && (rest.is_empty() || rest.starts_with(' '))
}

/// Escapes what would open a block at the beginning of a line of a paragraph.
pub(super) fn guard(line: &mut String) {
    let opens = line.starts_with('>')
        || line.starts_with("~~~")
        || is_heading(line)
        || is_rule(line)
        || line.chars().all(|c| c == '=')
        || line.chars().all(|c| c == '-');
    if opens {
        line.insert(0, '\\');
    } else if let Some(marker) = marker(line) {
        let at = marker.number.map_or(0, str::len);
        line.insert(at, '\\');
    }
}

#[cfg(test)]
mod tests {
    use super::{Marker, guard, marker};

    #[test]
    fn a_marker_needs_a_space() {
        assert_eq!(marker("*bold* text"), None);
        assert_eq!(marker("1.5 seconds"), None);
        assert_eq!(marker("12)  x"), Some(Marker { number: Some("12"), width: 5, rest: "x" }));
    }

    #[test]
    fn a_guarded_line_opens_no_block() {
        for (line, guarded) in
            [("- a", "\\- a"), ("2024. b", "2024\\. b"), ("# c", "\\# c"), ("> d", "\\> d"), ("e", "e")]
        {
            let mut text = line.to_owned();
            guard(&mut text);
            assert_eq!(text, guarded);
        }
    }
}
