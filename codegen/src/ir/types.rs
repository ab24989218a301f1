//! The types of the emitted crate.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{BodyVariant, Docs, Ident};
use crate::document::Status;
use crate::schema::{Access, Deprecation};
use crate::source::At;

/// An index into [`super::Api::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub(crate) u32);

impl TypeId {
    /// Of the type at this index.
    pub(crate) fn of(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// A type that is emitted by name.
#[derive(Debug, Clone)]
pub struct TypeDef {
    /// Its name, unique in the crate.
    pub name: Ident,
    /// What it is.
    pub docs: Docs,
    /// Where the document declares it.
    pub at: Option<At>,
    /// The top-level resources that use it.
    pub users: Users,
    /// In which directions it travels.
    pub direction: Direction,
    /// Whether the document deprecates it.
    pub deprecation: Deprecation,
    /// Its shape.
    pub kind: TypeKind,
}

/// Who uses a type: where it stands, and which cargo features have it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Users {
    /// Nothing reaches it, and it is not emitted.
    #[default]
    Nobody,
    /// These top-level resources, by [`super::Resource::module`].
    Resources(BTreeSet<String>),
    /// Many, or what belongs to no resource.
    Everyone,
}

/// In which directions a type travels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Direction {
    /// Some request holds it.
    pub request: Travels,
    /// Some response holds it.
    pub response: Travels,
}

/// Whether a type travels in one direction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Travels {
    /// It does.
    Yes,
    /// It does not.
    #[default]
    No,
}

/// The shape of a [`TypeDef`].
#[derive(Debug, Clone, PartialEq)]
pub enum TypeKind {
    /// An object.
    Struct(Struct),
    /// An open enum of strings.
    StringEnum(Vec<StringVariant>),
    /// An open enum of integers.
    IntegerEnum(Vec<IntegerVariant>),
    /// An open enum of any JSON values.
    ValueEnum(Vec<ValueVariant>),
    /// One of several types.
    Union(Union),
    /// What an operation answers, or fails with, told apart by status and media type.
    Responses(Vec<ResponseVariant>),
    /// What an operation accepts, by media type.
    Bodies(Vec<BodyVariant>),
}

/// An object.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Struct {
    /// Its properties, in document order.
    pub fields: Vec<Field>,
    /// What `additionalProperties` allows beside them.
    pub rest: Option<Rest>,
    /// The list that it is the answer with, if some answer that comes in pages is this object or holds it.
    pub listing: Option<Listing>,
}

/// The list of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// The field that is the list, or holds it.
    pub field: Ident,
    /// What the list holds.
    pub item: TypeRef,
}

/// One property.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The field.
    pub name: Ident,
    /// The property.
    pub wire: String,
    /// What it is.
    pub docs: Docs,
    /// The type of a value that is there and not null.
    pub ty: TypeRef,
    /// Whether it may be missing or null.
    pub presence: Presence,
    /// In which direction it is sent.
    pub access: Access,
    /// The only value that it can have: filled in by `new`, which does not ask for it.
    pub constant: Option<Value>,
    /// Whether the document deprecates it.
    pub deprecation: Deprecation,
}

/// Whether a property may be missing or null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// `T`.
    Required,
    /// `Option<T>`, written as null when it is `None`, and an error when it is missing.
    RequiredNullable,
    /// `Option<T>`, left out when it is `None`; a null is read as `None`.
    Optional,
    /// `Maybe<T>`: absent, null or a value.
    OptionalNullable,
}

/// The field for properties that the document does not name.
#[derive(Debug, Clone, PartialEq)]
pub struct Rest {
    /// The field's name.
    pub name: Ident,
    /// The type of each value.
    pub ty: TypeRef,
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// `bool`.
    Bool,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `u32`.
    U32,
    /// `u64`.
    U64,
    /// `f64`.
    F64,
    /// `String`.
    String,
    /// Text of a known format, kept as it came.
    Format(Format),
    /// `serde_json::Value`.
    Json,
    /// A type of [`super::Api::types`].
    Named(TypeId),
    /// `Vec<T>`.
    List(Box<TypeRef>),
    /// `BTreeMap<String, T>`.
    Map(Box<TypeRef>),
    /// `Option<T>` inside a list, a map or an answer: null is `None`.
    Nullable(Box<TypeRef>),
    /// `Box<T>`, where recursion needs it.
    Boxed(Box<TypeRef>),
}

/// A runtime type that holds text of a known format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// RFC 3339.
    DateTime,
    /// `2026-11-22`.
    Date,
    /// `12:30:00Z`.
    Time,
    /// ISO 8601.
    Duration,
    /// RFC 9562.
    Uuid,
    /// An IPv4 address.
    Ipv4,
    /// An IPv6 address.
    Ipv6,
    /// An IP address of either kind.
    Ip,
    /// RFC 3986.
    Uri,
    /// A decimal number in text.
    Decimal,
    /// Base64.
    Base64,
}

/// A variant of an open enum of strings; `Unknown(String)` is added by render.
#[derive(Debug, Clone, PartialEq)]
pub struct StringVariant {
    /// Its name.
    pub name: Ident,
    /// The text.
    pub wire: String,
    /// What it is.
    pub docs: Docs,
}

/// A variant of an open enum of integers; `Unknown(i64)` is added by render.
#[derive(Debug, Clone, PartialEq)]
pub struct IntegerVariant {
    /// Its name.
    pub name: Ident,
    /// The number.
    pub wire: i64,
    /// What it is.
    pub docs: Docs,
}

/// A variant of an open enum of JSON values; `Unknown(Value)` is added by render.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueVariant {
    /// Its name.
    pub name: Ident,
    /// The value.
    pub wire: Value,
    /// What it is.
    pub docs: Docs,
}

/// One of several types; `Unknown(Value)` is added by render.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// Its variants, in document order.
    pub variants: Vec<UnionVariant>,
    /// The property that names the variant, where the document says so.
    pub discriminator: Option<String>,
}

/// One variant of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct UnionVariant {
    /// Its name.
    pub name: Ident,
    /// What it is.
    pub docs: Docs,
    /// What it holds. Never `Nullable`: null is taken out of the union.
    pub ty: TypeRef,
    /// How a value of it is recognised.
    pub rule: Rule,
}

/// How a value of a variant is recognised, all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rule {
    /// The JSON types that it can have: `null boolean integer number string array object`, as of [`crate::schema::JsonType`].
    pub types: crate::schema::Types,
    /// The discriminator's values that name this variant; empty without a discriminator.
    pub tags: Vec<String>,
    /// Properties that can only have these values (JSON), each required.
    pub constants: Vec<(String, Vec<String>)>,
    /// Properties that must be there, beside the constants.
    pub required: Vec<String>,
    /// All properties that it knows.
    pub known: Vec<String>,
    /// For a variant of text: the only texts that it can have. Empty: any.
    pub texts: Vec<String>,
}

/// One answer of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseVariant {
    /// Its name: `Ok`, `Created`, `NotFound`, `ClientError`, `Default`.
    pub name: Ident,
    /// What it is.
    pub docs: Docs,
    /// For which status.
    pub status: Status,
    /// The media type as the document writes it; empty when there is no body.
    pub media_type: String,
    /// What it holds.
    pub payload: Payload,
}

/// What an answer holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Payload {
    /// No body.
    Nothing,
    /// JSON.
    Json(TypeRef),
    /// Text, strict UTF-8.
    Text,
    /// Bytes.
    Bytes,
}
