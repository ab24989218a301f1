//! Rewrites the Markdown of a document so that rustdoc reads it without a warning and runs none of it.
//!
//! Blocks are recognised line by line and written anew: what stands in a list is indented by exactly its list, so that
//! nothing is taken for indented code, and each fence names a language that is never a doc test.

use std::borrow::Cow;

mod fence;
pub(super) mod html;
mod inline;
mod marker;
#[cfg(test)]
mod tests;

use fence::{Fence, Taken};
use marker::{Line, Marker};

/// The columns of a line of docs, without indentation and `///`.
pub(super) const WIDTH: usize = 92;

/// How deep lists are nested before their items are plain text.
const DEPTH: usize = 8;

/// The lines of `source`, wrapped; none at its ends is empty.
pub(super) fn lines(source: &str) -> Vec<String> {
    let mut writer = Writer::default();
    for line in html::rewrite(&clean(source)).lines() {
        writer.line(line);
    }
    writer.finish()
}

/// A text as code, within a line.
pub(super) fn code(text: &str) -> String {
    let text = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let mark = "`".repeat(longest + 1);
    let pad = if text.is_empty() || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{mark}{pad}{text}{pad}{mark}")
}

/// The text without what no reader sees: control characters, and the marks that turn the direction of writing, which
/// the compiler refuses.
fn clean(source: &str) -> Cow<'_, str> {
    if source.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return Cow::Borrowed(source);
    }
    let mut text = String::with_capacity(source.len());
    for c in source.replace("\r\n", "\n").chars() {
        match c {
            '\t' => text.push_str("    "),
            '\r' | '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => text.push('\n'),
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' => {}
            // Indentation is counted in bytes from here on.
            c if c.is_whitespace() => text.push(' '),
            c if c.is_control() => {}
            c => text.push(c),
        }
    }
    Cow::Owned(text)
}

/// An open list item.
struct Item {
    /// Where its content begins in the source.
    source: usize,
    /// Where its content begins in the output.
    output: usize,
}

/// What the last line of the source was.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Last {
    #[default]
    Blank,
    Text,
    Other,
}

#[derive(Default)]
struct Writer {
    out: Vec<String>,
    items: Vec<Item>,
    /// Markers of list items of which no content was written yet.
    pending: Option<String>,
    /// The text of the open paragraph, and whether it is quoted.
    paragraph: String,
    quote: &'static str,
    fence: Option<Fence>,
    last: Last,
}

impl Writer {
    fn line(&mut self, line: &str) {
        if let Some(mut fence) = self.fence.take() {
            match fence.take(line) {
                Taken::Inside => return self.fence = Some(fence),
                Taken::Last => return self.verbatim(fence),
                Taken::NotMine => self.verbatim(fence),
            }
        }
        let text = line.trim();
        let indent = line.len() - line.trim_start().len();
        if text.is_empty() {
            return self.blank();
        }
        if self.last == Last::Blank && self.paragraph.is_empty() {
            self.close_items(indent);
            let base = self.items.last().map_or(0, |item| item.source);
            if indent >= base + 4 && !marker::is_item(text) {
                self.fence = Some(Fence::indented(line, base));
                return;
            }
        }
        self.text(text, indent);
    }

    /// A line that is neither empty nor code.
    fn text(&mut self, text: &str, indent: usize) {
        let line = Line::of(text, self.in_text());
        if !matches!(line, Line::Text | Line::Underline(_) | Line::Item(_)) {
            self.close_items(indent);
        }
        match line {
            Line::Fence(fence) => {
                self.flush();
                self.fence = Some(fence.at(indent));
            }
            Line::Item(marker) if self.items.len() < DEPTH => self.item(&marker, indent),
            Line::Underline(level) => {
                let heading = format!("{level} {}", std::mem::take(&mut self.paragraph));
                self.single(&inline::words(&heading).join(" "));
            }
            Line::Rule => self.single("---"),
            Line::Heading => self.single(&inline::words(text.trim_end_matches('#').trim_end()).join(" ")),
            Line::Row => {
                self.flush();
                if self.last == Last::Text {
                    self.empty_line();
                }
                self.put(&inline::words(text).join(" "));
                self.last = Last::Other;
            }
            Line::Quote(text) => self.quote(text),
            Line::Text | Line::Item(_) => self.append(text),
        }
    }

