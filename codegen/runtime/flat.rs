//! Values without structure, for places that have no room for any.

use super::encode;
use super::failure::RequestError;
use super::model::Ref;
use super::walk::for_each_field;

/// A value of at most one level.
#[derive(Debug, PartialEq)]
pub(super) enum Flat {
    /// There is none: absent, null, or an empty list or object.
    Missing,
    /// A scalar.
    Text(String),
    /// A list; items that are lists or objects have become JSON.
    List(Vec<String>),
    /// An object; values that are lists or objects have become JSON.
    Object(Vec<(String, String)>),
}

impl Flat {
    /// The texts: of an object, keys and values by turns.
    pub(super) fn parts(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        match self {
            Self::Missing => Box::new(std::iter::empty()),
            Self::Text(text) => Box::new(std::iter::once(text.as_str())),
            Self::List(items) => Box::new(items.iter().map(String::as_str)),
            Self::Object(entries) => Box::new(entries.iter().flat_map(|(key, value)| [key.as_str(), value.as_str()])),
        }
    }
}

/// Takes a value apart.
pub(super) fn flatten(name: &str, value: Ref<'_>) -> Result<Flat, RequestError> {
    let mut result = Ok(());
    let mut texts = Vec::new();
    let mut entries = Vec::new();
    let mut note = |found: Result<Option<String>, RequestError>, keep: &mut dyn FnMut(String)| match found {
        Ok(Some(text)) => keep(text),
        Ok(None) => {}
        Err(error) => result = Err(error),
    };
    match value.resolve() {
        Ref::Strs(items) => texts = items.to_vec(),
        Ref::List(items) => items.each_ref(&mut |item| note(inner(name, item), &mut |text| texts.push(text))),
        Ref::Object(object) => {
            for_each_field(object, &mut |key, value| {
                note(inner(name, value), &mut |text| entries.push((key.to_owned(), text)));
            });
        }
        Ref::Map(map) => {
            map.each_ref(&mut |key, value| note(inner(name, value), &mut |text| entries.push((key.to_owned(), text))));
        }
        plain => return Ok(scalar(name, plain)?.map_or(Flat::Missing, Flat::Text)),
    }
    result?;
    Ok(match (texts.is_empty(), entries.is_empty()) {
        (true, true) => Flat::Missing,
        (false, _) => Flat::List(texts),
        (true, false) => Flat::Object(entries),
    })
}

fn inner(name: &str, value: Ref<'_>) -> Result<Option<String>, RequestError> {
    match value.resolve() {
        value @ (Ref::Strs(_) | Ref::List(_) | Ref::Object(_) | Ref::Map(_)) => {
            let json = encode::to_vec(value).map_err(|_| RequestError::argument(name, "cannot be written as JSON"))?;
            Ok(String::from_utf8(json).ok())
        }
        value => scalar(name, value),
    }
}

/// The text of a scalar; none for a null. What is neither has been followed by [`Ref::resolve`].
pub(super) fn scalar(name: &str, value: Ref<'_>) -> Result<Option<String>, RequestError> {
    Ok(match value {
        Ref::Bool(value) => Some(value.to_string()),
        Ref::I64(value) => Some(value.to_string()),
        Ref::U64(value) => Some(value.to_string()),
        Ref::F64(value) if value.is_finite() => Some(value.to_string()),
        Ref::F64(_) => return Err(RequestError::argument(name, "is not a number")),
        Ref::Str(value) => Some(value.to_owned()),
        _ => None,
    })
}
