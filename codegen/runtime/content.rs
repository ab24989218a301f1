//! A value before it is known what it is: a union has to see all of it to choose.
//!
//! It borrows its texts where it can, so that seeing it costs little beside reading it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

/// A value before it is known what it is.
#[allow(dead_code, reason = "only unions look into it")]
pub enum Content<'de> {
    /// Null.
    Null,
    /// True or false.
    Bool(bool),
    /// A number.
    Number(Number),
    /// Text.
    Text(Cow<'de, str>),
    /// A list.
    List(Vec<Content<'de>>),
    /// An object.
    Object(Properties<'de>),
}

/// The properties of an object, each name once.
#[allow(dead_code, reason = "only unions look into it")]
pub struct Properties<'de> {
    /// Sorted by name if there are more than [`FEW`].
    list: Vec<(Cow<'de, str>, Content<'de>)>,
}

/// As many are looked through faster than searched.
const FEW: usize = 24;

#[allow(dead_code, reason = "only unions look into it")]
impl<'de> Properties<'de> {
    /// The value of a property.
    pub fn get(&self, name: &str) -> Option<&Content<'de>> {
        if self.list.len() > FEW {
            let index = self.list.binary_search_by(|(key, _)| key.as_ref().cmp(name)).ok()?;
            return Some(&self.list[index].1);
        }
        self.list.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// All properties.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Content<'de>)> {
        self.list.iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.list.len()
    }
}

#[allow(dead_code, reason = "only unions look into it")]
impl Content<'_> {
    /// The value as one that owns its parts.
    pub fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(number) => Value::Number(number.clone()),
            Self::Text(text) => Value::String(text.to_string()),
            Self::List(items) => items.iter().map(Content::to_value).collect(),
            Self::Object(properties) => {
                properties.iter().map(|(name, value)| (name.to_owned(), value.to_value())).collect()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Content<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ContentVisitor)
    }
}

struct ContentVisitor;

impl<'de> Visitor<'de> for ContentVisitor {
    type Value = Content<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any valid JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Content::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Content::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        Content::deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Content::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Content::Number(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Content::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Number::from_f64(value).map_or(Content::Null, Content::Number))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Content::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Content::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Content::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        // Most objects have no more, and growing costs more than room for a moment.
        let mut list: Vec<(Cow<'de, str>, Content<'de>)> = Vec::with_capacity(8);
        while let Some(Name(name)) = entries.next_key()? {
            let value = entries.next_value()?;
            // The later of two is the one that counts.
            match list.iter_mut().take(FEW).find(|(key, _)| *key == name) {
                Some((_, earlier)) => *earlier = value,
                None => list.push((name, value)),
            }
        }
        if list.len() > FEW {
            list = list.into_iter().collect::<BTreeMap<_, _>>().into_iter().collect();
        }
        Ok(number(&list).map_or(Content::Object(Properties { list }), Content::Number))
    }
}

/// A number, if the properties are what `serde_json` makes of one under its feature `arbitrary_precision`.
fn number(list: &[(Cow<'_, str>, Content<'_>)]) -> Option<Number> {
    match list {
        [(name, Content::Text(text))] if name == "$serde_json::private::Number" => text.parse().ok(),
        _ => None,
    }
}

/// The name of a property.
struct Name<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string key")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Name(Cow::Owned(text)))
    }
}
