//! What a failed answer says about its failure, in the shapes that are common on the web.

use std::fmt;

use serde_json::{Map, Value};

use super::excerpt::excerpt;
use super::service::EnvelopeNames;

/// One error that the server reports.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// The server's number for it, also when it sends the number as text.
    pub code: Option<i64>,

    /// The server's code as text, whatever it looks like.
    pub code_text: Option<String>,

    /// What the server says. Empty if it says nothing; not escaped, as `Display` is.
    pub message: String,

    /// The part of the request that it is about.
    pub pointer: Option<String>,

    /// Where the server explains it.
    pub documentation_url: Option<String>,

    /// All that the server sent about it.
    pub raw: Value,
}

impl fmt::Display for ErrorDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(code) = &self.code_text {
            f.write_str(&excerpt(code))?;
            if !self.message.is_empty() {
                f.write_str(" ")?;
            }
        }
        f.write_str(&excerpt(&self.message))
    }
}

/// Finds the errors in the body of a failed answer.
pub(super) fn error_details(body: &[u8], names: Option<&EnvelopeNames>) -> Vec<ErrorDetail> {
    let Ok(value) = serde_json::from_slice::<Value>(without_bom(body)) else {
        return Vec::new();
    };
    match &value {
        Value::Array(items) => of_list(items),
        Value::Object(object) => of_answer(object, names),
        Value::String(message) => vec![of_text(message, &value)],
        _ => Vec::new(),
    }
}

/// JSON that begins with a byte order mark is still JSON to everybody but serde.
pub(super) fn without_bom(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

fn of_answer(object: &Map<String, Value>, names: Option<&EnvelopeNames>) -> Vec<ErrorDetail> {
    let declared = names.and_then(|names| names.errors);
    for key in declared.into_iter().chain(["errors", "error", "detail"]) {
        let found = match object.get(key) {
            Some(Value::Array(items)) => of_list(items),
            Some(Value::Object(inner)) if key == "error" => of_nested(inner),
            Some(Value::Object(fields)) => of_fields(fields),
            // `{"error": "invalid_grant", "error_description": "…"}` is one error, not two.
            Some(text @ Value::String(message)) if first_text(object, &MESSAGES).is_none() => {
                vec![of_text(message, text)]
            }
            _ => Vec::new(),
        };
        if !found.is_empty() {
            return found;
        }
    }
    of_object(object).into_iter().collect()
}

/// `{"error": {"message": …}}`, or a list of errors below `error`.
fn of_nested(inner: &Map<String, Value>) -> Vec<ErrorDetail> {
    if let Some(detail) = of_object(inner) {
        return vec![detail];
    }
    match inner.get("errors") {
        Some(Value::Array(items)) => of_list(items),
        _ => of_fields(inner),
    }
}

fn of_list(items: &[Value]) -> Vec<ErrorDetail> {
    items
        .iter()
        .filter_map(|item| match item {
            Value::Object(object) => of_object(object),
            Value::String(message) => Some(of_text(message, item)),
            _ => None,
        })
        .collect()
}

/// `{"name": ["is too short"], "age": "is missing"}`.
fn of_fields(fields: &Map<String, Value>) -> Vec<ErrorDetail> {
    let mut details = Vec::new();
    for (field, value) in fields {
        let messages = match value {
            Value::Array(items) => items.as_slice(),
            single => std::slice::from_ref(single),
        };
        for value in messages {
            if let Value::String(message) = value {
                details.push(ErrorDetail { pointer: Some(field.clone()), ..of_text(message, value) });
            }
        }
    }
    details
}

fn of_text(message: &str, raw: &Value) -> ErrorDetail {
    ErrorDetail {
        code: None,
        code_text: None,
        message: message.to_owned(),
        pointer: None,
        documentation_url: None,
        raw: raw.clone(),
    }
}

const MESSAGES: [&str; 7] = ["message", "msg", "error_description", "detail", "title", "description", "reason"];
const CODES: [&str; 6] = ["code", "error_code", "errorCode", "error", "type", "status"];
const POINTERS: [&str; 5] = ["pointer", "parameter", "field", "param", "path"];
const LINKS: [&str; 5] = ["documentation_url", "documentationUrl", "doc_url", "more_info", "type"];

fn of_object(object: &Map<String, Value>) -> Option<ErrorDetail> {
    let message = first_text(object, &MESSAGES);
    let code = CODES.iter().find_map(|key| object.get(*key).and_then(code_text));
    if message.is_none() && !object.contains_key("code") {
        return None;
    }
    Some(ErrorDetail {
        code: code.as_deref().and_then(|code| code.parse().ok()),
        code_text: code,
        message: message.unwrap_or_default().to_owned(),
        pointer: pointer(object),
        documentation_url: first_text(object, &LINKS).filter(|link| is_link(link)).map(str::to_owned),
        raw: Value::Object(object.clone()),
    })
}

fn code_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() && !is_link(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn pointer(object: &Map<String, Value>) -> Option<String> {
    if let Some(Value::Object(source)) = object.get("source") {
        return first_text(source, &POINTERS).map(str::to_owned);
    }
    if let Some(Value::Array(steps)) = object.get("loc") {
        let steps: Vec<String> =
            steps.iter().map(|step| step.as_str().map_or_else(|| step.to_string(), str::to_owned)).collect();
        return Some(steps.join("/"));
    }
    first_text(object, &POINTERS).map(str::to_owned)
}

fn first_text<'a>(object: &'a Map<String, Value>, keys: &[&str]) -> Option<&'a str> {
    keys.iter().find_map(|key| object.get(*key).and_then(Value::as_str).filter(|text| !text.is_empty()))
}

fn is_link(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://") || text.starts_with("about:")
}
