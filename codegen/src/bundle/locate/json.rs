//! Positions in JSON: each value on the way is taken as the slice of the text that it is.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Position, Wanted};

/// Fills in the positions; false if the text is not JSON.
pub(super) fn walk(text: &str, wanted: &mut Wanted) -> bool {
    let lines = Lines::new(text);
    Level { text, lines: &lines, wanted }.read(text)
}

/// Where each line begins, as byte offsets.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(offset, _)| offset + 1);
        Self { text, starts: std::iter::once(0).chain(breaks).collect() }
    }

    fn position(&self, offset: usize) -> Position {
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count());
        Position { line, column: column + 1 }
    }
}

/// One object or array on the way.
struct Level<'w, 't> {
    text: &'t str,
    lines: &'w Lines<'t>,
    wanted: &'w mut Wanted,
}

impl<'t> Level<'_, 't> {
    fn read(self, slice: &'t str) -> bool {
        if self.wanted.children.is_empty() {
            return true;
        }
        self.deserialize(&mut serde_json::Deserializer::from_str(slice)).is_ok()
    }

    /// Goes on in `value` if the child `key` is wanted. `start` gives the offset to remember from that of the value.
    fn enter(&mut self, key: &str, value: &'t str, start: fn(&str, usize) -> usize) {
        if let Some(child) = self.wanted.children.get_mut(key) {
            // A slice of the text: its address says where in the text it is.
            let offset = value.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
            child.position = Some(self.lines.position(start(self.text, offset)));
            Level { text: self.text, lines: self.lines, wanted: child }.read(value);
        }
    }
}

impl<'t> DeserializeSeed<'t> for Level<'_, 't> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for Level<'_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'t>>(mut self, mut entries: A) -> Result<(), A::Error> {
        while let Some(key) = entries.next_key::<String>()? {
            if self.wanted.children.contains_key(&key) {
                self.enter(&key, entries.next_value::<&RawValue>()?.get(), key_before);
            } else {
                entries.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'t>>(mut self, mut items: A) -> Result<(), A::Error> {
        let mut index = 0_usize;
        while let Some(item) = items.next_element::<&RawValue>()? {
            self.enter(&index.to_string(), item.get(), |_, offset| offset);
            index += 1;
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}

/// The offset of the key of the value at `offset`.
fn key_before(text: &str, offset: usize) -> usize {
    let bytes = text.as_bytes();
    let before = |end: usize, stop: fn(usize, &[u8]) -> bool| (0..end).rev().find(|&index| stop(index, bytes));
    let closing = before(offset, |index, bytes| bytes[index] == b'"');
    let opening = closing.and_then(|closing| {
        before(closing, |index, bytes| {
            let escapes = bytes[..index].iter().rev().take_while(|&&byte| byte == b'\\').count();
            bytes[index] == b'"' && escapes % 2 == 0
        })
    });
    opening.unwrap_or(offset)
}
