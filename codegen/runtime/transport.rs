//! Makes calls: sends a request by the client's transport as often as it may and has to be sent.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::{Method, StatusCode, Url};

use super::bearer::is_refused;
use super::client::Shared;
use super::clock::{Instant, can_wait, sleep, timeout};
use super::draft::{Draft, Reading, Redirects};
use super::error::Error;
use super::failure::{Hindrance, Phase, RequestError, RuntimeError, TimeoutError, TimeoutScope};
use super::http::{HttpRequest, HttpResponse};
use super::http_body::HttpBody;
use super::http_error::TransportError;
use super::options::Choice;
use super::payload::Replay;
use super::prepare::{Outgoing, prepare};
use super::read::{End, read, read_within};
use super::redirect::{MAX_REDIRECTS, Payload, next_hop};
use super::response::{Answer, OpenBody, Reply};
use super::response_error::{Problem, StatusError};
use super::retry::{jitter, may_repeat};
use super::secrets::Secrets;
use super::trace;

/// How much of a failure's body is kept.
const MAX_ERROR_BODY: usize = 1024 * 1024;

/// How long a failure's body is waited for.
const MAX_ERROR_TIME: Duration = Duration::from_secs(5);

/// The time of an attempt.
#[derive(Clone, Copy)]
struct Span {
    begun: Instant,
    time: Duration,
}

impl Span {
    fn left(self) -> Duration {
        self.time.saturating_sub(self.begun.elapsed())
    }
}

/// One attempt at a call.
struct Attempt<'a> {
    draft: &'a Draft,
    shared: &'a Shared,
    outgoing: &'a Outgoing,
    /// Its number, from 1.
    number: u32,
    /// When the call began, and how long all of it may take.
    deadline: Option<(Instant, Duration)>,
}

/// Sends a request, as often as it may and has to be sent, and returns the answer.
pub(super) async fn execute(draft: Box<Draft>) -> Result<Reply, Error> {
    execute_again(&draft).await
}

/// The same of a draft that may be sent several times.
pub(super) async fn execute_again(draft: &Draft) -> Result<Reply, Error> {
    match &draft.changes.cancel {
        None => trace::call(draft, send(draft)).await,
        Some(token) => trace::call(draft, Box::pin(token.run(send(draft)))).await,
    }
}

async fn send(draft: &Draft) -> Result<Reply, Error> {
    let started = Instant::now();
    let outgoing = prepare(draft)?;
    if !can_wait() {
        return Err(Error::Runtime(RuntimeError::new("calls need a Tokio runtime, and there is none here")));
    }
    let shared = &*draft.client.shared;
    let whole = draft.options.deadline.map(|deadline| (draft.options.begun.unwrap_or(started), deadline));
    let deadline = whole.or(shared.limits.call.map(|deadline| (started, deadline)));
    let retries = draft.options.retries.unwrap_or(shared.retry.max_retries);
    let (mut number, mut retry) = (1, 0);
    let mut bearer = outgoing.token.as_ref();
    // What the last retry took from the budget.
    let mut taken = None;
    loop {
        let attempt = Attempt { draft, shared, outgoing: &outgoing, number, deadline };
        let error = match trace::attempt(draft, &outgoing, number, attempt.run()).await {
            Ok(reply) => {
                shared.budget.iter().for_each(|budget| budget.give_back(taken));
                return Ok(reply);
            }
            Err(error) => error,
        };
        // The token may have been revoked before its time: the call is made with another one, once.
        if is_refused(&error) && outgoing.replay() == Replay::Possible && bearer.take().is_some() {
            number += 1;
            continue;
        }
        if retry >= retries || !may_repeat(outgoing.twice, &error) {
            return Err(error);
        }
        let Some(wait) = shared.retry.delay(retry, error.retry_after(), jitter()) else {
            return Err(error);
        };
        if deadline.is_some_and(|(started, deadline)| wait >= deadline.saturating_sub(started.elapsed())) {
            return Err(error);
        }
        if outgoing.replay() == Replay::Spent {
            return Err(error.hindered_by(Hindrance::Body));
        }
        if let Some(budget) = &shared.budget {
            taken = budget.take(&error);
            if taken.is_none() {
                return Err(error.hindered_by(Hindrance::Budget));
            }
        }
        trace::wait(wait, number, &error);
        sleep(wait).await;
        number += 1;
        retry += 1;
    }
}

