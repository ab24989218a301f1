//! A document's schemas as JSON Schema 2020-12, straight from the document: what the generator makes of them has no part
//! in the judgement of its work.

use std::collections::BTreeSet;

use legenda::bundle::Bundle;
use legenda::source::{At, Pointer};
use serde_json::{Map, Value, json};

use super::places::Places;

/// Which rules the schemas were written by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// `OpenAPI` 3.0.
    V30,
    /// `OpenAPI` 3.1 and later.
    V31,
}

/// The documents of a bundle with the schemas that stand in these places raised, each with its address.
pub(super) fn raise(bundle: &Bundle, schemas: &BTreeSet<At>, dialect: Dialect) -> (Places, Vec<(String, Value)>) {
    // Where `#` stands for the schema around it, it leads to the document, which is no schema.
    let document = At::root(Pointer::root());
    let schemas: &BTreeSet<At> = &schemas.iter().filter(|at| **at != document).cloned().collect();
    let places = Places::of(bundle, schemas, dialect);
    let raised = places.documents().iter().filter_map(|&doc| {
        let root = At { doc, pointer: Pointer::root() };
        let mut tree = bundle.get(&root)?.clone();
        let raise = Raise { bundle, places: &places, dialect };
        for at in schemas.iter().filter(|at| at.doc == doc && !is_inside(at, schemas)) {
            if let Some(node) = tree.pointer_mut(at.pointer.as_str()) {
                *node = raise.schema(node, at);
            }
        }
        Some((places.document(doc), tree))
    });
    let raised = raised.collect();
    (places, raised)
}

/// Whether a schema stands inside another one.
fn is_inside(at: &At, schemas: &BTreeSet<At>) -> bool {
    let mut pointer = at.pointer.as_str();
    while let Some((outer, _)) = pointer.rsplit_once('/') {
        if schemas.contains(&At { doc: at.doc, pointer: Pointer::from_text(outer) }) {
            return true;
        }
        pointer = outer;
    }
    false
}

struct Raise<'a> {
    bundle: &'a Bundle,
    places: &'a Places,
    dialect: Dialect,
}

impl Raise<'_> {
    fn schema(&self, node: &Value, at: &At) -> Value {
        let Some(object) = node.as_object() else { return Value::Bool(node != &Value::Bool(false)) };
        let mut raised = Map::new();
        for (key, value) in object {
            if let Some((key, value)) = self.keyword(key, value, object, at) {
                raised.insert(key, value);
            }
        }
        match () {
            () if has_null_beside(object, self.dialect) => json!({ "anyOf": [{ "type": "null" }, raised] }),
            () if is_nullable(object, self.dialect) => with_null(raised),
            () => Value::Object(raised),
        }
    }

    /// A keyword in the words of 2020-12; nothing, if it says nothing about values or is not as it should be.
    fn keyword(&self, key: &str, value: &Value, object: &Map<String, Value>, at: &At) -> Option<(String, Value)> {
        let here = at.key(key);
        let value = match key {
            "$ref" | "$dynamicRef" => {
                let target = self.bundle.resolve(at, value.as_str()?).ok()?;
                if !self.places.documents().contains(&target.doc) {
                    return None;
                }
                return Some(("$ref".to_owned(), Value::String(self.places.address(&target))));
            }
            "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" => {
                let members =
                    value.as_object()?.iter().filter(|(name, _)| key != "patternProperties" || is_pattern(name));
                members.map(|(name, member)| (name.clone(), self.schema(member, &here.key(name)))).collect()
            }
            "allOf" | "anyOf" | "oneOf" | "prefixItems" => self.list(value, &here)?,
            "items" if value.is_array() => return Some(("prefixItems".to_owned(), self.list(value, &here)?)),
            "items"
            | "additionalProperties"
            | "unevaluatedProperties"
            | "unevaluatedItems"
            | "not"
            | "if"
            | "then"
            | "else"
            | "contains"
            | "propertyNames" => self.schema(value, &here),
            "type" => types(value)?,
            "enum" => Some(value.clone()).filter(|value| value.as_array().is_some_and(|values| !values.is_empty()))?,
            "const" => value.clone(),
            "required" => texts(value)?,
            "exclusiveMinimum" | "exclusiveMaximum" if value.is_boolean() => return None,
            "minimum" if object.get("exclusiveMinimum") == Some(&Value::Bool(true)) => {
                return Some(("exclusiveMinimum".to_owned(), number(value)?));
            }
            "maximum" if object.get("exclusiveMaximum") == Some(&Value::Bool(true)) => {
                return Some(("exclusiveMaximum".to_owned(), number(value)?));
            }
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => number(value)?,
            "multipleOf" => number(value).filter(|number| number.as_f64().is_some_and(|number| number > 0.0))?,
            "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" | "minContains"
            | "maxContains" => Some(value.clone()).filter(Value::is_u64)?,
            "uniqueItems" => Some(value.clone()).filter(Value::is_boolean)?,
            "pattern" => Some(value.clone()).filter(|value| value.as_str().is_some_and(is_pattern))?,
            _ => return None,
        };
        Some((key.to_owned(), value))
    }

    fn list(&self, value: &Value, at: &At) -> Option<Value> {
        let items = value.as_array().filter(|items| !items.is_empty())?;
        Some(items.iter().enumerate().map(|(index, item)| self.schema(item, &at.index(index))).collect())
    }
}

