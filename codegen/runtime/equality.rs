//! Whether two JSON values say the same, however their numbers are written.

use serde_json::{Number, Value};

use super::decode_scalars::whole;

/// Whether a value is what a JSON text says.
pub fn is_json(value: &Value, text: &str) -> bool {
    match (serde_json::from_str(text), value) {
        (Ok(Value::Number(expected)), Value::Number(number)) => same_number(number, &expected),
        (Ok(expected), _) => *value == expected,
        (Err(_), _) => false,
    }
}

/// Whether two numbers are the same.
pub fn same_number(left: &Number, right: &Number) -> bool {
    match (integer(left), integer(right)) {
        (None, None) => left == right,
        (left, right) => left == right,
    }
}

/// The integer that a number is, if it has no fraction.
pub fn integer(number: &Number) -> Option<i128> {
    let signed = number.as_i64().map(i128::from);
    let unsigned = || number.as_u64().map(i128::from);
    signed.or_else(unsigned).or_else(|| number.as_f64().and_then(whole))
}
