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

    fn items(&mut self, items: &dyn Items) {
        self.json.push(b'[');
        let start = self.json.len();
        items.each_ref(&mut |item| {
            self.separate(start);
            self.value(item);
        });
        self.json.push(b']');
    }

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
        if needs_escape(text.as_bytes()) {
            self.serialize(text);
        } else {
            self.json.push(b'"');
            self.bytes(text.as_bytes());
            self.json.push(b'"');
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

/// Whether a text holds what JSON cannot hold as it is.
fn needs_escape(text: &[u8]) -> bool {
    let escaped = |index: u8| ESCAPED[usize::from(index)];
    // Looking at four bytes before deciding is much faster than deciding at each.
    let mut chunks = text.chunks_exact(4);
    chunks.any(|chunk| escaped(chunk[0]) | escaped(chunk[1]) | escaped(chunk[2]) | escaped(chunk[3]))
        || chunks.remainder().iter().any(|&byte| escaped(byte))
}

/// Whether each byte must be escaped: quote, backslash and control characters.
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
