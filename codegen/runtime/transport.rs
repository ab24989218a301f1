//! Sends requests: the one place where anything leaves the machine.

use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Request, Response};

use super::client::Shared;
use super::draft::{Draft, Reading};
use super::error::Error;
use super::failure::{ConnectionError, Phase, RuntimeError, TimeoutError, TimeoutScope};
use super::prepare::{Outgoing, prepare};
use super::redirect::{MAX_REDIRECTS, Payload, next_hop};
use super::response::{Answer, OpenBody, Reply};
use super::response_error::{Problem, StatusError};
use super::retry::{jitter, may_repeat};

/// How much of a failure's body is kept.
const MAX_ERROR_BODY: usize = 1024 * 1024;

/// One attempt at a call.
struct Attempt<'a> {
    draft: &'a Draft,
    shared: &'a Shared,
    outgoing: &'a Outgoing,
    /// Its number, from 1.
    number: u32,
}

/// Sends a request, as often as it may and has to be sent, and returns the answer.
pub(super) async fn execute(draft: Box<Draft>) -> Result<Reply, Error> {
    let started = Instant::now();
    let outgoing = prepare(&draft)?;
    check_runtime()?;
    let shared = &*draft.client.shared;
    let deadline = draft.options.deadline.or(shared.limits.call);
    let retries = draft.options.retries.unwrap_or(shared.retry.max_retries);
    let mut number = 1;
    loop {
        let attempt = Attempt { draft: &draft, shared, outgoing: &outgoing, number };
        let left = deadline.map(|deadline| (deadline, deadline.saturating_sub(started.elapsed())));
        let error = match attempt.run(left).await {
            Ok(reply) => return Ok(reply),
            Err(error) => error,
        };
        if number > retries || !may_repeat(&outgoing.method, &error) {
            return Err(error);
        }
        let Some(wait) = shared.retry.delay(number - 1, error.retry_after(), jitter()) else {
            return Err(error);
        };
        if deadline.is_some_and(|deadline| wait >= deadline.saturating_sub(started.elapsed())) {
            return Err(error);
        }
        tokio::time::sleep(wait).await;
        number += 1;
    }
}

/// The transport and its timers panic where there is no Tokio runtime.
#[cfg(not(target_arch = "wasm32"))]
fn check_runtime() -> Result<(), Error> {
    match tokio::runtime::Handle::try_current() {
        Ok(_) => Ok(()),
        Err(_) => Err(Error::Runtime(RuntimeError::new("calls need a Tokio runtime, and there is none here"))),
    }
}

#[cfg(target_arch = "wasm32")]
fn check_runtime() -> Result<(), Error> {
    Ok(())
}

impl Attempt<'_> {
    /// Runs within its time limit and what is left of the call's: the limit, and the time to it.
    async fn run(&self, left: Option<(Duration, Duration)>) -> Result<Reply, Error> {
        let own = self.draft.options.timeout.unwrap_or(self.shared.limits.attempt);
        let (time, scope, limit) = match left {
            Some((deadline, left)) if left < own => (left, TimeoutScope::Call, deadline),
            _ => (own, TimeoutScope::Attempt, own),
        };
        match tokio::time::timeout(time, self.exchange(own)).await {
            Ok(result) => result,
            Err(_) => Err(Error::Timeout(TimeoutError::new(scope, limit, self.number))),
        }
    }

    /// Sends the request, follows redirects, and reads the answer.
    async fn exchange(&self, idle: Duration) -> Result<Reply, Error> {
        let mut request = self.request();
        let mut hops = 0;
        loop {
            let (url, method) = (request.url().clone(), request.method().clone());
            let response = self.shared.http.execute(request).await.map_err(|error| self.connection(error, hops))?;
            let status = response.status();
            if (self.draft.accepts)(status) {
                return self.success(response, hops, idle).await;
            }
            let hop = match next_hop(&url, &method, status, response.headers()) {
                Some(hop) if hops < MAX_REDIRECTS => hop,
                _ => return Err(self.failure(response, hops).await),
            };
            hops += 1;
            request = self.request();
            *request.url_mut() = hop.url;
            // What an earlier redirect dropped stays dropped.
            if hop.payload == Payload::Dropped || method != self.outgoing.method {
                *request.method_mut() = reqwest::Method::GET;
                *request.body_mut() = None;
                request.headers_mut().remove(CONTENT_TYPE);
            }
        }
    }

    fn request(&self) -> Request {
        let mut request = Request::new(self.outgoing.method.clone(), self.outgoing.url.clone());
        request.headers_mut().clone_from(&self.outgoing.headers);
        *request.body_mut() = self.outgoing.body.clone().map(Into::into);
        request
    }

    async fn success(&self, mut response: Response, hops: u32, idle: Duration) -> Result<Reply, Error> {
        let limit = self.draft.options.max_body.unwrap_or(self.shared.limits.body);
        let mut answer = self.answer(&mut response, hops);
        if self.draft.reading == Reading::Open && !answer.is_foreign() {
            return Ok(Reply { answer, rest: Some(OpenBody { response, idle, limit }) });
        }
        let (body, end) = read(&mut response, limit).await;
        answer.body = body;
        match end {
            End::Reached => Ok(Reply { answer, rest: None }),
            End::Cut => Err(answer.refuse(Problem::TooLarge(limit))),
            End::Broken(error) => Err(self.connection(error, hops + 1)),
        }
    }

    async fn failure(&self, mut response: Response, hops: u32) -> Error {
        let mut answer = self.answer(&mut response, hops);
        // A failure whose body is long or breaks off is still that failure.
        answer.body = read(&mut response, MAX_ERROR_BODY).await.0;
        Error::Status(Box::new(StatusError::new(answer)))
    }

    fn answer(&self, response: &mut Response, hops: u32) -> Answer {
        Answer {
            status: response.status(),
            headers: std::mem::take(response.headers_mut()),
            body: Bytes::new(),
            attempts: self.number,
            hops,
            accept: self.draft.accept,
            service: self.shared.service,
        }
    }

    /// `answers` is how many have come already: after the first one, the server has seen the request.
    fn connection(&self, error: reqwest::Error, answers: u32) -> Error {
        // The URL may hold a credential.
        let error = error.without_url();
        let phase = if answers == 0 && error.is_connect() { Phase::Connect } else { Phase::Exchange };
        if phase == Phase::Connect && error.is_timeout() {
            let limit = self.shared.limits.connect;
            return Error::Timeout(TimeoutError::new(TimeoutScope::Connect, limit, self.number));
        }
        Error::Connection(ConnectionError::new(phase, error, self.number))
    }
}

/// How the reading of a body ended.
enum End {
    /// All of it has been read.
    Reached,
    /// It is longer than the limit.
    Cut,
    /// The connection failed.
    Broken(reqwest::Error),
}

/// Reads at most `limit` bytes.
async fn read(response: &mut Response, limit: usize) -> (Bytes, End) {
    let mut body = BytesMut::new();
    let mut last = Bytes::new();
    loop {
        let chunk = match response.chunk().await {
            Ok(Some(chunk)) => chunk,
            // Most bodies are of one chunk, which is returned as it is.
            Ok(None) if body.is_empty() => return (last, End::Reached),
            end => {
                body.extend_from_slice(&last);
                return (body.freeze(), end.map_or_else(End::Broken, |_| End::Reached));
            }
        };
        body.extend_from_slice(&last);
        last = chunk;
        let room = limit.saturating_sub(body.len());
        if last.len() > room {
            body.extend_from_slice(&last[..room]);
            return (body.freeze(), End::Cut);
        }
    }
}
