//! The same types as in `tests::samples`, by `serde`'s derives.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Record {
    id: String,
    count: i64,
    ratio: f64,
    active: bool,
    big: u64,
    #[serde(deserialize_with = "Option::deserialize")]
    note: Option<String>,
    raw: Value,
    created: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    flag: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    small: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    port: Option<u32>,
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[allow(clippy::option_option, reason = "what a derive needs for absent, null or a value")]
    change: Option<Option<String>>,
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    matrix: Option<Vec<Vec<i64>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    holes: Option<Vec<Option<i64>>>,
    groups: BTreeMap<String, Vec<Named>>,
    status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mixed: Option<Value>,
    figure: Figure,
    #[serde(skip_serializing_if = "Option::is_none")]
    loose: Option<Loose>,
    #[serde(skip_serializing_if = "Option::is_none")]
    labels: Option<Labels>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<Box<Record>>,
}

#[allow(clippy::option_option, reason = "what a derive needs for absent, null or a value")]
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub(crate) enum Figure {
    Square(Square),
    Circle(Circle),
    Unknown(Value),
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Circle {
    kind: Round,
    radius: f64,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Round {
    Circle,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Square {
    kind: Cornered,
    side: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Cornered {
    Square,
    Box,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub(crate) enum Loose {
    Numbered(Numbered),
    Named(Named),
    Text(String),
    Integer(i64),
    Number(f64),
    Names(Vec<String>),
    Things(Vec<Named>),
    Unknown(Value),
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Named {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    nick: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Numbered {
    name: String,
    number: i64,
}

#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Labels {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(flatten)]
    rest: BTreeMap<String, i64>,
}
