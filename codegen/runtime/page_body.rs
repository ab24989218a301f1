//! What asks for a page in the body of a request.

use serde_json::{Map, Value};

use super::draft::Draft;
use super::options::object;
use super::percent::encode_name;

/// What a body asks for the first page by, encoded as in a query.
pub(super) fn given_in_body(draft: &Draft, way: &[&str]) -> Option<String> {
    let (first, rest) = way.split_first()?;
    let body = object(&draft.final_body().ok()??)?;
    let value = rest.iter().try_fold(body.get(*first)?, |value, name| value.get(*name))?;
    match value {
        Value::String(text) => Some(encode_name(text)),
        Value::Null => None,
        value => Some(value.to_string()),
    }
}

/// Puts a value into the body, and leaves everything beside it as it is.
pub(super) fn ask_in_body(draft: &mut Draft, way: &[&str], value: Value) {
    let Some((first, rest)) = way.split_first() else { return };
    let value = if rest.is_empty() { value } else { put(outer(draft, first), rest, value) };
    draft.changes.fields.insert((*first).to_owned(), value);
}

/// A property of the body.
fn outer(draft: &Draft, name: &str) -> Value {
    let body = draft.final_body().ok().flatten();
    body.and_then(|body| object(&body)?.remove(name)).unwrap_or_default()
}

/// The same with a value in it. What stands in its way and is no object gives way.
fn put(whole: Value, way: &[&str], value: Value) -> Value {
    let Some((first, rest)) = way.split_first() else { return value };
    let mut object = match whole {
        Value::Object(object) => object,
        _ => Map::new(),
    };
    let slot = object.entry(*first).or_insert(Value::Null);
    *slot = put(slot.take(), rest, value);
    Value::Object(object)
}
