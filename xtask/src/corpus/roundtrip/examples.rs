//! The examples of a document, each with the schema that it is of.

use std::collections::{BTreeSet, HashSet};

use legenda::bundle::Bundle;
use legenda::document::{Document, MediaType};
use legenda::schema::{Additional, Schema, SchemaId};
use legenda::source::At;
use serde_json::Value;

/// One example.
pub(super) struct Example {
    /// Where it stands.
    pub(super) at: At,
    /// The schema that it is of.
    pub(super) schema: SchemaId,
    /// The example itself.
    pub(super) value: Value,
}

/// The examples of JSON bodies, of the schemas of these and of components, and of all that these are made of.
pub(super) fn collect(document: &Document, bundle: &Bundle) -> Vec<Example> {
    let mut search = Search { bundle, seen: HashSet::new(), found: Vec::new() };
    let mut schemas: Vec<SchemaId> = document.component_schemas.values().copied().collect();
    for media_type in json_bodies(document) {
        let Some(schema) = media_type.schema else { continue };
        schemas.push(schema);
        search.media_type(media_type, schema);
    }
    let mut seen = BTreeSet::new();
    while let Some(id) = schemas.pop() {
        if seen.insert(id) {
            let schema = document.schemas.get(id);
            schemas.extend(parts(schema));
            search.schema(id, schema);
        }
    }
    search.found.sort_by(|a, b| a.at.cmp(&b.at));
    search.found
}

struct Search<'a> {
    bundle: &'a Bundle,
    seen: HashSet<At>,
    found: Vec<Example>,
}

impl Search<'_> {
    fn add(&mut self, at: At, schema: SchemaId, value: &Value) {
        if self.seen.insert(at.clone()) {
            self.found.push(Example { at, schema, value: value.clone() });
        }
    }

    fn media_type(&mut self, media_type: &MediaType, schema: SchemaId) {
        let Some(node) = self.bundle.get(&media_type.at) else { return };
        if let Some(example) = node.get("example") {
            self.add(media_type.at.key("example"), schema, example);
        }
        let examples = media_type.at.key("examples");
        for name in node.get("examples").and_then(Value::as_object).into_iter().flatten().map(|(name, _)| name) {
            let Ok((at, example)) = self.bundle.follow(&examples.key(name)) else { continue };
            if let Some(value) = example.get("value") {
                self.add(at.key("value"), schema, value);
            }
        }
    }

    fn schema(&mut self, id: SchemaId, schema: &Schema) {
        let Some((at, node)) = schema.at.as_ref().and_then(|at| Some((at, self.bundle.get(at)?))) else { return };
        if let Some(example) = node.get("example") {
            self.add(at.key("example"), id, example);
        }
        let examples = at.key("examples");
        for (index, example) in node.get("examples").and_then(Value::as_array).into_iter().flatten().enumerate() {
            self.add(examples.index(index), id, example);
        }
    }
}

/// The media types of requests, answers and webhooks that are JSON.
fn json_bodies(document: &Document) -> impl Iterator<Item = &MediaType> {
    let requests = document.operations.iter().filter_map(|operation| operation.request_body.as_ref());
    let webhooks = document.webhooks.iter().filter_map(|webhook| webhook.request_body.as_ref());
    let answers = document.operations.iter().flat_map(|operation| &operation.responses);
    let content = requests.chain(webhooks).map(|body| &body.content).chain(answers.map(|answer| &answer.content));
    content.flatten().filter(|(name, _)| is_json(name)).map(|(_, media_type)| media_type)
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

/// The schemas that a schema is made of.
fn parts(schema: &Schema) -> impl Iterator<Item = SchemaId> {
    let additional = match schema.additional {
        Additional::Schema(id) => Some(id),
        Additional::Unsaid | Additional::Any | Additional::Forbidden => None,
    };
    let lists = [&schema.all_of, &schema.any_of, &schema.one_of, &schema.prefix_items, &schema.conditional];
    let named = schema.properties.values().chain(schema.pattern_properties.values()).copied();
    schema
        .reference
        .into_iter()
        .chain(schema.items)
        .chain(additional)
        .chain(named)
        .chain(lists.into_iter().flatten().copied())
}
