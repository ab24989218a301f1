//! Schemas, each lifted out of the tree once, in the words of JSON Schema 2020-12.

mod combination;
mod cycle;
mod nullable;
mod object;
mod types;
mod value_words;
mod values;

use std::collections::{HashMap, VecDeque};

use indexmap::IndexMap;
use serde_json::Value;

use super::Normaliser;
use super::node::Node;
use crate::schema::{Access, Edge, Schema, SchemaId, Schemas};
use crate::source::{At, DocId, Pointer};

/// The schemas that were found so far, and those still to be read: schemas refer to one another without end, so
/// none is read while another one is.
#[derive(Debug, Default)]
pub(super) struct Lift<'b> {
    schemas: Schemas,
    count: u32,
    known: HashMap<At, SchemaId>,
    unread: VecDeque<(SchemaId, Node<'b>)>,
}

impl Lift<'_> {
    /// Adds a schema that stands nowhere.
    pub(super) fn push(&mut self, schema: Schema) -> SchemaId {
        self.count += 1;
        self.schemas.push(schema)
    }
}

/// A schema while its keywords are read, in whatever order they come.
#[derive(Debug, Default)]
struct Draft {
    schema: Schema,
    /// `nullable: true`.
    nullable: bool,
    /// A format that the word for the type implies.
    implied_format: Option<&'static str>,
    /// What the document calls the values of `enum`.
    value_words: value_words::Lists,
}

impl<'b> Normaliser<'b> {
    /// The schema at a node. It is read later.
    pub(super) fn schema(&mut self, node: Node<'b>) -> SchemaId {
        if let Some(&id) = self.lift.known.get(&node.at) {
            return id;
        }
        let id = self.lift.push(Schema { at: Some(node.at.clone()), ..Schema::default() });
        self.lift.known.insert(node.at.clone(), id);
        self.lift.unread.push_back((id, node));
        id
    }

    /// `components.schemas`.
    pub(super) fn component_schemas(&mut self, components: Option<&Node<'b>>) -> IndexMap<String, SchemaId> {
        let Some(components) = components else { return IndexMap::new() };
        // A component may be called `x-…`: extensions are for other objects.
        let Some(node) = components.field("schemas") else { return IndexMap::new() };
        let Some(object) = node.value.as_object() else {
            self.members(components, "schemas");
            return IndexMap::new();
        };
        let entries = object.iter().map(|(name, value)| {
            let id = self.schema(Node { at: node.at.key(name), value });
            (name.clone(), id)
        });
        entries.collect()
    }

    /// The schemas that are whole files.
    pub(super) fn file_schemas(&self) -> Vec<(SchemaId, String)> {
        let whole = |at: &At| at.doc != DocId::ROOT && at.pointer == Pointer::root();
        let found = self.lift.known.iter().filter(|(at, _)| whole(at));
        let mut found: Vec<_> = found.map(|(at, &id)| (id, self.bundle.stem(at.doc).to_owned())).collect();
        found.sort();
        found
    }

    /// Reads all schemas that were asked for, and those that these ask for.
    pub(super) fn lift_all(&mut self) -> Schemas {
        while let Some((id, node)) = self.lift.unread.pop_front() {
            let schema = self.read_schema(&node);
            *self.lift.schemas.get_mut(id) = schema;
        }
        self.cut_cycles();
        std::mem::take(&mut self.lift.schemas)
    }

    fn read_schema(&mut self, node: &Node<'b>) -> Schema {
        let mut draft = Draft::default();
        draft.schema.at = Some(node.at.clone());
        match node.value {
            Value::Object(object) => {
                for (key, value) in object {
                    self.keyword(&mut draft, node, key, value);
                }
            }
            Value::Bool(allowed) => draft.schema.never = !allowed,
            Value::Array(items) if items.is_empty() => self.mend_empty(node),
            Value::Null => self.mend(&node.at, "a schema without a value is taken for one that allows everything"),
            _ => self
                .degrade(&node.at, format!("{} stands where a schema is expected; it allows everything", node.kind())),
        }
        self.settle_values(&mut draft);
        if draft.schema.format.is_none() {
            draft.schema.format = draft.implied_format.map(str::to_owned);
        }
        if draft.nullable { self.nullable(draft.schema) } else { draft.schema }
    }

