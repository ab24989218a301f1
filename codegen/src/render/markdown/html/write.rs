//! Writes the pieces of a text as Markdown.

use super::super::code;
use super::tag::{Kind, Pair, Side, Tag};
use super::{Piece, pair, pieces};

/// The whole text.
pub(super) fn write(pieces: &[Piece<'_>]) -> String {
    let mut writer = Writer::default();
    for piece in pieces {
        match piece {
            Piece::Text(text) => writer.text(text),
            Piece::Code(content) => writer.code(&plain(content)),
            Piece::Block(content) => writer.verbatim(&plain(content)),
            Piece::Tag(tag) => writer.tag(tag),
        }
    }
    writer.out
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Whether white space means nothing here.
    gap: Gap,
    /// The marker of each list that is open.
    lists: Vec<&'static str>,
    line: Line,
    /// Where each open element that stands within a line begins, and how it ends.
    inline: Vec<(usize, String)>,
}

/// What stands before the next text.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// The beginning of a line, or of what may not begin with white space.
    Before,
    #[default]
    None,
}

/// How far a line may reach.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// As far as the text has it.
    #[default]
    Free,
    /// To the end of its element: an item, a heading.
    Held,
}

impl Writer {
    fn text(&mut self, text: &str) {
        let text = if self.gap == Gap::Before { text.trim_start() } else { text };
        if text.is_empty() {
            return;
        }
        self.gap = Gap::None;
        if self.line == Line::Free {
            return self.out.push_str(text);
        }
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let before = if text.starts_with(char::is_whitespace) { " " } else { "" };
        let after = if text.ends_with(char::is_whitespace) && !words.is_empty() { " " } else { "" };
        self.out.extend([before, &words, after]);
    }

    fn code(&mut self, content: &str) {
        if !content.trim().is_empty() {
            self.gap = Gap::None;
            // Beside other backticks it would be a part of theirs.
            if self.out.ends_with('`') {
                self.out.push(' ');
            }
            self.out.push_str(&code(content));
        }
    }

    fn verbatim(&mut self, content: &str) {
        if self.is_kept_together() || content.contains("```") {
            return self.code(content);
        }
        self.block(2);
        self.out.extend(["```\n", content.trim_matches('\n'), "\n```"]);
        self.block(2);
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        match (tag.kind, tag.side) {
            (kind, _) if kind.is_inline() && tag.pair == Pair::Half => self.text(tag.source),
            (Kind::Bold, Side::Open) => self.begin("**", "**".to_owned()),
            (Kind::Italic, Side::Open) => self.begin("*", "*".to_owned()),
            (Kind::Link, Side::Open) => match tag.target() {
                Some(url) => self.begin("[", format!("]({url})")),
                None => self.begin("", String::new()),
            },
            (Kind::Bold | Kind::Italic | Kind::Link, Side::Close) => self.end(),
            (kind, side) => self.structure(kind, side),
        }
    }

    /// What is more than a part of a line.
    fn structure(&mut self, kind: Kind, side: Side) {
        match (kind, side) {
            (Kind::Paragraph, _) => self.block(2),
            (Kind::Break, _) => self.block(1),
            (Kind::Rule, _) => {
                self.block(2);
                self.out.push_str("---");
                self.block(2);
            }
            (Kind::Bullets, Side::Open) => self.list("- "),
            (Kind::Numbers, Side::Open) => self.list("1. "),
            (Kind::Bullets | Kind::Numbers, Side::Close) => {
                self.lists.pop();
                self.leave(if self.lists.is_empty() { 2 } else { 1 });
            }
            (Kind::Item, Side::Open) => self.item(),
            (Kind::Row, Side::Open) => {
                self.leave(1);
                self.hold("- ");
            }
            (Kind::Heading(level), Side::Open) => {
                self.leave(2);
                self.hold(&format!("{} ", "#".repeat(usize::from(level))));
            }
            (Kind::Heading(_), Side::Close) => self.leave(2),
            (Kind::Explanation, Side::Open) => self.join(": "),
            (Kind::Item | Kind::Row | Kind::Explanation, Side::Close) => self.leave(1),
            (Kind::Cell, Side::Open) if self.gap == Gap::None => self.join(" | "),
            _ => {}
        }
    }