impl Attempt<'_> {
    /// Runs within its time limit and what is left of the call's.
    async fn run(&self) -> Result<Reply, Error> {
        // The limit, and the time to it.
        let left = self.deadline.map(|(started, deadline)| (deadline, deadline.saturating_sub(started.elapsed())));
        let own = self.draft.options.timeout.unwrap_or(self.shared.limits.attempt);
        let (time, scope, limit) = match left {
            Some((deadline, left)) if left < own => (left, TimeoutScope::Call, deadline),
            _ => (own, TimeoutScope::Attempt, own),
        };
        // No time is left for what would be sent now.
        if scope == TimeoutScope::Call && time.is_zero() {
            return Err(Error::Timeout(TimeoutError::new(scope, limit, self.number - 1)));
        }
        let span = Span { begun: Instant::now(), time };
        match timeout(time, self.exchange(own, span)).await {
            Ok(result) => result,
            Err(_) => Err(Error::Timeout(TimeoutError::new(scope, limit, self.number))),
        }
    }

    /// Sends the request, follows redirects, and reads the answer.
    async fn exchange(&self, idle: Duration, span: Span) -> Result<Reply, Error> {
        let bearer = match &self.outgoing.token {
            Some(token) => Some(token.header(self.shared).await?),
            None => None,
        };
        let mut request = self.request(bearer.as_ref()).await?;
        let mut hops = 0;
        // Where the last redirect led to, and how.
        let mut led: Option<(Url, Method)> = None;
        loop {
            let response = match self.shared.carrier.send(request).await {
                Ok(response) => response,
                Err(error) => return Err(self.connection(error, hops)),
            };
            if (self.draft.accepts)(response.status) {
                return self.success(response, led.map(|(url, _)| url), hops, idle, bearer.as_ref()).await;
            }
            let (url, method) =
                led.as_ref().map_or((&self.outgoing.url, &self.outgoing.method), |(url, method)| (url, method));
            let hop = match next_hop(url, method, response.status, &response.headers) {
                Some(hop) if hops < MAX_REDIRECTS && self.draft.options.redirects == Redirects::Followed => hop,
                _ => {
                    let error = self.failure(response, hops, bearer.as_ref(), span).await;
                    if let (Some(token), Some(bearer), true) = (&self.outgoing.token, &bearer, is_refused(&error)) {
                        token.refuse(bearer);
                    }
                    return Err(error);
                }
            };
            // What an earlier redirect dropped stays dropped.
            let dropped = hop.payload == Payload::Dropped || *method != self.outgoing.method;
            if !dropped && self.outgoing.replay() == Replay::Spent {
                let error = self.failure(response, hops, bearer.as_ref(), span).await;
                return Err(error.hindered_by(Hindrance::Body));
            }
            hops += 1;
            request = if dropped { self.bare_request(bearer.as_ref()) } else { self.request(bearer.as_ref()).await? };
            request.url.clone_from(&hop.url);
            led = Some((hop.url, request.method.clone()));
        }
    }

    async fn request(&self, bearer: Option<&HeaderValue>) -> Result<HttpRequest, RequestError> {
        let body = match &self.outgoing.body {
            Some(body) => body.open().await?,
            None => HttpBody::default(),
        };
        Ok(HttpRequest {
            method: self.outgoing.method.clone(),
            url: self.outgoing.url.clone(),
            headers: self.headers(bearer),
            body,
            template: self.draft.template.clone(),
            attempt: self.number,
        })
    }

    fn headers(&self, bearer: Option<&HeaderValue>) -> HeaderMap {
        let mut headers = self.outgoing.headers.clone();
        if let Some(bearer) = bearer {
            headers.insert(AUTHORIZATION, bearer.clone());
        }
        if let Some(name) = &self.outgoing.count {
            headers.insert(name.clone(), (self.number - 1).into());
        }
        headers
    }

    /// The same without its body.
    fn bare_request(&self, bearer: Option<&HeaderValue>) -> HttpRequest {
        let mut headers = self.headers(bearer);
        headers.remove(CONTENT_TYPE);
        HttpRequest {
            method: Method::GET,
            url: self.outgoing.url.clone(),
            headers,
            body: HttpBody::default(),
            template: self.draft.template.clone(),
            attempt: self.number,
        }
    }

    async fn success(
        &self,
        response: HttpResponse,
        led_to: Option<Url>,
        hops: u32,
        idle: Duration,
        bearer: Option<&HeaderValue>,
    ) -> Result<Reply, Error> {
        let limit = self.draft.options.max_body.unwrap_or(self.shared.limits.body);
        let HttpResponse { status, headers, mut body } = response;
        let mut answer = self.answer(status, headers, hops, bearer);
        answer.url = led_to.unwrap_or(answer.url);
        if self.draft.reading == Reading::Open && !answer.is_foreign() {
            let cancel = self.draft.changes.cancel.clone();
            return Ok(Reply { answer, rest: Some(OpenBody { body, idle, limit, deadline: self.deadline, cancel }) });
        }
        let (bytes, end) = read(&mut body, limit).await;
        answer.body = bytes;
        match end {
            End::Reached => Ok(Reply { answer, rest: None }),
            End::Cut => Err(answer.refuse(Problem::TooLarge(limit))),
            End::Broken(error) => Err(self.connection(error, hops + 1)),
        }
    }

    async fn failure(&self, response: HttpResponse, hops: u32, bearer: Option<&HeaderValue>, span: Span) -> Error {
        let HttpResponse { status, headers, mut body } = response;
        let mut answer = self.answer(status, headers, hops, bearer);
        // A failure whose body is long, breaks off, or does not come is still that failure.
        answer.body = read_within(&mut body, MAX_ERROR_BODY, MAX_ERROR_TIME.min(span.left() / 2)).await;
        Error::Status(Box::new(StatusError::new(answer)))
    }

    fn answer(&self, status: StatusCode, headers: HeaderMap, hops: u32, bearer: Option<&HeaderValue>) -> Answer {
        Answer {
            url: self.outgoing.url.clone(),
            status,
            headers,
            body: Bytes::new(),
            attempts: self.number,
            hops,
            accept: self.draft.accept,
            service: self.shared.service,
            secrets: self.secrets(bearer),
        }
    }

    fn secrets(&self, bearer: Option<&HeaderValue>) -> Secrets {
        let given = match &self.draft.changes.credentials {
            Choice::Own(own) => own,
            Choice::Client | Choice::Anonymous => &self.shared.credentials,
        };
        Secrets::new(Arc::clone(given), bearer.or_else(|| self.outgoing.headers.get(AUTHORIZATION)).cloned())
    }

    /// `answers` is how many have come already: after the first one, the server has seen the request.
    fn connection(&self, error: TransportError, answers: u32) -> Error {
        let phase = match error.phase() {
            Phase::Connect if answers > 0 => Phase::Exchange,
            phase => phase,
        };
        let limit = match phase {
            Phase::Connect => self.shared.limits.connect,
            Phase::Exchange | Phase::Source | Phase::Refused => {
                self.draft.options.timeout.unwrap_or(self.shared.limits.attempt)
            }
        };
        error.into_error(phase, limit, self.number)
    }
}
