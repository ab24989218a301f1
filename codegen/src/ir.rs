//! The API as it will be emitted: every name, shape and choice is made; `render` only writes it down.

mod body;
mod method;
mod paging;
mod types;
mod waiting;

pub use body::*;
pub use method::*;
pub use paging::*;
pub use types::*;
pub use waiting::*;

use crate::config::Config;
use crate::schema::Deprecation;

/// A Rust identifier, raw where it has to be. Only [`crate::names`] makes one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ident(pub(crate) String);

impl Ident {
    /// The text, with its `r#` if it has one.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text without `r#`.
    pub fn plain(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }
}

impl quote::ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut proc_macro2::TokenStream) {
        let span = proc_macro2::Span::call_site();
        let ident = match self.0.strip_prefix("r#") {
            Some(plain) => proc_macro2::Ident::new_raw(plain, span),
            None => proc_macro2::Ident::new(&self.0, span),
        };
        quote::ToTokens::to_tokens(&ident, tokens);
    }
}

/// The prose of an item, as Markdown; render wraps and escapes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    /// Paragraphs. The first is the summary, one sentence where the document has one. Never empty after lowering.
    pub paragraphs: Vec<String>,
}

/// A whole client.
#[derive(Debug)]
pub struct Api {
    /// The crate.
    pub package: Package,
    /// `info.title`, `info.description`.
    pub docs: Docs,
    /// `info.version`.
    pub document_version: String,
    /// What the client is built with.
    pub client: ClientSpec,
    /// The top of the resource tree, sorted by name.
    pub resources: Vec<Resource>,
    /// All types, in document order; [`TypeId`] is the index.
    pub types: Vec<TypeDef>,
    /// What `legenda.toml` said.
    pub config: Config,
}

impl Api {
    /// The type with this id.
    pub fn ty(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0 as usize]
    }

    /// The types that are emitted: those that something reaches.
    pub fn reached(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        (0..).map(TypeId).zip(&self.types).filter(|(_, def)| def.users != Users::Nobody)
    }
}

/// The emitted package.
#[derive(Debug, Clone)]
pub struct Package {
    /// The package name, `cloudflare-client`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// One line.
    pub description: String,
    /// An SPDX expression, if the configuration gives one.
    pub license: Option<String>,
    /// A URL.
    pub repository: Option<String>,
}

/// What the emitted `ClientBuilder` knows.
#[derive(Debug, Clone, Default)]
pub struct ClientSpec {
    /// The servers of the document; the first one is the default. Empty: the caller must give a base URL.
    pub servers: Vec<Server>,
    /// The credentials, in document order.
    pub credentials: Vec<Credential>,
    /// The requirement of operations without one of their own: alternatives of indices into `credentials`.
    /// Empty: anonymous.
    pub security: Security,
    /// What the document itself requires of all operations. Where it says nothing, `security` is what most of them require.
    pub demanded: Security,
    /// The environment variable of the base URL.
    pub base_url_variable: Option<String>,
}

/// Alternatives in document order, each an AND of indices into [`ClientSpec::credentials`]. No alternative, or an
/// empty one: anonymous.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Security(pub Vec<Vec<usize>>);

/// One base URL.
#[derive(Debug, Clone, PartialEq)]
pub struct Server {
    /// The template: `https://{region}.example.com/v1`, possibly relative.
    pub url: String,
    /// What it is for.
    pub description: Option<String>,
    /// Its variables, in document order.
    pub variables: Vec<ServerVariable>,
}

/// One variable of a server's URL.
#[derive(Debug, Clone, PartialEq)]
pub struct ServerVariable {
    /// The name in the template.
    pub wire: String,
    /// The value if none is given.
    pub default: String,
    /// The allowed values, if the document lists them.
    pub values: Vec<String>,
    /// What it is for.
    pub description: Option<String>,
}

/// One security scheme.
#[derive(Debug, Clone, PartialEq)]
pub struct Credential {
    /// The name of the scheme in the document.
    pub wire: String,
    /// The builder's setter: `api_token`.
    pub name: Ident,
    /// What it is.
    pub docs: Docs,
    /// How it is sent.
    pub kind: CredentialKind,
    /// The environment variable that it is read from; for basic, of the user name and the password;
    /// those of a client's id and secret where tokens can be had by them.
    pub variables: Vec<String>,
    /// The builder's setter of a provider, of bearer tokens: `api_token_provider`.
    pub provider: Option<Ident>,
    /// How the client can have a token by itself.
    pub grant: Option<Grant>,
}

/// `OAuth2`'s client credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The builder's setter: `oauth_client_credentials`.
    pub name: Ident,
    /// Where tokens are had, possibly relative to the server.
    pub token_url: String,
    /// The scopes of operations without a requirement of their own, sorted.
    pub scopes: Vec<String>,
}

/// How a credential is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CredentialKind {
    /// `Authorization: Bearer …`; also `OAuth2` and `OpenID` Connect access tokens.
    Bearer,
    /// `Authorization: Basic …`, of a user name and a password.
    Basic,
    /// `Authorization: <scheme> …`, another registered scheme.
    Scheme(String),
    /// A header.
    Header(String),
    /// A query parameter.
    Query(String),
    /// A cookie.
    Cookie(String),
}

/// A node of the resource tree.
#[derive(Debug, Clone, Default)]
pub struct Resource {
    /// The accessor: `captions`.
    pub accessor: Option<Ident>,
    /// The struct: `Captions`, unique in the crate among resources.
    pub type_name: Option<Ident>,
    /// The module of a top-level resource, and its cargo feature: `stream`.
    pub module: String,
    /// What it holds.
    pub docs: Docs,
    /// Its methods, in document order.
    pub methods: Vec<Method>,
    /// Its children, sorted by name.
    pub children: Vec<Resource>,
}

/// Whether an item carries `#[deprecated]`.
pub type Deprecated = Deprecation;
