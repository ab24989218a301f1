//! Values of the document as Rust expressions.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use serde_json::{Number, Value};

use super::scope::Scope;
use crate::ir::{TypeKind, TypeRef};

/// A value as an expression of this type, where it can be written as one.
pub(super) fn constant(ty: &TypeRef, value: &Value, scope: &Scope<'_>) -> Option<TokenStream> {
    match (ty, value) {
        (TypeRef::Bool, Value::Bool(value)) => Some(value.to_token_stream()),
        (TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64, Value::Number(number)) => whole(number),
        (TypeRef::F64, Value::Number(number)) => number.as_f64().map(float),
        (TypeRef::String, Value::String(text)) => Some(quote!(#text.to_owned())),
        (TypeRef::Format(_), Value::String(text)) => Some(quote!(#text.into())),
        (TypeRef::Json, Value::Null) => Some(quote!(serde_json::Value::Null)),
        (TypeRef::Json, Value::Bool(value)) => Some(quote!(serde_json::Value::from(#value))),
        (TypeRef::Json, Value::String(text)) => Some(quote!(serde_json::Value::from(#text))),
        (TypeRef::Json, Value::Number(number)) => {
            let number = whole(number).or_else(|| number.as_f64().map(float))?;
            Some(quote!(serde_json::Value::from(#number)))
        }
        (TypeRef::Named(id), value) => {
            let variant = variant(&scope.index.api.ty(*id).kind, value)?;
            let name = scope.ty(*id);
            Some(quote!(#name::#variant))
        }
        _ => None,
    }
}

/// The variant of an enum that stands for a value.
fn variant(kind: &TypeKind, value: &Value) -> Option<TokenStream> {
    let name = match kind {
        TypeKind::StringEnum(variants) => {
            &variants.iter().find(|variant| Some(variant.wire.as_str()) == value.as_str())?.name
        }
        TypeKind::IntegerEnum(variants) => &variants.iter().find(|variant| Some(variant.wire) == value.as_i64())?.name,
        TypeKind::ValueEnum(variants) => &variants.iter().find(|variant| variant.wire == *value)?.name,
        _ => return None,
    };
    Some(name.to_token_stream())
}

fn whole(number: &Number) -> Option<TokenStream> {
    number.as_i64().map(integer).or_else(|| number.as_u64().map(natural))
}

/// `-60_000`
pub(super) fn integer(value: i64) -> TokenStream {
    let digits = natural(value.unsigned_abs());
    if value < 0 { quote!(-#digits) } else { digits }
}

/// `60_000`
pub(super) fn natural(value: u64) -> TokenStream {
    let digits = value.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) && digits.len() > 4 {
            text.push('_');
        }
        text.push(digit);
    }
    text.parse::<Literal>().unwrap_or_else(|_| Literal::u64_unsuffixed(value)).to_token_stream()
}

/// `-0.5`
fn float(value: f64) -> TokenStream {
    let digits = Literal::f64_unsuffixed(value.abs());
    if value.is_sign_negative() { quote!(-#digits) } else { digits.to_token_stream() }
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
        assert_eq!(float(-0.5).to_string(), "- 0.5");
    }
}
