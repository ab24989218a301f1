//! Writes parameters in their styles, as the tables of `OpenAPI` 3.1.1 and RFC 6570 have them.
//!
//! What they leave open: a null, and an empty list or object, is left out; a list or object inside another is written as JSON,
//! except by `deepObject`, which goes on with brackets: `name[key][inner]=a`, lists as `name[]=a`, lists of objects as
//! `name[0][key]=a`.

use super::argument::{Explode, Reserved, Style, StyleKind};
use super::encode;
use super::failure::RequestError;
use super::flat::{Flat, flatten, scalar};
use super::model::{Argument, Ref};
use super::percent::{encode_name, encode_value, push_name, push_value};
use super::walk::for_each_field;

/// The `name=value` pairs of a query string, a cookie or a form.
pub(super) fn pairs(name: &str, value: &dyn Argument, style: Style) -> Result<Vec<String>, RequestError> {
    let mut out = Vec::new();
    push_pairs(name, value.get_ref(), style, &mut out)?;
    Ok(out)
}

/// Adds the `name=value` pairs of one value.
pub(super) fn push_pairs(name: &str, value: Ref<'_>, style: Style, out: &mut Vec<String>) -> Result<(), RequestError> {
    match style.kind {
        StyleKind::Json => {
            if let Some(text) = json(name, value)? {
                out.push(pair(name, &text, style.reserved));
            }
            Ok(())
        }
        StyleKind::DeepObject => push_deep(&encode_name(name), value, name, style.reserved, out),
        kind => {
            push_flat(name, flatten(name, value)?, kind, style, out);
            Ok(())
        }
    }
}

fn push_flat(name: &str, value: Flat, kind: StyleKind, style: Style, out: &mut Vec<String>) {
    let delimiter = match kind {
        StyleKind::Space => "%20",
        StyleKind::Pipe => "%7C",
        _ => ",",
    };
    match (value, style.explode) {
        (Flat::Missing, _) => {}
        (Flat::Text(text), _) => out.push(pair(name, &text, style.reserved)),
        (Flat::List(items), Explode::Yes) => out.extend(items.iter().map(|item| pair(name, item, style.reserved))),
        (Flat::Object(entries), Explode::Yes) => {
            out.extend(entries.iter().map(|(key, value)| pair(key, value, style.reserved)));
        }
        (value, Explode::No) => {
            let texts: Vec<String> = value.parts().map(|part| encode_value(part, style.reserved)).collect();
            if !texts.is_empty() {
                out.push(format!("{}={}", encode_name(name), texts.join(delimiter)));
            }
        }
    }
}

fn pair(name: &str, value: &str, reserved: Reserved) -> String {
    let mut pair = String::with_capacity(name.len() + 1 + value.len());
    push_name(&mut pair, name);
    pair.push('=');
    push_value(&mut pair, value, reserved);
    pair
}

/// `key` is encoded already.
fn push_deep(
    key: &str,
    value: Ref<'_>,
    name: &str,
    reserved: Reserved,
    out: &mut Vec<String>,
) -> Result<(), RequestError> {
    let mut result = Ok(());
    let mut member = |step: &str, value: Ref<'_>| {
        if result.is_ok() {
            result = push_deep(&format!("{key}%5B{}%5D", encode_name(step)), value, name, reserved, out);
        }
    };
    match value.resolve() {
        Ref::Object(object) => for_each_field(object, &mut member),
        Ref::Map(entries) => entries.each_ref(&mut member),
        Ref::List(items) => {
            let mut index = 0_usize;
            items.each_ref(&mut |item| {
                let nested = matches!(item.resolve(), Ref::Object(_) | Ref::Map(_) | Ref::List(_) | Ref::Strs(_));
                let step = if nested { index.to_string() } else { String::new() };
                index += 1;
                member(&step, item);
            });
        }
        Ref::Strs(items) => items.iter().for_each(|item| member("", Ref::Str(item))),
        plain => {
            if let Some(text) = scalar(name, plain)? {
                out.push(format!("{key}={}", encode_value(&text, reserved)));
            }
        }
    }
    result
}

/// The text of a path parameter, encoded; `None` when there is no value.
pub(super) fn path_text(name: &str, value: &dyn Argument, style: Style) -> Result<Option<String>, RequestError> {
    if style.kind == StyleKind::Json {
        return Ok(json(name, value.get_ref())?.map(|text| encode_value(&text, Reserved::Encoded)));
    }
    // Most path parameters are this.
    if let (Ref::Str(text), StyleKind::Simple) = (value.get_ref(), style.kind) {
        return Ok(Some(encode_path(text)));
    }
    let value = match flatten(name, value.get_ref())? {
        Flat::Missing => return Ok(None),
        value => value,
    };
    let (prefix, separator) = match (style.kind, style.explode) {
        (StyleKind::Label, Explode::Yes) => (".", "."),
        (StyleKind::Label, Explode::No) => (".", ","),
        (StyleKind::Matrix, Explode::Yes) => (";", ";"),
        _ => ("", ","),
    };
    let body = match (value, style.kind, style.explode) {
        (Flat::Object(entries), StyleKind::Matrix, Explode::Yes) => {
            join(entries.iter().map(|(key, value)| assign(key, value)), separator)
        }
        (Flat::Object(entries), _, Explode::Yes) => {
            join(entries.iter().map(|(key, value)| format!("{}={}", encode_name(key), encode_path(value))), separator)
        }
        (value, StyleKind::Matrix, Explode::Yes) => join(value.parts().map(|part| assign(name, part)), separator),
        (value, StyleKind::Matrix, Explode::No) => {
            let joined = join(value.parts().map(encode_path), separator);
            let name = encode_name(name);
            return Ok(Some(if joined.is_empty() { format!(";{name}") } else { format!(";{name}={joined}") }));
        }
        (value, _, _) => join(value.parts().map(encode_path), separator),
    };
    Ok(Some(format!("{prefix}{body}")))
}

/// `name=value`, or `name` alone when the value is empty.
fn assign(name: &str, value: &str) -> String {
    if value.is_empty() { encode_name(name) } else { format!("{}={}", encode_name(name), encode_path(value)) }
}

fn encode_path(text: &str) -> String {
    encode_value(text, Reserved::Encoded)
}

fn join(texts: impl Iterator<Item = String>, separator: &str) -> String {
    texts.collect::<Vec<_>>().join(separator)
}

/// The text of a header, which is not encoded; `None` when there is no value.
pub(super) fn header_text(name: &str, value: &dyn Argument, style: Style) -> Result<Option<String>, RequestError> {
    if style.kind == StyleKind::Json {
        return json(name, value.get_ref());
    }
    Ok(match (flatten(name, value.get_ref())?, style.explode) {
        (Flat::Missing, _) => None,
        (Flat::Object(entries), Explode::Yes) => {
            Some(join(entries.iter().map(|(key, value)| format!("{key}={value}")), ","))
        }
        (value, _) => Some(value.parts().collect::<Vec<_>>().join(",")),
    })
}

/// A value as one JSON text.
pub(super) fn json(name: &str, value: Ref<'_>) -> Result<Option<String>, RequestError> {
    if matches!(value.resolve(), Ref::Absent) {
        return Ok(None);
    }
    let bytes = encode::to_vec(value).map_err(|_| RequestError::argument(name, "cannot be written as JSON"))?;
    Ok(String::from_utf8(bytes).ok())
}
