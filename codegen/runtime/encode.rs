//! Writes values of all types to any data format that describes itself.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

use super::encode_json;
use super::model::{Entries, Info, Items, Object, Ref};

/// Writes a value as JSON.
pub fn to_vec(value: Ref<'_>) -> Result<Vec<u8>, serde_json::Error> {
    encode_json::to_vec(value)
}

/// Turns a value into JSON in memory.
#[allow(dead_code, reason = "only some request bodies are built in memory")]
pub fn to_value(value: Ref<'_>) -> Result<Value, serde_json::Error> {
    serde_json::to_value(value)
}

/// Writes a value; the body of each generated `Serialize`.
#[allow(dead_code, reason = "a document may have no types of its own")]
// Kept out of line, or the whole writer would be copied into each caller.
#[inline(never)]
pub fn serialize<S: Serializer>(value: Ref<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    value.serialize(serializer)
}

impl Serialize for Ref<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Ref::Absent | Ref::Null => serializer.serialize_none(),
            Ref::Bool(value) => serializer.serialize_bool(value),
            Ref::OptBool(value) => value.serialize(serializer),
            Ref::I64(value) => serializer.serialize_i64(value),
            Ref::OptI64(value) => value.serialize(serializer),
            Ref::U64(value) => serializer.serialize_u64(value),
            Ref::F64(value) => serializer.serialize_f64(value),
            Ref::OptF64(value) => value.serialize(serializer),
            Ref::Str(value) => serializer.serialize_str(value),
            Ref::OptStr(value) => value.serialize(serializer),
            Ref::Strs(items) => serializer.collect_seq(items),
            Ref::Json(value) => value.serialize(serializer),
            Ref::Opt(value) => value.get_ref().serialize(serializer),
            Ref::List(items) => list(items, serializer),
            Ref::Map(entries) => map(entries, serializer),
            Ref::Object(value) => object(value, serializer),
            Ref::Union(choice) => choice.chosen().serialize(serializer),
        }
    }
}

fn list<S: Serializer>(items: &dyn Items, serializer: S) -> Result<S::Ok, S::Error> {
    let mut seq = serializer.serialize_seq(Some(items.count()))?;
    let mut failure = None;
    items.each_ref(&mut |item| {
        if failure.is_none() {
            failure = seq.serialize_element(&item).err();
        }
    });
    match failure {
        None => seq.end(),
        Some(error) => Err(error),
    }
}

fn map<S: Serializer>(entries: &dyn Entries, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(entries.count()))?;
    write_entries(entries, &mut map)?;
    map.end()
}

fn write_entries<M: SerializeMap>(entries: &dyn Entries, map: &mut M) -> Result<(), M::Error> {
    let mut failure = None;
    entries.each_ref(&mut |key, value| {
        if failure.is_none() {
            failure = map.serialize_entry(key, &value).err();
        }
    });
    failure.map_or(Ok(()), Err)
}

fn object<S: Serializer>(object: &dyn Object, serializer: S) -> Result<S::Ok, S::Error> {
    let info = object.info();
    // How many properties there will be is not known before all of them have been looked at.
    let mut map = serializer.serialize_map(None)?;
    let mut failure = None;
    object.refs(&mut |refs| {
        failure = write_fields(info, refs, &mut map).err();
    });
    match failure {
        None => map.end(),
        Some(error) => Err(error),
    }
}

fn write_fields<M: SerializeMap>(info: &Info, refs: &[Ref<'_>], map: &mut M) -> Result<(), M::Error> {
    for (index, (name, value)) in info.fields.iter().zip(refs).enumerate() {
        match *value {
            Ref::Str(value) => map.serialize_entry(name, value)?,
            Ref::OptStr(Some(value)) => map.serialize_entry(name, value.as_str())?,
            Ref::I64(value) | Ref::OptI64(Some(value)) => map.serialize_entry(name, &value)?,
            Ref::Bool(value) | Ref::OptBool(Some(value)) => map.serialize_entry(name, &value)?,
            Ref::Opt(value) => match value.get_ref() {
                Ref::Absent => write_absent(info, index, map)?,
                value => map.serialize_entry(name, &value)?,
            },
            Ref::Absent | Ref::OptBool(None) | Ref::OptI64(None) | Ref::OptF64(None) | Ref::OptStr(None) => {
                write_absent(info, index, map)?;
            }
            value => map.serialize_entry(name, &value)?,
        }
    }
    match refs.get(info.fields.len()) {
        Some(Ref::Map(rest)) => write_entries(*rest, map),
        _ => Ok(()),
    }
}

/// A property without a value is left out, unless it must be there.
fn write_absent<M: SerializeMap>(info: &Info, index: usize, map: &mut M) -> Result<(), M::Error> {
    if info.requires(index) { map.serialize_entry(info.fields[index], &()) } else { Ok(()) }
}
