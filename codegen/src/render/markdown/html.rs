//! HTML that stands in Markdown: the tags that descriptions have are written as Markdown, all others stay text.

mod tag;
mod write;

use std::borrow::Cow;

pub(super) use tag::{Kind, Side, Tag};

/// How far the end of what begins here is looked for, in bytes.
const REACH: usize = 4000;

/// What a text consists of.
#[derive(Debug, PartialEq)]
enum Piece<'a> {
    /// Markdown.
    Text(&'a str),
    /// `<code>…</code>`, without the tags.
    Code(&'a str),
    /// `<pre>…</pre>`, without the tags.
    Block(&'a str),
    /// A tag that means something here.
    Tag(Tag<'a>),
}

/// The text with its tags as Markdown.
pub(in crate::render) fn rewrite(source: &str) -> Cow<'_, str> {
    if !source.contains('<') {
        return Cow::Borrowed(source);
    }
    let mut pieces = pieces(source);
    if let [Piece::Text(_)] | [] = pieces.as_slice() {
        return Cow::Borrowed(source);
    }
    pair(&mut pieces);
    Cow::Owned(write::write(&pieces))
}

/// Takes a text apart. What stands in Markdown's own code is text.
fn pieces(source: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut text = 0;
    let mut at = 0;
    while let Some(found) = source[at..].find(['<', '`', '~']) {
        at += found;
        let rest = &source[at..];
        let piece = if rest.starts_with('<') { piece(rest) } else { None };
        let Some((piece, length)) = piece else {
            at += if rest.starts_with('<') { 1 } else { code(source, at) };
            continue;
        };
        if text < at {
            pieces.push(Piece::Text(&source[text..at]));
        }
        pieces.extend(piece);
        at += length;
        text = at;
    }
    if text < source.len() {
        pieces.push(Piece::Text(&source[text..]));
    }
    pieces
}

/// What begins with `<`, if it is HTML, and how long it is. A comment is nothing.
fn piece(text: &str) -> Option<(Option<Piece<'_>>, usize)> {
    if text.starts_with("<!--") {
        let end = reach(text).find("-->")?;
        return Some((None, end + 3));
    }
    let (tag, length) = Tag::parse(reach(text))?;
    if tag.side == Side::Open && matches!(tag.kind, Kind::Code | Kind::Pre) {
        let rest = reach(&text[length..]);
        let closing = if tag.kind == Kind::Code { ["</code", "</tt"].as_slice() } else { &["</pre"] };
        let end = closing.iter().filter_map(|name| find(rest, name)).min()?;
        let close = end + rest[end..].find('>')? + 1;
        let content = &rest[..end];
        let piece = if tag.kind == Kind::Code { Piece::Code(content) } else { Piece::Block(content) };
        return Some((Some(piece), length + close));
    }
    if matches!(tag.kind, Kind::Code | Kind::Pre) { None } else { Some((Some(Piece::Tag(tag)), length)) }
}

/// How long the code is that begins here, or its mark if it does not end.
fn code(source: &str, at: usize) -> usize {
    let text = &source[at..];
    let mark = if text.starts_with('`') { '`' } else { '~' };
    let length = text.len() - text.trim_start_matches(mark).len();
    let before = source[..at].trim_end_matches(' ');
    let closing = mark.to_string().repeat(length);
    if length >= 3 && (before.is_empty() || before.ends_with('\n')) {
        // A fence ends with the text if nothing else ends it.
        let mut lines = text.split_inclusive('\n');
        let first = lines.next().map_or(0, str::len);
        let inside: usize = lines.take_while(|line| !line.trim_start().starts_with(&closing)).map(str::len).sum();
        let end = source[at + first + inside..].find(&closing).map_or(0, |start| start + length);
        return first + inside + end;
    }
    if mark == '~' {
        return length;
    }
    let rest = reach(&text[length..]);
    let rest = &rest[..rest.find("\n\n").unwrap_or(rest.len())];
    rest.find(&closing).map_or(length, |end| length + end + length)
}

/// As much of a text as is looked at.
fn reach(text: &str) -> &str {
    let mut end = text.len().min(REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Where a name stands, in letters of any case.
fn find(text: &str, name: &str) -> Option<usize> {
    text.as_bytes().windows(name.len()).position(|window| window.eq_ignore_ascii_case(name.as_bytes()))
}

/// Finds out which tags that need another one have it. One that has none is text: `<b>` may be somebody's name.
fn pair(pieces: &mut [Piece<'_>]) {
    let mut open: Vec<usize> = Vec::new();
    for index in 0..pieces.len() {
        let Piece::Tag(Tag { kind, side, .. }) = &pieces[index] else { continue };
        let (kind, side) = (*kind, *side);
        if !kind.is_inline() {
            continue;
        }
        if side == Side::Open {
            open.push(index);
            continue;
        }
        let is_same = |&other: &usize| matches!(&pieces[other], Piece::Tag(tag) if tag.kind == kind);
        if let Some(back) = open.iter().rev().take(8).position(is_same) {
            let place = open.len() - 1 - back;
            let opening = open[place];
            open.truncate(place);
            for index in [opening, index] {
                if let Piece::Tag(tag) = &mut pieces[index] {
                    tag.pair = tag::Pair::Whole;
                }
            }
        }
    }
}
