//! Why a transport could not bring an answer.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::error::Error;
use super::failure::{ConnectionError, Phase, TimeoutError, TimeoutScope};
use super::payload::SourceError;

/// Why a [`Transport`](super::http::Transport) could not bring an answer, or not all of it.
#[derive(Debug)]
pub struct TransportError {
    phase: Phase,
    cause: Cause,
}

/// What went wrong.
#[derive(Debug)]
enum Cause {
    /// Time ran out; the limit, if it is known.
    Time(Option<Duration>),
    /// Something else.
    Other(Box<dyn StdError + Send + Sync>),
}

impl TransportError {
    /// A failure after which the server may or may not have seen the request: the call is tried again only if it may be
    /// repeated.
    pub fn new(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { phase: Phase::Exchange, cause: Cause::Other(source.into()) }
    }

    /// A time limit of the transport's own that was reached.
    pub fn timeout(limit: Duration) -> Self {
        Self { phase: Phase::Exchange, cause: Cause::Time(Some(limit)) }
    }

    /// Says that the server has certainly not seen the request: so it may be tried again, whatever it does.
    #[must_use]
    pub fn unsent(self) -> Self {
        Self { phase: Phase::Connect, ..self }
    }

    /// Says that the answer is refused, so that the call is not made again.
    pub(super) fn refused(self) -> Self {
        Self { phase: Phase::Refused, ..self }
    }

    /// Whether the server has certainly not seen the request.
    pub fn is_unsent(&self) -> bool {
        self.phase == Phase::Connect
    }

    /// Whether time ran out.
    pub fn is_timeout(&self) -> bool {
        matches!(self.cause, Cause::Time(_))
    }

    /// How far the request got.
    pub(super) fn phase(&self) -> Phase {
        if SourceError::caused(self) { Phase::Source } else { self.phase }
    }

    /// The error of a call that got that far. The limit is the one that was reached if the transport does not know its own.
    pub(super) fn into_error(self, phase: Phase, limit: Duration, attempts: u32) -> Error {
        match (self.cause, phase) {
            (Cause::Time(own), Phase::Connect) => {
                Error::Timeout(TimeoutError::new(TimeoutScope::Connect, own.unwrap_or(limit), attempts))
            }
            (Cause::Time(own), Phase::Exchange | Phase::Source | Phase::Refused) => {
                Error::Timeout(TimeoutError::new(TimeoutScope::Transport, own.unwrap_or(limit), attempts))
            }
            (Cause::Other(source), phase) => Error::Connection(ConnectionError::new(phase, source, attempts)),
        }
    }
}

impl From<reqwest::Error> for TransportError {
    fn from(error: reqwest::Error) -> Self {
        // The URL may hold a credential.
        let error = error.without_url();
        #[cfg(not(target_arch = "wasm32"))]
        let phase = if error.is_connect() { Phase::Connect } else { Phase::Exchange };
        #[cfg(target_arch = "wasm32")]
        let phase = Phase::Exchange;
        let cause = if error.is_timeout() { Cause::Time(None) } else { Cause::Other(error.into()) };
        Self { phase, cause }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.phase, &self.cause) {
            (Phase::Connect, Cause::Time(_)) => "no connection in time",
            (Phase::Connect, Cause::Other(_)) => "cannot connect to the server",
            (Phase::Refused, Cause::Other(_)) => "the answer is refused",
            (_, Cause::Time(_)) => "no answer in time",
            (_, Cause::Other(_)) => "the connection failed before the answer was complete",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.cause {
            Cause::Time(_) => None,
            Cause::Other(source) => Some(&**source),
        }
    }
}
