//! Reading a value without a data format: what paths, queries, headers and forms are written from.

use serde_json::Value;

use super::model::{Object, Ref};

impl Ref<'_> {
    /// What this is once options, unions and JSON have been followed: [`Ref::Absent`], [`Ref::Null`], [`Ref::Bool`],
    /// [`Ref::I64`], [`Ref::U64`], [`Ref::F64`], [`Ref::Str`], [`Ref::List`], [`Ref::Strs`], [`Ref::Map`] or
    /// [`Ref::Object`].
    #[must_use]
    pub fn resolve(self) -> Self {
        match self {
            Self::OptBool(value) => value.map_or(Self::Absent, Self::Bool),
            Self::OptI64(value) => value.map_or(Self::Absent, Self::I64),
            Self::OptF64(value) => value.map_or(Self::Absent, Self::F64),
            Self::OptStr(value) => value.as_deref().map_or(Self::Absent, Self::Str),
            Self::Opt(value) => value.get_ref().resolve(),
            Self::Union(choice) => choice.chosen().resolve(),
            Self::Json(value) => plain(value),
            plain => plain,
        }
    }
}

/// A JSON value without [`Ref::Json`].
fn plain(value: &Value) -> Ref<'_> {
    match value {
        Value::Null => Ref::Null,
        Value::Bool(value) => Ref::Bool(*value),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(value), _) => Ref::I64(value),
            (None, Some(value)) => Ref::U64(value),
            (None, None) => Ref::F64(number.as_f64().unwrap_or(f64::NAN)),
        },
        Value::String(text) => Ref::Str(text),
        Value::Array(items) => Ref::List(items),
        Value::Object(entries) => Ref::Map(entries),
    }
}

/// Calls `each` with every property of an object that would be written, resolved.
pub fn for_each_field(object: &dyn Object, each: &mut dyn FnMut(&str, Ref<'_>)) {
    let info = object.info();
    object.refs(&mut |refs| {
        for (index, value) in refs.iter().enumerate() {
            let value = value.resolve();
            match (info.fields.get(index), value) {
                (Some(name), Ref::Absent) if info.requires(index) => each(name, Ref::Null),
                (_, Ref::Absent) => {}
                (Some(name), value) => each(name, value),
                (None, Ref::Map(rest)) => rest.each_ref(&mut |name, value| each(name, value.resolve())),
                (None, _) => {}
            }
        }
    });
}
