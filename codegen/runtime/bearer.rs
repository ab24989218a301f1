//! Bearer tokens that are had when they are needed.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use reqwest::StatusCode;
use reqwest::header::HeaderValue;

use super::client::{PlainHttp, Shared};
use super::error::Error;
use super::failure::ConfigError;
use super::server::BaseUrl;

/// Where a bearer token comes from, call by call.
pub(super) trait TokenSource: Send + Sync {
    /// Says what is wrong with it for a client of this service.
    fn check(&self, base: &BaseUrl, plain_http: PlainHttp) -> Result<(), ConfigError>;

    /// The value of `Authorization`.
    fn header<'a>(&'a self, shared: &'a Shared) -> HeaderFuture<'a>;

    /// Says that the service does not take this value, so that the next call gets another.
    fn refuse(&self, header: &HeaderValue);
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
        Self { problem: problem.into().into_boxed_str(), lasting, source: None }
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
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no token: {}", self.problem)
    }
}

impl std::error::Error for TokenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| &**source as _)
    }
}
