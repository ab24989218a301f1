//! Request bodies.

use bytes::Bytes;
use reqwest::header::HeaderValue;

use super::encode;
use super::failure::RequestError;
use super::model::Argument;
use super::payload::Payload;

/// An encoded request body.
#[derive(Clone)]
pub struct Body {
    pub(super) payload: Payload,
    pub(super) content_type: HeaderValue,
    pub(super) framing: Framing,
}

/// Whether the caller may name another content type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Framing {
    /// The content type describes the body.
    Free,
    /// The content type holds what the body cannot be read without.
    #[allow(dead_code, reason = "only multipart bodies have it")]
    Bound,
}

/// A body of one of several media types.
pub trait RequestBody {
    /// Encodes it.
    fn encode(&self) -> Result<Body, RequestError>;
}

#[allow(dead_code, reason = "no document has all kinds of bodies")]
impl Body {
    /// JSON.
    pub(crate) fn json(media_type: &str, value: &dyn Argument) -> Result<Self, RequestError> {
        let bytes = encode::to_vec(value.get_ref())
            .map_err(|error| RequestError::new(format!("the body cannot be written as JSON: {error}")))?;
        Self::bytes(concrete(media_type, "application/json"), bytes.into())
    }

    /// Text.
    pub(crate) fn text(media_type: &str, text: &str) -> Result<Self, RequestError> {
        Self::bytes(concrete(media_type, "text/plain; charset=utf-8"), Bytes::copy_from_slice(text.as_bytes()))
    }

    /// Bytes.
    pub(crate) fn bytes(media_type: &str, bytes: Bytes) -> Result<Self, RequestError> {
        Self::new(media_type, Payload::Bytes(bytes))
    }

    /// What comes from anywhere.
    pub(super) fn new(media_type: &str, payload: Payload) -> Result<Self, RequestError> {
        let content_type = HeaderValue::from_str(concrete(media_type, "application/octet-stream"))
            .map_err(|_| RequestError::new("the content type of the body has characters that a header cannot hold"))?;
        Ok(Self { payload, content_type, framing: Framing::Free })
    }
}

/// A media type range says what a server accepts, not what a body is.
fn concrete<'a>(media_type: &'a str, otherwise: &'a str) -> &'a str {
    if media_type.is_empty() || media_type.contains('*') { otherwise } else { media_type }
}
