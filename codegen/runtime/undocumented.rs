//! Requests to paths that the document does not have.

use std::borrow::Cow;

use bytes::Bytes;
use reqwest::Method;
use serde::Serialize;
use serde_json::Value;

use super::answer;
use super::body::Body;
use super::call::Call;
use super::client::Client;
use super::draft::Draft;
use super::failure::RequestError;
use super::path::check_segments;
use super::percent::encode_literal;
use super::request::Request;

/// Marks a request to a path that the document does not have, whose body the caller gives.
#[derive(Debug, Clone, Copy)]
pub enum Undocumented {}

impl Client {
    /// A request to any path of the service, with the client's credentials, headers, time limits and retries: `/zones?page=2`,
    /// relative to the base URL and encoded by the caller. It returns JSON; [`Request::raw`] returns anything.
    ///
    /// An absolute URL is refused: credentials stay with the service that they are for.
    pub fn request(&self, method: Method, path: &str) -> Request<Value, Undocumented> {
        let (plain, query) = path.split_once('?').map_or((path, None), |(plain, query)| (plain, Some(query)));
        let mut draft = Draft::new(self.clone(), method, Cow::Owned(plain.to_owned()));
        draft.required.add_encoded(query.unwrap_or_default());
        if let Some(path) = draft.keep(check(path, plain)) {
            draft.path = path;
        }
        Call { draft: Box::new(draft) }.answers("application/json", answer::json)
    }
}

fn check(path: &str, plain: &str) -> Result<String, RequestError> {
    if !path.starts_with('/') {
        return Err(RequestError::new("the path must begin with `/`, and is relative to the client's base URL"));
    }
    if path.contains(['#', '\\']) || path.contains(char::is_control) {
        return Err(RequestError::new("the path has a `#`, a `\\` or a control character that is not encoded"));
    }
    check_segments(plain)?;
    Ok(encode_literal(plain))
}

impl<T> Request<T, Undocumented> {
    /// A JSON body: a type of this crate, or one of the caller's.
    pub fn json<B: Serialize + ?Sized>(self, value: &B) -> Self {
        let body = serde_json::to_vec(value)
            .map_err(|error| RequestError::new(format!("the body cannot be written as JSON: {error}")));
        self.with_body(body.and_then(|bytes| Body::bytes("application/json", bytes.into())))
    }

    /// A body of any media type.
    pub fn body(self, media_type: &str, bytes: impl Into<Bytes>) -> Self {
        self.with_body(Body::bytes(media_type, bytes.into()))
    }

    pub(super) fn with_body(mut self, body: Result<Body, RequestError>) -> Self {
        self.draft.body = self.draft.keep(body);
        self
    }
}
