//! What a generated method says about its request, one word a line.
//!
//! Nothing here fails: what is wrong is kept, and returned when the request is sent.

use std::borrow::Cow;

use reqwest::Method;

use super::answer;
use super::argument::{Arg, Style};
use super::body::{Body, RequestBody};
use super::client::Client;
use super::draft::Draft;
use super::failure::RequestError;
use super::model::{Argument, Blank, Place};
use super::path;
use super::request::Request;
use super::response::Decoder;
use super::service::{Requirement, Scopes, ServerTemplate};

/// A request that a method puts together.
pub(crate) struct Call {
    pub(super) draft: Box<Draft>,
}

#[allow(dead_code, reason = "no document needs all of it")]
impl Client {
    /// Begins a `GET`.
    pub(crate) fn get(&self, path: &'static str) -> Call {
        self.call(Method::GET, path)
    }

    /// Begins a `PUT`.
    pub(crate) fn put(&self, path: &'static str) -> Call {
        self.call(Method::PUT, path)
    }

    /// Begins a `POST`.
    pub(crate) fn post(&self, path: &'static str) -> Call {
        self.call(Method::POST, path)
    }

    /// Begins a `DELETE`.
    pub(crate) fn delete(&self, path: &'static str) -> Call {
        self.call(Method::DELETE, path)
    }

    /// Begins an `OPTIONS`.
    pub(crate) fn options(&self, path: &'static str) -> Call {
        self.call(Method::OPTIONS, path)
    }

    /// Begins a `HEAD`.
    pub(crate) fn head(&self, path: &'static str) -> Call {
        self.call(Method::HEAD, path)
    }

    /// Begins a `PATCH`.
    pub(crate) fn patch(&self, path: &'static str) -> Call {
        self.call(Method::PATCH, path)
    }

    /// Begins a `TRACE`.
    pub(crate) fn trace(&self, path: &'static str) -> Call {
        self.call(Method::TRACE, path)
    }

    /// Begins a request of a method that is not one of the common ones.
    pub(crate) fn verb(&self, method: &'static str, path: &'static str) -> Call {
        let parsed = Method::from_bytes(method.as_bytes());
        let mut call = self.call(parsed.as_ref().map_or(Method::GET, Method::clone), path);
        call.draft.keep(parsed.map_err(|_| RequestError::new(format!("`{method}` is not an HTTP method"))));
        call
    }

    pub(super) fn call(&self, method: Method, path: &'static str) -> Call {
        let (plain, query) = path.split_once('?').map_or((path, None), |(plain, query)| (plain, Some(query)));
        let mut draft = Draft::new(self.clone(), method, Cow::Borrowed(plain));
        draft.required.add_encoded(query.unwrap_or_default());
        Call { draft: Box::new(draft) }
    }
}

#[allow(dead_code, reason = "no document needs all of it")]
impl Call {
    /// The path parameters, in the order of the template.
    pub(crate) fn path(self, arguments: &[&dyn Argument]) -> Self {
        let styled: Vec<(Style, &dyn Argument)> = arguments.iter().map(|argument| (Style::SIMPLE, *argument)).collect();
        self.styled_path(&styled)
    }

    /// The path parameters, in the order of the template, each in a style of its own.
    pub(crate) fn styled_path(mut self, arguments: &[(Style, &dyn Argument)]) -> Self {
        let filled = path::fill(&self.draft.template, arguments);
        if let Some(path) = self.draft.keep(filled) {
            self.draft.path = path;
        }
        self
    }

    /// The required parameters that are not in the path.
    pub(crate) fn arguments(mut self, arguments: &[Arg<'_>]) -> Self {
        self.draft.required.add(arguments);
        self
    }

    /// What the operation asks for, where that is not what the client asks for.
    pub(crate) fn security(mut self, requirement: Requirement) -> Self {
        self.draft.security = Some(requirement);
        self
    }

    /// The same, with the scopes of its tokens.
    pub(crate) fn scoped(mut self, requirement: Requirement, scopes: Scopes) -> Self {
        self.draft.scopes = scopes;
        self.security(requirement)
    }

    /// The servers of the operation, where they are not the client's own.
    pub(crate) fn servers(mut self, servers: &'static [ServerTemplate]) -> Self {
        self.draft.servers = servers;
        self
    }

    /// A JSON body.
    pub(crate) fn json(self, value: &dyn Argument) -> Self {
        self.json_as("application/json", value)
    }

    /// A JSON body of another media type.
    pub(crate) fn json_as(self, media_type: &'static str, value: &dyn Argument) -> Self {
        self.with_body(Body::json(media_type, value))
    }

    /// A body of text.
    pub(crate) fn text(self, media_type: &'static str, text: &str) -> Self {
        self.with_body(Body::text(media_type, text))
    }

    /// A body of one of several media types.
    pub(crate) fn body(self, body: &dyn RequestBody) -> Self {
        self.with_body(body.encode())
    }

    pub(super) fn with_body(mut self, body: Result<Body, RequestError>) -> Self {
        self.draft.body = self.draft.keep(body);
        self
    }

    /// Answers JSON.
    pub(crate) fn decode<T: Blank + Place, P>(self) -> Request<T, P> {
        self.decode_as("application/json")
    }

    /// Answers JSON of another media type.
    pub(crate) fn decode_as<T: Blank + Place, P>(self, accept: &'static str) -> Request<T, P> {
        self.answers(accept, answer::json)
    }

    /// Answers nothing of interest.
    pub(crate) fn nothing<P>(self) -> Request<(), P> {
        self.answers("*/*", answer::nothing)
    }

    pub(super) fn answers<T, P>(mut self, accept: &'static str, decode: Decoder<T>) -> Request<T, P> {
        self.draft.accept = accept;
        if self.draft.path.is_empty() && self.draft.error.is_none() {
            self = self.styled_path(&[]);
        }
        Request::new(self.draft, decode)
    }
}
