//! What is told of a call without `tracing`: nothing. `trace_spans` has the same functions.

#![cfg(not(feature = "tracing"))]

use std::time::Duration;

use reqwest::Url;

use super::draft::Draft;
use super::error::Error;
use super::prepare::Outgoing;

/// A call, with all its attempts.
pub(super) fn call<F>(_: &Draft, future: F) -> F {
    future
}

/// One attempt at a call.
pub(super) fn attempt<F>(_: &Draft, _: &Outgoing, _: u32, future: F) -> F {
    future
}

/// One request of a token.
#[allow(dead_code, reason = "a document may have no tokens")]
pub(super) fn token<F>(_: &Url, future: F) -> F {
    future
}

/// The wait before another attempt.
pub(super) fn wait(_: Duration, _: u32, _: &Error) {}
