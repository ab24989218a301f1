//! `properties` and all about them, and `items`.

use indexmap::IndexMap;
use serde_json::Value;

use super::super::Normaliser;
use super::super::node::Node;
use crate::schema::{Additional, Schema, SchemaId};

impl<'b> Normaliser<'b> {
    /// `properties`.
    pub(super) fn properties(&mut self, schema: &mut Schema, node: &Node<'b>) {
        schema.properties = self.named_schemas(node);
        for (name, property) in node.value.as_object().into_iter().flatten() {
            if property.get("required") == Some(&Value::Bool(true)) {
                self.mend(
                    &node.at.key(name),
                    "`required: true` on a property is read as its name in the list of the object",
                );
                add(&mut schema.required, name);
            }
        }
    }

    /// Schemas by name. A property may have any name, also one like an extension's, so none is passed over.
    pub(super) fn named_schemas(&mut self, node: &Node<'b>) -> IndexMap<String, SchemaId> {
        let Some(members) = node.members() else {
            self.degrade(
                &node.at,
                format!("{} stands where schemas by name are expected; it is left out", node.kind()),
            );
            return IndexMap::new();
        };
        self.mend_empty(node);
        members.map(|(name, member)| (name.to_owned(), self.schema(member))).collect()
    }

    /// A schema that holds of some values. Most only demand something, which says nothing about a type.
    pub(super) fn conditional(&mut self, schema: &mut Schema, node: Node<'b>) {
        let words = ["properties", "$ref", "allOf", "then", "else", "dependentSchemas"];
        if words.iter().any(|word| node.value.get(word).is_some()) {
            schema.conditional.push(self.schema(node));
        }
    }

    /// `required`.
    pub(super) fn required(&mut self, schema: &mut Schema, node: &Node<'b>) {
        match node.value {
            Value::Array(names) => {
                for name in names {
                    match name.as_str() {
                        Some(name) => add(&mut schema.required, name),
                        None => {
                            self.mend(
                                &node.at,
                                "`required` lists the names of properties; what is no text is left out",
                            );
                        }
                    }
                }
            }
            Value::String(name) => {
                self.mend(&node.at, "`required` is a list; a single name counts as one");
                add(&mut schema.required, name);
            }
            // On a property it is for the object to read.
            Value::Bool(_) => {}
            _ => self.degrade(&node.at, format!("`required` is {}, not a list; it is left out", node.kind())),
        }
    }

    /// `additionalProperties`.
    pub(super) fn additional(&mut self, node: Node<'b>) -> Additional {
        match node.value {
            Value::Bool(true) => Additional::Any,
            Value::Bool(false) => Additional::Forbidden,
            Value::Object(object) if object.is_empty() => Additional::Any,
            Value::Array(items) if items.is_empty() => {
                self.mend_empty(&node);
                Additional::Any
            }
            Value::Object(_) => Additional::Schema(self.schema(node)),
            Value::String(text) if text == "true" || text == "false" => {
                self.mend(&node.at, "a boolean is expected here; the text of one counts as one, the rest is left out");
                if text == "true" { Additional::Any } else { Additional::Forbidden }
            }
            _ => {
                self.degrade(
                    &node.at,
                    format!("{} says nothing about further properties; any are allowed", node.kind()),
                );
                Additional::Any
            }
        }
    }

    /// `items` and `prefixItems`; before 2020-12 a list of `items` was what `prefixItems` is now.
    pub(super) fn item_schemas(&mut self, schema: &mut Schema, node: Node<'b>) {
        match node.value {
            Value::Array(_) => {
                schema.prefix_items = node.items().into_iter().flatten().map(|item| self.schema(item)).collect();
            }
            _ => schema.items = Some(self.schema(node)),
        }
    }
}

fn add(names: &mut Vec<String>, name: &str) {
    if names.iter().all(|other| other != name) {
        names.push(name.to_owned());
    }
}
