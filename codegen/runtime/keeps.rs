//! Whether a typed value keeps all of the JSON value that it was read from.

use serde_json::Number;

use super::content::{Content, Properties};
use super::equality::same_number;
use super::model::{Entries, Items, Object, Ref};

/// Whether a typed value keeps all that a JSON value says.
///
/// A null that became nothing is not missed. A union or an open enum keeps whatever it is given.
pub fn keeps(typed: Ref<'_>, value: &Content<'_>) -> bool {
    match (typed, value) {
        (Ref::Union(_), _) => true,
        (Ref::Opt(inner), _) => keeps(inner.get_ref(), value),
        (Ref::Json(typed), _) => *typed == value.to_value(),
        (Ref::Strs(items), Content::List(values)) => keeps_items(&items, values),
        (Ref::List(items), Content::List(values)) => keeps_items(items, values),
        (Ref::Map(entries), Content::Object(values)) => held_entries(entries, values) == values.count(),
        (Ref::Object(object), Content::Object(values)) => keeps_object(object, values),
        (typed, _) => keeps_scalar(typed.resolve(), value),
    }
}

fn keeps_items(items: &dyn Items, values: &[Content<'_>]) -> bool {
    let mut rest = values.iter();
    let mut same = true;
    items.each_ref(&mut |item| same = same && rest.next().is_some_and(|value| keeps(item, value)));
    same && rest.next().is_none()
}

fn keeps_object(object: &dyn Object, values: &Properties<'_>) -> bool {
    let info = object.info();
    let mut held = 0;
    object.refs(&mut |refs| {
        for (index, typed) in refs.iter().enumerate() {
            held += match (info.fields.get(index), typed) {
                (Some(name), _) => usize::from(
                    values.get(name).is_some_and(|value| matches!(value, Content::Null) || keeps(*typed, value)),
                ),
                (None, Ref::Map(entries)) => held_entries(*entries, values),
                (None, _) => 0,
            };
        }
    });
    held == values.count()
}

/// How many of the values a map keeps.
fn held_entries(entries: &dyn Entries, values: &Properties<'_>) -> usize {
    let mut held = 0;
    entries.each_ref(&mut |key, typed| {
        held += usize::from(values.get(key).is_some_and(|value| keeps(typed, value)));
    });
    held
}

fn keeps_scalar(typed: Ref<'_>, value: &Content<'_>) -> bool {
    match (typed, value) {
        (Ref::Absent | Ref::Null, Content::Null) => true,
        (Ref::Bool(typed), Content::Bool(value)) => typed == *value,
        (Ref::I64(typed), Content::Number(number)) => same_number(number, &Number::from(typed)),
        (Ref::U64(typed), Content::Number(number)) => same_number(number, &Number::from(typed)),
        (Ref::F64(typed), Content::Number(number)) => {
            Number::from_f64(typed).is_some_and(|typed| same_number(number, &typed))
        }
        (Ref::Str(typed), Content::Text(value)) => typed == value,
        _ => false,
    }
}
