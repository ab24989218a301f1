//! What the server answered.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{StatusCode, Url};
use serde::de::DeserializeOwned;

use super::cancel::CancelToken;
use super::clock::Instant;
use super::decode;
use super::error::Error;
use super::error_detail::without_bom;
use super::excerpt::excerpt_of_bytes;
use super::http_body::HttpBody;
use super::model::{Blank, Place};
use super::response_error::{DecodeError, Problem};
use super::secrets::Secrets;
use super::service::Service;

/// A complete answer.
#[derive(Clone)]
pub(super) struct Answer {
    /// Where it came from.
    #[allow(dead_code, reason = "only pages ask for it")]
    pub(super) url: Url,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) attempts: u32,
    /// How many redirects led to it.
    pub(super) hops: u32,
    /// What the call asked for.
    pub(super) accept: &'static str,
    pub(super) service: &'static Service,
    pub(super) secrets: Secrets,
}

impl Answer {
    /// Fails with what is wrong with this answer.
    pub(super) fn refuse(self, problem: Problem) -> Error {
        Error::Decode(Box::new(DecodeError::new(self, problem)))
    }

    /// A header as a value. A type of text takes it as it is; any other is read as JSON, which spells numbers and truth values
    /// as headers do.
    pub(super) fn header<U: Blank + Place>(&self, name: &str) -> Result<Option<U>, Error> {
        let Some(value) = self.headers.get(name) else { return Ok(None) };
        let text = String::from_utf8_lossy(value.as_bytes());
        let quoted = serde_json::Value::from(&*text).to_string();
        let read = decode::from_slice(quoted.as_bytes()).or_else(|_| decode::from_slice(text.trim().as_bytes()));
        read.map(Some).map_err(|error| self.clone().refuse(Problem::Header(name.to_owned(), error)))
    }

    /// The media type, without its parameters.
    pub(super) fn media_type(&self) -> &str {
        let text = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        text.split(';').next().unwrap_or_default().trim()
    }

    /// Whether this is JSON or HTML where neither was asked for: an error message or a login page under a status of success.
    /// Other media types are taken for what was asked for, since servers often do not name theirs rightly.
    pub(super) fn is_foreign(&self) -> bool {
        let media_type = self.media_type().to_ascii_lowercase();
        let is = |kind: &str| media_type.ends_with(kind) && !self.accept.contains(kind);
        (is("json") || is("html")) && !self.accept.contains('*')
    }
}

/// An answer on its way to what a method returns.
pub(super) struct Reply {
    /// The answer; its body is empty while there is a `rest`.
    pub(super) answer: Answer,
    /// The body that has not been read yet, for calls that read it bit by bit.
    #[allow(dead_code, reason = "only streamed answers have one")]
    pub(super) rest: Option<OpenBody>,
}

/// A body that is still coming.
#[allow(dead_code, reason = "only streamed answers read it")]
pub(super) struct OpenBody {
    pub(super) body: HttpBody,
    /// The longest silence that is put up with.
    pub(super) idle: Duration,
    /// The largest piece that is kept in memory.
    pub(super) limit: usize,
    /// When the call began, and how long all of it may take.
    pub(super) deadline: Option<(Instant, Duration)>,
    /// What may end the reading.
    pub(super) cancel: Option<CancelToken>,
}

/// How an answer becomes what a method returns.
pub(super) type Decoder<T> = fn(Reply) -> Result<T, Error>;

/// An answer as it came, which can be read as what the method returns.
pub struct RawResponse<T> {
    answer: Answer,
    decode: Decoder<T>,
}

impl<T> RawResponse<T> {
    pub(super) fn new(answer: Answer, decode: Decoder<T>) -> Self {
        Self { answer, decode }
    }

    /// The status; always one of success.
    pub fn status(&self) -> StatusCode {
        self.answer.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// The value of a header, as text or as what is written there: a number, a truth value, a date, one of an enum. `None` if the
    /// answer does not have it.
    pub fn header<U: Blank + Place>(&self, name: &str) -> Result<Option<U>, Error> {
        self.answer.header(name)
    }

    /// The body as it came.
    pub fn body(&self) -> &Bytes {
        &self.answer.body
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.answer.attempts
    }

    /// The server's identifier of the call.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.answer.headers)
    }

    /// What the method returns.
    pub fn parse(&self) -> Result<T, Error> {
        (self.decode)(Reply { answer: self.answer.clone(), rest: None })
    }

    /// The body as JSON of any type.
    pub fn json<U: DeserializeOwned>(&self) -> Result<U, Error> {
        serde_json::from_slice(without_bom(&self.answer.body))
            .map_err(|error| self.answer.clone().refuse(Problem::Json(error)))
    }

    /// The body as text.
    pub fn text(&self) -> Result<&str, Error> {
        std::str::from_utf8(&self.answer.body).map_err(|error| self.answer.clone().refuse(Problem::Utf8(error)))
    }
}

impl<T> fmt::Debug for RawResponse<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.answer.status)
            .field("headers", &ShownHeaders(&self.answer.headers))
            .field("body", &self.answer.secrets.excerpt_of_bytes(&self.answer.body))
            .field("attempts", &self.answer.attempts)
            .finish_non_exhaustive()
    }
}

impl<T> Clone for RawResponse<T> {
    fn clone(&self) -> Self {
        Self { answer: self.answer.clone(), decode: self.decode }
    }
}

/// The headers that carry a call's identifier, the most telling first.
const REQUEST_IDS: [&str; 9] = [
    "cf-ray",
    "x-request-id",
    "request-id",
    "x-amzn-requestid",
    "x-amz-request-id",
    "x-ms-request-id",
    "x-github-request-id",
    "x-correlation-id",
    "x-trace-id",
];

/// The server's identifier of a call.
pub(super) fn request_id(headers: &HeaderMap) -> Option<&str> {
    REQUEST_IDS.iter().find_map(|name| headers.get(*name)?.to_str().ok())
}

/// Headers for `Debug`: all names, and the values that are known to hold no secret.
pub(super) struct ShownHeaders<'a>(pub(super) &'a HeaderMap);

const SHOWN: [&str; 8] = [
    "content-length",
    "content-type",
    "date",
    "retry-after",
    "retry-after-ms",
    "server",
    "ratelimit",
    "ratelimit-policy",
];

impl fmt::Debug for ShownHeaders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (name, value) in self.0 {
            let name = name.as_str();
            if SHOWN.contains(&name) || REQUEST_IDS.contains(&name) {
                map.entry(&name, &excerpt_of_bytes(value.as_bytes()));
            } else {
                map.entry(&name, &format_args!("…"));
            }
        }
        map.finish()
    }
}
