//! Text inside a block: code, links, and everything that must not be taken for one.

mod link;
mod word;

use link::Link;

/// The words of a paragraph; what must stay on one line is one word.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Words::default();
    inline(text, Links::Allowed, &mut words);
    words.close();
    words.done
}

/// Whether a link may stand here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Links {
    /// Yes.
    Allowed,
    /// No: inside of one.
    Forbidden,
}

#[derive(Default)]
struct Words {
    done: Vec<String>,
    open: String,
}

impl Words {
    fn push(&mut self, text: &str) {
        self.open.push_str(text);
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.done.push(std::mem::take(&mut self.open));
        }
    }
}

/// Writes `text`, which is within one paragraph.
fn inline(text: &str, links: Links, words: &mut Words) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(word) = common(rest).filter(|_| words.open.is_empty()) {
            words.done.push(word.to_owned());
            rest = &rest[word.len()..];
            continue;
        }
        let taken = match c {
            c if c.is_whitespace() => {
                words.close();
                c.len_utf8()
            }
            '`' => code(rest, words),
            '\\' => escape(rest, words),
            '[' | '!' if links == Links::Allowed => link(rest, words),
            '[' | ']' => escaped(rest, words),
            '<' => angle(rest, links, words),
            _ => plain(rest, links, words),
        };
        rest = &rest[taken..];
    }
}

/// The word of the language that a text begins with, if a space follows: most of a text is such words.
fn common(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    bytes.first().filter(|byte| byte.is_ascii_alphabetic())?;
    let length = 1 + bytes[1..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    bytes.get(length).is_some_and(|byte| matches!(byte, b' ' | b'\n')).then(|| &text[..length])
}

/// A run of backticks and, if it is closed, the code between.
fn code(text: &str, words: &mut Words) -> usize {
    let length = run(text, '`');
    if let Some(end) = closing(&text[length..], length) {
        let content = text[length..length + end].split_whitespace().collect::<Vec<_>>().join(" ");
        if !content.is_empty() {
            let pad = if content.starts_with('`') || content.ends_with('`') { " " } else { "" };
            let mark = &text[..length];
            words.push(&format!("{mark}{pad}{content}{pad}{mark}"));
        }
        return length + end + length;
    }
    words.push(&"\\`".repeat(length));
    length
}

fn run(text: &str, mark: char) -> usize {
    text.len() - text.trim_start_matches(mark).len()
}

/// Where the run of exactly `length` backticks begins.
fn closing(text: &str, length: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(next) = text[at..].find('`') {
        let found = run(&text[at + next..], '`');
        if found == length {
            return Some(at + next);
        }
        at += next + found;
    }
    None
}

/// A backslash and what it escapes.
fn escape(text: &str, words: &mut Words) -> usize {
    match text[1..].chars().next() {
        Some(next) if next.is_ascii_punctuation() => {
            words.push(&text[..2]);
            2
        }
        _ => {
            words.push("\\\\");
            1
        }
    }
}

/// One character that stands for itself.
fn escaped(text: &str, words: &mut Words) -> usize {
    words.push("\\");
    words.push(&text[..1]);
    1
}

/// A link, an image, or just the character.
fn link(text: &str, words: &mut Words) -> usize {
    if let Some(link) = Link::parse(text) {
        match link.url {
            link::Url::Absolute(url) => {
                words.push("[");
                inline(link.text, Links::Forbidden, words);
                words.push(&format!("]({url})"));
            }
            link::Url::Relative(url) => {
                inline(link.text, Links::Forbidden, words);
                words.push(&format!(" (`{url}`)"));
            }
        }
        return link.length;
    }
    if text.starts_with('[') {
        return escaped(text, words);
    }
    words.push("!");
    1
}

/// `<https://…>`, a tag that breaks a line, or just the character.
fn angle(text: &str, links: Links, words: &mut Words) -> usize {
    if let Some(url) = link::autolink(text) {
        match links {
            Links::Allowed => words.push(&text[..url.len() + 2]),
            Links::Forbidden => words.push(url),
        }
        return url.len() + 2;
    }
    if let Some(length) = link::line_break(text) {
        words.close();
        return length;
    }
    escaped(text, words)
}

/// A bare URL, a word of a program, or one character.
fn plain(text: &str, links: Links, words: &mut Words) -> usize {
    if let Some(url) = link::bare_url(text) {
        let form = match links {
            Links::Allowed if url.contains(['{', '*', '\\']) => Form::Code,
            Links::Allowed => Form::Link,
            Links::Forbidden => Form::Text,
        };
        write(url, form, text, words);
        return url.len();
    }
    let word = word::first(text);
    if word.is_empty() {
        let length = text.chars().next().map_or(1, char::len_utf8);
        words.push(&text[..length]);
        return length;
    }
    write(word, if word::is_code(word) { Form::Code } else { Form::Text }, text, words);
    word.len()
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Code,
    Link,
}

/// Writes the word that `text` begins with.
fn write(word: &str, form: Form, text: &str, words: &mut Words) {
    // Beside another backtick, those of the code would be taken for a part of its run.
    let beside = words.open.ends_with('`') || text[word.len()..].starts_with('`');
    match form {
        Form::Code if !beside => words.push(&format!("`{word}`")),
        Form::Link => words.push(&format!("<{word}>")),
        Form::Code if word.contains("://") => words.push(&format!("<{word}>")),
        Form::Code | Form::Text => words.push(word),
    }
}
