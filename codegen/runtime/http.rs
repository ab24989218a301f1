//! What carries requests to the service, and answers back.

use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, StatusCode, Url};

use super::http_body::HttpBody;
use super::http_error::TransportError;
use super::response::ShownHeaders;

/// What carries requests to the service: HTTP, unless a builder is given another one.
///
/// Each single attempt passes through it, every retry and every redirect that is followed. Credentials are in the request
/// already, and what comes back is judged by the client. So one that answers by itself takes the place of the network in a
/// test:
///
/// ```text
/// let client = Client::builder().transport(|request: HttpRequest| async move {
///     assert_eq!(request.url.path(), "/zones");
///     Ok(HttpResponse::new(StatusCode::OK, "[]"))
/// });
/// ```
///
/// and one that passes requests on to another sees, measures, delays or changes them
/// ([`ClientBuilder::wrap_transport`](super::builder::ClientBuilder::wrap_transport)).
///
/// The client drops the future of an attempt that takes too long.
pub trait Transport: Send + Sync {
    /// Sends one request, and returns the answer as soon as its headers are there. It follows no redirect and tries nothing
    /// again.
    fn send(&self, request: HttpRequest) -> TransportFuture<'_>;
}

/// The future of an attempt.
#[cfg(not(target_arch = "wasm32"))]
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<HttpResponse, TransportError>> + Send + 'a>>;

/// The future of an attempt.
#[cfg(target_arch = "wasm32")]
pub type TransportFuture<'a> = Pin<Box<dyn Future<Output = Result<HttpResponse, TransportError>> + 'a>>;

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
        (**self).send(request)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl<F, A> Transport for F
where
    F: Fn(HttpRequest) -> A + Send + Sync,
    A: Future<Output = Result<HttpResponse, TransportError>> + Send + 'static,
{
    fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
        Box::pin(self(request))
    }
}

#[cfg(target_arch = "wasm32")]
impl<F, A> Transport for F
where
    F: Fn(HttpRequest) -> A + Send + Sync,
    A: Future<Output = Result<HttpResponse, TransportError>> + 'static,
{
    fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
        Box::pin(self(request))
    }
}

/// A request on its way.
#[non_exhaustive]
pub struct HttpRequest {
    /// The method.
    pub method: Method,

    /// The whole URL. It may hold a credential.
    pub url: Url,

    /// The headers, credentials among them.
    pub headers: HeaderMap,

    /// The body; empty if there is none.
    pub body: HttpBody,

    /// The path as the service's document has it, with names in place of parameters: `/zones/{zone_id}`. Unlike the URL it
    /// tells operations apart, and nothing else.
    pub template: Cow<'static, str>,

    /// How often the call has been tried with this attempt: 1, and more for retries.
    pub attempt: u32,
}

impl HttpRequest {
    /// A request without headers and body.
    pub fn new(method: Method, url: Url) -> Self {
        Self {
            method,
            url,
            headers: HeaderMap::new(),
            body: HttpBody::default(),
            template: Cow::Borrowed(""),
            attempt: 1,
        }
    }

    /// A copy, to be sent once more. `None` if the body is a stream, which can be read only once.
    pub fn try_clone(&self) -> Option<Self> {
        Some(Self {
            method: self.method.clone(),
            url: self.url.clone(),
            headers: self.headers.clone(),
            body: self.body.try_clone()?,
            template: self.template.clone(),
            attempt: self.attempt,
        })
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("template", &self.template)
            .field("headers", &ShownHeaders(&self.headers))
            .field("body", &self.body)
            .field("attempt", &self.attempt)
            .finish_non_exhaustive()
    }
}

/// An answer on its way.
#[non_exhaustive]
pub struct HttpResponse {
    /// The status.
    pub status: StatusCode,

    /// The headers.
    pub headers: HeaderMap,

    /// The body.
    pub body: HttpBody,
}

impl HttpResponse {
    /// An answer without headers.
    pub fn new(status: StatusCode, body: impl Into<HttpBody>) -> Self {
        Self { status, headers: HeaderMap::new(), body: body.into() }
    }

    /// Adds a header. One that cannot be is left out.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            self.headers.append(name, value);
        }
        self
    }
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("headers", &ShownHeaders(&self.headers))
            .field("body", &self.body)
            .finish()
    }
}
