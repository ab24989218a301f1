//! `enum` and `const`.

use serde_json::Value;

use super::Lower;
use super::naming::NamePlace;
use super::view::View;
use crate::ir::{Docs, Ident, IntegerVariant, StringVariant, TypeKind, TypeRef, ValueVariant};
use crate::names::{pascal, settle};
use crate::schema::{SchemaId, ValueWords};

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
            Common::Texts(texts) => TypeKind::StringEnum(string_variants(&texts, &view.value_words)),
            Common::Integers(numbers) => TypeKind::IntegerEnum(integer_variants(&numbers, &view.value_words)),
            Common::Mixed => TypeKind::ValueEnum(value_variants(&values, &view.value_words)),
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

fn string_variants(texts: &[String], words: &[ValueWords]) -> Vec<StringVariant> {
    let said: Vec<_> = unique(texts).into_iter().map(|wire| said(&Value::from(wire.as_str()), wire, words)).collect();
    let names = names(&said);
    said.into_iter().zip(names).map(|(said, name)| StringVariant { name, wire: said.wire, docs: said.docs }).collect()
}

fn integer_variants(numbers: &[i64], words: &[ValueWords]) -> Vec<IntegerVariant> {
    let numbers = unique(numbers);
    let said: Vec<_> = numbers.iter().map(|&&number| said(&number.into(), &signed(number), words)).collect();
    let names = names(&said);
    let variants = numbers.into_iter().zip(said).zip(names);
    variants.map(|((&wire, said), name)| IntegerVariant { name, wire, docs: said.docs }).collect()
}

fn value_variants(values: &[Value], words: &[ValueWords]) -> Vec<ValueVariant> {
    let values = unique(values);
    let said: Vec<_> = values.iter().map(|value| said(value, &label(value), words)).collect();
    let names = names(&said);
    let variants = values.into_iter().zip(said).zip(names);
    variants.map(|((wire, said), name)| ValueVariant { name, wire: wire.clone(), docs: said.docs }).collect()
}

/// Each value once.
fn unique<T: PartialEq>(values: &[T]) -> Vec<&T> {
    let mut unique: Vec<&T> = Vec::new();
    for value in values {
        if !unique.contains(&value) {
            unique.push(value);
        }
    }
    unique
}

/// What becomes of one value: the text that its name is made of, and its docs.
struct Said {
    wire: String,
    name: String,
    docs: Docs,
}

/// The document's own words for a value, else the value's.
fn said(value: &Value, own: &str, words: &[ValueWords]) -> Said {
    let words = words.iter().find(|words| words.value == *value);
    let name = words.and_then(|words| words.name.as_deref()).unwrap_or(own).to_owned();
    let shown = match value {
        Value::String(text) => quoted(text),
        other => quoted(&other.to_string()),
    };
    let description = words.and_then(|words| words.description.as_deref());
    Said { wire: own.to_owned(), name, docs: super::docs::of_texts([description, Some(shown.as_str())]) }
}

fn names(said: &[Said]) -> Vec<Ident> {
    let wires: Vec<&str> = said.iter().map(|said| said.name.as_str()).collect();
    settle(&wires, RESERVED, pascal)
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

fn signed(number: i64) -> String {
    if number < 0 { format!("minus {}", number.unsigned_abs()) } else { format!("value {number}") }
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
