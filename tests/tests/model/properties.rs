//! What holds for any JSON.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tests::runtime::decode::from_slice;
use tests::runtime::decode_path::path_of;
use tests::runtime::encode::{to_value, to_vec};
use tests::runtime::model::{Argument, Blank, Place};
use tests::samples::{Figure, Labels, Loose, Record, Tree};

use crate::FULL;

/// Names that the samples know, and some that they do not.
const NAMES: &[&str] =
    &["id", "count", "name", "nick", "number", "kind", "radius", "side", "left", "right", "width", "next", "later", ""];

fn any_json() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        prop::sample::select(vec!["circle", "square", "box", "ready", "auto", "2026-11-22"]).prop_map(str::to_owned),
        ".*",
    ];
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-3..3_i8).prop_map(|number| Value::from(f64::from(number))),
        text.prop_map(Value::from),
    ];
    scalar.prop_recursive(6, 40, 6, |inside| {
        let entries = btree_map(prop::sample::select(NAMES), inside.clone(), 0..6);
        let object = |entries: std::collections::BTreeMap<&str, Value>| {
            Value::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
        };
        prop_oneof![vec(inside, 0..5).prop_map(Value::Array), entries.prop_map(object)]
    })
}

/// The full record with some of its properties replaced or removed.
fn any_record() -> impl Strategy<Value = Value> {
    let changes = vec((any::<prop::sample::Index>(), prop::option::of(any_json())), 0..4);
    changes.prop_map(|changes| {
        let mut document: Value = serde_json::from_str(FULL).unwrap();
        let names: Vec<String> = document.as_object().unwrap().keys().cloned().collect();
        for (index, change) in changes {
            match change {
                Some(value) => document[index.get(&names)] = value,
                None => drop(document.as_object_mut().unwrap().remove(index.get(&names))),
            }
        }
        document
    })
}

/// Reads and writes a text twice: if it can be read, what was written says the same when it is read again, and both
/// readers and both writers agree.
fn assert_stable<T: DeserializeOwned + Serialize + Blank + Place>(text: &str) {
    let own = from_slice::<T>(text.as_bytes());
    let value = serde_json::from_str::<T>(text);
    assert_eq!(own.as_ref().err().map(ToString::to_string), value.as_ref().err().map(ToString::to_string));
    if let (Ok(value), Ok(own)) = (value, own) {
        let written = serde_json::to_string(&value).unwrap();
        assert_eq!(String::from_utf8(to_vec(own.get_ref()).unwrap()).unwrap(), written);
        let again: T = serde_json::from_str(&written).unwrap();
        assert_eq!(serde_json::to_string(&again).unwrap(), written, "from {text}");
    }
}

/// Whether all that `part` says is said by `whole` too, numbers by their value.
fn is_part(part: &Value, whole: &Value) -> bool {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => {
            part.iter().all(|(key, value)| whole.get(key).is_some_and(|whole| is_part(value, whole)))
        }
        (Value::Array(part), Value::Array(whole)) => {
            part.len() == whole.len() && part.iter().zip(whole).all(|(part, whole)| is_part(part, whole))
        }
        (Value::Number(part), Value::Number(whole)) => part.as_f64() == whole.as_f64(),
        (part, whole) => part == whole,
    }
}

/// Asserts that a union accepts a value and says nothing that the value does not say; and all that it says, if it kept
/// the value raw.
fn assert_faithful<T: DeserializeOwned + Argument>(value: &Value, raw: impl Fn(&T) -> bool) {
    let union: T = serde_json::from_value(value.clone()).unwrap();
    let written = to_value(union.get_ref()).unwrap();
    assert!(is_part(&written, value), "{value} became {written}");
    if raw(&union) || !value.is_object() && !value.is_array() {
        assert!(is_part(value, &written), "{value} became {written}");
    }
}

proptest! {
    #[test]
    fn bytes_never_panic(bytes in vec(any::<u8>(), 0..200)) {
        for error in [from_slice::<Record>(&bytes).err(), from_slice::<Loose>(&bytes).err()].into_iter().flatten() {
            path_of(&bytes, &error);
        }
    }

    #[test]
    fn damaged_records_never_panic(position in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = FULL.as_bytes().to_vec();
        *position.get_mut(&mut bytes) = byte;
        match from_slice::<Record>(&bytes) {
            Ok(record) => drop(to_vec(record.get_ref()).unwrap()),
            Err(error) => drop(path_of(&bytes, &error)),
        }
    }

    #[test]
    fn any_json_is_stable(value in any_json()) {
        let text = value.to_string();
        assert_stable::<Record>(&text);
        assert_stable::<Labels>(&text);
        assert_stable::<Figure>(&text);
        assert_stable::<Loose>(&text);
        assert_stable::<Tree>(&text);
    }

    #[test]
    fn records_are_stable(value in any_record()) {
        assert_stable::<Record>(&value.to_string());
    }

    #[test]
    fn unions_are_faithful(value in any_json()) {
        assert_faithful::<Figure>(&value, |union| matches!(union, Figure::Unknown(_)));
        assert_faithful::<Loose>(&value, |union| matches!(union, Loose::Unknown(_)));
        assert_faithful::<Tree>(&value, |union| matches!(union, Tree::Unknown(_)));
    }
}
