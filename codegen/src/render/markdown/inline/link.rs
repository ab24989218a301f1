//! Links and addresses.

/// No longer text is looked through for the end of a link, so that one without an end costs little.
const LONGEST: usize = 2000;

/// `[text](url)` or `![text](url)`.
pub(super) struct Link<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// The target.
    pub(super) url: Url<'a>,
    /// How many bytes all of it takes.
    pub(super) length: usize,
}

/// A link's target.
pub(super) enum Url<'a> {
    /// One that leads there from anywhere.
    Absolute(&'a str),
    /// One that means nothing outside of the document's own site.
    Relative(&'a str),
}

impl<'a> Link<'a> {
    /// The link that `text` begins with.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let open = text.find('[').filter(|&at| at == 0 || text.starts_with("!["))?;
        let close = open + bracket(&text[open..])?;
        let target = text[close + 1..].strip_prefix('(')?;
        let end = parenthesis(target)?;
        let url = target[..end].split_whitespace().next()?.trim_start_matches('<').trim_end_matches('>');
        if url.contains(['<', '>', '`', '\\', '[', ']']) {
            return None;
        }
        let content = &text[open + 1..close];
        let content = if content.trim().is_empty() { "link" } else { content };
        let absolute = ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
        let url = if absolute { Url::Absolute(url) } else { Url::Relative(url) };
        Some(Self { text: content, url, length: close + 2 + end + 1 })
    }
}

/// The closing bracket of the one that `text` begins with.
fn bracket(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut bytes = text.bytes().enumerate().take(LONGEST);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'[' => depth += 1,
            b']' if depth == 1 => return Some(at),
            b']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The parenthesis that closes a target, whose own are balanced.
fn parenthesis(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().take(LONGEST) {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The address in `<…>`, if `text` begins with one.
pub(super) fn autolink(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('<')?;
    let end = inner.find(['>', '<', ' '])?;
    let url = &inner[..end];
    let scheme = ["https://", "http://", "mailto:"].iter().find(|scheme| url.starts_with(**scheme))?;
    (inner[end..].starts_with('>') && url.len() > scheme.len()).then_some(url)
}

/// The length of a tag that only breaks a line.
pub(super) fn line_break(text: &str) -> Option<usize> {
    ["<br>", "<br/>", "<br />", "<p>", "</p>"].iter().find(|tag| text.starts_with(**tag)).map(|tag| tag.len())
}

/// The address that `text` begins with.
pub(super) fn bare_url(text: &str) -> Option<&str> {
    let scheme = ["https://", "http://"].iter().find(|scheme| text.starts_with(**scheme))?;
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | '`' | '[' | ']' | '|'))
        .unwrap_or(text.len());
    let mut url = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '\\']);
    let mut unopened = url.matches(')').count().saturating_sub(url.matches('(').count());
    while unopened > 0 && url.ends_with(')') {
        url = url[..url.len() - 1].trim_end_matches(['.', ',', ';', '*', '_']);
        unopened -= 1;
    }
    (url.len() > scheme.len()).then_some(url)
}
