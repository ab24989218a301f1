//! Words that are names of a program's, not of the language.

/// Names in mixed case that are words of the language.
const NAMES: &[&str] = &[
    "DevOps",
    "FreeBSD",
    "GitHub",
    "GitLab",
    "GraphQL",
    "IPv4",
    "IPv6",
    "JavaScript",
    "KiB",
    "MiB",
    "GiB",
    "TiB",
    "NaN",
    "OAuth",
    "OAuth2",
    "OpenSSL",
    "OpenTelemetry",
    "PostScript",
    "TypeScript",
    "WebAssembly",
    "WebGL",
    "WebGPU",
    "WebP",
    "WebRTC",
    "WebSocket",
    "WebTransport",
];

/// The word that `text` begins with, without punctuation at its end; empty if it begins with none.
pub(super) fn first(text: &str) -> &str {
    if !text.starts_with(char::is_alphanumeric) {
        return "";
    }
    let end = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
    let mut word = &text[..end];
    // An address further on in the text is not a part of the word.
    let is_scheme = |at: usize| text[at..].starts_with("http://") || text[at..].starts_with("https://");
    if let Some((at, _)) = word.match_indices("http").find(|&(at, _)| at > 0 && is_scheme(at)) {
        word = &word[..at];
    }
    word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '}')
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '/' | '-' | '=' | '{' | '}' | '@' | '$')
}

/// Whether a word is written as code.
pub(super) fn is_code(word: &str) -> bool {
    word.contains("::") || has_inner_underscore(word) || is_camel_case(word)
}

fn has_inner_underscore(word: &str) -> bool {
    word.trim_matches('_').contains('_')
}

fn is_camel_case(word: &str) -> bool {
    let word = word.strip_suffix('s').unwrap_or(word);
    word.starts_with(char::is_uppercase)
        && word.chars().all(char::is_alphanumeric)
        && word.chars().filter(|c| c.is_uppercase()).nth(1).is_some()
        && word.chars().any(char::is_lowercase)
        && !NAMES.contains(&word)
}
