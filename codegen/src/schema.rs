//! Schemas, in the words of JSON Schema 2020-12; earlier dialects are raised to them by `normalise`.

use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::Value;

use crate::source::At;

/// A schema of the [`Schemas`] arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(pub(crate) u32);

/// All schemas of a document; each stands once, whatever refers to it.
#[derive(Debug, Default)]
pub struct Schemas(Vec<Arc<Schema>>);

impl Schemas {
    /// Adds a schema.
    pub fn push(&mut self, schema: Schema) -> SchemaId {
        let id = SchemaId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(Arc::new(schema));
        id
    }

    /// The schema with this id.
    pub fn get(&self, id: SchemaId) -> &Schema {
        &self.0[id.0 as usize]
    }

    /// All schemas.
    pub fn iter(&self) -> impl Iterator<Item = &Schema> {
        self.0.iter().map(Arc::as_ref)
    }

    /// The schema with this id, shared.
    pub fn share(&self, id: SchemaId) -> Arc<Schema> {
        Arc::clone(&self.0[id.0 as usize])
    }

    /// The schema with this id, to be changed.
    pub fn get_mut(&mut self, id: SchemaId) -> &mut Schema {
        Arc::make_mut(&mut self.0[id.0 as usize])
    }
}

impl std::ops::Index<SchemaId> for Schemas {
    type Output = Schema;

    fn index(&self, id: SchemaId) -> &Schema {
        self.get(id)
    }
}

/// One JSON type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum JsonType {
    /// `null`.
    Null = 1,
    /// `true` and `false`.
    Boolean = 2,
    /// A number without a fraction.
    Integer = 4,
    /// Any number.
    Number = 8,
    /// Text.
    String = 16,
    /// `[…]`.
    Array = 32,
    /// `{…}`.
    Object = 64,
}

/// The value of `type`: none means that any type will do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Types(u8);

impl Types {
    /// No `type` keyword.
    pub const ANY: Self = Self(0);

    /// Just this type.
    pub const fn one(ty: JsonType) -> Self {
        Self(ty as u8)
    }

    /// Adds a type.
    pub fn insert(&mut self, ty: JsonType) {
        self.0 |= ty as u8;
    }

    /// Takes a type away.
    #[must_use]
    pub const fn without(self, ty: JsonType) -> Self {
        Self(self.0 & !(ty as u8))
    }

    /// Whether this type is named.
    pub const fn contains(self, ty: JsonType) -> bool {
        self.0 & ty as u8 != 0
    }

    /// Whether no type is named.
    pub const fn is_any(self) -> bool {
        self.0 == 0
    }

    /// The named types, null first.
    pub fn iter(self) -> impl Iterator<Item = JsonType> {
        use JsonType::{Array, Boolean, Integer, Null, Number, Object, String};
        [Null, Boolean, Integer, Number, String, Array, Object].into_iter().filter(move |&ty| self.contains(ty))
    }
}

/// What `additionalProperties` (or `unevaluatedProperties`) says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Additional {
    /// Nothing.
    #[default]
    Unsaid,
    /// `true` or `{}`.
    Any,
    /// `false`.
    Forbidden,
    /// A schema.
    Schema(SchemaId),
}

/// How the variants of a union are told apart, as the document says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discriminator {
    /// The property that names the variant.
    pub property: String,
    /// Values to schemas; empty when the document gives none.
    pub mapping: IndexMap<String, SchemaId>,
}

/// Whether a bound is itself a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Edge {
    /// It is.
    #[default]
    Within,
    /// All values are beyond it: `exclusiveMinimum`, `exclusiveMaximum`.
    Beyond,
}

/// In which direction a property may be sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Access {
    /// Both ways.
    #[default]
    Both,
    /// Only the server sends it.
    ReadOnly,
    /// Only the client sends it.
    WriteOnly,
}

/// Whether a thing should no longer be used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Deprecation {
    /// In use.
    #[default]
    Current,
    /// Deprecated.
    Deprecated,
}

/// What a document says about one value of an `enum`, by an extension.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueWords {
    /// The value.
    pub value: Value,
    /// What it is called: `x-enum-varnames`, `x-enumNames`, `x-ms-enum`.
    pub name: Option<String>,
    /// What it is: `x-enum-descriptions`, `x-enumDescriptions`, `x-ms-enum`.
    pub description: Option<String>,
}

/// One schema object.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// Where it stands. `None` for one that lowering made up.
    pub at: Option<At>,
    /// `$ref`. Beside it other keywords may stand; they add to the target's.
    pub reference: Option<SchemaId>,
    /// `type`.
    pub types: Types,
    /// `format`.
    pub format: Option<String>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `default`.
    pub default: Option<Value>,
    /// `example` and `examples`.
    pub examples: Vec<Value>,
    /// `deprecated`.
    pub deprecation: Deprecation,
    /// `readOnly` and `writeOnly`.
    pub access: Access,
    /// `enum` (and `const`, as an enum of one value).
    pub values: Option<Vec<Value>>,
    /// What the document calls the values, where it does.
    pub value_words: Vec<ValueWords>,
    /// `allOf`.
    pub all_of: Vec<SchemaId>,
    /// `anyOf`.
    pub any_of: Vec<SchemaId>,
    /// `oneOf`.
    pub one_of: Vec<SchemaId>,
    /// `discriminator`.
    pub discriminator: Option<Discriminator>,
    /// `properties`, in document order.
    pub properties: IndexMap<String, SchemaId>,
    /// `required`, in document order, without duplicates.
    pub required: Vec<String>,
    /// `additionalProperties`.
    pub additional: Additional,
    /// `patternProperties`.
    pub pattern_properties: IndexMap<String, SchemaId>,
    /// `then`, `else` and `dependentSchemas`: what holds of some values, each with properties of its own.
    pub conditional: Vec<SchemaId>,
    /// `items`.
    pub items: Option<SchemaId>,
    /// `prefixItems`.
    pub prefix_items: Vec<SchemaId>,
    /// `minimum`/`exclusiveMinimum`, the larger one.
    pub minimum: Option<f64>,
    /// `maximum`/`exclusiveMaximum`, the smaller one.
    pub maximum: Option<f64>,
    /// Whether these two are values themselves.
    pub edges: (Edge, Edge),
    /// `minLength` and `maxLength`, in characters.
    pub length: (Option<u64>, Option<u64>),
    /// `pattern`.
    pub pattern: Option<String>,
    /// `contentEncoding`.
    pub content_encoding: Option<String>,
    /// `contentMediaType`.
    pub content_media_type: Option<String>,
    /// `contentSchema`.
    pub content_schema: Option<SchemaId>,
    /// `x-legenda-name`: the name of the type.
    pub name: Option<String>,
    /// The schema `false`: nothing is valid.
    pub never: bool,
}
