//! The words of a name, and how they are joined.

use std::borrow::Cow;

/// The lower-case words of a name: `stream_liveInput-v2` is `stream live input v2`.
pub fn words(text: &str) -> Vec<String> {
    let text = ascii(text);
    let text = signed(&text);
    let mut found = Vec::new();
    let mut start = 0;
    for (index, &byte) in text.as_bytes().iter().enumerate() {
        if !byte.is_ascii_alphanumeric() {
            push(&mut found, &text[start..index]);
            start = index + 1;
            continue;
        }
        let before = index.checked_sub(1).map(|before| text.as_bytes()[before]);
        let after = text.as_bytes().get(index + 1).copied();
        if byte.is_ascii_uppercase() && starts_word(before, after) {
            push(&mut found, &text[start..index]);
            start = index;
        }
    }
    push(&mut found, &text[start..]);
    found
}

/// Whether an upper-case letter between these two begins a word: after a small letter or a digit, or as the last of
/// a run of capitals (`HTTPServer`). A plural `s` after capitals (`IDs`) belongs to them.
fn starts_word(before: Option<u8>, after: Option<u8>) -> bool {
    match (before, after) {
        (Some(before), _) if before.is_ascii_lowercase() || before.is_ascii_digit() => true,
        (Some(before), Some(after)) => before.is_ascii_uppercase() && after.is_ascii_lowercase() && after != b's',
        _ => false,
    }
}

fn push(found: &mut Vec<String>, word: &str) {
    if !word.is_empty() {
        found.push(word.to_ascii_lowercase());
    }
}

/// A sign before a digit is a word: `+1` and `-1` are two names.
fn signed(text: &str) -> Cow<'_, str> {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some('+'), Some(digit)) if digit.is_ascii_digit() => Cow::Owned(format!("plus {}", &text[1..])),
        (Some('-'), Some(digit)) if digit.is_ascii_digit() => Cow::Owned(format!("minus {}", &text[1..])),
        _ => Cow::Borrowed(text),
    }
}

fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(any_ascii::any_ascii(text)) }
}

/// `snake_case`; symbols are spelled out where nothing else is left.
pub fn snake(text: &str) -> String {
    let name = words_or_symbols(text).join("_");
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("n{name}") } else { name }
}

/// `PascalCase`; digits of two words are kept apart: `1.0` is `N1_0`.
pub fn pascal(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for word in words_or_symbols(text) {
        let (first, rest) = word.split_at(1);
        if first.starts_with(|c: char| c.is_ascii_digit()) {
            if name.is_empty() {
                name.push('N');
            } else if name.ends_with(|c: char| c.is_ascii_digit()) {
                name.push('_');
            }
        }
        name.extend(first.chars().map(|first| first.to_ascii_uppercase()));
        name.push_str(rest);
    }
    name
}

fn words_or_symbols(text: &str) -> Vec<String> {
    let found = words(text);
    if !found.is_empty() {
        return found;
    }
    let symbols = words(&spelled(text));
    if symbols.is_empty() { vec!["empty".to_owned()] } else { symbols }
}

/// The text with each symbol as a word: `-created_at` is `minus created underscore at`.
pub fn spelled(text: &str) -> String {
    let mut out = String::new();
    for char in text.chars() {
        let word = symbol(char);
        if char.is_ascii_alphanumeric() || (!char.is_ascii() && word.is_none()) {
            out.push(char);
        } else {
            out.push(' ');
            match word {
                Some(word) => out.push_str(word),
                None => out.push_str(&numbered(char)),
            }
            out.push(' ');
        }
    }
    // A character without an ASCII reading is named by its number.
    if out.trim().is_empty() || !words(&out).is_empty() {
        return out;
    }
    text.chars().map(numbered).collect::<Vec<_>>().join(" ")
}

fn numbered(char: char) -> String {
    format!("u{:x}", u32::from(char))
}

fn symbol(char: char) -> Option<&'static str> {
    Some(match char {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '?' => "question",
        '&' => "and",
        '|' => "or",
        '%' => "percent",
        '#' => "hash",
        '@' => "at",
        '$' => "dollar",
        '^' => "caret",
        '~' => "tilde",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '_' => "underscore",
        '(' | ')' => "parenthesis",
        '[' | ']' => "bracket",
        '{' | '}' => "brace",
        '"' | '\'' | '`' => "quote",
        ' ' => "space",
        _ => return None,
    })
}

/// Plurals that their ending does not tell, and words that only look like one. Sorted.
const SINGULARS: &[(&str, &str)] = &[
    ("alias", "alias"),
    ("aliases", "alias"),
    ("analyses", "analysis"),
    ("analytics", "analytics"),
    ("atlas", "atlas"),
    ("bias", "bias"),
    ("canvas", "canvas"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("dbs", "db"),
    ("diagnostics", "diagnostics"),
    ("ids", "id"),
    ("indices", "index"),
    ("ips", "ip"),
    ("kubernetes", "kubernetes"),
    ("lens", "lens"),
    ("matrices", "matrix"),
    ("movies", "movie"),
    ("people", "person"),
    ("statuses", "status"),
    ("vms", "vm"),
];

/// The singular of an English plural, as far as its ending tells.
pub fn singular(word: &str) -> String {
    if let Ok(index) = SINGULARS.binary_search_by_key(&word, |(plural, _)| plural) {
        return SINGULARS[index].1.to_owned();
    }
    let keep = ["ss", "us", "is", "ous", "news", "series", "species", "data", "sms", "dns", "aws", "https", "status"];
    if word.len() < 4 || keep.iter().any(|ending| word.ends_with(ending)) {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zzes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_words() {
        for (text, expected) in [
            ("stream_liveInput-v2", "stream live input v2"),
            ("HTTPServer", "http server"),
            ("userIDs", "user ids"),
            ("listPets", "list pets"),
            ("+1", "plus 1"),
            ("-1", "minus 1"),
            ("Türkçe", "turkce"),
            ("OAuth2Token", "o auth2 token"),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn joins_words() {
        for (text, field, ty) in [
            ("2fa", "n2fa", "N2fa"),
            ("1.0", "n1_0", "N1_0"),
            ("", "empty", "Empty"),
            ("*", "star", "Star"),
            (">=", "greater_equal", "GreaterEqual"),
            ("type", "type", "Type"),
            ("\u{1F600}", "grinning", "Grinning"),
        ] {
            assert_eq!((snake(text).as_str(), pascal(text).as_str()), (field, ty), "{text}");
        }
    }

    #[test]
    fn knows_singulars() {
        for (plural, expected) in [
            ("captions", "caption"),
            ("entries", "entry"),
            ("addresses", "address"),
            ("status", "status"),
            ("boxes", "box"),
            ("dns", "dns"),
            ("ids", "id"),
            ("people", "person"),
            ("alias", "alias"),
        ] {
            assert_eq!(singular(plural), expected);
        }
        assert!(SINGULARS.is_sorted());
    }
}
