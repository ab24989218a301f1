//! `$ref`, `allOf`, `anyOf`, `oneOf`, `discriminator`.

use indexmap::IndexMap;
use serde_json::Value;

use super::super::Normaliser;
use super::super::node::Node;
use crate::bundle::references;
use crate::schema::{Discriminator, Schema, SchemaId};
use crate::source::{At, DocId, Pointer};

impl<'b> Normaliser<'b> {
    /// A reference; one that leads nowhere leaves a schema that allows everything.
    pub(super) fn reference(&mut self, schema: &mut Schema, node: &Node<'b>, key: &str) {
        let Some(reference) = node.value.get(key).and_then(Value::as_str) else {
            // A property may be called `$ref`; a schema's own one is a text.
            self.degrade(&node.at.key(key), format!("`{key}` is not a text; any value is allowed"));
            return;
        };
        let resolved = self.bundle.resolve(&node.at, reference).or_else(|message| {
            let component = At { doc: node.at.doc, pointer: component(reference) };
            let found = self.bundle.get(&component).is_some();
            if found {
                self.mend(&node.at.key(key), "a `$ref` is the bare name of a schema; that schema is taken");
            }
            found.then_some(component).ok_or(message)
        });
        match resolved.map(|at| self.target(at)) {
            Ok(Some(target)) => schema.reference = Some(target),
            Ok(None) => self.degrade(&node.at.key(key), format!("`{reference}` is no schema; any value is allowed")),
            Err(message) => self.fault(node, format!("{message}; any value is allowed")),
        }
    }

    fn target(&mut self, at: At) -> Option<SchemaId> {
        let value = self.bundle.get(&at).filter(|value| value.is_object() || value.is_boolean())?;
        Some(self.schema(Node { at, value }))
    }

    /// The members of a combination.
    pub(super) fn alternatives(&mut self, node: Node<'b>) -> Vec<SchemaId> {
        match node.value {
            Value::Array(_) => node.items().into_iter().flatten().map(|item| self.schema(item)).collect(),
            Value::Object(_) => {
                self.mend(&node.at, "a list of schemas is expected here; a single schema counts as one");
                vec![self.schema(node)]
            }
            _ => {
                self.degrade(
                    &node.at,
                    format!("{} stands where a list of schemas is expected; it is left out", node.kind()),
                );
                Vec::new()
            }
        }
    }

    /// The property that tells variants apart.
    pub(super) fn discriminator(&mut self, node: &Node<'b>) -> Option<Discriminator> {
        if let Value::String(property) = node.value {
            self.mend(&node.at, "a discriminator is an object with a `propertyName`; a text counts as that name");
            return Some(Discriminator { property: property.clone(), mapping: IndexMap::new() });
        }
        let Some(property) = self.text(node, "propertyName") else {
            self.degrade(&node.at, "a discriminator has no `propertyName`; it is left out");
            return None;
        };
        let mut mapping = IndexMap::new();
        for (value, target) in self.members(node, "mapping") {
            match self.mapped(&node.at, &target) {
                Ok(id) => {
                    mapping.insert(value.to_owned(), id);
                }
                Err(message) => {
                    self.degrade(&target.at, format!("{message}; `{value}` of the discriminator is left out"));
                }
            }
        }
        Some(Discriminator { property, mapping })
    }

    /// The schema that a value of `mapping` names: a component, or else what a reference would lead to.
    fn mapped(&mut self, at: &At, target: &Node<'b>) -> Result<SchemaId, String> {
        let name = target.value.as_str().ok_or_else(|| format!("{} stands where a text is expected", target.kind()))?;
        for doc in [at.doc, DocId::ROOT] {
            let component = At { doc, pointer: component(name) };
            if self.bundle.get(&component).is_some() {
                return self.target(component).ok_or_else(|| format!("`{name}` is no schema"));
            }
        }
        if !references::is_file(name) {
            return Err(format!("there is no schema `{name}`"));
        }
        let found = self.bundle.resolve(at, name)?;
        self.target(found).ok_or_else(|| format!("`{name}` is no schema"))
    }
}

/// Where the schema of this name stands in a document.
fn component(name: &str) -> Pointer {
    Pointer::root().key("components").key("schemas").key(name)
}
