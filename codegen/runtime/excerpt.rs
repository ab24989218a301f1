//! Server text that is safe to print: escaped and short.

use std::fmt::Write;

/// How many characters of a server's text a message shows.
const LIMIT: usize = 300;

/// A short piece of `text` for a message, with everything that could move a terminal's cursor or reorder a line escaped.
pub(super) fn excerpt(text: &str) -> String {
    let mut out = String::new();
    let mut characters = text.trim().chars();
    for character in characters.by_ref().take(LIMIT) {
        push_escaped(&mut out, character);
    }
    if characters.next().is_some() {
        out.push('…');
    }
    out
}

/// The same for bytes that may not be text.
pub(super) fn excerpt_of_bytes(bytes: &[u8]) -> String {
    // A character has at most four bytes, so this is enough for `LIMIT` of them and one more.
    let start = bytes.get(..LIMIT * 4 + 4).unwrap_or(bytes);
    excerpt(&String::from_utf8_lossy(start))
}

fn push_escaped(out: &mut String, character: char) {
    match character {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        // Besides the control characters: line separators, zero-width and bidirectional marks.
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {
            escape(out, character);
        }
        _ if character.is_control() => escape(out, character),
        _ => out.push(character),
    }
}

fn escape(out: &mut String, character: char) {
    // Writing to a string cannot fail.
    let _ = write!(out, "{}", character.escape_unicode());
}
