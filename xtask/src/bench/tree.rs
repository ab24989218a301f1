//! A document without its meaning.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::Failure;

/// Reads a document as a tree of the reader's own values, and does nothing with it.
pub(super) fn parse(path: &Path) -> Result<(), Failure> {
    let text = text(path)?;
    if is_json(path) {
        serde_json::from_str::<Value>(&text)?;
    } else {
        serde_yaml::from_str::<serde_yaml::Value>(&text)?;
    }
    Ok(())
}

/// A document as a tree. What JSON cannot say is as the generator would have it.
pub(super) fn read(path: &Path) -> Result<Value, Failure> {
    let text = text(path)?;
    Ok(if is_json(path) { serde_json::from_str(&text)? } else { json(serde_yaml::from_str(&text)?) })
}

fn text(path: &Path) -> Result<String, Failure> {
    Ok(fs::read_to_string(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))?)
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "json")
}

/// YAML as JSON: its integers are of any size, and its keys of any type.
fn json(value: serde_yaml::Value) -> Value {
    match value {
        serde_yaml::Value::Null => Value::Null,
        serde_yaml::Value::Bool(value) => value.into(),
        serde_yaml::Value::Number(value) => match (value.as_i64(), value.as_u64(), value.as_f64()) {
            (Some(value), ..) => value.into(),
            (_, Some(value), _) => value.into(),
            (.., value) => value.into(),
        },
        serde_yaml::Value::String(value) => value.into(),
        serde_yaml::Value::Sequence(items) => items.into_iter().map(json).collect(),
        serde_yaml::Value::Mapping(entries) => {
            entries.into_iter().map(|(key, value)| (self::key(key), json(value))).collect()
        }
        serde_yaml::Value::Tagged(tagged) => json(tagged.value),
    }
}

fn key(key: serde_yaml::Value) -> String {
    match json(key) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}
