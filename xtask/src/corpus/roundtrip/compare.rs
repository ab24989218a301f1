//! Whether a value has come back as it was.

use legenda::source::Pointer;
use serde_json::{Number, Value};

use super::judge::Declared;

/// What differs, as a message; nothing, if a value is equal to the one that came back but for properties that the
/// document does not name.
pub(super) fn difference(value: &Value, back: &Value, declared: &Declared) -> Option<String> {
    compare(value, back, &Pointer::root(), declared)
}

fn compare(value: &Value, back: &Value, at: &Pointer, declared: &Declared) -> Option<String> {
    match (value, back) {
        (Value::Object(values), Value::Object(backs)) => {
            let names = declared.get(at.as_str());
            for (name, value) in values {
                match backs.get(name) {
                    Some(back) => {
                        if let Some(found) = compare(value, back, &at.key(name), declared) {
                            return Some(found);
                        }
                    }
                    None if names.is_some_and(|names| names.contains(name)) => {
                        return Some(format!("`{}` is lost: {}", at.key(name), brief(value)));
                    }
                    None => {}
                }
            }
            let added = backs.keys().find(|name| !values.contains_key(*name))?;
            Some(format!("`{}` was not there", at.key(added)))
        }
        (Value::Array(values), Value::Array(backs)) if values.len() == backs.len() => {
            let mut pairs = values.iter().zip(backs).enumerate();
            pairs.find_map(|(index, (value, back))| compare(value, back, &at.index(index), declared))
        }
        (Value::Number(value), Value::Number(back)) if is_same(value, back) => None,
        _ if value == back => None,
        _ => Some(format!("`{at}` is {}, and was {}", brief(back), brief(value))),
    }
}

/// Numbers as numbers: 1 is 1.0.
fn is_same(one: &Number, other: &Number) -> bool {
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => one == other,
        (None, None) => one.as_f64() == other.as_f64(),
        _ => false,
    }
}

/// A number without a fraction, exactly.
fn whole(number: &Number) -> Option<i128> {
    let exact = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
    #[expect(clippy::cast_possible_truncation, reason = "checked to be a whole number that fits")]
    exact.or_else(|| {
        number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < 1e38).map(|float| float as i128)
    })
}

/// A value, cut short.
fn brief(value: &Value) -> String {
    let text = value.to_string();
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(value: &Value, back: &Value, expected: Option<&str>) {
        let declared = Declared::from([(String::new(), ["a".to_owned()].into())]);
        assert_eq!(difference(value, back, &declared).as_deref(), expected);
    }

    #[test]
    fn what_a_document_names_comes_back() {
        check(&json!({ "a": 1, "b": 2 }), &json!({ "a": 1.0 }), None);
        check(&json!({ "a": null }), &json!({}), Some("`#/a` is lost: null"));
        check(&json!({}), &json!({ "a": null }), Some("`#/a` was not there"));
        check(&json!({ "b": [1, "x"] }), &json!({ "b": [1, "y"] }), Some("`#/b/1` is \"y\", and was \"x\""));
    }

    #[test]
    fn numbers_are_compared_as_numbers() {
        check(&json!(1.0), &json!(1), None);
        check(
            &json!(9_007_199_254_740_993_u64),
            &json!(9_007_199_254_740_992.0),
            Some("`#` is 9007199254740992.0, and was 9007199254740993"),
        );
        check(&json!(0.1), &json!(0.1), None);
        check(&json!(1), &json!("1"), Some("`#` is \"1\", and was 1"));
    }
}
