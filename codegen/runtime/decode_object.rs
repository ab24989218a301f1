//! Reads objects: finds the slot of each property.

use std::fmt;
use std::mem;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::model::{Info, MapPlace, Object, Slot};

/// Reads an object of any type.
pub struct ObjectVisitor<'a>(pub &'a mut dyn Object);

impl<'de> Visitor<'de> for ObjectVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "struct {}", self.0.info().name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let info = self.0.info();
        let mut result = Ok(());
        self.0.slots(&mut |slots| result = read_object(info, slots, &mut entries));
        result
    }
}

fn read_object<'de, A: MapAccess<'de>>(info: &Info, slots: &mut [Slot<'_>], entries: &mut A) -> Result<(), A::Error> {
    let (slots, rest) = slots.split_at_mut(info.fields.len().min(slots.len()));
    match rest {
        [Slot::Map(rest)] => read_open(info, slots, *rest, entries)?,
        _ => read_closed(info, slots, entries)?,
    }
    match missing(info, slots) {
        Some(name) => Err(A::Error::missing_field(name)),
        None => Ok(()),
    }
}

/// Reads the properties of an object that ignores those without a field.
fn read_closed<'de, A: MapAccess<'de>>(info: &Info, slots: &mut [Slot<'_>], entries: &mut A) -> Result<(), A::Error> {
    let mut hint = 0;
    while let Some(index) = entries.next_key_seed(Key { fields: info.fields, hint })? {
        match slots.get_mut(index) {
            Some(slot) => {
                read_field(info.fields[index], slot, entries)?;
                hint = index + 1;
            }
            None => drop(entries.next_value::<IgnoredAny>()?),
        }
    }
    Ok(())
}

/// Reads the properties of an object that keeps those without a field in a map.
fn read_open<'de, A: MapAccess<'de>>(
    info: &Info,
    slots: &mut [Slot<'_>],
    rest: &mut dyn MapPlace,
    entries: &mut A,
) -> Result<(), A::Error> {
    let mut hint = 0;
    while let Some(key) = entries.next_key_seed(OpenKey(Key { fields: info.fields, hint }))? {
        match key {
            Ok(index) => {
                read_field(info.fields[index], &mut slots[index], entries)?;
                hint = index + 1;
            }
            Err(name) => entries.next_value_seed(rest.insert(name))?,
        }
    }
    Ok(())
}

fn read_field<'de, A: MapAccess<'de>>(
    name: &'static str,
    slot: &mut Slot<'_>,
    entries: &mut A,
) -> Result<(), A::Error> {
    match mem::replace(slot, Slot::Taken) {
        Slot::Taken => Err(A::Error::duplicate_field(name)),
        slot => entries.next_value_seed(slot),
    }
}

/// The first property that must be there and is not.
pub fn missing(info: &Info, slots: &[Slot<'_>]) -> Option<&'static str> {
    for (start, &word) in (0..).step_by(64).zip(info.required) {
        let mut word = word;
        while word != 0 {
            let index = start + word.trailing_zeros() as usize;
            if !matches!(slots.get(index), Some(Slot::Taken)) {
                return info.fields.get(index).copied();
            }
            word &= word - 1;
        }
    }
    None
}

/// The index of a name in a table, or the length of the table. Most often it is the one that follows the last one.
pub fn find(fields: &[&str], hint: usize, key: &str) -> usize {
    match fields.get(hint) {
        Some(name) if *name == key => hint,
        _ => search(fields, hint, key),
    }
}

/// Looks ahead first, since what is missing is most often the property that was expected.
#[cold]
#[inline(never)]
fn search(fields: &[&str], hint: usize, key: &str) -> usize {
    let (before, after) = fields.split_at(hint.min(fields.len()));
    let ahead = after.iter().position(|name| *name == key).map(|index| before.len() + index);
    ahead.or_else(|| before.iter().position(|name| *name == key)).unwrap_or(fields.len())
}

/// Reads the name of a property as its index in the table, or the length of the table.
struct Key {
    fields: &'static [&'static str],
    /// The index that follows the last one: most often it is this.
    hint: usize,
}

impl<'de> DeserializeSeed<'de> for Key {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key {
    type Value = usize;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("field identifier")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<usize, E> {
        Ok(find(self.fields, self.hint, key))
    }
}

/// Reads the name of a property as its index in the table, or as it is.
struct OpenKey(Key);

impl<'de> DeserializeSeed<'de> for OpenKey {
    type Value = Result<usize, String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for OpenKey {
    type Value = Result<usize, String>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(formatter)
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        let index = find(self.0.fields, self.0.hint, key);
        Ok(if index < self.0.fields.len() { Ok(index) } else { Err(key.to_owned()) })
    }
}
