//! A node of the bundle with its place.

use serde_json::Value;

use crate::source::At;

/// A node and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Node<'b> {
    /// Where it stands.
    pub at: At,
    /// What it is.
    pub value: &'b Value,
}

impl<'b> Node<'b> {
    /// The member `key` of this object. A null is no member: YAML makes one of a key without a value.
    pub(super) fn field(&self, key: &str) -> Option<Self> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        Some(Self { at: self.at.key(key), value })
    }

    /// The members of this object.
    pub(super) fn members(&self) -> Option<impl Iterator<Item = (&'b str, Self)> + use<'b>> {
        if !self.is_object() {
            return None;
        }
        let at = self.at.clone();
        let members = self.value.as_object().into_iter().flatten();
        Some(members.map(move |(key, value)| (key.as_str(), Self { at: at.key(key), value })))
    }

    /// Whether it is an object, or an empty list: some languages write an empty object so.
    pub(super) fn is_object(&self) -> bool {
        self.value.is_object() || self.is_empty_list()
    }

    /// Whether it is a list of nothing.
    pub(super) fn is_empty_list(&self) -> bool {
        self.value.as_array().is_some_and(Vec::is_empty)
    }

    /// The items of this list.
    pub(super) fn items(&self) -> Option<impl Iterator<Item = Self> + use<'b>> {
        let at = self.at.clone();
        let items = self.value.as_array()?.iter().enumerate();
        Some(items.map(move |(index, value)| Self { at: at.index(index), value }))
    }

    /// The text of its `$ref`.
    pub(super) fn reference(&self) -> Option<&'b str> {
        self.value.get("$ref").and_then(Value::as_str)
    }

    /// A text, or a number or a boolean as text.
    pub(super) fn scalar_text(&self) -> Option<String> {
        match self.value {
            Value::String(text) => Some(text.clone()),
            Value::Number(_) | Value::Bool(_) => Some(self.value.to_string()),
            _ => None,
        }
    }

    /// What it is, in words.
    pub(super) fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        }
    }
}
