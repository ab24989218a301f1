//! The client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderValue};

use super::budget::Budget;
use super::carrier::Carrier;
use super::credential::Credential;
use super::retry::RetryPolicy;
use super::server::BaseUrl;
use super::service::Service;

/// A client of the service: the door to all of its methods.
///
/// Cloning it is cheap, and clones share their connections; so one client serves a whole program, from all of its tasks and
/// threads.
#[derive(Clone)]
pub struct Client {
    pub(super) shared: Arc<Shared>,
}

/// What all clones of a client share.
pub(super) struct Shared {
    pub(super) service: &'static Service,
    pub(super) carrier: Carrier,
    /// `User-Agent`, unless the caller has another one.
    pub(super) agent: HeaderValue,
    pub(super) base: BaseUrl,
    pub(super) base_origin: BaseOrigin,
    pub(super) server_variables: Vec<(String, String)>,
    pub(super) credentials: Arc<[Option<Credential>]>,
    pub(super) headers: HeaderMap,
    /// `name=value`, encoded.
    pub(super) query: Vec<String>,
    pub(super) plain_http: PlainHttp,
    pub(super) proxy: Proxy,
    pub(super) retry: RetryPolicy,
    /// `None`: unlimited.
    pub(super) budget: Option<Arc<Budget>>,
    pub(super) limits: Limits,
}

/// Who chose the base URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BaseOrigin {
    /// The document. Its operations may have servers of their own.
    Document,
    /// The caller. All calls go there.
    Caller,
}

/// Whether credentials may be sent without encryption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlainHttp {
    /// Only to this machine.
    Loopback,
    /// Anywhere.
    Anywhere,
}

/// Whether the system's proxy settings are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Proxy {
    System,
    None,
}

/// What is never exceeded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// The time to a connection.
    pub(super) connect: Duration,
    /// The time of one attempt.
    pub(super) attempt: Duration,
    /// The time of a whole call.
    pub(super) call: Option<Duration>,
    /// The size of an answer.
    pub(super) body: usize,
}

impl Client {
    /// The URL that all paths are relative to.
    pub fn base_url(&self) -> &str {
        self.shared.base.as_str()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.base_url()).finish_non_exhaustive()
    }
}
