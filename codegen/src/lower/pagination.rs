//! How the list of an operation comes in pages: as it is declared, else as its parameters and its answer make it certain.

mod answer;
mod body;
mod declared;
mod listing;
mod rules;

use super::Lower;
use super::response::{is_json, successes};
use crate::document::{Operation, Parameter, ParameterPlace, Verb};
use crate::ir::{Paging, Returns};
use crate::schema::{Edge, SchemaId};

use answer::{Kind, Outline};
use rules::{Link, Query};

impl Lower<'_> {
    /// How the list that an operation answers comes in pages, if it does.
    pub(super) fn paging(&mut self, operation: &Operation, returns: &Returns) -> Option<Paging> {
        if let Some(declared) = self.declared(operation) {
            return self.declared_paging(&declared, operation, returns);
        }
        match operation.verb {
            Verb::Get => {
                let outline = self.outline(operation, returns)?;
                rules::find(&self.queries(operation, is_for_pages), &outline, link(operation))
            }
            // A `POST` may do anything. One that takes what asks for a page, and answers a list with what there is more, asks.
            Verb::Post | Verb::Query => {
                let properties = self.body_properties(operation, answer::is_meta);
                let outline = self.outline(operation, returns).filter(|_| !properties.is_empty())?;
                rules::find_in_body(&properties, &outline)
            }
            _ => None,
        }
    }

    /// What the answer of an operation holds, if that is JSON.
    fn outline(&mut self, operation: &Operation, returns: &Returns) -> Option<Outline> {
        let below = match returns {
            Returns::Json { .. } => Vec::new(),
            Returns::Page { .. } | Returns::Enveloped { .. } => {
                vec![self.config.envelope.as_ref()?.result.clone()]
            }
            _ => return None,
        };
        let last = operation.path.split(['?', '#']).next()?.rsplit('/').find(|step| !step.contains('{'));
        Some(self.outline_of(answer_schema(operation)?, &below, last.unwrap_or_default()))
    }

    fn queries(&mut self, operation: &Operation, is_meant: fn(&Parameter) -> bool) -> Vec<Query> {
        let in_query = operation.parameters.iter().filter(|parameter| parameter.place == ParameterPlace::Query);
        let in_query = in_query.filter(|parameter| is_meant(parameter));
        let queries = in_query.map(|parameter| {
            let description = parameter.description.as_deref();
            match parameter.schema {
                Some(schema) => self.query(&parameter.name, schema, description),
                None => Query { kind: Kind::Other, ..Query::new(&parameter.name) },
            }
        });
        queries.collect()
    }

    fn query(&mut self, name: &str, schema: SchemaId, description: Option<&str>) -> Query {
        let (inner, _) = self.look_through(schema);
        Query {
            kind: self.leaf_kind(schema),
            first: self.first(schema, description),
            from_one: (self.view(inner).minimum == Some(1.0)).then_some(1),
            ..Query::new(name)
        }
    }

    /// The value of a parameter for the first page, if its schema or its description says it.
    fn first(&mut self, schema: SchemaId, description: Option<&str>) -> Option<u64> {
        let (inner, _) = self.look_through(schema);
        let default = [schema, inner].into_iter().find_map(|schema| self.schemas[schema].default.clone());
        if let Some(default) = default.as_ref().and_then(serde_json::Value::as_u64) {
            return Some(default);
        }
        let description = description.unwrap_or_default().to_ascii_lowercase();
        let from_zero =
            ["zero-based", "0-based", "zero based", "zero-indexed", "0-indexed", "starts at 0", "starting at 0"];
        let counts_from_zero = from_zero.iter().any(|words| description.contains(words));
        let zero_is_first = self.view(inner).minimum == Some(0.0) && self.schemas[inner].edges.0 == Edge::Within;
        (counts_from_zero || zero_is_first).then_some(0)
    }
}

/// The schema of the JSON that an operation answers.
pub(super) fn answer_schema(operation: &Operation) -> Option<SchemaId> {
    let answers = successes(&operation.responses).into_iter();
    answers.flat_map(|response| &response.content).find(|(name, _)| is_json(name))?.1.schema
}

/// Whether who leaves a parameter out gets the first page. Else they get everything at once, and would get it again page by page.
fn is_for_pages(parameter: &Parameter) -> bool {
    !described(parameter).contains("without pagination")
}

/// Whether the document declares a `Link` header, or says that one holds what a parameter takes.
fn link(operation: &Operation) -> Link {
    let mut headers = successes(&operation.responses).into_iter().flat_map(|response| &response.headers);
    let is_named = |parameter: &Parameter| {
        let words = described(parameter).replace('`', "");
        ["link response header", "link header"].iter().any(|header| words.contains(header))
    };
    if headers.any(|header| header.name.eq_ignore_ascii_case("link")) {
        Link::Declared
    } else if operation.parameters.iter().any(is_named) {
        Link::Described
    } else {
        Link::Unknown
    }
}

/// The description of a parameter in lower case.
fn described(parameter: &Parameter) -> String {
    parameter.description.as_deref().unwrap_or_default().to_ascii_lowercase()
}
