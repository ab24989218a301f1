//! What a request sends: bytes, or a source that they are read from while they are sent.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;

use super::failure::RequestError;
use super::http_body::HttpBody;

/// The content of a request body.
#[derive(Clone)]
pub(super) enum Payload {
    /// All of it.
    Bytes(Bytes),
    /// Where it comes from.
    #[allow(dead_code, reason = "only uploads have it")]
    Source(Arc<dyn Source>),
}

/// What a body is read from.
pub(super) trait Source: Send + Sync {
    /// Opens it for one attempt. It is not read before the transport asks for it.
    fn open(&self) -> Opening<'_>;

    /// Whether it can be sent once more.
    fn replay(&self) -> Replay;
}

/// The future of a body that is being opened.
pub(super) type Opening<'a> = Pin<Box<dyn Future<Output = Result<HttpBody, RequestError>> + Send + 'a>>;

/// Whether a body can be sent once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Replay {
    /// It can.
    Possible,
    /// It can be read only once, and this was begun.
    #[allow(dead_code, reason = "only streams are ever spent")]
    Spent,
}

impl Payload {
    /// The body of one attempt.
    pub(super) async fn open(&self) -> Result<HttpBody, RequestError> {
        match self {
            Self::Bytes(bytes) => Ok(bytes.clone().into()),
            Self::Source(source) => source.open().await,
        }
    }

    /// Whether it can be sent once more.
    pub(super) fn replay(&self) -> Replay {
        match self {
            Self::Bytes(_) => Replay::Possible,
            Self::Source(source) => source.replay(),
        }
    }

    /// All of it, if it is in memory.
    pub(super) fn as_bytes(&self) -> Option<&Bytes> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Source(_) => None,
        }
    }
}

/// A source that failed while it was read. Transports pass it on as the source of their own failure, by which it is known.
#[derive(Debug)]
pub(super) struct SourceError(Box<dyn StdError + Send + Sync>);

impl SourceError {
    #[allow(dead_code, reason = "only uploads fail so")]
    pub(super) fn new(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self(source.into())
    }

    /// Whether an error was caused by one of these.
    pub(super) fn caused(error: &(dyn StdError + 'static)) -> bool {
        let mut next = Some(error);
        while let Some(error) = next {
            if error.is::<Self>() {
                return true;
            }
            next = error.source();
        }
        false
    }
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body cannot be read")
    }
}

impl StdError for SourceError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0)
    }
}
