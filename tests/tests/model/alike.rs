//! `Debug` and `PartialEq` of objects, which no derive writes.

use serde_json::{Map, Value};

use tests::samples::Record;

use crate::FULL;

fn full() -> Map<String, Value> {
    serde_json::from_str(FULL).unwrap()
}

fn record(properties: &Map<String, Value>) -> Record {
    serde_json::from_value(Value::Object(properties.clone())).unwrap()
}

/// A value of the same type that is not this one.
fn other(value: &Value) -> Value {
    match value {
        Value::Bool(value) => Value::Bool(!value),
        Value::Number(_) => Value::from(7),
        Value::String(text) => Value::from(format!("{text}!")),
        Value::Array(items) => items.iter().chain(items.first()).cloned().collect(),
        Value::Object(properties) if properties.contains_key("next") || properties.contains_key("groups") => {
            let mut properties = properties.clone();
            properties["id"] = Value::from("another");
            Value::Object(properties)
        }
        Value::Object(properties) => properties.iter().map(|(key, value)| (key.clone(), other(value))).collect(),
        Value::Null => Value::from("no longer null"),
    }
}

#[test]
fn a_record_equals_itself_and_its_copy() {
    let record = record(&full());
    assert_eq!(record, record.clone());
}

#[test]
fn a_difference_in_any_property_is_a_difference() {
    let properties = full();
    let same = record(&properties);
    // What these say besides the other number is what tells their variants apart.
    for name in properties.keys().filter(|name| !["figure", "loose"].contains(&name.as_str())) {
        let mut changed = properties.clone();
        changed[name] = other(&properties[name]);
        assert_ne!(record(&changed), same, "{name}");
    }
}

#[test]
fn an_object_shows_what_a_derive_would_show() {
    let mut record = record(&full());
    record.next = None;
    insta::assert_snapshot!(format!("{record:#?}"));
}
