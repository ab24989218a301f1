//! `enum` and `const`.

use serde_json::Value;

use super::Lower;
use super::naming::NamePlace;
use super::view::View;
use crate::ir::{Docs, IntegerVariant, StringVariant, TypeKind, TypeRef, ValueVariant};
use crate::names::{pascal, settle};
use crate::schema::SchemaId;

/// The variant that render adds.
const RESERVED: &[&str] = &["Unknown"];

/// What the values of an `enum` have in common.
enum Common {
    /// There is one value only: the plain type is enough, and `new` fills it in.
    One,
    Texts(Vec<String>),
    Integers(Vec<i64>),
    Booleans,
    Numbers,
    Mixed,
}

impl Lower<'_> {
    pub(super) fn lower_values(&mut self, id: SchemaId, view: &View, place: &NamePlace) -> TypeRef {
        let values = view.values.clone().unwrap_or_default();
        let kind = match common(&values) {
            Common::One => return plain_type(&values[0]),
            Common::Booleans => return TypeRef::Bool,
            Common::Numbers => return TypeRef::F64,
            Common::Texts(texts) => TypeKind::StringEnum(string_variants(&texts)),
            Common::Integers(numbers) => TypeKind::IntegerEnum(integer_variants(&numbers)),
            Common::Mixed => TypeKind::ValueEnum(value_variants(&values)),
        };
        let ty = self.draft(id, place);
        self.types[ty.0 as usize].def.kind = kind;
        TypeRef::Named(ty)
    }
}

/// The type of an `enum` of one value.
fn plain_type(value: &Value) -> TypeRef {
    match value {
        Value::String(_) => TypeRef::String,
        Value::Bool(_) => TypeRef::Bool,
        Value::Number(number) if number.is_i64() => TypeRef::I64,
        Value::Number(_) => TypeRef::F64,
        Value::Array(_) | Value::Object(_) | Value::Null => TypeRef::Json,
    }
}

fn common(values: &[Value]) -> Common {
    let texts: Vec<_> = values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect();
    let integers: Vec<_> = values.iter().filter_map(Value::as_i64).collect();
    if values.len() == 1 {
        Common::One
    } else if texts.len() == values.len() {
        Common::Texts(texts)
    } else if integers.len() == values.len() {
        Common::Integers(integers)
    } else if values.iter().all(Value::is_boolean) {
        Common::Booleans
    } else if values.iter().all(Value::is_number) {
        Common::Numbers
    } else {
        Common::Mixed
    }
}

fn says(what: &str) -> Docs {
    Docs { paragraphs: vec![what.to_owned()] }
}

pub(super) fn string_variants(texts: &[String]) -> Vec<StringVariant> {
    let mut unique: Vec<&str> = Vec::new();
    for text in texts {
        if !unique.contains(&text.as_str()) {
            unique.push(text);
        }
    }
    let names = settle(&unique, RESERVED, pascal);
    unique
        .into_iter()
        .zip(names)
        .map(|(wire, name)| StringVariant { name, docs: says(&quoted(wire)), wire: wire.to_owned() })
        .collect()
}

fn quoted(wire: &str) -> String {
    if wire.is_empty() {
        "The empty text.".to_owned()
    } else if wire.contains(['`', '\n', '\r']) {
        format!("{wire:?}.").replace('`', "'")
    } else {
        format!("`{wire}`.")
    }
}

fn integer_variants(numbers: &[i64]) -> Vec<IntegerVariant> {
    let mut unique = Vec::new();
    for number in numbers {
        if !unique.contains(number) {
            unique.push(*number);
        }
    }
    let texts: Vec<String> = unique.iter().map(|&number| signed(number)).collect();
    let wires: Vec<&str> = texts.iter().map(String::as_str).collect();
    let names = settle(&wires, RESERVED, pascal);
    unique
        .into_iter()
        .zip(names)
        .map(|(wire, name)| IntegerVariant { name, wire, docs: says(&format!("`{wire}`.")) })
        .collect()
}

fn signed(number: i64) -> String {
    if number < 0 { format!("minus {}", number.unsigned_abs()) } else { format!("value {number}") }
}

fn value_variants(values: &[Value]) -> Vec<ValueVariant> {
    let mut unique: Vec<&Value> = Vec::new();
    for value in values {
        if !unique.contains(&value) {
            unique.push(value);
        }
    }
    let texts: Vec<String> = unique.iter().map(|value| label(value)).collect();
    let wires: Vec<&str> = texts.iter().map(String::as_str).collect();
    let names = settle(&wires, RESERVED, pascal);
    unique
        .into_iter()
        .zip(names)
        .map(|(wire, name)| ValueVariant { name, docs: says(&quoted(&wire.to_string())), wire: wire.clone() })
        .collect()
}

fn label(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => format!("value {number}").replace('-', "minus "),
        Value::Array(_) => format!("list {value}"),
        Value::Object(_) => format!("object {value}"),
        Value::Bool(_) | Value::Null => value.to_string(),
    }
}
