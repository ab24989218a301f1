//! Whether a typed value keeps all of the JSON value that it was read from.

use serde_json::{Map, Number, Value};

use super::equality::same_number;
use super::model::{Entries, Items, Object, Ref};

/// Whether a typed value keeps all that a JSON value says.
///
/// A null that became nothing is not missed. A union or an open enum keeps whatever it is given.
pub fn keeps(typed: Ref<'_>, value: &Value) -> bool {
    match (typed, value) {
        (Ref::Union(_), _) => true,
        (Ref::Opt(inner), _) => keeps(inner.get_ref(), value),
        (Ref::Json(typed), _) => typed == value,
        (Ref::Strs(items), Value::Array(values)) => items == values,
        (Ref::List(items), Value::Array(values)) => keeps_items(items, values),
        (Ref::Map(entries), Value::Object(values)) => held_entries(entries, values) == values.len(),
        (Ref::Object(object), Value::Object(values)) => keeps_object(object, values),
        (typed, _) => keeps_scalar(typed.resolve(), value),
    }
}

fn keeps_items(items: &dyn Items, values: &[Value]) -> bool {
    let mut rest = values.iter();
    let mut same = true;
    items.each_ref(&mut |item| same = same && rest.next().is_some_and(|value| keeps(item, value)));
    same && rest.next().is_none()
}

fn keeps_object(object: &dyn Object, values: &Map<String, Value>) -> bool {
    let info = object.info();
    let mut held = 0;
    object.refs(&mut |refs| {
        for (index, typed) in refs.iter().enumerate() {
            held += match (info.fields.get(index), typed) {
                (Some(name), _) => {
                    usize::from(values.get(*name).is_some_and(|value| value.is_null() || keeps(*typed, value)))
                }
                (None, Ref::Map(entries)) => held_entries(*entries, values),
                (None, _) => 0,
            };
        }
    });
    held == values.len()
}

/// How many of the values a map keeps.
fn held_entries(entries: &dyn Entries, values: &Map<String, Value>) -> usize {
    let mut held = 0;
    entries.each_ref(&mut |key, typed| {
        held += usize::from(values.get(key).is_some_and(|value| keeps(typed, value)));
    });
    held
}

fn keeps_scalar(typed: Ref<'_>, value: &Value) -> bool {
    match (typed, value) {
        (Ref::Absent | Ref::Null, Value::Null) => true,
        (Ref::Bool(typed), Value::Bool(value)) => typed == *value,
        (Ref::I64(typed), Value::Number(number)) => same_number(number, &Number::from(typed)),
        (Ref::U64(typed), Value::Number(number)) => same_number(number, &Number::from(typed)),
        (Ref::F64(typed), Value::Number(number)) => {
            Number::from_f64(typed).is_some_and(|typed| same_number(number, &typed))
        }
        (Ref::Str(typed), Value::String(value)) => typed == value,
        _ => false,
    }
}
