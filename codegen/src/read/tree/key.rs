//! The keys of an object, as they are read.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};
use serde_json::{Map, Value};

use super::{DUPLICATE, State};

/// Makes any scalar a key, and refuses one that `object` has already.
pub(super) struct Key<'s> {
    pub object: &'s Map<String, Value>,
    pub state: &'s State,
}

impl Key<'_> {
    fn check<E: Error>(self, key: String) -> Result<String, E> {
        if self.object.contains_key(&key) {
            self.state.refused.set(true);
            return Err(E::custom(format_args!("{DUPLICATE}{key}` stands twice in the same object")));
        }
        Ok(key)
    }
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is a text")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<String, E> {
        self.check(value.to_string())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<String, E> {
        self.check(value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<String, E> {
        self.check(value.to_string())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<String, E> {
        self.check(value.to_string())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<String, E> {
        self.check(value.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<String, E> {
        self.check(value.to_string())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<String, E> {
        self.check(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<String, E> {
        self.check(value)
    }

    fn visit_unit<E: Error>(self) -> Result<String, E> {
        self.check("null".to_owned())
    }

    fn visit_none<E: Error>(self) -> Result<String, E> {
        self.check("null".to_owned())
    }
}