    fn quote(&mut self, text: &str) {
        if self.quote.is_empty() || text.is_empty() {
            self.flush();
        }
        if text.is_empty() {
            self.put(">");
        } else {
            self.quote = "> ";
            self.append(text);
        }
    }

    fn in_text(&self) -> marker::Context {
        match (self.paragraph.is_empty(), self.items.is_empty()) {
            (true, _) => marker::Context::Start,
            (false, true) => marker::Context::Paragraph,
            (false, false) => marker::Context::Item,
        }
    }

    fn item(&mut self, marker: &Marker<'_>, indent: usize) {
        self.flush();
        let depth = self.items.len();
        self.close_items(indent);
        let starts = self.items.len() >= depth;
        if self.pending.is_none()
            && starts
            && self.last == Last::Text
            && (self.items.is_empty() || marker.is_numbered())
        {
            self.empty_line();
        }
        let output = self.output();
        let prefix = self.pending.take().unwrap_or_else(|| " ".repeat(output));
        let text = marker.text();
        let output = output + text.len();
        self.pending = Some(prefix + &text);
        self.items.push(Item { source: indent + marker.width, output });
        self.last = Last::Other;
        if !marker.rest.is_empty() {
            let indent = indent + marker.width;
            self.text(marker.rest, indent);
        }
    }

    /// Closes the items that a line with this indentation is not part of.
    fn close_items(&mut self, indent: usize) {
        while self.items.last().is_some_and(|item| indent < item.source) {
            self.items.pop();
        }
    }

    fn append(&mut self, text: &str) {
        if !self.paragraph.is_empty() {
            self.paragraph.push(' ');
        }
        self.paragraph.push_str(text);
        self.last = Last::Text;
    }

    fn blank(&mut self) {
        self.flush();
        // An item without content says nothing, and what follows an empty line would not be its content.
        if self.pending.take().is_some() {
            self.items.pop();
        }
        self.last = Last::Blank;
        self.empty_line();
    }

    fn empty_line(&mut self) {
        if self.out.last().is_some_and(|line| !line.is_empty()) {
            self.out.push(String::new());
        }
    }

    fn output(&self) -> usize {
        self.items.last().map_or(0, |item| item.output)
    }

    /// One line in the current place.
    fn put(&mut self, line: &str) {
        let prefix = self.pending.take().unwrap_or_else(|| " ".repeat(self.output()));
        self.out.push(format!("{prefix}{line}").trim_end().to_owned());
    }

    /// A block of one line.
    fn single(&mut self, line: &str) {
        self.flush();
        if self.pending.is_none() {
            self.empty_line();
        }
        self.put(line);
        self.empty_line();
        self.last = Last::Blank;
    }

    /// A fence.
    fn verbatim(&mut self, fence: Fence) {
        self.flush();
        if self.pending.is_none() && self.items.is_empty() {
            self.empty_line();
        }
        for line in fence.close() {
            self.put(&line);
        }
        if self.items.is_empty() {
            self.empty_line();
        }
        self.last = Last::Blank;
    }

    /// Writes the open paragraph.
    fn flush(&mut self) {
        let quote = std::mem::take(&mut self.quote);
        let paragraph = std::mem::take(&mut self.paragraph);
        if paragraph.is_empty() {
            return;
        }
        let width = WIDTH.saturating_sub(self.output() + quote.len()).max(40);
        for line in wrap(inline::words(&paragraph), width) {
            self.put(&format!("{quote}{line}"));
        }
    }

    fn finish(mut self) -> Vec<String> {
        if let Some(fence) = self.fence.take() {
            self.verbatim(fence);
        }
        self.flush();
        while self.out.last().is_some_and(String::is_empty) {
            self.out.pop();
        }
        self.out
    }
}

/// Fills lines with words. No line begins with what would open a block.
fn wrap(words: Vec<String>, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut columns = 0;
    for word in words {
        let length = word.chars().count();
        match lines.last_mut() {
            Some(line) if columns + 1 + length <= width => {
                line.push(' ');
                line.push_str(&word);
                columns += 1 + length;
            }
            _ => {
                lines.push(word);
                columns = length;
            }
        }
    }
    for line in &mut lines {
        marker::guard(line);
    }
    lines
}
