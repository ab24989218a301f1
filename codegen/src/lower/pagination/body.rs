//! The properties of a body that may ask for a page.

use super::super::Lower;
use super::super::response::is_json;
use super::answer::Kind;
use super::rules::Query;
use crate::document::Operation;
use crate::schema::SchemaId;

/// How deep a body is looked into.
const DEPTH: usize = 3;

impl Lower<'_> {
    /// The properties of the JSON object that an operation sends, if it sends nothing else, and those in its objects that may hold
    /// what asks for a page.
    pub(super) fn body_properties(&mut self, operation: &Operation, may_hold: fn(&str) -> bool) -> Vec<Query> {
        let content = operation.request_body.iter().flat_map(|body| &body.content);
        let schema = match content.collect::<Vec<_>>().as_slice() {
            [(name, media)] if is_json(name) => media.schema,
            _ => None,
        };
        let mut properties = Vec::new();
        if let Some(schema) = schema {
            self.collect_properties(schema, &[], may_hold, &mut properties);
        }
        properties
    }

    fn collect_properties(
        &mut self,
        schema: SchemaId,
        above: &[String],
        may_hold: fn(&str) -> bool,
        properties: &mut Vec<Query>,
    ) {
        let (schema, _) = self.look_through(schema);
        for (name, &schema) in &self.view(schema).properties {
            let description = self.schemas[schema].description.clone();
            let way: Vec<_> = above.iter().chain([name]).cloned().collect();
            let property = Query { way, ..self.query(name, schema, description.as_deref()) };
            let inner = (property.kind == Kind::Object && property.way.len() < DEPTH && may_hold(name))
                .then(|| property.way.clone());
            properties.push(property);
            if let Some(way) = inner {
                self.collect_properties(schema, &way, may_hold, properties);
            }
        }
    }
}
