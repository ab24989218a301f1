//! Reading values without a data format.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tests::runtime::decode::from_slice;
use tests::runtime::encode::to_value;
use tests::runtime::model::{Argument, Ref};
use tests::runtime::walk::for_each_field;
use tests::samples::{Record, Status};

use crate::FULL;

/// Builds JSON from what can be walked.
fn walked(value: Ref<'_>) -> Value {
    match value.resolve() {
        Ref::Bool(value) => json!(value),
        Ref::I64(value) => json!(value),
        Ref::U64(value) => json!(value),
        Ref::F64(value) => json!(value),
        Ref::Str(value) => json!(value),
        Ref::Strs(items) => json!(items),
        Ref::List(items) => {
            let mut list = Vec::with_capacity(items.count());
            items.each_ref(&mut |item| list.push(walked(item)));
            Value::Array(list)
        }
        Ref::Map(entries) => {
            let mut map = serde_json::Map::with_capacity(entries.count());
            entries.each_ref(&mut |key, value| drop(map.insert(key.to_owned(), walked(value))));
            Value::Object(map)
        }
        Ref::Object(object) => {
            let mut map = serde_json::Map::new();
            for_each_field(object, &mut |key, value| drop(map.insert(key.to_owned(), walked(value))));
            Value::Object(map)
        }
        Ref::Absent | Ref::Null => Value::Null,
        _ => unreachable!("resolved"),
    }
}

#[test]
fn walking_sees_what_is_written() {
    let record: Record = from_slice(FULL.as_bytes()).unwrap();
    assert_eq!(walked(record.get_ref()), to_value(record.get_ref()).unwrap());
    assert_eq!(walked(record.get_ref()), serde_json::from_str::<Value>(FULL).unwrap());
}

#[test]
fn arguments_of_all_kinds_are_read() {
    let text = "t";
    let list = [Status::Ready, Status::InProgress];
    let slice: &[Status] = &list;
    let map = BTreeMap::from([("k".to_owned(), Some(1.5))]);
    let arguments: [&dyn Argument; 7] = [&text, &&text, &slice, &list.to_vec(), &map, &Some("o"), &None::<i64>];
    let expected = json!(["t", "t", ["ready", "in-progress"], ["ready", "in-progress"], {"k": 1.5}, "o", null]);
    assert_eq!(Value::Array(arguments.map(|argument| walked(argument.get_ref())).to_vec()), expected);
}
