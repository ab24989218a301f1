//! The methods of the emitted crate: one for each operation.

use super::{Content, Docs, Ident, Paging, Security, Server, TypeId, TypeRef, Waiting};
use crate::document::{Explode, ParameterPlace, ParameterStyle, Reserved, Verb};
use crate::schema::Deprecation;
use crate::source::At;

/// One operation.
#[derive(Debug, Clone)]
pub struct Method {
    /// Its name in its resource.
    pub name: Ident,
    /// What it does: summary, description, permissions, what it fails with.
    pub docs: Docs,
    /// The operation.
    pub at: At,
    /// The HTTP method.
    pub verb: Verb,
    /// The path template; `{name}` for each path parameter.
    pub path: String,
    /// The required parameters, positional: path in URL order, then query, header, cookie in document order.
    pub arguments: Vec<Argument>,
    /// The optional parameters, if there are any.
    pub params: Option<Params>,
    /// A required body: the last argument. An optional one stands in `params`.
    pub body: Option<Body>,
    /// What it answers.
    pub returns: Returns,
    /// How the list that it answers comes in pages.
    pub paging: Option<Paging>,
    /// What its answer says when something is done.
    pub waiting: Option<Waiting>,
    /// The type of its error bodies, a [`super::TypeKind::Responses`], if the document declares any.
    pub errors: Option<TypeId>,
    /// The headers that the document declares for its answers, failures included, each once.
    pub headers: Vec<ResponseHeader>,
    /// What it asks for, where that is not the client's own requirement.
    pub security: Option<Security>,
    /// The scopes that it asks a credential's tokens for, by the credential's index, where they are not the client's own.
    pub scopes: Vec<(usize, Vec<String>)>,
    /// Its servers, where they are not the client's own.
    pub servers: Vec<Server>,
    /// Whether the document deprecates it.
    pub deprecation: Deprecation,
}

/// A header of an answer: for the docs alone, since any header can be read.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseHeader {
    /// The name.
    pub wire: String,
    /// The type of its value, if that is a scalar.
    pub ty: TypeRef,
    /// What it is, if the document says it.
    pub docs: Docs,
}

impl Method {
    /// Whether what it answers is a list, of one page or of many.
    pub fn lists(&self) -> bool {
        self.paging.is_some() || matches!(self.returns, Returns::Page { .. })
    }
}

/// How a parameter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Style {
    /// The style.
    pub style: ParameterStyle,
    /// `explode`.
    pub explode: Explode,
    /// `allowReserved`.
    pub reserved: Reserved,
}

impl Style {
    /// What the specification gives a parameter of this place that says nothing.
    pub fn default_of(place: ParameterPlace) -> Self {
        let (style, explode) = match place {
            ParameterPlace::Path | ParameterPlace::Header => (ParameterStyle::Simple, Explode::No),
            ParameterPlace::Query | ParameterPlace::Cookie => (ParameterStyle::Form, Explode::Yes),
        };
        Self { style, explode, reserved: Reserved::Encoded }
    }
}

/// One parameter.
#[derive(Debug, Clone)]
pub struct Argument {
    /// The argument or field.
    pub name: Ident,
    /// The name on the wire.
    pub wire: String,
    /// What it is, if the document says it.
    pub docs: Docs,
    /// Its type. A scalar of a text format is `String` here when it is positional.
    pub ty: TypeRef,
    /// Where it goes.
    pub place: ParameterPlace,
    /// How it is written.
    pub style: Style,
    /// Whether the document deprecates it.
    pub deprecation: Deprecation,
}

/// The optional parameters of an operation, as one struct with setters.
#[derive(Debug, Clone)]
pub struct Params {
    /// The struct: `CaptionsListParams`, unique in the crate.
    pub name: Ident,
    /// What it is.
    pub docs: Docs,
    /// Its fields, each an `Option`.
    pub fields: Vec<Argument>,
    /// An optional body, as the field and setter `body`.
    pub body: Option<Body>,
}

/// A request body.
#[derive(Debug, Clone)]
pub struct Body {
    /// What it is.
    pub docs: Docs,
    /// How it is sent.
    pub kind: BodyKind,
}

/// How a body is sent.
#[derive(Debug, Clone)]
pub enum BodyKind {
    /// In one way.
    One(Content),
    /// In one of several ways: a [`super::TypeKind::Bodies`].
    Several(TypeId),
}

/// What a method answers.
#[derive(Debug, Clone)]
pub enum Returns {
    /// Nothing: `()`.
    Nothing,
    /// JSON.
    Json {
        /// The type.
        ty: TypeRef,
        /// The `Accept` header.
        accept: String,
    },
    /// The `result` of the document's envelope.
    Enveloped {
        /// The type of `result`.
        ty: TypeRef,
    },
    /// A list in the document's envelope: one page.
    Page {
        /// The type of an item.
        item: TypeRef,
        /// The type of an item of `errors` and `messages`.
        message: TypeRef,
    },
    /// Text, strict UTF-8.
    Text {
        /// The `Accept` header.
        accept: String,
    },
    /// Bytes.
    Bytes {
        /// The `Accept` header.
        accept: String,
    },
    /// `text/event-stream`.
    Events {
        /// The type of an event's data.
        ty: TypeRef,
    },
    /// JSON texts, one a line.
    Lines {
        /// The type of a line.
        ty: TypeRef,
        /// The `Accept` header.
        accept: String,
    },
    /// One of several: a [`super::TypeKind::Responses`].
    Several {
        /// The type.
        ty: TypeId,
        /// The `Accept` header.
        accept: String,
    },
}
