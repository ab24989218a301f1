//! Which examples are valid, and which of their properties the document names.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jsonschema::{Draft, Registry, Validator};
use legenda::bundle::Bundle;
use legenda::schema::{SchemaId, Schemas};
use legenda::source::At;
use serde_json::{Value, json};

use super::places::Places;
use super::raise::{self, Dialect};
use crate::Failure;

/// The properties that a document names, by the pointer of the object in the value.
pub(super) type Declared = BTreeMap<String, BTreeSet<String>>;

/// What is known about an example.
pub(super) enum Verdict {
    /// It is valid, and the document names these properties of it.
    Valid(Declared),
    /// It is not valid.
    Invalid,
    /// Its schema cannot be asked.
    Unknown,
}

/// The raised schemas of a document.
pub(super) struct Schematics {
    places: Places,
    raised: Vec<(String, Value)>,
}

impl Schematics {
    pub(super) fn of(bundle: &Bundle, schemas: &Schemas, version: &str) -> Self {
        let places: BTreeSet<At> = schemas.iter().filter_map(|schema| schema.at.clone()).collect();
        let dialect = if version.starts_with("3.0") { Dialect::V30 } else { Dialect::V31 };
        let (places, raised) = raise::raise(bundle, &places, dialect);
        Self { places, raised }
    }

    /// The schemas, ready to be asked.
    pub(super) fn registry(&self) -> Result<Registry<'_>, Failure> {
        let mut registry = Registry::new().draft(Draft::Draft202012);
        for (address, tree) in &self.raised {
            registry = registry.add(address, tree)?;
        }
        Ok(registry.prepare()?)
    }
}

/// Judges examples.
pub(super) struct Judge<'a> {
    schematics: &'a Schematics,
    registry: &'a Registry<'a>,
    validators: HashMap<SchemaId, Option<Validator>>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(schematics: &'a Schematics, registry: &'a Registry<'a>) -> Self {
        Self { schematics, registry, validators: HashMap::new() }
    }

    /// What an example means that is written down as a text of JSON: what stands in the text, unless the schema is one of texts.
    /// A schema that does not say which types it allows is not.
    pub(super) fn meant(&mut self, schema: SchemaId, at: &At, written: Value) -> Value {
        let inner = written.as_str().and_then(|text| serde_json::from_str::<Value>(text).ok());
        let Some(inner) = inner.filter(|inner| inner.is_object() || inner.is_array()) else { return written };
        let mut is_valid = |value: &Value| matches!(self.judge(schema, at, value), Verdict::Valid(_));
        let is_meant = is_valid(&inner) || is_valid(&json!(0)) && is_valid(&json!(true));
        if is_meant { inner } else { written }
    }

    /// Judges a value by the schema that stands there.
    pub(super) fn judge(&mut self, schema: SchemaId, at: &At, value: &Value) -> Verdict {
        let (registry, places) = (self.registry, &self.schematics.places);
        let validator = self.validators.entry(schema).or_insert_with(|| {
            let options = jsonschema::draft202012::options().should_validate_formats(false).with_registry(registry);
            options.build(&json!({ "$ref": places.address(at) })).ok()
        });
        match validator {
            None => Verdict::Unknown,
            Some(validator) if validator.is_valid(value) => Verdict::Valid(declared(validator, value)),
            Some(_) => Verdict::Invalid,
        }
    }
}

fn declared(validator: &Validator, value: &Value) -> Declared {
    let mut declared = Declared::new();
    if !(value.is_object() || value.is_array()) {
        return declared;
    }
    for entry in validator.evaluate(value).iter_annotations() {
        let keyword = entry.schema_location.rsplit('/').next().unwrap_or_default();
        if !matches!(keyword, "properties" | "patternProperties" | "additionalProperties" | "unevaluatedProperties") {
            continue;
        }
        let names = entry.annotations.value().as_array().into_iter().flatten().filter_map(Value::as_str);
        declared.entry(entry.instance_location.as_str().to_owned()).or_default().extend(names.map(str::to_owned));
    }
    declared
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_named_wherever_the_schema_that_holds_stands() {
        let schema = json!({
            "$defs": { "base": { "properties": { "a": {} } }, "number": { "type": "number" } },
            "allOf": [{ "$ref": "#/$defs/base" }],
            "anyOf": [
                { "required": ["b"], "properties": { "b": { "properties": { "c": {} } } } },
                { "required": ["d"], "properties": { "d": {}, "e": {} } },
            ],
            "patternProperties": { "^x": { "additionalProperties": { "$ref": "#/$defs/number" } } },
        });
        let validator = jsonschema::draft202012::new(&schema);
        let value = json!({ "a": 1, "b": { "c": 1, "z": 1 }, "e": 1, "x1": { "y": 1 } });
        let declared = validator.map(|validator| declared(&validator, &value)).unwrap_or_default();
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(declared[""], names(&["a", "b", "x1"]));
        assert_eq!(declared["/b"], names(&["c"]));
        assert_eq!(declared["/x1"], names(&["y"]));
    }
}
