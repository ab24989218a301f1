//! Values of the document as Rust expressions.

use proc_macro2::{Literal, TokenStream};
use serde_json::{Number, Value};

use super::code::{literal, tokens};
use super::scope::Scope;
use crate::ir::{TypeKind, TypeRef};

/// A value as an expression of this type, where it can be written as one.
pub(super) fn constant(ty: &TypeRef, value: &Value, scope: &Scope<'_>) -> Option<String> {
    let json = |value: &str| ["serde_json::Value::from(", value, ")"].concat();
    Some(match (ty, value) {
        (TypeRef::Bool, Value::Bool(value)) => value.to_string(),
        (TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64, Value::Number(number)) => whole(number)?,
        (TypeRef::F64, Value::Number(number)) => float(number.as_f64()?),
        (TypeRef::String, Value::String(text)) => [&literal(text), ".to_owned()"].concat(),
        (TypeRef::Format(_), Value::String(text)) => [&literal(text), ".into()"].concat(),
        (TypeRef::Json, Value::Null) => "serde_json::Value::Null".to_owned(),
        (TypeRef::Json, Value::Bool(value)) => json(&value.to_string()),
        (TypeRef::Json, Value::String(text)) => json(&literal(text)),
        (TypeRef::Json, Value::Number(number)) => json(&whole(number).or_else(|| number.as_f64().map(float))?),
        (TypeRef::Named(id), value) => {
            let variant = variant(&scope.index.api.ty(*id).kind, value)?;
            [&scope.ty(*id), "::", variant].concat()
        }
        _ => return None,
    })
}

/// The variant of an enum that stands for a value.
fn variant<'k>(kind: &'k TypeKind, value: &Value) -> Option<&'k str> {
    let name = match kind {
        TypeKind::StringEnum(variants) => {
            &variants.iter().find(|variant| Some(variant.wire.as_str()) == value.as_str())?.name
        }
        TypeKind::IntegerEnum(variants) => &variants.iter().find(|variant| Some(variant.wire) == value.as_i64())?.name,
        TypeKind::ValueEnum(variants) => &variants.iter().find(|variant| variant.wire == *value)?.name,
        _ => return None,
    };
    Some(name.as_str())
}

fn whole(number: &Number) -> Option<String> {
    number.as_i64().map(signed).or_else(|| number.as_u64().map(grouped))
}

/// `-60_000`
fn signed(value: i64) -> String {
    let digits = grouped(value.unsigned_abs());
    if value < 0 { ["-", &digits].concat() } else { digits }
}

/// `60_000`
pub(super) fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) && digits.len() > 4 {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

/// `-0.5`
fn float(value: f64) -> String {
    let digits = Literal::f64_unsuffixed(value.abs()).to_string();
    if value.is_sign_negative() { ["-", &digits].concat() } else { digits }
}

/// `-60_000`
pub(super) fn integer(value: i64) -> TokenStream {
    tokens(&signed(value))
}

/// `60_000`
pub(super) fn natural(value: u64) -> TokenStream {
    tokens(&grouped(value))
}

#[cfg(test)]
mod tests {
    use super::{float, integer, natural};

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(natural(1000).to_string(), "1000");
        assert_eq!(natural(1_234_567).to_string(), "1_234_567");
        assert_eq!(natural(u64::MAX).to_string(), "18_446_744_073_709_551_615");
    }

    #[test]
    fn a_sign_is_a_token_of_its_own() {
        for value in [i64::MIN, -1, 0, 60_000] {
            let parsed: syn::Expr = syn::parse2(integer(value)).unwrap();
            assert_eq!(matches!(parsed, syn::Expr::Unary(_)), value < 0, "{value}");
        }
        assert_eq!(float(-0.5), "-0.5");
    }
}
