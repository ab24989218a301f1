//! The path that goes with an error.

use tests::runtime::decode::from_slice;
use tests::runtime::decode_path::path_of;
use tests::runtime::model::{Blank, Place};
use tests::samples::{Labels, Record};

use crate::FULL;

fn path<T: Blank + Place>(text: &str) -> Option<String> {
    let error = from_slice::<T>(text.as_bytes()).err().expect("the text is wrong");
    path_of(text.as_bytes(), &error)
}

fn path_after(from: &str, to: &str) -> Option<String> {
    assert!(FULL.contains(from));
    path::<Record>(&FULL.replacen(from, to, 1))
}

#[test]
fn a_wrong_value_is_named_by_its_path() {
    assert_eq!(path_after("\"r-1\"", "null").as_deref(), Some("id"));
    assert_eq!(path_after("\"r-2\"", "null").as_deref(), Some("next.id"));
    assert_eq!(path_after("[3]", "[3, \"4\"]").as_deref(), Some("matrix[2][1]"));
    assert_eq!(path_after("\"nick\": \"k\"", "\"nick\": []").as_deref(), Some("groups.g[0].nick"));
}

#[test]
fn a_wrong_container_is_named_itself() {
    assert_eq!(path_after("{\"name\": \"m\"}", "[7]").as_deref(), Some("groups.g[1]"));
    assert_eq!(path_after("[1, 2]", "{\"a\": 1}").as_deref(), Some("matrix[0]"));
    assert_eq!(path_after("\"ready\"", "{\"a\": 1}").as_deref(), Some("next.status"));
}

#[test]
fn a_missing_property_is_looked_for_in_its_object() {
    assert_eq!(path_after("{\"name\": \"m\"}", "{\"nick\": \"m\"}").as_deref(), Some("groups.g[1]"));
    assert_eq!(path_after("\"id\": \"r-1\",", "").as_deref(), None);
}

#[test]
fn odd_names_are_quoted() {
    let path = |name: &str| path::<Labels>(&format!("{{\"id\": \"x\", \"{name}\": [7]}}"));
    assert_eq!(path("a b").as_deref(), Some("[\"a b\"]"));
    assert_eq!(path("a\\\"]").as_deref(), Some("[\"a\\\"]\"]"));
    assert_eq!(path("").as_deref(), Some("[\"\"]"));
    assert_eq!(path("é-1").as_deref(), Some("é-1"));
}

#[test]
fn a_text_that_ends_early_has_a_path_too() {
    assert_eq!(path::<Record>("{\"id\": \"x\", \"tags\": [\"a\", \"b").as_deref(), Some("tags[1]"));
    assert_eq!(path::<Record>("").as_deref(), None);
    assert_eq!(path::<Record>("[").as_deref(), None);
}