    /// One keyword. What only validates (`not`, `if`, `multipleOf`, …) says nothing about a type.
    fn keyword(&mut self, draft: &mut Draft, node: &Node<'b>, key: &'b str, value: &'b Value) {
        if value.is_null() && !matches!(key, "default" | "const" | "example" | "type") {
            return;
        }
        let here = || Node { at: node.at.key(key), value };
        let schema = &mut draft.schema;
        match key {
            "$ref" | "$dynamicRef" | "$recursiveRef" => self.reference(schema, node, key),
            "allOf" => schema.all_of = self.alternatives(here()),
            "anyOf" => schema.any_of = self.alternatives(here()),
            "oneOf" => schema.one_of = self.alternatives(here()),
            "discriminator" => schema.discriminator = self.discriminator(&here()),
            "properties" => self.properties(schema, &here()),
            "required" => self.required(schema, &here()),
            "additionalProperties" => schema.additional = self.additional(here()),
            "unevaluatedProperties" if node.value.get("additionalProperties").is_none() => {
                schema.additional = self.additional(here());
            }
            "then" | "else" => self.conditional(schema, here()),
            "dependentSchemas" => {
                here().members().into_iter().flatten().for_each(|(_, member)| self.conditional(schema, member));
            }
            "patternProperties" => schema.pattern_properties = self.named_schemas(&here()),
            "items" | "prefixItems" => self.item_schemas(schema, here()),
            "unevaluatedItems" if node.value.get("items").is_none() && value.is_object() => {
                schema.items = Some(self.schema(here()));
            }
            "type" => self.types(draft, &here()),
            "nullable" | "x-nullable" => draft.nullable |= self.nullable_flag(node, key),
            "enum" => self.values(schema, &here()),
            "const" => schema.values = Some(vec![value.clone()]),
            "contentSchema" => schema.content_schema = Some(self.schema(here())),
            _ if key.starts_with("x-enum") || key == "x-ms-enum" => draft.value_words.read(key, value),
            _ => self.annotation(schema, node, key, value),
        }
    }

    fn annotation(&mut self, schema: &mut Schema, node: &Node<'b>, key: &'b str, value: &'b Value) {
        match key {
            "format" => schema.format = self.text(node, key),
            "title" => schema.title = self.text(node, key),
            "description" => schema.description = self.text(node, key),
            "pattern" => schema.pattern = self.text(node, key),
            "contentEncoding" => schema.content_encoding = self.text(node, key),
            "contentMediaType" => schema.content_media_type = self.text(node, key),
            "x-legenda-name" => schema.name = self.text(node, key),
            "default" => schema.default = Some(value.clone()),
            "example" => schema.examples.push(value.clone()),
            "examples" => schema.examples.extend(examples(value)),
            "deprecated" => schema.deprecation = self.flag(node, key).unwrap_or_default().into(),
            "readOnly" | "writeOnly" => schema.access = self.access(node, key, schema.access),
            "minLength" => schema.length.0 = length(value),
            "maxLength" => schema.length.1 = length(value),
            "minimum" | "exclusiveMinimum" => {
                schema.minimum = bound(value).into_iter().chain(schema.minimum).reduce(f64::max);
                schema.edges.0 = edge(node, "exclusiveMinimum", schema.minimum);
            }
            "maximum" | "exclusiveMaximum" => {
                schema.maximum = bound(value).into_iter().chain(schema.maximum).reduce(f64::min);
                schema.edges.1 = edge(node, "exclusiveMaximum", schema.maximum);
            }
            _ => {}
        }
    }

    fn access(&mut self, node: &Node<'b>, key: &str, other: Access) -> Access {
        match (self.flag(node, key), key, other) {
            (None | Some(false), ..) => other,
            (_, "readOnly", Access::Both) => Access::ReadOnly,
            (_, "writeOnly", Access::Both) => Access::WriteOnly,
            _ => {
                self.mend(&node.at, "what is both `readOnly` and `writeOnly` is taken to be neither");
                Access::Both
            }
        }
    }
}

/// The examples of a list; some documents write them as for a media type, by name.
fn examples(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items.clone(),
        Value::Object(named) => named.values().filter_map(|example| example.get("value").cloned()).collect(),
        _ => Vec::new(),
    }
}

/// A bound; before 3.1 `exclusiveMinimum` is a flag beside `minimum`, which has the number.
fn bound(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok()).filter(|bound| bound.is_finite())
}

/// Whether the bound that holds is one that excludes itself.
fn edge(node: &Node<'_>, exclusive: &str, holds: Option<f64>) -> Edge {
    match node.value.get(exclusive) {
        Some(Value::Bool(true)) => Edge::Beyond,
        Some(value) if bound(value).is_some() && bound(value) == holds => Edge::Beyond,
        _ => Edge::Within,
    }
}

fn length(value: &Value) -> Option<u64> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "casts saturate, and no text is that long"
    )]
    value.as_u64().or_else(|| bound(value).filter(|length| *length >= 0.0).map(|length| length as u64))
}
