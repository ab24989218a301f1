//! Server text that is safe to print: escaped and short.

/// How many characters of a server's text a message shows.
const LIMIT: usize = 300;

/// A short piece of `text` for a message, with everything that could move a terminal's cursor or reorder a line escaped.
pub(super) fn excerpt(text: &str) -> String {
    let mut out = String::new();
    let mut left = LIMIT;
    for character in text.trim().chars() {
        let shown = escaped(character);
        let Some(rest) = left.checked_sub(shown.chars().count()) else {
            out.push('…');
            break;
        };
        left = rest;
        out.push_str(&shown);
    }
    out
}

/// The same for bytes that may not be text.
pub(super) fn excerpt_of_bytes(bytes: &[u8]) -> String {
    // A character has at most four bytes, so this is enough for `LIMIT` of them and one more.
    let start = bytes.get(..LIMIT * 4 + 4).unwrap_or(bytes);
    excerpt(&String::from_utf8_lossy(start))
}

fn escaped(character: char) -> String {
    match character {
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        _ if character.is_control() || is_unseen(character) => character.escape_unicode().to_string(),
        _ => character.to_string(),
    }
}

/// Zero-width characters, line separators, bidirectional marks, and what tags text.
fn is_unseen(character: char) -> bool {
    let marks = matches!(character, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}');
    let ranges = matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
    marks || ranges || matches!(character, '\u{e0000}'..='\u{e007f}')
}
