//! The failures that come with an answer.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION};
use reqwest::{StatusCode, Url};

use super::decode_path::path_of;
use super::error::Error;
use super::error_detail::{ErrorDetail, error_details, without_bom};
use super::excerpt::{excerpt, excerpt_of_bytes};
use super::failure::{Hindrance, write_attempts};
use super::model::{Blank, Place};
use super::response::{Answer, ShownHeaders, request_id};
use super::retry;

/// How many of the server's errors a message shows.
const SHOWN_ERRORS: usize = 3;

/// How long the text of a source is at most, in bytes.
const MAX_SOURCE: usize = 1000;

/// The server says that the call failed.
pub struct StatusError {
    answer: Answer,
    errors: Vec<ErrorDetail>,
    retry_after: Option<Duration>,
    hindrance: Hindrance,
}

impl StatusError {
    pub(super) fn new(answer: Answer) -> Self {
        let errors = error_details(&answer.body, answer.service.envelope.as_ref());
        let retry_after = retry::retry_after(&answer.headers, super::clock::now());
        Self { answer, errors, retry_after, hindrance: Hindrance::None }
    }

    /// The failure in other words than the server's.
    #[allow(dead_code, reason = "only a client that waits has them")]
    pub(super) fn saying(self, message: String) -> Self {
        let detail = ErrorDetail {
            code: None,
            code_text: None,
            message,
            pointer: None,
            documentation_url: None,
            raw: serde_json::Value::Null,
        };
        Self { errors: vec![detail], ..self }
    }

    pub(super) fn answer(&self) -> &Answer {
        &self.answer
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.answer.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// The value of a header, as text or as what is written there, such as a number. `None` if the answer does not have it.
    pub fn header<U: Blank + Place>(&self, name: &str) -> Result<Option<U>, Error> {
        self.answer.header(name)
    }

    /// The body as it came; of a long one, its beginning.
    pub fn body(&self) -> &Bytes {
        &self.answer.body
    }

    /// The errors that the body lists.
    pub fn errors(&self) -> &[ErrorDetail] {
        &self.errors
    }

    /// How long the server asks to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.answer.attempts
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

impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.answer.status.is_success() {
            write!(f, "the server reports a failure with status {}", self.answer.status)?;
        } else {
            write!(f, "the server answered {}", self.answer.status)?;
        }
        if self.errors.is_empty() {
            write_excerpt(f, &self.answer)?;
        } else {
            for (index, error) in self.errors.iter().take(SHOWN_ERRORS).enumerate() {
                write!(f, "{} {}", if index == 0 { ":" } else { ";" }, self.shown(error))?;
            }
        }
        if let Some(location) = self.location() {
            write!(f, ", a redirect that is not followed, to {}", self.answer.secrets.excerpt(location.as_str()))?;
        }
        write_request_id(f, &self.answer)?;
        write_attempts(f, self.answer.attempts, self.hindrance)
    }
}

impl StatusError {
    fn shown(&self, error: &ErrorDetail) -> String {
        self.answer.secrets.hide(&error.to_string()).into_owned()
    }

    /// Where a redirect points to, without what may be a secret: the query, a user and a password.
    fn location(&self) -> Option<Url> {
        if !self.answer.status.is_redirection() {
            return None;
        }
        let location = self.answer.headers.get(LOCATION)?.to_str().ok()?;
        // Only a parser knows all ways in which a URL can be written.
        let mut url = self.answer.url.join(location).ok().filter(Url::has_host)?;
        url.set_username("").and_then(|()| url.set_password(None)).ok()?;
        url.set_query(None);
        url.set_fragment(None);
        Some(url)
    }
}

impl fmt::Debug for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StatusError")
            .field("status", &self.answer.status)
            .field("headers", &ShownHeaders(&self.answer.headers))
            .field("body", &self.answer.secrets.excerpt_of_bytes(&self.answer.body))
            .field("errors", &self.errors.iter().map(|error| self.shown(error)).collect::<Vec<_>>())
            .field("attempts", &self.answer.attempts)
            .finish_non_exhaustive()
    }
}

impl StdError for StatusError {}

/// The answer is not what the document promises.
pub struct DecodeError {
    answer: Answer,
    problem: Problem,
}