fn is_nullable(schema: &Map<String, Value>, dialect: Dialect) -> bool {
    dialect == Dialect::V30 && schema.get("nullable") == Some(&Value::Bool(true))
}

/// Whether null has to be an alternative to all that a schema says. Many documents have `nullable` where there is no `type`.
pub(super) fn has_null_beside(schema: &Map<String, Value>, dialect: Dialect) -> bool {
    let says_more =
        ["$ref", "enum", "const", "allOf", "anyOf", "oneOf", "not"].iter().any(|key| schema.contains_key(*key));
    is_nullable(schema, dialect) && says_more
}

/// A schema with null among its types.
fn with_null(mut schema: Map<String, Value>) -> Value {
    let types = match schema.get("type") {
        Some(Value::String(name)) => Some(json!([name, "null"])),
        Some(Value::Array(names)) => types(&names.iter().cloned().chain([json!("null")]).collect()),
        _ => None,
    };
    schema.extend(types.map(|types| ("type".to_owned(), types)));
    Value::Object(schema)
}

fn types(value: &Value) -> Option<Value> {
    const TYPES: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];
    let is_type = |value: &Value| value.as_str().is_some_and(|name| TYPES.contains(&name));
    match value {
        Value::Array(names) if !names.is_empty() && names.iter().all(is_type) => texts(value),
        name => Some(name.clone()).filter(is_type),
    }
}

/// Texts, each of which stands once.
fn texts(value: &Value) -> Option<Value> {
    let mut texts: Vec<&str> = value.as_array()?.iter().map(Value::as_str).collect::<Option<_>>()?;
    texts.sort_unstable();
    texts.dedup();
    Some(json!(texts))
}

fn number(value: &Value) -> Option<Value> {
    Some(value.clone()).filter(Value::is_number)
}

fn is_pattern(text: &str) -> bool {
    jsonschema::draft202012::options().build(&json!({ "pattern": text })).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_joins_what_a_schema_says() {
        let object = |value: Value| value.as_object().cloned().unwrap_or_default();
        let raised = |value| with_null(object(value));
        assert_eq!(raised(json!({ "type": "string" })), json!({ "type": ["string", "null"] }));
        assert_eq!(raised(json!({})), json!({}));
        let listed = object(json!({ "type": "string", "nullable": true, "enum": ["a"] }));
        assert!(has_null_beside(&listed, Dialect::V30) && !has_null_beside(&listed, Dialect::V31));
    }

    #[test]
    fn what_is_not_as_it_should_be_says_nothing() {
        assert_eq!(types(&json!("file")), None);
        assert_eq!(types(&json!(["string", "string"])), Some(json!(["string"])));
        assert_eq!(texts(&json!(true)), None);
        assert!(is_pattern("^(?!a)b$") && !is_pattern("("));
    }
}
