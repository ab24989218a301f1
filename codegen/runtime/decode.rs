//! Reads values of all types from any data format that describes itself.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::content::Content;
use super::decode_object::ObjectVisitor;
use super::decode_scalars::{IntVisitor, TextVisitor, Whole};
use super::model::{Blank, Choice, ListPlace, MapPlace, OptPlace, Place, Slot};

/// Reads a value from JSON.
#[allow(dead_code, reason = "a document may have no JSON answers")]
pub fn from_slice<T: Blank + Place>(bytes: &[u8]) -> Result<T, serde_json::Error> {
    let mut value = T::blank();
    fill(value.slot(), bytes)?;
    Ok(value)
}

/// Reads JSON into a place. All responses are read here, so that the reader is compiled once.
pub fn fill(slot: Slot<'_>, bytes: &[u8]) -> Result<(), serde_json::Error> {
    // Looking at all bytes at once is cheaper than at each text by itself.
    let text = std::str::from_utf8(bytes).map_err(|_| not_text(bytes))?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    read(slot, &mut deserializer)?;
    deserializer.end()
}

/// Where bytes cease to be text, as an error with a position.
fn not_text(bytes: &[u8]) -> serde_json::Error {
    let error = serde_json::from_slice::<Value>(bytes).err();
    error.unwrap_or_else(|| Error::custom("invalid unicode code point"))
}

/// Reads a value; the body of each generated `Deserialize`.
#[allow(dead_code, reason = "a document may have no types of its own")]
pub fn deserialize<'de, T: Blank + Place, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::blank();
    read(value.slot(), deserializer)?;
    Ok(value)
}

// Kept out of line, or the whole reader would be copied into each caller.
#[inline(never)]
fn read<'de, D: Deserializer<'de>>(slot: Slot<'_>, deserializer: D) -> Result<(), D::Error> {
    slot.deserialize(deserializer)
}

impl<'de> DeserializeSeed<'de> for Slot<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self {
            Self::Taken => IgnoredAny::deserialize(deserializer).map(|_| ()),
            Self::Bool(place) => bool::deserialize(deserializer).map(|value| *place = value),
            Self::OptBool(place) => Option::deserialize(deserializer).map(|value| *place = value),
            Self::I64(place) => Whole::deserialize(deserializer).map(|Whole(value)| *place = value),
            Self::OptI64(place) => {
                Option::deserialize(deserializer).map(|value| *place = value.map(|Whole(value)| value))
            }
            Self::F64(place) => f64::deserialize(deserializer).map(|value| *place = value),
            Self::OptF64(place) => Option::deserialize(deserializer).map(|value| *place = value),
            Self::Str(place) => String::deserialize(deserializer).map(|value| *place = value),
            Self::OptStr(place) => Option::deserialize(deserializer).map(|value| *place = value),
            Self::Strs(place) => Vec::deserialize(deserializer).map(|value| *place = value),
            Self::Json(place) => Value::deserialize(deserializer).map(|value| *place = value),
            Self::Int(place) => deserializer.deserialize_i64(IntVisitor(place)),
            Self::Text(place) => deserializer.deserialize_str(TextVisitor(place)),
            Self::Opt(place) => deserializer.deserialize_option(OptVisitor(place)),
            Self::List(place) => deserializer.deserialize_seq(ListVisitor(place)),
            Self::Map(place) => deserializer.deserialize_map(MapVisitor(place)),
            Self::Object(object) => deserializer.deserialize_map(ObjectVisitor(object)),
            Self::Union(choice) => choose(choice, deserializer),
        }
    }
}

// Kept out of line: what is seldom needed would slow down all the rest.
#[inline(never)]
fn choose<'de, D: Deserializer<'de>>(choice: &mut dyn Choice, deserializer: D) -> Result<(), D::Error> {
    Content::deserialize(deserializer).map(|value| choice.choose(&value))
}

struct OptVisitor<'a>(&'a mut dyn OptPlace);

impl<'de> Visitor<'de> for OptVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("option")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.0.clear();
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.fill().deserialize(deserializer)
    }
}

struct ListVisitor<'a>(&'a mut dyn ListPlace);

impl<'de> Visitor<'de> for ListVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(NextItem(self.0))?.is_some() {}
        Ok(())
    }
}

/// Makes room for an item only when there is one.
struct NextItem<'a>(&'a mut dyn ListPlace);

impl<'de> DeserializeSeed<'de> for NextItem<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.push().deserialize(deserializer)
    }
}

struct MapVisitor<'a>(&'a mut dyn MapPlace);

impl<'de> Visitor<'de> for MapVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(key) = entries.next_key::<String>()? {
            entries.next_value_seed(self.0.insert(key))?;
        }
        Ok(())
    }
}
