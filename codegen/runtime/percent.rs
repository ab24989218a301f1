//! Percent-encoding (RFC 3986).

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use super::argument::Reserved;

/// All but the unreserved characters.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The same, but for the reserved characters that cannot end a value or change its meaning: `#`, `&`, `=`, `+`, `[` and `]` can.
const RESERVED: &AsciiSet = &COMPONENT
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';');

/// What the literal parts of a path cannot hold. A `%` stays: it begins an encoded character.
const LITERAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Encodes the name of a parameter.
pub(super) fn encode_name(text: &str) -> String {
    utf8_percent_encode(text, COMPONENT).to_string()
}

/// Encodes the value of a parameter.
pub(super) fn encode_value(text: &str, reserved: Reserved) -> String {
    if reserved == Reserved::Encoded {
        return utf8_percent_encode(text, COMPONENT).to_string();
    }
    // A triplet that is encoded already passes as it is; any other `%` is encoded.
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, from) = rest.split_at(at);
        out.extend(utf8_percent_encode(before, RESERVED));
        let triplet = from.as_bytes().get(1..3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let (kept, after) = from.split_at(if triplet { 3 } else { 1 });
        out.push_str(if triplet { kept } else { "%25" });
        rest = after;
    }
    out.extend(utf8_percent_encode(rest, RESERVED));
    out
}

/// Encodes a literal part of a path.
pub(super) fn encode_literal(text: &str) -> String {
    utf8_percent_encode(text, LITERAL).to_string()
}
