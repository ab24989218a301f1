//! Strings, numbers and booleans, by type and format.

use super::view::View;
use crate::ir::{Format, TypeRef};
use crate::schema::JsonType;

/// The type of a scalar.
pub(super) fn lower(ty: JsonType, view: &View) -> TypeRef {
    let format = view.format.as_deref().unwrap_or_default();
    match ty {
        JsonType::Boolean => TypeRef::Bool,
        JsonType::Integer => integer(format, view),
        JsonType::Number => number(format),
        JsonType::String => text(format, view.content_encoding.as_deref()),
        // The others are not scalars; null alone carries nothing.
        JsonType::Null | JsonType::Array | JsonType::Object => TypeRef::Json,
    }
}

fn integer(format: &str, view: &View) -> TypeRef {
    // Two to the power of 63, which an f64 holds exactly.
    const BEYOND_I64: f64 = 9_223_372_036_854_775_808.0;
    match format {
        "uint64" | "uint" | "u-int64" | "unsigned64" => TypeRef::U64,
        _ if view.maximum.is_some_and(|maximum| maximum >= BEYOND_I64) && view.minimum.is_none_or(|min| min >= 0.0) => {
            TypeRef::U64
        }
        "int32" | "int16" | "int8" => bounded(view, f64::from(i32::MIN), f64::from(i32::MAX), TypeRef::I32),
        "uint32" | "uint16" | "uint8" | "u-int32" => bounded(view, 0.0, f64::from(u32::MAX), TypeRef::U32),
        _ => TypeRef::I64,
    }
}

/// The narrow type, unless the document's own bounds are wider.
fn bounded(view: &View, low: f64, high: f64, narrow: TypeRef) -> TypeRef {
    let fits = view.minimum.is_none_or(|minimum| minimum >= low) && view.maximum.is_none_or(|maximum| maximum <= high);
    if fits { narrow } else { TypeRef::I64 }
}

fn number(format: &str) -> TypeRef {
    match format {
        "int32" => TypeRef::I32,
        "int64" => TypeRef::I64,
        "uint64" => TypeRef::U64,
        _ => TypeRef::F64,
    }
}

fn text(format: &str, encoding: Option<&str>) -> TypeRef {
    if encoding.is_some_and(|encoding| encoding.eq_ignore_ascii_case("base64")) {
        return TypeRef::Format(Format::Base64);
    }
    match text_format(format) {
        Some(format) => TypeRef::Format(format),
        None => TypeRef::String,
    }
}

fn text_format(format: &str) -> Option<Format> {
    Some(match format {
        "date-time" | "datetime" => Format::DateTime,
        "date" | "full-date" => Format::Date,
        "time" | "partial-time" => Format::Time,
        "duration" => Format::Duration,
        "uuid" | "uuid4" | "guid" => Format::Uuid,
        "ipv4" => Format::Ipv4,
        "ipv6" => Format::Ipv6,
        "ip" => Format::Ip,
        "uri" | "url" => Format::Uri,
        "decimal" => Format::Decimal,
        "byte" | "base64" => Format::Base64,
        _ => return None,
    })
}

/// Whether a schema without a type is text because of this format.
pub(super) fn is_text_format(format: &str) -> bool {
    text_format(format).is_some() || matches!(format, "binary" | "email" | "password" | "hostname" | "string")
}
