//! Each input is read by the slim types and by derives of the same types: both accept it and write the same bytes, or both
//! refuse it with the same message at the same place.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tests::samples::{self, Record};

use crate::{FULL, derived};

/// What reading and writing a text again gives.
fn rewritten<T: DeserializeOwned + Serialize>(text: &str) -> Result<String, String> {
    let value: T = serde_json::from_str(text).map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| error.to_string())
}

fn assert_parity(text: &str) {
    assert_eq!(rewritten::<Record>(text), rewritten::<derived::Record>(text), "for {text}");
}

/// Calls `visit` with a variation of a document for each value in it and each of some values in its place.
fn each_replacement(document: &Value, visit: &mut dyn FnMut(&str, &Value, &Value)) {
    let replacements = [
        json!(null),
        json!(true),
        json!(7),
        json!(-7),
        json!(2.5),
        json!(u64::MAX),
        json!(1e300),
        json!(""),
        json!("text"),
        json!([]),
        json!([1]),
        json!(["a", null]),
        json!([{"name": 1}]),
        json!({}),
        json!({"name": "n"}),
        json!({"kind": "circle", "radius": "wide"}),
        json!({"kind": "ring"}),
    ];
    for pointer in pointers(document) {
        for replacement in &replacements {
            let mut changed = document.clone();
            *changed.pointer_mut(&pointer).unwrap() = replacement.clone();
            visit(&pointer, replacement, &changed);
        }
    }
}

/// The pointers to all values inside a document.
fn pointers(document: &Value) -> Vec<String> {
    let inside: Vec<(String, &Value)> = match document {
        Value::Object(entries) => entries.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    let nested = |(key, value): (String, &Value)| {
        let below = pointers(value).into_iter().map(|pointer| format!("/{key}{pointer}")).collect::<Vec<_>>();
        std::iter::once(format!("/{key}")).chain(below)
    };
    inside.into_iter().flat_map(nested).collect()
}

/// Whether a derive reads what it flattens, from memory and without positions.
fn is_flattened(pointer: &str) -> bool {
    pointer.starts_with("/labels")
}

/// What was written in one place.
fn written(rewritten: &Result<String, String>, pointer: &str) -> Value {
    let document: Value = serde_json::from_str(rewritten.as_ref().unwrap()).unwrap();
    document.pointer(pointer).unwrap().clone()
}

/// Whether a derive would read the fields of an object from a list.
fn is_object(pointer: &str) -> bool {
    ["/next", "/groups/g/0", "/groups/g/1"].contains(&pointer)
}

#[test]
fn the_full_document_is_rewritten_alike() {
    assert_parity(FULL);
    let written = rewritten::<Record>(FULL).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), serde_json::from_str::<Value>(FULL).unwrap());
}

#[test]
fn each_replaced_value_has_the_same_effect() {
    let document = serde_json::from_str(FULL).unwrap();
    let mut compared = (0, 0);
    each_replacement(&document, &mut |pointer, replacement, changed| {
        let text = changed.to_string();
        let (ours, theirs) = (rewritten::<Record>(&text), rewritten::<derived::Record>(&text));
        if replacement.is_array() && is_object(pointer) {
            assert!(ours.is_err(), "{pointer} replaced by {replacement}");
        } else if replacement.is_array() && pointer == "/loose" {
            assert_eq!(written(&ours, pointer), *replacement);
        } else if is_flattened(pointer) {
            assert_eq!(ours.is_ok(), theirs.is_ok(), "{pointer} replaced by {replacement}");
        } else {
            assert_eq!(ours, theirs, "{pointer} replaced by {replacement}");
        }
        if ours.is_ok() { compared.0 += 1 } else { compared.1 += 1 }
    });
    assert!(compared.0 > 200 && compared.1 > 200, "one outcome is missing: {compared:?}");
}

#[test]
fn each_missing_property_has_the_same_effect() {
    let document: Value = serde_json::from_str(FULL).unwrap();
    for pointer in pointers(&document) {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let mut changed = document.clone();
        if let Some(entries) = changed.pointer_mut(parent).and_then(Value::as_object_mut) {
            entries.remove(key);
            assert_parity(&changed.to_string());
            assert_parity(&format!("{changed:#}"));
        }
    }
}

#[test]
fn a_duplicate_property_is_refused_at_the_same_place() {
    for field in ["\"count\": 1", "\"name\": null", "\"tags\": []", "\"next\": null"] {
        let text = FULL.replacen('{', &format!("{{ {field},"), 1);
        assert_parity(&text);
        assert!(rewritten::<Record>(&text).unwrap_err().starts_with("duplicate field"));
    }
}

#[test]
fn unknown_properties_are_ignored_in_any_place() {
    let text = FULL.replace("{\"name\"", "{\"later\": [{}], \"name\"").replacen('{', "{ \"later\": {\"a\": [1]},", 1);
    assert_parity(&text);
    assert!(rewritten::<Record>(&text).is_ok());
}

#[test]
fn broken_texts_are_refused_alike() {
    for end in (0..FULL.len()).filter(|&end| FULL.is_char_boundary(end)) {
        assert_parity(&FULL[..end]);
    }
    assert_parity(&format!("{FULL} 1"));
    assert_parity(&format!("{{\"raw\":{}{}}}", "[".repeat(200), "]".repeat(200)));
    assert_parity(&FULL.replace("\"next\"", "\"n\\u0065xt\""));
}

#[test]
fn the_order_of_properties_does_not_matter() {
    let Value::Object(entries) = serde_json::from_str(FULL).unwrap() else { unreachable!("it is an object") };
    let reversed = Value::Object(entries.into_iter().rev().collect());
    assert_eq!(rewritten::<Record>(&reversed.to_string()), rewritten::<Record>(FULL));
}

#[test]
fn other_formats_in_memory_work_alike() {
    let document: Value = serde_json::from_str(FULL).unwrap();
    let ours = serde_json::from_value::<Record>(document.clone()).unwrap();
    assert_eq!(serde_json::to_value(&ours).unwrap(), document);
    let wrong = json!({"name": "n", "number": "4"});
    let message = |error: serde_json::Error| error.to_string();
    assert_eq!(
        serde_json::from_value::<samples::Numbered>(wrong.clone()).map_err(message).unwrap_err(),
        serde_json::from_value::<derived::Numbered>(wrong).map_err(message).unwrap_err(),
    );
}
