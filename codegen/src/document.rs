//! A document as lowering sees it: `openapiv3` objects with their places, schemas in one arena, every `$ref` followed.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::schema::{SchemaId, Schemas};
use crate::source::At;

/// An object and where it stands.
#[derive(Debug, Clone)]
pub struct Located<T> {
    /// Where it stands: the object itself, not the reference to it.
    pub at: At,
    /// The object.
    pub value: T,
}

/// A document, of whatever number of files.
#[derive(Debug)]
pub struct Document {
    /// The text of `openapi`.
    pub version: String,
    /// `info`.
    pub info: openapiv3::Info,
    /// `servers`.
    pub servers: Vec<Located<openapiv3::Server>>,
    /// `security`; `None` when the document has none.
    pub security: Option<Vec<SecurityRequirement>>,
    /// `components.securitySchemes`.
    pub security_schemes: IndexMap<String, Located<SecurityScheme>>,
    /// `tags`.
    pub tags: Vec<openapiv3::Tag>,
    /// The operations of `paths`, in document order.
    pub operations: Vec<Operation>,
    /// The request bodies that the server sends: `webhooks` and `callbacks`.
    pub webhooks: Vec<Webhook>,
    /// All schemas.
    pub schemas: Schemas,
    /// `components.schemas` of the merged fragments.
    pub component_schemas: IndexMap<String, SchemaId>,
    /// Schemas that are whole files, by the name of the file.
    pub file_schemas: Vec<(SchemaId, String)>,
    /// How many operations `paths` holds, whatever became of them.
    pub total_operations: usize,
    /// Operations that could not be read at all: verb, path, reason, place.
    pub unreadable: Vec<Unreadable>,
}

/// An operation that could not be read.
#[derive(Debug, Clone)]
pub struct Unreadable {
    /// `get`, …
    pub method: String,
    /// The path template.
    pub path: String,
    /// Why.
    pub reason: String,
    /// Where.
    pub at: At,
}

/// One alternative of `security`: all of these schemes together, with their scopes. Empty: anonymous.
pub type SecurityRequirement = IndexMap<String, Vec<String>>;

/// One entry of `components.securitySchemes`.
#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "a document has a few of them")]
pub enum SecurityScheme {
    /// One that `openapiv3` knows.
    Known(openapiv3::SecurityScheme),
    /// `mutualTLS`: the transport's matter.
    MutualTls,
}

/// The HTTP method of an operation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verb {
    /// `GET`.
    Get,
    /// `PUT`.
    Put,
    /// `POST`.
    Post,
    /// `DELETE`.
    Delete,
    /// `OPTIONS`.
    Options,
    /// `HEAD`.
    Head,
    /// `PATCH`.
    Patch,
    /// `TRACE`.
    Trace,
    /// `QUERY` (`OpenAPI` 3.2).
    Query,
    /// Another one, as `additionalOperations` writes it (`OpenAPI` 3.2).
    Other(Arc<str>),
}

/// One operation of `paths`.
#[derive(Debug, Clone)]
pub struct Operation {
    /// The operation object.
    pub at: At,
    /// The HTTP method.
    pub verb: Verb,
    /// The path template, as it is written.
    pub path: String,
    /// `operationId`.
    pub operation_id: Option<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `externalDocs.url`.
    pub external_docs: Option<String>,
    /// `tags`.
    pub tags: Vec<String>,
    /// `deprecated`.
    pub deprecation: crate::schema::Deprecation,
    /// `security`; `None` when the operation has none of its own.
    pub security: Option<Vec<SecurityRequirement>>,
    /// `servers` of the operation, else of the path item; `None` when neither has any.
    pub servers: Option<Vec<Located<openapiv3::Server>>>,
    /// Path-level and own parameters, the own ones having replaced those of the same place and name.
    pub parameters: Vec<Parameter>,
    /// `requestBody`.
    pub request_body: Option<RequestBody>,
    /// `responses`, in document order, `default` included.
    pub responses: Vec<Response>,
    /// `x-legenda-*`, without the prefix.
    pub extensions: IndexMap<String, serde_json::Value>,
}

impl Operation {
    /// What it is called where it has no other name: `GET /pets`.
    pub fn key(&self) -> String {
        format!("{} {}", self.verb.as_str(), self.path)
    }
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ParameterPlace {
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// In a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

/// How a parameter's value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ParameterStyle {
    /// `a,b`.
    Simple,
    /// `.a.b`.
    Label,
    /// `;name=a`.
    Matrix,
    /// `name=a&name=b` or `name=a,b`.
    Form,
    /// `name=a%20b`.
    SpaceDelimited,
    /// `name=a|b`.
    PipeDelimited,
    /// `name[key]=a`.
    DeepObject,
    /// One JSON text: `content` with a JSON media type.
    Json,
}

/// Whether a thing must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// It may be left out.
    Optional,
}

/// Whether lists and objects are spread over several values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Explode {
    /// `explode: true`.
    Yes,
    /// `explode: false`.
    No,
}

/// Whether reserved characters stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reserved {
    /// `allowReserved: true`.
    Allowed,
    /// They are percent-encoded.
    Encoded,
}

/// A parameter of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// The parameter object.
    pub at: At,
    /// Its name on the wire.
    pub name: String,
    /// Where it goes.
    pub place: ParameterPlace,
    /// `required` (always, for a path parameter).
    pub need: Need,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecation: crate::schema::Deprecation,
    /// `style`, or the place's default; [`ParameterStyle::Json`] for JSON `content`.
    pub style: ParameterStyle,
    /// `explode`, or the style's default.
    pub explode: Explode,
    /// `allowReserved`.
    pub reserved: Reserved,
    /// Its schema, if it has one.
    pub schema: Option<SchemaId>,
}

/// `requestBody`.
#[derive(Debug, Clone)]
pub struct RequestBody {
    /// The request body object.
    pub at: At,
    /// `description`.
    pub description: Option<String>,
    /// `required`.
    pub need: Need,
    /// `content`, in document order.
    pub content: IndexMap<String, MediaType>,
}

/// One entry of `content`.
#[derive(Debug, Clone)]
pub struct MediaType {
    /// The media type object.
    pub at: At,
    /// Its schema, if it has one.
    pub schema: Option<SchemaId>,
    /// `itemSchema` (`OpenAPI` 3.2).
    pub item_schema: Option<SchemaId>,
    /// `encoding`, by property.
    pub encoding: IndexMap<String, Encoding>,
}

/// How one property of a form or multipart body is written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Encoding {
    /// `contentType`.
    pub content_type: Option<String>,
    /// `style`.
    pub style: Option<ParameterStyle>,
    /// `explode`.
    pub explode: Option<Explode>,
    /// `allowReserved`.
    pub reserved: Option<Reserved>,
    /// `headers`, only of multipart.
    pub headers: Vec<Parameter>,
}

/// For which status a response is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// One code.
    Code(u16),
    /// `2XX`: the first digit.
    Range(u8),
    /// `default`.
    Default,
}

/// One entry of `responses`.
#[derive(Debug, Clone)]
pub struct Response {
    /// The response object.
    pub at: At,
    /// For which status.
    pub status: Status,
    /// `description`.
    pub description: String,
    /// `headers`.
    pub headers: Vec<Parameter>,
    /// `content`, in document order.
    pub content: IndexMap<String, MediaType>,
}

/// A request that the server sends.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// The operation object.
    pub at: At,
    /// The name of the webhook or callback.
    pub name: String,
    /// `summary` or `description`.
    pub description: Option<String>,
    /// What it sends.
    pub request_body: Option<RequestBody>,
}
