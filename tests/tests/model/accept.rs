//! Where the codec promises more than a derive, or other than it.

use serde_json::{Value, json};
use tests::runtime::decode::from_slice;
use tests::runtime::encode::{to_value, to_vec};
use tests::runtime::maybe::Maybe;
use tests::runtime::model::{Argument, Blank};
use tests::samples::{Labels, Level, Mixed, Named, Record, Status};

use crate::FULL;

/// The full record with one property replaced.
fn record_with(property: &str, value: Value) -> Result<Record, String> {
    let mut document: Value = serde_json::from_str(FULL).unwrap();
    document[property] = value;
    from_slice(document.to_string().as_bytes()).map_err(|error| error.to_string())
}

#[test]
fn an_array_is_no_object() {
    let error = from_slice::<Named>(br#"["n", null]"#).unwrap_err().to_string();
    assert_eq!(error, "invalid type: sequence, expected struct Named at line 1 column 0");
}

#[test]
fn absent_null_and_a_value_stay_apart() {
    for (value, expected) in [(json!(null), Maybe::Null), (json!("now"), Maybe::Present("now".to_owned()))] {
        let record = record_with("change", value.clone()).unwrap();
        assert_eq!(record.change, expected);
        assert_eq!(to_value(record.get_ref()).unwrap()["change"], value);
    }
    let mut record = record_with("change", json!(null)).unwrap();
    record.change = Maybe::Absent;
    assert_eq!(to_value(record.get_ref()).unwrap().get("change"), None);
}

#[test]
fn a_required_null_is_written_and_an_optional_one_is_not() {
    let mut record = record_with("note", json!(null)).unwrap();
    record.name = None;
    let written = to_value(record.get_ref()).unwrap();
    assert_eq!(written.get("note"), Some(&Value::Null));
    assert_eq!(written.get("name"), None);
}

#[test]
fn unknown_values_of_enums_survive() {
    let record = record_with("status", json!("paused")).unwrap();
    assert_eq!(record.status, Status::Unknown("paused".to_owned()));
    let record = record_with("level", json!(55)).unwrap();
    assert_eq!(record.level, Some(Level::Unknown(55)));
    for value in [json!("other"), json!([1, {"a": 1}]), json!({"a": u64::MAX})] {
        let record = record_with("mixed", value.clone()).unwrap();
        assert_eq!(record.mixed, Some(Mixed::Unknown(value.clone())));
        assert_eq!(to_value(record.get_ref()).unwrap()["mixed"], value);
    }
}

#[test]
fn known_values_of_enums_are_recognised() {
    let level = |value| record_with("level", value).unwrap().level;
    assert_eq!((level(json!(0)), level(json!(100.0))), (Some(Level::Off), Some(Level::Full)));
    let mixed = |value| record_with("mixed", value).unwrap().mixed;
    assert_eq!((mixed(json!(60)), mixed(json!(60.0))), (Some(Mixed::Sixty), Some(Mixed::Sixty)));
    assert_eq!(mixed(json!([1, {"a": null}])), Some(Mixed::Pair));
    assert_eq!(mixed(json!(null)), None);
    assert_eq!(Mixed::Pair.as_value(), &json!([1, {"a": null}]));
    assert_eq!((Status::from("ready"), Status::InProgress.to_string()), (Status::Ready, "in-progress".to_owned()));
    assert_eq!(format!("{:>7}|{}", Status::Ready, Level::Full), "  ready|100");
}

#[test]
fn further_properties_are_kept_and_written_after_the_named_ones() {
    let labels: Labels = from_slice(br#"{"b": 2, "id": "x", "a": 1, "note": null}"#).unwrap();
    assert_eq!(labels.rest.iter().map(|(key, value)| (key.as_str(), *value)).collect::<Vec<_>>(), [("a", 1), ("b", 2)]);
    assert_eq!(to_vec(labels.get_ref()).unwrap(), br#"{"id":"x","a":1,"b":2}"#);
    let wrong = from_slice::<Labels>(br#"{"id": "x", "a": "y"}"#).unwrap_err().to_string();
    assert_eq!(wrong, "invalid type: string \"y\", expected i64 at line 1 column 20");
    let repeated: Labels = from_slice(br#"{"id": "x", "a": 1, "a": 2}"#).unwrap();
    assert_eq!(repeated.rest["a"], 2);
}

#[test]
fn the_later_of_two_entries_of_a_map_stands() {
    let text = FULL.replace("\"h\": []", "\"g\": [{\"name\": \"later\"}]");
    let record: Record = from_slice(text.as_bytes()).unwrap();
    let names: Vec<&str> = record.groups["g"].iter().map(|named| named.name.as_str()).collect();
    assert_eq!(names, ["later"]);
}

#[test]
fn bytes_that_are_not_text_are_refused_where_they_are() {
    let error = from_slice::<Named>(b"{\"name\": \"a\xff\"}").unwrap_err();
    assert_eq!(error.to_string(), serde_json::from_slice::<Value>(b"{\"name\": \"a\xff\"}").unwrap_err().to_string());
    assert!(error.to_string().starts_with("invalid unicode code point at line 1 column"));
    assert!(from_slice::<Named>(b"{\"name\": \"a\", \"later\": \"\xff\"}").is_err());
}

#[test]
fn texts_are_escaped_as_serde_json_does() {
    for length in 0..9 {
        for odd in ["", "\"", "\\", "\n", "\u{1}", "\u{1f}", " ", "\u{7f}", "é", "\u{2028}"] {
            let name = format!("{}{odd}", "abcdefgh".get(..length).unwrap());
            assert_eq!(to_vec(name.get_ref()).unwrap(), serde_json::to_vec(&name).unwrap());
            let mut labels = Labels::blank();
            labels.id.clone_from(&name);
            labels.rest.insert(name, 1);
            assert_eq!(to_vec(labels.get_ref()).unwrap(), serde_json::to_vec(&labels).unwrap());
        }
    }
}

#[test]
fn a_record_without_its_optional_parts_is_small() {
    let text = br#"{"id":"","count":0,"ratio":0.0,"active":false,"big":0,"note":null,"raw":null,"created":"","tags":[],"groups":{},"status":"ready","figure":null}"#;
    let record: Record = from_slice(text).unwrap();
    assert_eq!(to_vec(record.get_ref()).unwrap(), text);
}
