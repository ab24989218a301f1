//! A request that is ready to be sent.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;
use std::time::Duration;

use super::argument::Arg;
use super::arguments::Arguments;
use super::body::Body;
use super::draft::{Draft, Reading, Redirects};
use super::error::Error;
use super::failure::RequestError;
use super::response::{Decoder, RawResponse};
use super::transport;

/// The future of a call.
#[cfg(target_arch = "wasm32")]
pub type CallFuture<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

/// The future of a call.
#[cfg(not(target_arch = "wasm32"))]
pub type CallFuture<T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>;

/// A request to the service: `.await` sends it and returns a `T`.
///
/// It is complete and owns all that it needs, so it may be kept, moved to another task, and given options of its own:
///
/// ```text
/// let page = client.zones().list().timeout(Duration::from_secs(5)).retries(0).await?;
/// ```
///
/// What is wrong with its arguments is returned when it is sent, before anything leaves the machine. Dropping the future
/// cancels the call.
#[must_use = "a request does nothing until it is awaited"]
pub struct Request<T, P = ()> {
    pub(super) draft: Box<Draft>,
    pub(super) decode: Decoder<T>,
    params: PhantomData<fn(P)>,
}

/// The optional parameters of an operation.
pub trait Parameters {
    /// Lends them to `add`.
    fn arguments(&self, add: &mut dyn FnMut(&[Arg<'_>]));

    /// The optional body, encoded.
    fn body(&self) -> Option<Result<Body, RequestError>> {
        None
    }
}

impl<T, P> Request<T, P> {
    pub(super) fn new(draft: Box<Draft>, decode: Decoder<T>) -> Self {
        Self { draft, decode, params: PhantomData }
    }

    /// Gives the optional parameters, in place of those that were given before.
    #[allow(clippy::needless_pass_by_value, reason = "parameters are made where they are given")]
    pub fn params(mut self, params: P) -> Self
    where
        P: Parameters,
    {
        let mut optional = Arguments::default();
        params.arguments(&mut |arguments| optional.add(arguments));
        self.draft.optional = optional;
        if let Some(body) = params.body() {
            self.draft.body = self.draft.keep(body);
        }
        self
    }

    /// Sets a header, in place of the client's or the operation's of this name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let result = self.draft.added.set_header(name, value);
        self.draft.added.keep(result);
        self
    }

    /// Adds a query parameter, in place of those of this name that are not added by this method.
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.draft.added.add_query(name, value);
        self
    }

    /// Limits the time of each attempt, from connecting to the last byte of the answer.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.draft.options.timeout = Some(limit);
        self
    }

    /// Limits the time of the whole call, all attempts and the waits between them. Of a list it is the time of all pages, from the
    /// first one on: what the caller does in between counts.
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.draft.options.deadline = Some(limit);
        self
    }

    /// How often the call is tried again, at most.
    pub fn retries(mut self, retries: u32) -> Self {
        self.draft.options.retries = Some(retries);
        self
    }

    /// How large an answer may be, in bytes. A larger one is an error.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.draft.options.max_body = Some(bytes);
        self
    }

    /// Follows no redirect: one is a status error, whose header `location` says where it leads. Browsers and an HTTP client that
    /// was given may follow it all the same.
    pub fn no_redirects(mut self) -> Self {
        self.draft.options.redirects = Redirects::Refused;
        self
    }

    /// Asks for the answer as it came: status, headers and bytes. [`RawResponse::parse`] reads it as the method would.
    pub fn raw(mut self) -> RawRequest<T> {
        self.draft.reading = Reading::Whole;
        RawRequest { draft: self.draft, decode: self.decode }
    }
}

impl<T: 'static, P> IntoFuture for Request<T, P> {
    type Output = Result<T, Error>;
    type IntoFuture = CallFuture<T>;

    fn into_future(self) -> CallFuture<T> {
        let Self { draft, decode, .. } = self;
        Box::pin(async move { decode(transport::execute(draft).await?) })
    }
}

/// A request whose answer is wanted as it came. Made by [`Request::raw`].
#[must_use = "a request does nothing until it is awaited"]
pub struct RawRequest<T> {
    pub(super) draft: Box<Draft>,
    pub(super) decode: Decoder<T>,
}

impl<T: 'static> IntoFuture for RawRequest<T> {
    type Output = Result<RawResponse<T>, Error>;
    type IntoFuture = CallFuture<RawResponse<T>>;

    fn into_future(self) -> CallFuture<RawResponse<T>> {
        let Self { draft, decode } = self;
        Box::pin(async move { Ok(RawResponse::new(transport::execute(draft).await?.answer, decode)) })
    }
}

impl<T, P> fmt::Debug for Request<T, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(f, "Request", &self.draft)
    }
}

impl<T> fmt::Debug for RawRequest<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(f, "RawRequest", &self.draft)
    }
}

/// Shows the operation, and no value: any of them may be a secret.
fn show(f: &mut fmt::Formatter<'_>, name: &str, draft: &Draft) -> fmt::Result {
    f.debug_struct(name)
        .field("method", &draft.method)
        .field("path", &draft.template)
        .field("options", &draft.options)
        .finish_non_exhaustive()
}
