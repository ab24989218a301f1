//! Reads values of all types from JSON in memory, for a union that has to see all of a value before it knows its type.

use super::content::{Content, Properties};
use super::decode_object::{find, missing};
use super::equality::integer;
use super::model::{Choice, Info, IntPlace, ListPlace, Object, Slot};

/// A value that does not fit its place.
#[derive(Debug)]
pub struct Misfit;

/// What becomes of a union inside the value.
#[derive(Debug, Clone, Copy)]
pub enum Nested {
    /// It stays blank: the value is only tried.
    Skip,
    /// It chooses its variant.
    Choose,
}

/// Reads a value into a place. What fits is what `decode` would read.
pub fn refill(slot: Slot<'_>, value: &Content<'_>, nested: Nested) -> Result<(), Misfit> {
    match (slot, value) {
        (Slot::Taken, _) => {}
        (Slot::Bool(place), Content::Bool(value)) => *place = *value,
        (Slot::F64(place), Content::Number(number)) => *place = number.as_f64().ok_or(Misfit)?,
        (Slot::I64(place), value) => set_integer(place, value)?,
        (Slot::Int(place), value) => set_integer(place, value)?,
        (Slot::Str(place), Content::Text(text)) => text.as_ref().clone_into(place),
        (Slot::Text(place), Content::Text(text)) => place.set(text),
        (Slot::Json(place), value) => *place = value.to_value(),
        (Slot::OptBool(place), value) => return refill(Slot::Opt(place), value, nested),
        (Slot::OptI64(place), value) => return refill(Slot::Opt(place), value, nested),
        (Slot::OptF64(place), value) => return refill(Slot::Opt(place), value, nested),
        (Slot::OptStr(place), value) => return refill(Slot::Opt(place), value, nested),
        (Slot::Opt(place), Content::Null) => place.clear(),
        (Slot::Opt(place), value) => return refill(place.fill(), value, nested),
        (Slot::Strs(place), Content::List(values)) => return refill_list(place, values, nested),
        (Slot::List(place), Content::List(values)) => return refill_list(place, values, nested),
        (Slot::Map(place), Content::Object(values)) => {
            for (key, value) in values.iter() {
                refill(place.insert(key.to_owned()), value, nested)?;
            }
        }
        (Slot::Object(object), Content::Object(values)) => {
            return refill_object(object, values, nested);
        }
        (Slot::Union(choice), value) => refill_choice(choice, value, nested),
        _ => return Err(Misfit),
    }
    Ok(())
}

fn refill_choice(choice: &mut dyn Choice, value: &Content<'_>, nested: Nested) {
    match nested {
        Nested::Skip => {}
        Nested::Choose => choice.choose(value),
    }
}

fn set_integer(place: &mut dyn IntPlace, value: &Content<'_>) -> Result<(), Misfit> {
    let Content::Number(number) = value else { return Err(Misfit) };
    let integer = integer(number).ok_or(Misfit)?;
    if place.set(integer) { Ok(()) } else { Err(Misfit) }
}

fn refill_list(place: &mut dyn ListPlace, values: &[Content<'_>], nested: Nested) -> Result<(), Misfit> {
    values.iter().try_for_each(|value| refill(place.push(), value, nested))
}

fn refill_object(object: &mut dyn Object, values: &Properties<'_>, nested: Nested) -> Result<(), Misfit> {
    let info = object.info();
    let mut result = Ok(());
    object.slots(&mut |slots| result = refill_fields(info, slots, values, nested));
    result
}

fn refill_fields(info: &Info, slots: &mut [Slot<'_>], values: &Properties<'_>, nested: Nested) -> Result<(), Misfit> {
    let (slots, rest) = slots.split_at_mut(info.fields.len().min(slots.len()));
    let mut hint = 0;
    for (key, value) in values.iter() {
        let index = find(info.fields, hint, key);
        match (slots.get_mut(index), &mut *rest) {
            (Some(slot), _) => {
                refill(std::mem::replace(slot, Slot::Taken), value, nested)?;
                hint = index + 1;
            }
            (None, [Slot::Map(rest)]) => refill(rest.insert(key.to_owned()), value, nested)?,
            (None, _) => {}
        }
    }
    if missing(info, slots).is_some() { Err(Misfit) } else { Ok(()) }
}
