//! Bodies that requests have: media types, forms, and the parts of multipart ones.

use super::types::{TypeId, TypeRef};
use super::{Docs, Ident};

/// One media type that an operation accepts, where it accepts several.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyVariant {
    /// Its name: `Json`, `Multipart`.
    pub name: Ident,
    /// What it is.
    pub docs: Docs,
    /// How it is sent.
    pub content: Content,
}

/// How a request body is sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// The media type as the document writes it.
    pub media_type: String,
    /// What it is made of.
    pub kind: ContentKind,
}

/// What a request body is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum ContentKind {
    /// JSON, of any spelling.
    Json(TypeRef),
    /// `application/x-www-form-urlencoded`, of a type that is an object.
    Form {
        /// The object.
        ty: TypeRef,
        /// How each property is written, where it is not `form` with `explode`.
        encoding: Vec<FormEncoding>,
    },
    /// Items of this type, each of which is one line of JSON.
    Lines(TypeRef),
    /// `multipart/form-data`.
    Multipart(Multipart),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

/// How one property of a form is written.
#[derive(Debug, Clone, PartialEq)]
pub struct FormEncoding {
    /// The property.
    pub wire: String,
    /// How.
    pub style: super::Style,
}

/// A multipart body: a struct of its own that is never JSON. `TypeDef::kind` is `Struct` for its fields;
/// file fields have [`PartKind::File`] here and are emitted as `Part`.
#[derive(Debug, Clone, PartialEq)]
pub struct Multipart {
    /// The struct.
    pub ty: TypeId,
    /// What becomes of each field, in the same order.
    pub parts: Vec<MultipartPart>,
    /// How the parts are sent that have no field of their own, if there may be some: [`super::Struct::rest`] is there then.
    pub rest: Option<PartKind>,
}

/// One field of a multipart body.
#[derive(Debug, Clone, PartialEq)]
pub struct MultipartPart {
    /// How it is sent.
    pub kind: PartKind,
    /// `encoding.contentType`, where there is one.
    pub content_type: Option<String>,
    /// `encoding.headers`.
    pub headers: Vec<PartHeader>,
}

/// A header of a part.
#[derive(Debug, Clone, PartialEq)]
pub struct PartHeader {
    /// The header.
    pub wire: String,
    /// How its value is written.
    pub style: super::Style,
    /// Where the value is.
    pub value: PartHeaderValue,
}

/// Where the value of a part's header is.
#[derive(Debug, Clone, PartialEq)]
pub enum PartHeaderValue {
    /// In the field of this index, whose part is [`PartKind::Header`].
    Field(usize),
    /// It can only be this.
    Constant(String),
}

/// How a part is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// A file: bytes, a file name and a content type, by the runtime's `Part`.
    File,
    /// Several files under one name.
    Files,
    /// A scalar as text; a list as one part for each item.
    Text,
    /// One JSON text.
    Json,
    /// It is no part, but a header of the part before it.
    Header,
}
