//! A request before it is sent: all that its method and its caller have said.

use std::any::Any;
use std::borrow::Cow;
use std::time::Duration;

use reqwest::{Method, StatusCode, Url};

use super::arguments::Arguments;
use super::body::Body;
use super::client::Client;
use super::clock::Instant;
use super::failure::RequestError;
use super::options::Changes;
use super::service::{Requirement, Scopes, ServerTemplate};

/// A request before it is sent.
#[derive(Clone)]
pub(super) struct Draft {
    pub(super) client: Client,
    pub(super) method: Method,
    /// The path template, for messages.
    pub(super) template: Cow<'static, str>,
    /// The encoded path.
    pub(super) path: String,
    /// The required parameters.
    pub(super) required: Arguments,
    /// The optional ones.
    pub(super) optional: Arguments,
    /// What the caller adds to this one call.
    pub(super) added: Arguments,
    /// What the caller changes for it.
    pub(super) changes: Changes,
    pub(super) body: Option<Body>,
    pub(super) accept: &'static str,
    /// The operation's own requirement.
    pub(super) security: Option<Requirement>,
    /// The scopes of its own.
    pub(super) scopes: Scopes,
    /// The operation's own servers.
    pub(super) servers: &'static [ServerTemplate],
    /// Which statuses are not errors.
    pub(super) accepts: fn(StatusCode) -> bool,
    pub(super) reading: Reading,
    pub(super) options: Options,
    /// What an optional part of the runtime has to know about the operation.
    #[allow(dead_code, reason = "only lists in pages and waits have one")]
    pub(super) fact: Option<&'static (dyn Any + Send + Sync)>,
    /// Where the same server has more of the answer, if that is what is wanted.
    pub(super) continues: Option<Url>,
    /// The first thing that was wrong.
    pub(super) error: Option<RequestError>,
}

/// How the body of a success is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// All of it, before the call returns.
    Whole,
    /// Bit by bit, by the caller.
    #[allow(dead_code, reason = "only streamed answers are read so")]
    Open,
}

/// What the caller wants for this one call.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Options {
    pub(super) timeout: Option<Duration>,
    pub(super) deadline: Option<Duration>,
    /// When the time to the deadline began, if that is before the call.
    pub(super) begun: Option<Instant>,
    pub(super) retries: Option<u32>,
    pub(super) max_body: Option<usize>,
    pub(super) redirects: Redirects,
}

/// What becomes of redirects to the same server.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Redirects {
    /// They are followed.
    #[default]
    Followed,
    /// They are failures.
    Refused,
}

impl Draft {
    /// A request without parameters or body. The path is set by [`Draft::set_path`].
    pub(super) fn new(client: Client, method: Method, template: Cow<'static, str>) -> Self {
        Self {
            client,
            method,
            template,
            path: String::new(),
            required: Arguments::default(),
            optional: Arguments::default(),
            added: Arguments::default(),
            changes: Changes::default(),
            body: None,
            accept: "*/*",
            security: None,
            scopes: &[],
            servers: &[],
            accepts: |status| status.is_success(),
            reading: Reading::Whole,
            options: Options::default(),
            fact: None,
            continues: None,
            error: None,
        }
    }

    /// Keeps the first error, to be returned when the request is sent.
    pub(super) fn keep<T>(&mut self, result: Result<T, RequestError>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.error.get_or_insert(error);
                None
            }
        }
    }
}
