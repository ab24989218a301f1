//! The fields of an object that `openapiv3` is to read, as a shallow copy with the schemas and children left out.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::Normaliser;
use super::node::Node;

/// A field and what it must be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Field {
    /// A text.
    Text(&'static str),
    /// A boolean.
    Flag(&'static str),
    /// A list of texts.
    Texts(&'static str),
}

impl<'b> Normaliser<'b> {
    /// A copy of these fields alone, fit for `openapiv3`.
    pub(super) fn copy(&mut self, node: &Node<'b>, fields: &[Field]) -> Map<String, Value> {
        let mut copy = Map::new();
        for field in fields {
            let (key, value) = match *field {
                Field::Text(key) => (key, self.text(node, key).map(Value::String)),
                Field::Flag(key) => (key, self.flag(node, key).map(Value::Bool)),
                Field::Texts(key) => (key, self.texts(node, key)),
            };
            if let Some(value) = value {
                copy.insert(key.to_owned(), value);
            }
        }
        copy
    }

    /// Reads such a copy. The error is a message without a place.
    pub(super) fn parse<T: DeserializeOwned>(copy: Map<String, Value>) -> Result<T, String> {
        T::deserialize(Value::Object(copy)).map_err(|error| error.to_string())
    }

    /// A text.
    pub(super) fn text(&mut self, node: &Node<'b>, key: &str) -> Option<String> {
        // The usual case first: it has no need of a place.
        if let Value::String(text) = node.value.get(key)? {
            return Some(text.clone());
        }
        let field = node.field(key)?;
        self.mend(&field.at, "a text is expected here; a number or boolean counts as one, the rest is left out");
        field.scalar_text()
    }

    /// A boolean.
    pub(super) fn flag(&mut self, node: &Node<'b>, key: &str) -> Option<bool> {
        if let Value::Bool(flag) = node.value.get(key)? {
            return Some(*flag);
        }
        let field = node.field(key)?;
        let flag = match field.value {
            Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        };
        self.mend(&field.at, "a boolean is expected here; the text of one counts as one, the rest is left out");
        flag
    }

    fn texts(&mut self, node: &Node<'b>, key: &str) -> Option<Value> {
        let field = node.field(key)?;
        let items: Vec<_> = if let Some(items) = field.items() {
            items.collect()
        } else {
            self.mend(&field.at, "a list of texts is expected here; a single text counts as one");
            vec![field]
        };
        Some(items.iter().filter_map(Node::scalar_text).map(Value::String).collect())
    }
}
