//! `type`.

use serde_json::Value;

use super::super::node::Node;
use super::super::{Dialect, Normaliser};
use super::Draft;
use crate::schema::{JsonType, Types};

impl<'b> Normaliser<'b> {
    /// A type, or a list of them.
    pub(super) fn types(&mut self, draft: &mut Draft, node: &Node<'b>) {
        match node.items() {
            Some(items) => items.for_each(|item| self.one_type(draft, &item)),
            None => self.one_type(draft, node),
        }
    }

    fn one_type(&mut self, draft: &mut Draft, node: &Node<'b>) {
        let name = match node.value {
            Value::String(name) => name.as_str(),
            // YAML makes this of an unquoted `null`, which had no meaning in 3.0.
            Value::Null if self.dialect == Dialect::V30 => return,
            Value::Null => {
                self.mend(&node.at, "the type `null` has to be quoted in YAML; it is read as if it were");
                "null"
            }
            _ => {
                self.degrade(&node.at, format!("`type` is {}; any value is allowed", node.kind()));
                return;
            }
        };
        if let Some(ty) = exact(name) {
            draft.schema.types.insert(ty);
            return;
        }
        match guessed(&name.trim().to_ascii_lowercase()) {
            Some((ty, format)) => {
                self.mend(&node.at, "JSON has no type of this name; the one that it stands for is taken");
                draft.implied_format = draft.implied_format.or(format);
                match ty {
                    Some(ty) => draft.schema.types.insert(ty),
                    None => draft.schema.types = Types::ANY,
                }
            }
            None => self.degrade(&node.at, format!("`{name}` is no type of JSON; any value is allowed")),
        }
    }
}

fn exact(name: &str) -> Option<JsonType> {
    Some(match name {
        "null" => JsonType::Null,
        "boolean" => JsonType::Boolean,
        "integer" => JsonType::Integer,
        "number" => JsonType::Number,
        "string" => JsonType::String,
        "array" => JsonType::Array,
        "object" => JsonType::Object,
        _ => return None,
    })
}

/// What other words for a type mean, and which format they imply. No type: any value.
fn guessed(name: &str) -> Option<(Option<JsonType>, Option<&'static str>)> {
    let (ty, format) = match name {
        "any" | "mixed" | "*" | "unknown" | "json" => return Some((None, None)),
        "none" | "nil" | "null" => (JsonType::Null, None),
        "bool" | "boolean" => (JsonType::Boolean, None),
        "int" | "integer" | "short" | "timestamp" => (JsonType::Integer, None),
        "long" | "int64" | "bigint" => (JsonType::Integer, Some("int64")),
        "int32" => (JsonType::Integer, Some("int32")),
        "float" => (JsonType::Number, Some("float")),
        "double" => (JsonType::Number, Some("double")),
        "decimal" | "numeric" | "number" => (JsonType::Number, None),
        "str" | "text" | "char" | "enum" | "string" => (JsonType::String, None),
        "date" => (JsonType::String, Some("date")),
        "datetime" | "date-time" => (JsonType::String, Some("date-time")),
        "uuid" | "guid" => (JsonType::String, Some("uuid")),
        "url" | "uri" => (JsonType::String, Some("uri")),
        "email" => (JsonType::String, Some("email")),
        "file" | "binary" | "blob" => (JsonType::String, Some("binary")),
        "byte" | "bytes" => (JsonType::String, Some("byte")),
        "list" | "set" | "array" => (JsonType::Array, None),
        "map" | "dict" | "hash" | "struct" | "object" => (JsonType::Object, None),
        _ => return None,
    };
    Some((Some(ty), format))
}
