//! How another crate names the types of values.

use std::collections::BTreeSet;

use super::index::Index;
use super::{type_ref, usage};
use crate::ir::{Api, TypeId, TypeKind, TypeRef, Users};
use crate::runtime_files::Part;

/// Names the types of values that a client has.
pub struct Paths<'a> {
    index: Index<'a>,
    parts: BTreeSet<Part>,
}

impl<'a> Paths<'a> {
    /// Looks through the whole client once.
    pub fn new(api: &'a Api) -> Self {
        Self { index: Index::new(api), parts: usage::parts(api) }
    }

    /// A type in full, as seen from a crate that calls this one `krate`; none for what the client does not have, or what
    /// no JSON is read as.
    pub fn of(&self, ty: &TypeRef, krate: &str) -> Option<String> {
        let within = |inner: &TypeRef| self.of(inner, krate);
        Some(match ty {
            TypeRef::Bool => "bool".to_owned(),
            TypeRef::I32 => "i32".to_owned(),
            TypeRef::I64 => "i64".to_owned(),
            TypeRef::U32 => "u32".to_owned(),
            TypeRef::U64 => "u64".to_owned(),
            TypeRef::F64 => "f64".to_owned(),
            TypeRef::String => "::std::string::String".to_owned(),
            TypeRef::Format(format) if self.parts.contains(&usage::format_part(*format)) => {
                format!("{krate}::{}", type_ref::format_name(*format))
            }
            TypeRef::Format(_) => return None,
            TypeRef::Json => "serde_json::Value".to_owned(),
            TypeRef::Named(id) => format!("{krate}::types::{}", self.json_type(*id)?),
            TypeRef::List(item) => format!("::std::vec::Vec<{}>", within(item)?),
            TypeRef::Map(value) => {
                format!("::std::collections::BTreeMap<::std::string::String, {}>", within(value)?)
            }
            TypeRef::Nullable(inner) => format!("::std::option::Option<{}>", within(inner)?),
            TypeRef::Boxed(inner) => within(inner)?,
        })
    }

    /// The name of a type that is emitted, and that JSON is read as.
    fn json_type(&self, id: TypeId) -> Option<&'a str> {
        let def = self.index.api.ty(id);
        let is_json = !matches!(def.kind, TypeKind::Responses(_) | TypeKind::Bodies(_));
        let is_emitted = def.users != Users::Nobody && self.index.multipart(id).is_none();
        (is_json && is_emitted).then(|| def.name.as_str())
    }
}
