//! Writes values of all types as JSON, for request bodies: not generic, and with an eye on speed.

use serde::Serialize;
use serde_json::Error;

use super::model::{Entries, Items, Object, Ref};

/// Most bodies are smaller than this.
const CAPACITY: usize = 1024;

/// Writes a value.
pub fn to_vec(value: Ref<'_>) -> Result<Vec<u8>, Error> {
    let mut writer = Writer { json: Vec::with_capacity(CAPACITY), failure: None };
    writer.value(value);
    match writer.failure {
        None => Ok(writer.json),
        Some(error) => Err(error),
    }
}

/// JSON as far as it has been written, and the first thing that could not be.
struct Writer {
    json: Vec<u8>,
    failure: Option<Error>,
}

impl Writer {
    fn value(&mut self, value: Ref<'_>) {
        match value {
            Ref::Bool(value) | Ref::OptBool(Some(value)) => self.bytes(if value { b"true" } else { b"false" }),
            Ref::I64(value) | Ref::OptI64(Some(value)) => self.serialize(&value),
            Ref::U64(value) => self.serialize(&value),
            Ref::F64(value) | Ref::OptF64(Some(value)) => self.serialize(&value),
            Ref::Str(text) => self.text(text),
            Ref::OptStr(Some(text)) => self.text(text),
            Ref::Strs(texts) => self.texts(texts),
            Ref::Json(value) => self.serialize(value),
            Ref::Opt(value) => self.value(value.get_ref()),
            Ref::List(items) => self.items(items),
            Ref::Map(entries) => self.map(entries),
            Ref::Object(object) => self.object(object),
            Ref::Union(choice) => self.value(choice.chosen()),
            Ref::Absent
            | Ref::Null
            | Ref::OptBool(None)
            | Ref::OptI64(None)
            | Ref::OptF64(None)
            | Ref::OptStr(None) => {
                self.bytes(b"null");
            }
        }
    }

    // Kept out of line, as all that is not a scalar: what calls itself has more to set up.
    #[inline(never)]
    fn object(&mut self, object: &dyn Object) {
        let info = object.info();
        self.json.push(b'{');
        let start = self.json.len();
        object.refs(&mut |refs| {
            for (index, (name, value)) in info.fields.iter().zip(refs).enumerate() {
                let value = match *value {
                    Ref::Opt(value) => value.get_ref(),
                    value => value,
                };
                if !value.is_absent() || info.requires(index) {
                    self.entry(start, name, value);
                }
            }
            if let Some(Ref::Map(rest)) = refs.get(info.fields.len()) {
                rest.each_ref(&mut |name, value| self.entry(start, name, value));
            }
        });
        self.json.push(b'}');
    }

    #[inline(never)]
    fn map(&mut self, entries: &dyn Entries) {
        self.json.push(b'{');
        let start = self.json.len();
        entries.each_ref(&mut |name, value| self.entry(start, name, value));
        self.json.push(b'}');
    }

    /// One entry of the object whose first one begins at `start`.
    fn entry(&mut self, start: usize, name: &str, value: Ref<'_>) {
        self.separate(start);
        self.text(name);
        self.json.push(b':');
        self.value(value);
    }

    #[inline(never)]
    fn items(&mut self, items: &dyn Items) {
        self.json.push(b'[');
        let start = self.json.len();
        items.each_ref(&mut |item| {
            self.separate(start);
            self.value(item);
        });
        self.json.push(b']');
    }

    #[inline(never)]
    fn texts(&mut self, texts: &[String]) {
        self.json.push(b'[');
        let start = self.json.len();
        for text in texts {
            self.separate(start);
            self.text(text);
        }
        self.json.push(b']');
    }

    fn separate(&mut self, start: usize) {
        if self.json.len() > start {
            self.json.push(b',');
        }
    }

    fn text(&mut self, text: &str) {
        self.json.push(b'"');
        let mut rest = text.as_bytes();
        while let Some(at) = find_escaped(rest) {
            self.bytes(&rest[..at]);
            self.escape(rest[at]);
            rest = &rest[at + 1..];
        }
        self.bytes(rest);
        self.json.push(b'"');
    }

    fn escape(&mut self, byte: u8) {
        match byte {
            b'"' => self.bytes(b"\\\""),
            b'\\' => self.bytes(b"\\\\"),
            b'\n' => self.bytes(b"\\n"),
            b'\r' => self.bytes(b"\\r"),
            b'\t' => self.bytes(b"\\t"),
            0x08 => self.bytes(b"\\b"),
            0x0C => self.bytes(b"\\f"),
            _ => {
                const DIGITS: &[u8; 16] = b"0123456789abcdef";
                let digit = |place: u8| DIGITS[usize::from(byte >> place & 15)];
                self.bytes(&[b'\\', b'u', b'0', b'0', digit(4), digit(0)]);
            }
        }
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.json.extend_from_slice(bytes);
    }

    fn serialize<T: Serialize + ?Sized>(&mut self, value: &T) {
        if let Err(error) = serde_json::to_writer(&mut self.json, value) {
            self.failure.get_or_insert(error);
        }
    }
}

/// Where the first byte is that JSON cannot hold as it is: a quote, a backslash or a control character.
fn find_escaped(text: &[u8]) -> Option<usize> {
    let Some(end) = text.last_chunk() else {
        return find_in_short(text);
    };
    // Looking at eight bytes at once is much faster than looking at each.
    let mut rest = text;
    while let Some((chunk, after)) = rest.split_first_chunk() {
        if let Some(at) = find_in(*chunk) {
            return Some(text.len() - rest.len() + at);
        }
        rest = after;
    }
    if rest.is_empty() { None } else { find_in(*end).map(|at| text.len() - end.len() + at) }
}

/// The same for less than eight bytes.
fn find_in_short(text: &[u8]) -> Option<usize> {
    let escaped = |byte: u8| ESCAPED[usize::from(byte)];
    let mut chunks = text.chunks_exact(4);
    let found = chunks.any(|chunk| escaped(chunk[0]) | escaped(chunk[1]) | escaped(chunk[2]) | escaped(chunk[3]));
    if found || chunks.remainder().iter().any(|&byte| escaped(byte)) {
        return text.iter().position(|&byte| escaped(byte));
    }
    None
}

/// The same for eight bytes, as one number.
fn find_in(chunk: [u8; 8]) -> Option<usize> {
    const EACH: u64 = u64::MAX / 255;
    let word = u64::from_le_bytes(chunk);
    // The high bit of each byte that is below a bound. A byte that is not may have it too, but only above one that is.
    let below = |word: u64, bound: u8| word.wrapping_sub(EACH * u64::from(bound)) & !word;
    let is = |byte: u8| below(word ^ (EACH * u64::from(byte)), 1);
    let found = (below(word, b' ') | is(b'"') | is(b'\\')) & (EACH << 7);
    (found != 0).then_some((found.trailing_zeros() / 8) as usize)
}

/// Whether each byte must be escaped.
static ESCAPED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < b' ' {
        table[byte as usize] = true;
        byte += 1;
    }
    table[b'"' as usize] = true;
    table[b'\\' as usize] = true;
    table
};