    fn list(&mut self, marker: &'static str) {
        self.leave(if self.lists.is_empty() { 2 } else { 1 });
        self.lists.push(marker);
    }

    fn item(&mut self) {
        self.leave(1);
        let outer = self.lists.len().saturating_sub(1);
        let indent: usize = self.lists.iter().take(outer.min(8)).map(|marker| marker.len()).sum();
        let marker = self.lists.last().unwrap_or(&"- ");
        self.hold(&format!("{}{marker}", " ".repeat(indent.min(16))));
    }

    /// Begins a line that holds all of its element.
    fn hold(&mut self, mark: &str) {
        self.out.push_str(mark);
        (self.gap, self.line) = (Gap::Before, Line::Held);
    }

    /// Ends such a line, and the block if that many ends are wanted.
    fn leave(&mut self, ends: usize) {
        self.line = Line::Free;
        self.block(ends);
    }

    /// Goes on behind a mark.
    fn join(&mut self, mark: &str) {
        self.out.truncate(self.out.trim_end().len());
        self.hold(mark);
    }

    /// Begins what stands within a line.
    fn begin(&mut self, mark: &str, end: String) {
        // Within the same it would end it.
        let is_new = !self.inline.iter().any(|(_, open)| *open == end) && !mark.is_empty();
        self.inline.push((self.out.len(), if is_new { end } else { String::new() }));
        if is_new {
            self.out.push_str(mark);
            self.gap = Gap::Before;
        }
    }

    /// Ends it, without white space before its end; without anything, it is nothing.
    fn end(&mut self) {
        let Some((start, end)) = self.inline.pop() else { return };
        if end.is_empty() {
            return;
        }
        let written = self.out.trim_end().len();
        let begun = start + if end.starts_with(']') { 1 } else { end.len() };
        if written <= begun {
            self.out.truncate(start);
            return;
        }
        let space = if written < self.out.len() { " " } else { "" };
        self.out.truncate(written);
        self.out.extend([&end, space]);
        self.gap = Gap::None;
    }

    /// Whether the line may not end here.
    fn is_kept_together(&self) -> bool {
        let in_row = || self.out.rsplit('\n').next().is_some_and(|line| line.starts_with('|'));
        self.line == Line::Held || !self.inline.is_empty() || in_row()
    }

    /// Ends the line, or the block.
    fn block(&mut self, ends: usize) {
        if self.is_kept_together() {
            if self.gap == Gap::None {
                self.out.push(' ');
            }
            return;
        }
        self.gap = Gap::Before;
        let spaces = self.out.trim_end_matches(' ').len();
        self.out.truncate(spaces);
        let there = self.out.len() - self.out.trim_end_matches('\n').len();
        if !self.out.is_empty() {
            self.out.push_str(&"\n".repeat(ends.saturating_sub(there)));
        }
    }
}

/// The text of code: without tags, its entities read.
fn plain(content: &str) -> String {
    let mut pieces = pieces(content);
    pair(&mut pieces);
    let texts = pieces.into_iter().map(|piece| match piece {
        Piece::Text(text) | Piece::Code(text) | Piece::Block(text) => text,
        Piece::Tag(Tag { kind: Kind::Break, .. }) => "\n",
        Piece::Tag(tag) if tag.pair == Pair::Whole => "",
        Piece::Tag(tag) => tag.source,
    });
    let mut text: String = texts.collect();
    for (entity, meant) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
    {
        if text.contains('&') {
            text = text.replace(entity, meant);
        }
    }
    text
}
