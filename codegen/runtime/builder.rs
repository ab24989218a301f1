//! How a client is set up.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use secrecy::SecretString;

use super::arguments::{header, override_query};
use super::budget::{Budget, CAPACITY};
use super::carrier::Carriage;
use super::client::{Limits, PlainHttp, Proxy};
use super::credential::Credential;
use super::error::Error;
use super::failure::ConfigError;
use super::percent::encode_name;
use super::retry::RetryPolicy;
use super::service::Service;

/// The largest answer that a client reads, unless the caller says otherwise.
const MAX_BODY: usize = 64 * 1024 * 1024;

/// The time to a connection, unless the caller says otherwise.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Sets up a [`Client`](super::client::Client).
///
/// Nothing is checked before [`ClientBuilder::build`], which says what is wrong.
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    pub(super) service: &'static Service,
    pub(super) base_url: Option<String>,
    pub(super) server_variables: Vec<(String, String)>,
    pub(super) credentials: Vec<Option<Credential>>,
    pub(super) environment: Environment,
    pub(super) headers: HeaderMap,
    pub(super) query: Vec<String>,
    pub(super) plain_http: PlainHttp,
    pub(super) retry: RetryPolicy,
    pub(super) budget: Option<Arc<Budget>>,
    pub(super) limits: Limits,
    pub(super) proxy: Proxy,
    pub(super) carriage: Carriage,
    /// The credentials of the client that this one will be a copy of.
    pub(super) inherited: Vec<Option<Credential>>,
    pub(super) error: Option<Error>,
}

/// Whether the environment is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Environment {
    Ignored,
    Read,
}

impl ClientBuilder {
    /// Begins with what the document says.
    pub(crate) fn new(service: &'static Service) -> Self {
        let retry = service.retry;
        Self {
            service,
            base_url: None,
            server_variables: Vec::new(),
            credentials: vec![None; service.credentials.len()],
            environment: Environment::Ignored,
            headers: HeaderMap::new(),
            query: Vec::new(),
            plain_http: PlainHttp::Loopback,
            retry: RetryPolicy {
                max_retries: retry.max_retries,
                initial_delay: Duration::from_millis(retry.initial_delay_ms),
                max_delay: Duration::from_millis(retry.max_delay_ms),
                max_retry_after: Duration::from_millis(retry.max_retry_after_ms),
            },
            budget: Some(Arc::new(Budget::new(CAPACITY))),
            limits: Limits {
                connect: CONNECT_TIMEOUT,
                attempt: Duration::from_millis(retry.timeout_ms),
                call: None,
                body: MAX_BODY,
            },
            proxy: Proxy::System,
            carriage: Carriage::default(),
            inherited: Vec::new(),
            error: None,
        }
    }

    /// Reads from the environment what is not given here: the base URL and, if no credential at all is given here, the
    /// credentials. A variable that is blank counts as unset.
    pub fn from_env(mut self) -> Self {
        self.environment = Environment::Read;
        self
    }

    /// The URL that all paths are relative to, with or without a `/` at its end. All calls go there, also those that the
    /// document has on a server of their own.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Gives a variable in the URLs of the document's servers a value. [`Self::build`] fails where there is none of this name.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.server_variables.push((name.into(), value.into()));
        self
    }

    /// Gives the credential of the scheme with this index.
    #[allow(dead_code, reason = "a document may have no such scheme")]
    pub(crate) fn credential(mut self, index: usize, token: SecretString) -> Self {
        self.give(index, Credential::Token(token));
        self
    }

    /// Gives the user name and the password of the scheme with this index.
    #[allow(dead_code, reason = "a document may have no such scheme")]
    pub(crate) fn credential_pair(mut self, index: usize, user: SecretString, password: SecretString) -> Self {
        self.give(index, Credential::Pair(user, password));
        self
    }

    pub(super) fn give(&mut self, index: usize, credential: Credential) {
        if let Some(place) = self.credentials.get_mut(index) {
            *place = Some(credential);
        }
    }

    /// Sends a header with every request, in place of the client's own of this name; cookies beside those of operations.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match header(name, value) {
            Ok((name, _)) if name == CONTENT_TYPE => {
                self.keep(
                    ConfigError::new("header `content-type` belongs to a request with a body, not to all requests")
                        .into(),
                );
            }
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(error) => self.keep(error.into()),
        }
        self
    }

    /// Sends a query parameter with every request, unless the request has one of this name.
    pub fn query(mut self, name: &str, value: &str) -> Self {
        let pair = format!("{}={}", encode_name(name), encode_name(value));
        override_query(&mut self.query, vec![pair]);
        self
    }

    /// Limits the time of each attempt, from connecting to the last byte of the answer.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.limits.attempt = limit;
        self
    }

    /// Limits the time to a connection: 10 seconds, if it is not set.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.limits.connect = limit;
        self.carriage.renew();
        self
    }

    /// Limits the time of a whole call, all attempts and the waits between them. There is no such limit if it is
    /// not set, or set to [`Duration::MAX`].
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.limits.call = Some(limit);
        self
    }

    /// How often a call is tried again, at most, after a failure that allows it.
    ///
    /// These do: a connection that could not be made and status 429, for all methods; and for those that may be repeated safely
    /// (all but `POST` and `PATCH`, and these too with a key of the service's idempotency header) also status 408 and 5xx, a
    /// broken connection and a timeout. Of an answer with `x-should-retry` that header says whether it allows it.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.retry.max_retries = retries;
        self
    }

    /// The wait before the first retry, and the longest one; each retry doubles the wait.
    pub fn backoff(mut self, initial: Duration, longest: Duration) -> Self {
        self.retry.initial_delay = initial;
        self.retry.max_delay = longest;
        self
    }

    /// The longest `Retry-After` that the client waits for. When the server asks for more, the error is returned at once, and
    /// says by [`Error::retry_after`] how long the wait is.
    pub fn max_retry_after(mut self, limit: Duration) -> Self {
        self.retry.max_retry_after = limit;
        self
    }

    /// How large an answer may be, in bytes: 64 MiB, if it is not set. A larger one is an error.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// Allows credentials to be sent over `http://`, where everyone on the way can read them. To this machine itself they are
    /// always allowed.
    pub fn allow_http(mut self) -> Self {
        self.plain_http = PlainHttp::Anywhere;
        self
    }

    /// Ignores the proxy settings of the environment and the system. Otherwise they are followed, but never for `http://` to this
    /// machine itself, which a proxy would look for on its own machine, with credentials that it could read.
    pub fn no_proxy(mut self) -> Self {
        self.proxy = Proxy::None;
        self.carriage.renew();
        self
    }

    fn keep(&mut self, error: Error) {
        self.error.get_or_insert(error);
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("environment", &self.environment)
            .field("retry", &self.retry)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
