//! What an answer says about paging, without reading all of it into memory once more.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Deserialize as _;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::error_detail::without_bom;
use super::page::{Next, Paging};

/// What an answer says about paging.
#[derive(Default)]
pub(super) struct Found {
    /// The cursor or URL of the next page.
    pub(super) next: Option<String>,
    /// What stands for the last item.
    pub(super) last: Option<String>,
    /// How many items the page has.
    pub(super) count: u64,
    /// Tells the items from those of another page.
    pub(super) digest: u64,
    pub(super) total: Option<u64>,
    pub(super) pages: Option<u64>,
    /// `None` when the answer does not say it.
    pub(super) more: Option<bool>,
}

/// Something to look for.
#[derive(Clone, Copy)]
enum Wanted {
    Next,
    Total,
    Pages,
    More,
    /// The list, and the property of an item that stands for it.
    Items(Option<&'static str>),
}

/// Something to look for, and the rest of the way to it.
type Way = (Wanted, &'static [&'static str]);

/// Looks through an answer. One that is not JSON says nothing: whoever reads all of it will tell.
pub(super) fn scan(body: &[u8], paging: &Paging) -> Found {
    let field = match &paging.next {
        Next::LastItem { field, .. } => Some(*field),
        _ => None,
    };
    let mut ways: Vec<Way> = vec![(Wanted::Items(field), paging.items)];
    let places = [(Wanted::Total, paging.total), (Wanted::Pages, paging.pages), (Wanted::More, paging.more)];
    ways.extend(places.into_iter().filter(|(_, way)| !way.is_empty()));
    if let Next::Cursor { from, .. } | Next::Url { from } = &paging.next {
        ways.push((Wanted::Next, from));
    }
    let mut found = Found::default();
    let mut json = serde_json::Deserializer::from_slice(without_bom(body));
    let look = Look { ways, found: &mut found };
    match look.deserialize(&mut json) {
        Ok(()) => found,
        Err(_) => Found::default(),
    }
}

struct Look<'a> {
    ways: Vec<Way>,
    found: &'a mut Found,
}

impl<'de> DeserializeSeed<'de> for Look<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let arrived = self.ways.iter().find(|(_, way)| way.is_empty()).map(|(wanted, _)| *wanted);
        match arrived {
            Some(Wanted::Items(field)) => {
                let mut hasher = DefaultHasher::new();
                let list = Digest { level: Level::List, field, hasher: &mut hasher, found: &mut *self.found };
                list.deserialize(deserializer)?;
                self.found.digest = hasher.finish();
                Ok(())
            }
            Some(wanted) => {
                let value = Value::deserialize(deserializer)?;
                self.found.set(wanted, &value);
                Ok(())
            }
            None => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Look<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(key) = entries.next_key::<String>()? {
            let further = |&(wanted, way): &Way| {
                way.split_first().filter(|(first, _)| **first == key).map(|(_, rest)| (wanted, rest))
            };
            let ways: Vec<Way> = self.ways.iter().filter_map(further).collect();
            if ways.is_empty() {
                entries.next_value::<IgnoredAny>()?;
            } else {
                entries.next_value_seed(Look { ways, found: &mut *self.found })?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    // What is not an object has no properties; that is no reason to look no further.

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

impl Found {
    fn set(&mut self, wanted: Wanted, value: &Value) {
        match wanted {
            Wanted::Next => self.next = text(value),
            Wanted::Total => self.total = number(value),
            Wanted::Pages => self.pages = number(value),
            Wanted::More => self.more = Some(is_more(value)),
            Wanted::Items(_) => {}
        }
    }
}

/// A text that can stand in a query.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn number(value: &Value) -> Option<u64> {
    match value {
        Value::String(text) => text.parse().ok(),
        // Some documents say `number` where they mean an integer.
        value => value.as_u64().or_else(|| value.to_string().strip_suffix(".0")?.parse().ok()),
    }
}

fn is_more(value: &Value) -> bool {
    match value {
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Null => false,
        Value::Array(_) | Value::Object(_) => true,
    }
}

/// How deep in the list a value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    List,
    Item,
    Inner,
}

impl Level {
    const fn below(self) -> Self {
        match self {
            Self::List => Self::Item,
            Self::Item | Self::Inner => Self::Inner,
        }
    }
}

/// Counts the items, and makes a number of their content.
struct Digest<'a> {
    level: Level,
    field: Option<&'static str>,
    hasher: &'a mut DefaultHasher,
    found: &'a mut Found,
}

impl Digest<'_> {
    fn below(&mut self) -> Digest<'_> {
        Digest { level: self.level.below(), field: self.field, hasher: &mut *self.hasher, found: &mut *self.found }
    }

    /// Tells kinds of values apart, as well as values of one kind.
    fn add(self, kind: u8, value: impl Hash) {
        (kind, value).hash(self.hasher);
    }
}

impl<'de> DeserializeSeed<'de> for Digest<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Digest<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.add(0, ());
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.add(1, value);
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.add(2, value);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.add(2, value);
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.add(3, value.to_bits());
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.add(4, value);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(self.below())?.is_some() {
            if self.level == Level::List {
                self.found.count += 1;
            }
        }
        self.add(5, ());
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<(), A::Error> {
        while let Some(key) = entries.next_key::<String>()? {
            key.hash(self.hasher);
            if self.level == Level::Item && self.field == Some(&key) {
                let value = entries.next_value::<Value>()?;
                self.found.last = text(&value);
                self.found.last.hash(self.hasher);
            } else {
                entries.next_value_seed(self.below())?;
            }
        }
        self.add(6, ());
        Ok(())
    }
}
