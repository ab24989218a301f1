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
    let mut out = String::with_capacity(text.len());
    push_name(&mut out, text);
    out
}

/// Adds the name of a parameter, encoded.
pub(super) fn push_name(out: &mut String, text: &str) {
    // Adding piece by piece is much cheaper than formatting.
    out.extend(utf8_percent_encode(text, COMPONENT));
}

/// Encodes the value of a parameter.
pub(super) fn encode_value(text: &str, reserved: Reserved) -> String {
    let mut out = String::with_capacity(text.len());
    push_value(&mut out, text, reserved);
    out
}

/// Adds the value of a parameter, encoded.
pub(super) fn push_value(out: &mut String, text: &str, reserved: Reserved) {
    if reserved == Reserved::Encoded {
        return out.extend(utf8_percent_encode(text, COMPONENT));
    }
    // A triplet that is encoded already passes as it is; any other `%` is encoded.
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
}

/// Encodes a literal part of a query.
pub(super) fn encode_literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_literal(&mut out, text);
    out
}

/// Adds a literal part of a path or query, encoded.
pub(super) fn push_literal(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, LITERAL));
}
