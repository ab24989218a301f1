//! What the document says about reaching its service.

use secrecy::SecretString;

use super::builder::ClientBuilder;

/// The facts of one document; each client has one, as a `static`.
#[derive(Debug)]
pub struct Service {
    /// The package's name, for `User-Agent`.
    pub name: &'static str,
    /// The package's version, for `User-Agent`.
    pub version: &'static str,
    /// The servers of the document; the first one is the default.
    pub servers: &'static [ServerTemplate],
    /// The names of all variables in URLs of servers, those of single operations included.
    pub server_variables: &'static [&'static str],
    /// The environment variable of the base URL.
    pub base_url_variable: Option<&'static str>,
    /// The security schemes, in document order.
    pub credentials: &'static [CredentialScheme],
    /// What operations without a requirement of their own ask for.
    pub security: Requirement,
    /// What the document requires of all operations: a client that has only a part of it is not set up rightly.
    pub demanded: Requirement,
    /// How failures are met unless the caller says otherwise.
    pub retry: RetryDefaults,
    /// The object that answers are wrapped in.
    pub envelope: Option<EnvelopeNames>,
}

/// The scopes that an operation asks a scheme's tokens for, by the scheme's index in [`Service::credentials`].
#[allow(dead_code, reason = "a document may have no tokens with scopes")]
pub type Scopes = &'static [(usize, &'static [&'static str])];

/// Alternatives in document order, each naming schemes by their index in [`Service::credentials`], all of which are sent
/// together. None, or an empty one among them: anonymous calls are allowed.
pub type Requirement = &'static [&'static [usize]];

/// A base URL, possibly with variables: `https://{region}.example.com/v1`.
#[derive(Debug)]
pub struct ServerTemplate {
    /// The template.
    pub url: &'static str,
    /// Its variables.
    pub variables: &'static [ServerVariable],
}

/// A variable of a [`ServerTemplate`].
#[derive(Debug)]
pub struct ServerVariable {
    /// The name in the template.
    pub name: &'static str,
    /// The value if the caller gives none.
    pub default: &'static str,
    /// The allowed values; empty: any.
    pub values: &'static [&'static str],
}

/// A security scheme of the document.
#[derive(Debug)]
pub struct CredentialScheme {
    /// The builder's setter.
    pub name: &'static str,
    /// How it is sent.
    pub kind: CredentialKind,
    /// The environment variables that hold it: one, or user name and password, or a client's id and secret.
    pub variables: &'static [&'static str],
    /// What becomes of an id and a secret in these variables, where tokens are had by them.
    pub grant: Option<fn(ClientBuilder, SecretString, SecretString) -> ClientBuilder>,
}

/// How a credential is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "a document uses only some of them")]
pub enum CredentialKind {
    /// `Authorization: Bearer …`.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// `Authorization: <scheme> …`.
    Scheme(&'static str),
    /// A header of this name.
    Header(&'static str),
    /// A query parameter of this name.
    Query(&'static str),
    /// A cookie of this name.
    Cookie(&'static str),
}

/// How failures are met, in milliseconds.
#[derive(Debug, Clone, Copy)]
pub struct RetryDefaults {
    /// Attempts after the first one.
    pub max_retries: u32,
    /// The wait before the first of them.
    pub initial_delay_ms: u64,
    /// The longest wait that the client chooses by itself.
    pub max_delay_ms: u64,
    /// The longest wait that the server may ask for.
    pub max_retry_after_ms: u64,
    /// The time limit of one attempt.
    pub timeout_ms: u64,
    /// The header of a key by which the server knows a call that it has had already.
    pub idempotency_header: Option<&'static str>,
    /// The header that says how many attempts at the call there have been before.
    pub count_header: Option<&'static str>,
}

/// The properties of the object that answers are wrapped in.
#[derive(Debug, Clone, Copy)]
#[allow(dead_code, reason = "only documents with enveloped answers read all of them")]
pub struct EnvelopeNames {
    /// What methods return.
    pub result: &'static str,
    /// `false` makes an answer an error.
    pub success: Option<&'static str>,
    /// The list of errors.
    pub errors: Option<&'static str>,
    /// The list of messages.
    pub messages: Option<&'static str>,
}
