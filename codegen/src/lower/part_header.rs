//! Headers of the parts of a multipart body: fields beside those of their parts.

use indexmap::IndexMap;

use super::Lower;
use super::parameter::style_of;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::document::{MediaType, Need, Parameter};
use crate::ir::{Docs, PartHeader, PartHeaderValue};
use crate::schema::{Deprecation, JsonType, Schema, SchemaId, Types};

/// The headers of the parts of one body.
#[derive(Default)]
pub(super) struct PartHeaders<'a> {
    /// By the part.
    pub(super) by_part: IndexMap<String, Vec<PartHeader>>,
    /// Those that a caller sets, by the index of their field, each with its part.
    pub(super) fields: IndexMap<usize, (String, &'a Parameter)>,
}

impl Lower<'_> {
    /// Adds a property for each header that a caller sets, next to that of its part.
    pub(super) fn add_part_headers<'a>(&mut self, view: &mut View, media_type: &'a MediaType) -> PartHeaders<'a> {
        let mut headers = PartHeaders::default();
        let parts = std::mem::take(&mut view.properties);
        for (part, &schema) in &parts {
            view.properties.insert(part.clone(), schema);
            let declared = media_type.encoding.get(part).into_iter().flat_map(|encoding| &encoding.headers);
            for header in declared {
                if header.name.eq_ignore_ascii_case("content-disposition") {
                    let message = format!("the header `{}` of the part `{part}` is the client's own", header.name);
                    self.diagnostics.push(Diagnostic::note(&header.at, message));
                    continue;
                }
                let value = if let Some(only) = self.header_constant(header) {
                    PartHeaderValue::Constant(only)
                } else {
                    let index = self.add_property(part, header, &parts, view);
                    headers.fields.insert(index, (part.clone(), header));
                    PartHeaderValue::Field(index)
                };
                let header = PartHeader { wire: header.name.clone(), style: style_of(header), value };
                headers.by_part.entry(part.clone()).or_default().push(header);
            }
        }
        headers
    }

    /// Adds the property of a header, and gives its index.
    fn add_property(
        &mut self,
        part: &str,
        header: &Parameter,
        parts: &IndexMap<String, SchemaId>,
        view: &mut View,
    ) -> usize {
        let name = free_name(part, header, parts, view);
        // A header of a part that need not be sent is asked for by nobody.
        if header.need == Need::Required && view.required.contains(part) {
            view.required.insert(name.clone());
        }
        let text = Schema { at: Some(header.at.clone()), types: Types::one(JsonType::String), ..Schema::default() };
        let schema = header.schema.unwrap_or_else(|| self.schemas.push(text));
        view.properties.insert_full(name, schema).0
    }

    /// The text of a header that has only one value.
    fn header_constant(&mut self, header: &Parameter) -> Option<String> {
        match self.constant(header.schema?)? {
            serde_json::Value::String(text) => Some(text),
            value @ (serde_json::Value::Bool(_) | serde_json::Value::Number(_)) => Some(value.to_string()),
            _ => None,
        }
    }

    /// What the fields that are headers are, by their index.
    pub(super) fn part_header_docs(&mut self, headers: &PartHeaders<'_>) -> Vec<(usize, Docs, Deprecation)> {
        let described = headers.fields.iter().map(|(&index, (part, header))| {
            let place = format!("The header `{}` of the part `{part}`.", header.name);
            let (described, facts) = self.parameter_texts(header);
            let docs = super::docs::of_texts([described.as_deref(), Some(place.as_str()), facts.as_deref()]);
            (index, docs, header.deprecation)
        });
        described.collect()
    }
}

/// `meta X-Checksum`, which becomes the name of the field.
fn free_name(part: &str, header: &Parameter, parts: &IndexMap<String, SchemaId>, view: &View) -> String {
    let mut name = format!("{part} {}", header.name);
    while parts.contains_key(&name) || view.properties.contains_key(&name) {
        name.push_str(" header");
    }
    name
}
