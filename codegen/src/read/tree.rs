//! Text to tree: YAML or JSON, with every key made a text and keys that stand twice told.

mod key;

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use crate::source::Pointer;
use key::Key;

/// A text as a tree.
#[derive(Debug, PartialEq)]
pub(crate) struct Parsed {
    /// The tree. Of keys that stand twice it has the last one.
    pub value: Value,
    /// The keys that stand twice in the same object.
    pub repeated: Vec<Pointer>,
}

/// Why a text is not a tree.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    /// What is wrong, without the place.
    pub message: String,
    /// The line and the column, both from 1, if they are known.
    pub point: Option<(usize, usize)>,
}

/// Reads a text as JSON if its file's name or its first character says so, else as YAML.
///
/// What calls itself JSON and is not may still be YAML: comments and trailing commas are found in the wild.
pub(crate) fn parse(path: &str, text: &str) -> Result<Parsed, SyntaxError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let extension = path.rsplit('.').next().unwrap_or_default();
    if !extension.eq_ignore_ascii_case("json") && !text.trim_start().starts_with('{') {
        return parse_yaml(text);
    }
    parse_json(text).or_else(|error| parse_yaml(text).map_err(|_| error))
}

fn parse_json(text: &str) -> Result<Parsed, SyntaxError> {
    let state = State::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let tree = Node(&state).deserialize(&mut deserializer).and_then(|tree| deserializer.end().map(|()| tree));
    let value = tree.map_err(|error| {
        let whole = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let point = (error.line().max(1), character_column(text, error.line(), error.column()));
        SyntaxError { message: whole.strip_suffix(&place).unwrap_or(&whole).to_owned(), point: Some(point) }
    })?;
    Ok(Parsed { value, repeated: state.repeated() })
}

fn parse_yaml(text: &str) -> Result<Parsed, SyntaxError> {
    let state = State { merges: true, ..State::default() };
    let tree = Node(&state).deserialize(serde_yaml::Deserializer::from_str(text));
    let value = tree.map_err(|error| {
        let point = error.location().map(|location| (location.line(), location.column()));
        let mut message = error.to_string();
        if let Some((line, column)) = point {
            message = message.replacen(&format!(" at line {line} column {column}"), "", 1);
        }
        SyntaxError { message, point }
    })?;
    Ok(Parsed { value, repeated: state.repeated() })
}

/// `serde_json` counts bytes, people count characters.
fn character_column(text: &str, line: usize, column: usize) -> usize {
    let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let before = line.bytes().take(column.saturating_sub(1)).filter(|byte| byte & 0xc0 != 0x80).count();
    before + 1
}

#[derive(Debug, Default)]
struct State {
    /// The keys that stand twice, each with the keys that lead to it as far as they are known, from the inside out.
    repeated: RefCell<Vec<Vec<String>>>,
    /// Whether `<<` is a merge key.
    merges: bool,
}

impl State {
    fn count(&self) -> usize {
        self.repeated.borrow().len()
    }

    /// The keys found since there were `before` of them stand below `step`.
    fn lead(&self, before: usize, step: &impl ToString) {
        if self.count() > before {
            self.repeated.borrow_mut()[before..].iter_mut().for_each(|path| path.push(step.to_string()));
        }
    }

    fn repeated(self) -> Vec<Pointer> {
        let paths = self.repeated.into_inner().into_iter();
        paths.map(|path| path.iter().rev().fold(Pointer::root(), |pointer, step| pointer.key(step))).collect()
    }
}

