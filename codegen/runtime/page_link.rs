//! `Link` headers (RFC 8288).

use reqwest::header::{HeaderMap, LINK};

/// The target of the first link that leads to the next page.
pub(super) fn next_link(headers: &HeaderMap) -> Option<String> {
    headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok()).find_map(next_of)
}

/// The target of the first link of one header.
pub(super) fn next_of(mut rest: &str) -> Option<String> {
    loop {
        let (target, after) = rest.split_once('<')?.1.split_once('>')?;
        let mut link = Link::default();
        rest = link.read(after);
        if link.is_next() {
            return Some(target.trim().to_owned());
        }
    }
}

/// The parameters of a link that matter here.
#[derive(Default)]
struct Link {
    relations: Option<String>,
    anchor: Option<String>,
}

impl Link {
    /// Reads the parameters, and returns what comes after them.
    fn read<'a>(&mut self, mut rest: &'a str) -> &'a str {
        loop {
            rest = rest.trim_start();
            let Some(after) = rest.strip_prefix(';') else { return rest };
            let end = after.find(['=', ';', ',']).unwrap_or(after.len());
            let name = after[..end].trim();
            rest = &after[end..];
            let mut value = String::new();
            if let Some(after) = rest.strip_prefix('=') {
                (value, rest) = read_value(after.trim_start());
            }
            // Only the first of several counts.
            if name.eq_ignore_ascii_case("rel") {
                self.relations.get_or_insert(value);
            } else if name.eq_ignore_ascii_case("anchor") {
                self.anchor.get_or_insert(value);
            }
        }
    }

    /// Whether it leads on from the answer itself. One with an anchor leads on from somewhere else.
    fn is_next(&self) -> bool {
        let relations = self.relations.as_deref().unwrap_or_default();
        self.anchor.is_none() && relations.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case("next"))
    }
}

/// A token or a quoted text, and what comes after it.
fn read_value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        return (text[..end].trim().to_owned(), &text[end..]);
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (value, &quoted[at + 1..]),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}
