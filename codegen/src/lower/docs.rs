//! The prose of items, from the document's titles and descriptions.

use serde_json::Value;

use super::Lower;
use crate::document::{Document, Parameter};
use crate::ir::Docs;
use crate::schema::{Deprecation, Edge, Schema, SchemaId};

/// One paragraph.
pub(super) fn plain(text: &str) -> Docs {
    Docs { paragraphs: vec![text.to_owned()] }
}

/// The words for a thing that the document only names.
pub(super) fn named(wire: &str, kind: &str) -> String {
    format!("The `{}` {kind}.", shown(&Value::String(wire.to_owned())))
}

/// Paragraphs of texts that may be missing, without repetitions.
pub(super) fn of_texts<'a>(texts: impl IntoIterator<Item = Option<&'a str>>) -> Docs {
    let mut paragraphs: Vec<String> = Vec::new();
    for text in texts.into_iter().flatten() {
        let text = text.trim();
        let bare = |text: &str| text.trim_end_matches('.').to_lowercase();
        if !text.is_empty() && !paragraphs.iter().any(|before| bare(before) == bare(text)) {
            paragraphs.push(text.to_owned());
        }
    }
    Docs { paragraphs }
}

pub(super) fn of_document(document: &Document) -> Docs {
    let description = document.info.description.as_deref();
    of_texts([Some(document.info.title.as_str()), description])
}

/// A sentence for each thing that the document says about a value beside its description.
fn facts(schema: &Schema, constant: Option<&Value>) -> Option<String> {
    let mut facts = Vec::new();
    if let Some(constant) = constant {
        facts.push(format!("Always `{}`.", shown(constant)));
    }
    match schema.length {
        (Some(least), Some(most)) if least == most => facts.push(format!("Exactly {most} characters.")),
        (Some(least), Some(most)) => facts.push(format!("{least} to {most} characters.")),
        (None, Some(most)) => facts.push(format!("At most {most} characters.")),
        (Some(least), None) => facts.push(format!("At least {least} characters.")),
        (None, None) => {}
    }
    facts.extend(range(schema));
    if let Some(default) = schema.default.as_ref().filter(|default| !default.is_null()) {
        facts.push(format!("Default: `{}`.", shown(default)));
    }
    if schema.deprecation == Deprecation::Deprecated {
        facts.push("Deprecated.".to_owned());
    }
    (!facts.is_empty()).then(|| facts.join(" "))
}

/// Between which numbers a number is.
fn range(schema: &Schema) -> Option<String> {
    // Where a number of this kind ends, a float does not tell it exactly.
    let told = |bound: &f64| bound.abs() < 9_007_199_254_740_992.0;
    let least = schema.minimum.filter(told).map(|bound| (schema.edges.0, bound));
    let most = schema.maximum.filter(told).map(|bound| (schema.edges.1, bound));
    Some(match (least, most) {
        (Some((Edge::Within, least)), Some((Edge::Within, most))) => format!("From {least} to {most}."),
        (Some((Edge::Within, least)), Some((Edge::Beyond, most))) => format!("At least {least} and below {most}."),
        (Some((Edge::Beyond, least)), Some((Edge::Within, most))) => format!("Above {least}, at most {most}."),
        (Some((Edge::Beyond, least)), Some((Edge::Beyond, most))) => format!("Above {least} and below {most}."),
        (Some((Edge::Within, least)), None) => format!("At least {least}."),
        (Some((Edge::Beyond, least)), None) => format!("Above {least}."),
        (None, Some((Edge::Within, most))) => format!("At most {most}."),
        (None, Some((Edge::Beyond, most))) => format!("Below {most}."),
        (None, None) => return None,
    })
}

/// A value as code: short, without what would end the code.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let short: String = text.chars().take(80).map(|c| if c == '`' || c.is_control() { '\'' } else { c }).collect();
    if short.is_empty() { "\"\"".to_owned() } else { short }
}

impl Lower<'_> {
    /// What a type is.
    pub(super) fn docs_of(&mut self, id: SchemaId) -> Docs {
        let schema = self.schemas.share(id);
        let described = schema.description.as_deref().or(schema.title.as_deref());
        of_texts([described])
    }

    /// What a property or parameter is: its own words, those of the schema that it refers to, or what the caller says.
    pub(super) fn field_docs(&mut self, id: SchemaId, constant: Option<&Value>, otherwise: &str) -> Docs {
        let (described, facts) = self.field_texts(id, constant);
        let mut docs = of_texts([described.as_deref(), facts.as_deref()]);
        if docs.paragraphs.is_empty() {
            docs.paragraphs.push(otherwise.to_owned());
        }
        docs
    }

    /// The same in two: what is said of a value, and what holds for each one.
    pub(super) fn field_texts(&mut self, id: SchemaId, constant: Option<&Value>) -> (Option<String>, Option<String>) {
        let own = self.schemas.share(id);
        let (inner, _) = self.look_through(id);
        let target = self.schemas.share(inner);
        let described = own.description.as_deref().or(target.description.as_deref());
        let described = described.or(own.title.as_deref()).or(target.title.as_deref());
        let facts = facts(if own.has_shape() { &own } else { &target }, constant);
        (described.map(str::to_owned), facts)
    }

    /// The same of a parameter or a header, whose own words come before its schema's.
    pub(super) fn parameter_texts(&mut self, parameter: &Parameter) -> (Option<String>, Option<String>) {
        let (described, facts) = parameter.schema.map(|schema| self.field_texts(schema, None)).unwrap_or_default();
        (parameter.description.clone().or(described), facts)
    }
}