/// Makes any value a tree.
#[derive(Clone, Copy)]
struct Node<'s>(&'s State);

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        #[expect(clippy::cast_precision_loss, reason = "JSON readers do the same with a number of this size")]
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        #[expect(clippy::cast_precision_loss, reason = "JSON readers do the same with a number of this size")]
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        // JSON has no word for infinities, so they stay text.
        Ok(Number::from_f64(value).map_or_else(|| Value::String(value.to_string()), Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        let mut before = self.0.count();
        while let Some(item) = items.next_element_seed(self)? {
            self.0.lead(before, &list.len());
            before = self.0.count();
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        let mut merged = Vec::new();
        while let Some(key) = entries.next_key_seed(Key)? {
            let before = self.0.count();
            let value = entries.next_value_seed(self)?;
            self.0.lead(before, &key);
            if self.0.merges && key == "<<" {
                merged.push(value);
                continue;
            }
            match object.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(value);
                }
                Entry::Occupied(mut entry) => {
                    self.0.repeated.borrow_mut().push(vec![entry.key().clone()]);
                    entry.insert(value);
                }
            }
        }
        for value in merged {
            merge_key(&mut object, value);
        }
        Ok(Value::Object(object))
    }

    /// A YAML tag (`!Thing`): what it tags is all that matters here.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (_, value) = tagged.variant::<String>()?;
        value.newtype_variant_seed(self)
    }
}

/// Applies the value of a `<<`: own keys win, and so do earlier maps of a list.
fn merge_key(object: &mut Map<String, Value>, value: Value) {
    match value {
        Value::Object(other) => {
            for (key, value) in other {
                object.entry(key).or_insert(value);
            }
        }
        Value::Array(others) => others.into_iter().for_each(|other| merge_key(object, other)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Parsed, parse};

    #[track_caller]
    fn check(path: &str, text: &str, expected: serde_json::Value) {
        assert_eq!(parse(path, text), Ok(Parsed { value: expected, repeated: Vec::new() }));
    }

    #[track_caller]
    fn refuse(path: &str, text: &str, message: &str, point: (usize, usize)) {
        let error = parse(path, text).expect_err("not a tree");
        assert_eq!((error.message.as_str(), error.point), (message, Some(point)));
    }

    #[test]
    fn keys_are_texts() {
        check(
            "a.yaml",
            "200: a\ntrue: b\n1.5: c\nnull: d\n",
            json!({"200": "a", "true": "b", "1.5": "c", "null": "d"}),
        );
    }

    #[test]
    fn merge_keys_are_applied() {
        check(
            "a.yaml",
            "x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}\n",
            json!({"x": {"a": 1, "b": 2}, "y": {"b": 3, "a": 1}}),
        );
        check(
            "a.yaml",
            "x: &x {a: 1}\ny: &y {a: 2, b: 2}\nz: {<<: [*x, *y]}\n",
            json!({"x": {"a": 1}, "y": {"a": 2, "b": 2}, "z": {"a": 1, "b": 2}}),
        );
    }

    #[test]
    fn odd_numbers_and_tags_do_no_harm() {
        check(
            "a.yaml",
            "- .nan\n- .inf\n- 340282366920938463463374607431768211455\n- !Thing {a: 1}\n- !Thing b\n",
            json!(["NaN", "inf", 3.402_823_669_209_385e38, {"a": 1}, "b"]),
        );
    }

    #[test]
    fn json_with_comments_is_yaml() {
        check("a.json", "{\n  # why\n  \"a\": 1,\n}", json!({"a": 1}));
    }

    #[test]
    fn keys_that_stand_twice_are_told() {
        let repeated = |path: &str, text: &str| {
            let parsed = parse(path, text).expect("a tree");
            (parsed.value, parsed.repeated.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        let yaml = "200: 1\na:\n- {}\n- {b: 1, c: 2, b: 3}\n'200': {x/y: 1, x/y: 2}\n";
        let value = json!({"200": {"x/y": 2}, "a": [{}, {"b": 3, "c": 2}]});
        assert_eq!(repeated("a.yaml", yaml), (value, ["#/a/1/b", "#/200/x~1y", "#/200"].map(str::to_owned).to_vec()));
        let json = "{\"a\": {\"b\": 1, \"b\": 2}}";
        assert_eq!(repeated("a.json", json), (json!({"a": {"b": 2}}), vec!["#/a/b".to_owned()]));
    }

    #[test]
    fn syntax_errors_have_a_place() {
        refuse("a.yaml", "a: b\n  c: d\n", "mapping values are not allowed in this context", (2, 4));
        refuse("a.json", "{\"a\": [1, 2}", "expected `,` or `]`", (1, 12));
    }
}