/// Why an answer cannot be read.
pub(super) enum Problem {
    /// It is not JSON, or not of the expected type.
    Json(serde_json::Error),
    /// A header, by its name, is not of the expected type.
    Header(String, serde_json::Error),
    /// It is not UTF-8.
    Utf8(std::str::Utf8Error),
    /// It has no body.
    Empty,
    /// It is larger than the client reads.
    TooLarge(usize),
    /// It has another content type than the expected one.
    #[allow(dead_code, reason = "only documents that answer text or streams have it")]
    MediaType,
    /// What comes after it cannot be asked for.
    #[allow(dead_code, reason = "only documents with pages have it")]
    Page(&'static str),
    /// The document declares no answer with this status and content type.
    #[allow(dead_code, reason = "only documents with several answers to one call have it")]
    Undeclared,
}

impl DecodeError {
    pub(super) fn new(answer: Answer, problem: Problem) -> Self {
        Self { answer, problem }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.answer.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// The body as it came; of one that is larger than the client reads, its beginning.
    pub fn body(&self) -> &Bytes {
        &self.answer.body
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.answer.attempts
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_problem(f)?;
        write!(f, " (status {}", self.answer.status)?;
        if let Some(content_type) = self.answer.headers.get(CONTENT_TYPE) {
            write!(f, ", {}", excerpt_of_bytes(content_type.as_bytes()))?;
        }
        f.write_str(")")?;
        write_excerpt(f, &self.answer)?;
        write_request_id(f, &self.answer)
    }
}

impl DecodeError {
    fn is_harmless(&self, error: &serde_json::Error) -> bool {
        let text = error.to_string();
        text.len() <= MAX_SOURCE && self.answer.secrets.hide(&text) == text
    }

    fn write_problem(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            Problem::Json(error) => self.write_json_error(f, error)?,
            Problem::Header(name, _) => write!(f, "the header `{}` is not of the expected type", name.escape_debug())?,
            Problem::Utf8(error) => write!(f, "the answer is not UTF-8 text: {error}")?,
            Problem::Empty => f.write_str("the answer has no body")?,
            Problem::TooLarge(limit) => write!(f, "the answer is larger than {limit} bytes")?,
            Problem::MediaType => write!(f, "the answer is not {}", self.answer.accept)?,
            Problem::Page(problem) => f.write_str(problem)?,
            Problem::Undeclared => f.write_str("the answer is none of those that the service declares")?,
        }
        Ok(())
    }

    fn write_json_error(&self, f: &mut fmt::Formatter<'_>, error: &serde_json::Error) -> fmt::Result {
        f.write_str("the answer is not the expected JSON")?;
        if let Some(path) = path_of(without_bom(&self.answer.body), error) {
            write!(f, " at `{}`", self.answer.secrets.excerpt(&path))?;
        }
        write!(f, ": {}", self.answer.secrets.excerpt(&error.to_string()))
    }
}

/// What is wrong, and no more.
struct Told<'a>(&'a DecodeError);

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write_problem(f)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("problem", &format_args!("{}", Told(self)))
            .field("status", &self.answer.status)
            .field("headers", &ShownHeaders(&self.answer.headers))
            .field("body", &self.answer.secrets.excerpt_of_bytes(&self.answer.body))
            .finish_non_exhaustive()
    }
}

impl StdError for DecodeError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.problem {
            // What it quotes of the answer may be as long as that, or a secret.
            Problem::Json(error) | Problem::Header(_, error) if self.is_harmless(error) => Some(error),
            Problem::Utf8(error) => Some(error),
            _ => None,
        }
    }
}

fn write_excerpt(f: &mut fmt::Formatter<'_>, answer: &Answer) -> fmt::Result {
    if answer.body.is_empty() {
        return Ok(());
    }
    write!(f, ": {}", answer.secrets.excerpt_of_bytes(&answer.body))
}

fn write_request_id(f: &mut fmt::Formatter<'_>, answer: &Answer) -> fmt::Result {
    match request_id(&answer.headers) {
        Some(id) => write!(f, " [request {}]", excerpt(id)),
        None => Ok(()),
    }
}
