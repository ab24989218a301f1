//! The one error of the crate.
//!
//! One enum, because most callers ask the same few questions of any failure ([`Error::status`], [`Error::retry_after`],
//! [`Error::is_retryable`]) and few match on its kind. Nothing that the server sent is lost: status, headers and body stay
//! with the error. Its texts hold no credential, and show server text escaped and shortened.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;

use super::bearer::TokenError;
use super::error_detail::{ErrorDetail, without_bom};
use super::failure::{ConfigError, ConnectionError, FileError, Hindrance, RequestError, RuntimeError, TimeoutError};
use super::response_error::{DecodeError, StatusError};

/// What can go wrong with a call.
///
/// ```text
/// match client.videos().get(id).await {
///     Ok(video) => …,
///     Err(error) if error.status() == Some(StatusCode::NOT_FOUND) => …,
///     Err(error) => return Err(error.into()),
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The client is not set up rightly; nothing was sent.
    Config(ConfigError),
    /// The request cannot be put together; nothing was sent.
    Request(RequestError),
    /// There was no token for the request; it was not sent.
    Token(Box<TokenError>),
    /// The connection failed: the server may or may not have seen the request.
    Connection(ConnectionError),
    /// No complete answer came in time: the server may or may not have seen the request.
    Timeout(TimeoutError),
    /// The server answered with a status that is not a success.
    Status(Box<StatusError>),
    /// The server answered with a success status and a body that says that the call failed.
    Api(Box<StatusError>),
    /// The answer is not what the document promises.
    Decode(Box<DecodeError>),
    /// The answer could not be written to a file.
    File(Box<FileError>),
    /// The call was ended by its [`CancelToken`](super::cancel::CancelToken): the server may or may not have seen the request.
    Cancelled,
    /// The call was made where it cannot run.
    Runtime(RuntimeError),
}

impl Error {
    /// The status of the answer, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Status(error) | Self::Api(error) => Some(error.status()),
            Self::Decode(error) => Some(error.status()),
            _ => None,
        }
    }

    /// The headers of the answer, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Status(error) | Self::Api(error) => Some(error.headers()),
            Self::Decode(error) => Some(error.headers()),
            _ => None,
        }
    }

    /// The body of the answer as it came, if there was one.
    pub fn body(&self) -> Option<&Bytes> {
        match self {
            Self::Status(error) | Self::Api(error) => Some(error.body()),
            Self::Decode(error) => Some(error.body()),
            _ => None,
        }
    }

    /// The body of the answer, read as JSON of this type. `None` when there was no answer or it is not of this type.
    pub fn body_as<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(without_bom(self.body()?)).ok()
    }

    /// The errors that the body lists, in its order; empty when there are none to be found.
    pub fn errors(&self) -> &[ErrorDetail] {
        match self {
            Self::Status(error) | Self::Api(error) => error.errors(),
            _ => &[],
        }
    }

    /// The server's identifier of the call (`cf-ray`, `x-request-id` and the like): what its support will ask for.
    pub fn request_id(&self) -> Option<&str> {
        super::response::request_id(self.headers()?)
    }

    /// How long the server asks to wait before the next attempt.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status(error) | Self::Api(error) => error.retry_after(),
            Self::Token(error) => error.retry_after(),
            _ => None,
        }
    }

    /// How often the request was sent, if it was.
    pub fn attempts(&self) -> Option<u32> {
        match self {
            Self::Connection(error) => Some(error.attempts()),
            Self::Timeout(error) => Some(error.attempts()),
            Self::Status(error) | Self::Api(error) => Some(error.attempts()),
            Self::Decode(error) => Some(error.attempts()),
            _ => None,
        }
    }

    /// Whether the same call may succeed later: a failed connection, a timeout, 408, 429, or a server's failure, unless the
    /// server says in `x-should-retry` what is true.
    ///
    /// Whether it may be *repeated* is another question: after a failed connection or a timeout, a call that changes something
    /// may have done so.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Connection(error) => !error.is_lasting(),
            Self::Timeout(error) => error.is_of_a_call(),
            Self::Token(error) => error.is_retryable(),
            Self::Status(error) => super::retry::may_pass(error.status(), error.headers()),
            _ => false,
        }
    }

    /// Whether the call was not tried again, which it would have been, because its body is a stream that can be sent only
    /// once.
    pub fn is_body_spent(&self) -> bool {
        self.hindrance() == Hindrance::Body
    }

    /// Whether the call was not tried again, which it would have been, because too many calls of the client have failed
    /// ([`ClientBuilder::retry_budget`](super::builder::ClientBuilder::retry_budget)).
    pub fn is_budget_spent(&self) -> bool {
        self.hindrance() == Hindrance::Budget
    }

    fn hindrance(&self) -> Hindrance {
        match self {
            Self::Token(error) => error.hindrance(),
            Self::Connection(error) => error.hindrance(),
            Self::Timeout(error) => error.hindrance(),
            Self::Status(error) | Self::Api(error) => error.hindrance(),
            _ => Hindrance::None,
        }
    }

    /// Says what kept the call from another attempt.
    pub(super) fn hindered_by(mut self, hindrance: Hindrance) -> Self {
        match &mut self {
            Self::Token(error) => error.hinder(hindrance),
            Self::Connection(error) => error.hinder(hindrance),
            Self::Timeout(error) => error.hinder(hindrance),
            Self::Status(error) | Self::Api(error) => error.hinder(hindrance),
            _ => {}
        }
        self
    }

    /// Whether time ran out.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config(error) => error.fmt(f),
            Self::Request(error) => error.fmt(f),
            Self::Token(error) => error.fmt(f),
            Self::Connection(error) => error.fmt(f),
            Self::Timeout(error) => error.fmt(f),
            Self::Status(error) | Self::Api(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::File(error) => error.fmt(f),
            Self::Cancelled => f.write_str("the call was cancelled"),
            Self::Runtime(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // `Display` shows the inner error itself, so the chain goes on with what caused that.
        match self {
            Self::Connection(error) => error.source(),
            Self::Token(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::File(error) => error.source(),
            _ => None,
        }
    }
}

impl From<TokenError> for Error {
    fn from(error: TokenError) -> Self {
        Self::Token(Box::new(error))
    }
}

impl From<ConfigError> for Error {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<RequestError> for Error {
    fn from(error: RequestError) -> Self {
        Self::Request(error)
    }
}
