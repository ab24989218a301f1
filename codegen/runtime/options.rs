//! What the caller changes for one call, beside what it adds.

use std::sync::Arc;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName};
use serde_json::{Map, Value};

use super::arguments::header;
use super::body::{Body, Framing};
use super::cancel::CancelToken;
use super::client::Shared;
use super::credential::Credential;
use super::draft::Draft;
use super::failure::RequestError;
use super::percent::encode_name;
use super::request::Request;
use super::service::CredentialKind;

/// What is other than the method and the client have it.
#[derive(Clone, Default)]
pub(super) struct Changes {
    /// Headers that are not sent, unless the caller adds them.
    pub(super) removed: Vec<HeaderName>,
    /// What is put into the JSON object of the body.
    pub(super) fields: Map<String, Value>,
    pub(super) credentials: Choice,
    /// What may end the call.
    pub(super) cancel: Option<CancelToken>,
}

/// Whose credentials a call sends.
#[derive(Clone, Default)]
pub(super) enum Choice {
    /// The client's.
    #[default]
    Client,
    /// These alone.
    #[allow(dead_code, reason = "a document may have no credentials")]
    Own(Arc<[Option<Credential>]>),
    /// None.
    Anonymous,
}

impl<T, P> Request<T, P> {
    /// Leaves out a header that would be sent otherwise: one of the client's defaults, or one of the operation's.
    ///
    /// A [`Request::header`] of this name after it is sent all the same.
    pub fn without_header(mut self, name: &str) -> Self {
        match header(name, "") {
            Ok((name, _)) => {
                self.draft.added.headers.remove(&name);
                self.draft.changes.removed.push(name);
            }
            Err(error) => self.draft.added.keep(Err(error)),
        }
        self
    }

    /// Puts a property into the JSON object that is the body, in place of one of this name; or makes it the body, if there is
    /// none. Null is sent as null. With a body that is not a JSON object the call fails before anything is sent.
    pub fn body_field(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.draft.changes.fields.insert(name.into(), value.into());
        self
    }

    /// Sends no credentials with this call, whatever the client has and the operation asks for.
    pub fn anonymous(mut self) -> Self {
        self.draft.changes.credentials = Choice::Anonymous;
        self
    }
}

impl Draft {
    /// The headers that the client adds to this call. Those that the caller of [`Request::anonymous`] and the like does not want
    /// are credentials too when they are written by hand.
    pub(super) fn default_headers(&self, shared: &Shared) -> HeaderMap {
        let mut headers = shared.headers.clone();
        if !matches!(self.changes.credentials, Choice::Client) {
            headers.remove(AUTHORIZATION);
            headers.remove(COOKIE);
            for scheme in shared.service.credentials {
                if let CredentialKind::Header(name) = scheme.kind {
                    headers.remove(name);
                }
            }
        }
        headers
    }

    /// The query that the client adds to this call.
    pub(super) fn default_query(&self, shared: &Shared) -> Vec<String> {
        let mut query = shared.query.clone();
        if !matches!(self.changes.credentials, Choice::Client) {
            for scheme in shared.service.credentials {
                if let CredentialKind::Query(name) = scheme.kind {
                    let prefix = format!("{}=", encode_name(name));
                    query.retain(|pair| !pair.starts_with(&prefix));
                }
            }
        }
        query
    }

    /// The body with the caller's own fields.
    pub(super) fn final_body(&self) -> Result<Option<Body>, RequestError> {
        if self.changes.fields.is_empty() {
            return Ok(self.body.clone());
        }
        let fields = &self.changes.fields;
        let Some(body) = &self.body else {
            return Body::json("application/json", &Value::Object(fields.clone())).map(Some);
        };
        let not_json = || RequestError::new("`body_field` needs a body that is a JSON object");
        let mut object = object(body).ok_or_else(not_json)?;
        object.extend(fields.iter().map(|(name, value)| (name.clone(), value.clone())));
        let payload = Body::json("application/json", &Value::Object(object))?.payload;
        Ok(Some(Body { payload, ..body.clone() }))
    }

    /// Takes the headers out that the caller does not want.
    pub(super) fn remove_headers(&self, headers: &mut HeaderMap) -> Result<(), RequestError> {
        let bound = self.body.as_ref().is_some_and(|body| body.framing == Framing::Bound);
        if bound && self.changes.removed.contains(&CONTENT_TYPE) {
            return Err(RequestError::new(OWN_CONTENT_TYPE));
        }
        for name in &self.changes.removed {
            headers.remove(name);
        }
        Ok(())
    }
}

/// Why a content type is not the caller's to change.
pub(super) const OWN_CONTENT_TYPE: &str =
    "header `content-type` of this request is the client's own: it holds the boundary of the parts";

/// The JSON object that a body is.
pub(super) fn object(body: &Body) -> Option<Map<String, Value>> {
    let content_type = body.content_type.to_str().ok()?;
    let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if media_type != "application/json" && !media_type.ends_with("+json") {
        return None;
    }
    serde_json::from_slice(body.payload.as_bytes()?).ok()
}
