//! Tags, and what they mean in a description.

/// A tag.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Tag<'a> {
    pub(super) kind: Kind,
    pub(super) side: Side,
    pub(super) pair: Pair,
    /// As it stands.
    pub(super) source: &'a str,
}

/// Which end of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Side {
    Open,
    Close,
}

/// Whether the other end of an element is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Pair {
    Half,
    Whole,
}

/// What an element is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Kind {
    Bold,
    Italic,
    Code,
    Pre,
    Link,
    /// Looks, which docs do not have.
    Plain,
    Paragraph,
    Break,
    Rule,
    Bullets,
    Numbers,
    Item,
    /// What an item is about is said behind it.
    Explanation,
    Heading(u8),
    Row,
    Cell,
}

impl Kind {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "b" | "strong" => Self::Bold,
            "i" | "em" => Self::Italic,
            "code" | "tt" => Self::Code,
            "pre" => Self::Pre,
            "a" => Self::Link,
            "span" | "font" | "u" | "s" | "small" | "big" | "kbd" | "var" | "samp" => Self::Plain,
            "p" | "div" | "table" | "thead" | "tbody" | "blockquote" | "center" | "section" | "details" => {
                Self::Paragraph
            }
            "br" => Self::Break,
            "hr" => Self::Rule,
            "ul" | "dl" => Self::Bullets,
            "ol" => Self::Numbers,
            "li" | "dt" => Self::Item,
            "dd" => Self::Explanation,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" | "h5" | "h6" | "summary" => Self::Heading(4),
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            _ => return None,
        })
    }

    /// Whether it stands within a line, and means something only with its other end.
    pub(super) fn is_inline(self) -> bool {
        matches!(self, Self::Bold | Self::Italic | Self::Link | Self::Plain)
    }
}

impl<'a> Tag<'a> {
    /// The tag that a text begins with, and its length.
    pub(super) fn parse(text: &'a str) -> Option<(Self, usize)> {
        let inner = text.strip_prefix('<')?;
        let (side, inner) = inner.strip_prefix('/').map_or((Side::Open, inner), |inner| (Side::Close, inner));
        let end = inner.find(|c: char| !c.is_ascii_alphanumeric())?;
        let kind = Kind::of(&inner[..end].to_ascii_lowercase())?;
        let rest = &inner[end..];
        if !rest.starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace()) {
            return None;
        }
        let length = text.len() - rest.len() + close(rest)? + 1;
        Some((Self { kind, side, pair: Pair::Half, source: &text[..length] }, length))
    }

    /// Where a link leads.
    pub(super) fn target(&self) -> Option<&'a str> {
        let at = super::find(self.source, "href")?;
        let value = self.source[at + 4..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let url = match quote {
            Some(quote) => value[1..].split(quote).next()?,
            None => value.split(|c: char| c.is_whitespace() || c == '>').next()?,
        };
        let is_whole = url.starts_with("https://") || url.starts_with("http://");
        (is_whole && !url.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>'))).then_some(url)
    }
}

/// Where the attributes end.
fn close(attributes: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in attributes.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}
