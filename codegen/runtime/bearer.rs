//! Bearer tokens that are had when they are needed.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderValue;

use super::client::{PlainHttp, Shared};
use super::error::Error;
use super::failure::{ConfigError, Hindrance, write_attempts};
use super::server::BaseUrl;

/// Where a bearer token comes from, call by call.
pub(super) trait TokenSource: Send + Sync {
    /// Says what is wrong with it for a client of this service.
    fn check(&self, base: &BaseUrl, plain_http: PlainHttp) -> Result<(), ConfigError>;

    /// The value of `Authorization` for a call that asks for these scopes; `None`: for those of the whole document.
    fn header<'a>(&'a self, scopes: Option<ScopeList>, shared: &'a Shared) -> HeaderFuture<'a>;

    /// Says that the service does not take this value, so that the next call gets another.
    fn refuse(&self, header: &HeaderValue);
}

/// The scopes of one token.
pub(super) type ScopeList = &'static [&'static str];

/// The token that a call needs.
pub(super) struct Bearer {
    source: Arc<dyn TokenSource>,
    scopes: Option<ScopeList>,
}

impl Bearer {
    pub(super) fn new(source: Arc<dyn TokenSource>) -> Self {
        Self { source, scopes: None }
    }

    /// Says which scopes the call asks for; `None`: those of the whole document.
    pub(super) fn ask_for(&mut self, scopes: Option<ScopeList>) {
        self.scopes = scopes;
    }

    /// The value of `Authorization`.
    pub(super) async fn header(&self, shared: &Shared) -> Result<HeaderValue, TokenError> {
        self.source.header(self.scopes, shared).await
    }

    /// Says that the service does not take this value.
    pub(super) fn refuse(&self, header: &HeaderValue) {
        self.source.refuse(header);
    }
}

/// The future of a token.
#[cfg(not(target_arch = "wasm32"))]
pub(super) type HeaderFuture<'a> = Pin<Box<dyn Future<Output = Result<HeaderValue, TokenError>> + Send + 'a>>;

/// The future of a token.
#[cfg(target_arch = "wasm32")]
pub(super) type HeaderFuture<'a> = Pin<Box<dyn Future<Output = Result<HeaderValue, TokenError>> + 'a>>;

/// Whether a call was refused for its token, before anything was executed.
pub(super) fn is_refused(error: &Error) -> bool {
    matches!(error, Error::Status(error) if error.status() == StatusCode::UNAUTHORIZED && error.answer().hops == 0)
}

/// There was no token, so the service was not asked.
#[derive(Debug, Clone)]
pub struct TokenError {
    problem: Box<str>,
    lasting: Lasting,
    hindrance: Hindrance,
    /// How long the token endpoint asks to wait.
    retry_after: Option<Duration>,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

/// Whether another attempt may succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "a document may have no tokens")]
pub(super) enum Lasting {
    /// It may.
    No,
    /// It may not.
    Yes,
}

#[allow(dead_code, reason = "a document may have no tokens")]
impl TokenError {
    pub(super) fn new(problem: impl Into<String>, lasting: Lasting) -> Self {
        Self {
            problem: problem.into().into_boxed_str(),
            lasting,
            hindrance: Hindrance::None,
            retry_after: None,
            source: None,
        }
    }

    pub(super) fn asking_for(self, retry_after: Option<Duration>) -> Self {
        Self { retry_after, ..self }
    }

    pub(super) fn caused_by(self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { source: Some(Arc::from(source.into())), ..self }
    }
}

impl TokenError {
    /// Whether the same call may succeed later.
    pub fn is_retryable(&self) -> bool {
        self.lasting == Lasting::No
    }

    /// How long the token endpoint asks to wait before the next attempt.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// What kept the call from another attempt.
    pub(super) fn hindrance(&self) -> Hindrance {
        self.hindrance
    }

    /// Says so.
    pub(super) fn hinder(&mut self, hindrance: Hindrance) {
        self.hindrance = hindrance;
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no token: {}", self.problem)?;
        write_attempts(f, 0, self.hindrance)
    }
}

impl std::error::Error for TokenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| &**source as _)
    }
}
