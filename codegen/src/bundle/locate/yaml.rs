//! Positions in YAML: `serde_yaml` stamps its own line and column on an error that is raised while a scalar is
//! visited, and can go on after it. So an error is raised at each wanted scalar, read, and forgotten.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Position, Wanted};

/// Fills in the positions as far as the text can be read.
pub(super) fn walk(text: &str, wanted: &mut Wanted) {
    // An error ends the walk early; the positions so far hold.
    let _ = Level { wanted, own: Own::Known }.deserialize(serde_yaml::Deserializer::from_str(text));
}

/// Whether the position of a node itself is still to be found: that of an item is that of its first scalar.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Own {
    Known,
    Unknown,
}

/// One node on the way.
struct Level<'w> {
    wanted: &'w mut Wanted,
    own: Own,
}

/// The position on an error that [`Stop`] raised. `MapAccess` hides the type of the error, so its words are read.
fn stamped(error: &impl fmt::Display) -> Option<Position> {
    let text = error.to_string();
    if !text.contains(STOP) {
        return None;
    }
    let Some((_, place)) = text.rsplit_once(" at line ") else { return Some(Position::START) };
    let (line, column) = place.split_once(" column ")?;
    Some(Position { line: line.parse().ok()?, column: column.parse().ok()? })
}

const STOP: &str = "\u{0}stop";

impl<'de> DeserializeSeed<'de> for Level<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.wanted.children.is_empty() && self.own == Own::Known {
            return deserializer.deserialize_ignored_any(IgnoredAny).map(|_| ());
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Level<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<(), A::Error> {
        loop {
            let mut found = None;
            let seed = Key { wanted: self.wanted, own: self.own, found: &mut found };
            let position = match entries.next_key_seed(seed) {
                Ok(Some(())) => None,
                Ok(None) => return Ok(()),
                Err(error) => Some(stamped(&error).ok_or(error)?),
            };
            if self.own == Own::Unknown {
                self.wanted.position = position;
                self.own = Own::Known;
            }
            match found.and_then(|key| self.wanted.children.get_mut(&key)) {
                Some(child) => {
                    child.position = position;
                    entries.next_value_seed(Level { wanted: child, own: Own::Known })?;
                }
                None => {
                    entries.next_value::<IgnoredAny>()?;
                }
            }
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        let mut nobody = Wanted::default();
        for index in 0_usize.. {
            let is_first = index == 0 && self.own == Own::Unknown;
            let (child, own) = match self.wanted.children.get_mut(&index.to_string()) {
                Some(child) => (child, Own::Unknown),
                None => (&mut nobody, if is_first { Own::Unknown } else { Own::Known }),
            };
            match items.next_element_seed(Level { wanted: child, own }) {
                Ok(Some(())) => {}
                Ok(None) => break,
                Err(error) => child.position = Some(stamped(&error).ok_or(error)?),
            }
            if is_first {
                self.wanted.position = child.position;
                self.own = Own::Known;
            }
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        scalar(self.own)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        scalar(self.own)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        scalar(self.own)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        scalar(self.own)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        scalar(self.own)
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<(), E> {
        scalar(self.own)
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<(), E> {
        scalar(self.own)
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        scalar(self.own)
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        scalar(self.own)
    }
}

fn scalar<E: Error>(own: Own) -> Result<(), E> {
    match own {
        Own::Known => Ok(()),
        Own::Unknown => Err(E::custom(STOP)),
    }
}

/// Raises the error at a wanted key.
struct Key<'w> {
    wanted: &'w Wanted,
    own: Own,
    found: &'w mut Option<String>,
}

impl Key<'_> {
    fn check<E: Error>(self, key: &str) -> Result<(), E> {
        let is_wanted = self.wanted.children.contains_key(key);
        if is_wanted {
            *self.found = Some(key.to_owned());
        }
        if is_wanted || self.own == Own::Unknown { Err(E::custom(STOP)) } else { Ok(()) }
    }
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.check(value)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.check(&value.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.check(&value.to_string())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.check(&value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.check(&value.to_string())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<(), E> {
        self.check(&value.to_string())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<(), E> {
        self.check(&value.to_string())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.check("null")
    }
}
