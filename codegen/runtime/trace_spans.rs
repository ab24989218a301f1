//! What `tracing` is told of a call, by OpenTelemetry's conventions for HTTP clients.
//!
//! A span for each call, and in it one for each attempt, with the wait before another attempt as an event; for a request of a
//! token one in that of the attempt that needs it. They hold what is listed here and nothing else: the method, the path as the
//! document has it, the server's name and port, the status, the kind of a failure, the number of the attempt, and the server's
//! identifier of the request. URLs, headers and bodies may hold secrets.

#![cfg(feature = "tracing")]

use std::borrow::Cow;
use std::future::Future;
use std::time::Duration;

use reqwest::{Method, StatusCode, Url};
use tracing::field::{Empty, display};
use tracing::{Instrument, Span, debug, info_span};

use super::bearer::TokenError;
use super::draft::Draft;
use super::error::Error;
use super::excerpt::excerpt;
use super::prepare::Outgoing;
use super::response::{Reply, request_id};

/// A call, with all its attempts.
pub(super) async fn call<F: Future<Output = Result<Reply, Error>>>(draft: &Draft, future: F) -> Result<Reply, Error> {
    let template = template(draft);
    let span = info_span!(
        "call",
        otel.kind = "internal",
        otel.name = name(&draft.method, template),
        http.request.method = draft.method.as_str(),
        url.template = template,
        http.response.status_code = Empty,
        error.type = Empty,
        otel.status_code = Empty,
        attempts = Empty,
    );
    let result = Box::pin(future).instrument(span.clone()).await;
    let attempts = match &result {
        Ok(reply) => Some(reply.answer.attempts),
        Err(error) => error.attempts(),
    };
    span.record("attempts", attempts);
    record(&span, &result);
    result
}

/// One attempt at a call.
pub(super) async fn attempt<F: Future<Output = Result<Reply, Error>>>(
    draft: &Draft,
    outgoing: &Outgoing,
    number: u32,
    future: F,
) -> Result<Reply, Error> {
    let template = template(draft);
    let span = info_span!(
        "attempt",
        otel.kind = "client",
        otel.name = name(&draft.method, template),
        http.request.method = draft.method.as_str(),
        http.request.resend_count = (number > 1).then(|| number - 1),
        server.address = outgoing.url.host_str(),
        server.port = outgoing.url.port_or_known_default(),
        url.scheme = outgoing.url.scheme(),
        url.template = template,
        http.response.status_code = Empty,
        error.type = Empty,
        otel.status_code = Empty,
        request_id = Empty,
    );
    let result = Box::pin(future).instrument(span.clone()).await;
    record(&span, &result);
    let id = match &result {
        Ok(reply) => request_id(&reply.answer.headers),
        Err(error) => error.request_id(),
    };
    span.record("request_id", id.map(excerpt).map(display));
    result
}

/// One request of a token.
#[allow(dead_code, reason = "a document may have no tokens")]
pub(super) async fn token<F, B>(url: &Url, future: F) -> Result<(StatusCode, B), TokenError>
where
    F: Future<Output = Result<(StatusCode, B), TokenError>>,
{
    let span = info_span!(
        "token",
        otel.kind = "client",
        otel.name = "POST",
        http.request.method = "POST",
        server.address = url.host_str(),
        server.port = url.port_or_known_default(),
        url.scheme = url.scheme(),
        http.response.status_code = Empty,
        error.type = Empty,
        otel.status_code = Empty,
    );
    let result = Box::pin(future).instrument(span.clone()).await;
    let status = result.as_ref().ok().map(|(status, _)| *status);
    span.record("http.response.status_code", status.as_ref().map(StatusCode::as_u16));
    if !status.is_some_and(|status| status.is_success()) {
        record_failure(&span, status.as_ref().map_or("token", StatusCode::as_str));
    }
    result
}

/// The wait before another attempt.
pub(super) fn wait(wait: Duration, number: u32, error: &Error) {
    let milliseconds = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
    debug!(
        wait_ms = milliseconds,
        http.request.resend_count = number,
        error.type = &*kind(error),
        "waiting before another attempt"
    );
}

/// The path as the document has it. Of a path that the caller wrote nobody knows what is a name in it and what a value.
fn template(draft: &Draft) -> Option<&'static str> {
    match draft.template {
        Cow::Borrowed(template) => Some(template),
        Cow::Owned(_) => None,
    }
}

fn name(method: &Method, template: Option<&str>) -> String {
    template.map_or_else(|| method.to_string(), |template| format!("{method} {template}"))
}

fn record(span: &Span, result: &Result<Reply, Error>) {
    let status = match result {
        Ok(reply) => Some(reply.answer.status),
        Err(error) => error.status(),
    };
    span.record("http.response.status_code", status.as_ref().map(StatusCode::as_u16));
    if let Err(error) = result {
        record_failure(span, &kind(error));
    }
}

fn record_failure(span: &Span, kind: &str) {
    span.record("error.type", kind);
    span.record("otel.status_code", "ERROR");
}

/// The kind of a failure: its status, or a word.
fn kind(error: &Error) -> Cow<'static, str> {
    Cow::Borrowed(match error {
        Error::Status(error) => return Cow::Owned(error.status().as_u16().to_string()),
        Error::Config(_) => "config",
        Error::Request(_) => "request",
        Error::Token(_) => "token",
        Error::Connection(_) => "connection",
        Error::Timeout(_) => "timeout",
        Error::Api(_) => "api",
        Error::Decode(_) => "decode",
        Error::File(_) => "file",
        Error::Cancelled => "cancelled",
        Error::Runtime(_) => "runtime",
    })
}
