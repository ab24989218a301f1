//! Event streams that are taken up again where they broke off.

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{HeaderName, HeaderValue};

use super::clock::{Instant, sleep};
use super::draft::Draft;
use super::error::Error;
use super::event_feed::EventFeed;
use super::events::Events;
use super::feed::stream;
use super::model::{Blank, Place};
use super::payload::{Payload, Replay};
use super::request::{CallFuture, Request};
use super::response::Reply;
use super::retry::{is_idempotent, jitter};
use super::transport::execute_again;

/// Where a stream is taken up.
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// The shortest wait that a server may ask for, which else could be asked without a pause.
const MIN_WAIT: Duration = Duration::from_millis(20);

/// How an event stream is taken up again after its end.
#[derive(Debug, Clone, Copy)]
pub struct Reconnect {
    limit: u32,
    wait: Duration,
    max_wait: Duration,
    methods: Methods,
}

/// Which calls are repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Methods {
    /// Those that do no more when they arrive twice.
    Idempotent,
    /// All.
    Any,
}

impl Reconnect {
    /// Connects again at most so many times in a row without an event having come.
    pub fn new(limit: u32) -> Self {
        Self { limit, wait: Duration::from_secs(3), max_wait: Duration::from_secs(60), methods: Methods::Idempotent }
    }

    /// The wait before it, where the server does not say one: 3 seconds, if it is not set. Without an event in between each
    /// further wait is twice as long.
    #[must_use]
    pub fn wait(mut self, wait: Duration) -> Self {
        self.wait = wait;
        self
    }

    /// The longest wait: 60 seconds, if it is not set. When the server asks for more, the stream ends.
    #[must_use]
    pub fn max_wait(mut self, limit: Duration) -> Self {
        self.max_wait = limit;
        self
    }

    /// Repeats calls of all methods, also those that may do something once more when they arrive twice, such as `POST`.
    #[must_use]
    pub fn any_method(mut self) -> Self {
        self.methods = Methods::Any;
        self
    }
}

impl<T, P> Request<Events<T>, P> {
    /// Asks for the events after the one with this identifier.
    pub fn last_event_id(self, id: &str) -> Self {
        self.header(LAST_EVENT_ID.as_str(), id)
    }

    /// Connects again when the stream ends or breaks off, from the last event on (`Last-Event-ID`) and after the wait that the
    /// server asks for. It ends with status 204, with an event whose data is `[DONE]`, and when the policy or the deadline does
    /// not allow for more. A call that may not be repeated safely is not, unless the policy says so.
    pub fn reconnect(self, policy: Reconnect) -> ReconnectRequest<T> {
        ReconnectRequest { draft: self.draft, policy, events: PhantomData }
    }
}

/// A request for an event stream that is taken up again. Made by [`Request::reconnect`].
#[must_use = "a request does nothing until it is awaited"]
pub struct ReconnectRequest<T> {
    draft: Box<Draft>,
    policy: Reconnect,
    events: PhantomData<fn() -> T>,
}

impl<T: Blank + Place + 'static> IntoFuture for ReconnectRequest<T> {
    type Output = Result<Events<T>, Error>;
    type IntoFuture = CallFuture<Events<T>>;

    fn into_future(self) -> CallFuture<Events<T>> {
        let Self { draft, policy, .. } = self;
        Box::pin(async move {
            let begun = Instant::now();
            let reply = execute_again(&draft).await?;
            if reply.answer.status == StatusCode::NO_CONTENT {
                return Ok(Events::of(EventFeed::new(stream(reply)?)));
            }
            let reply = stream(reply)?;
            let deadline = draft.options.deadline.or(draft.client.shared.limits.call);
            let line = Line { draft, policy, begun, deadline, failures: 0 };
            Ok(Events::of(EventFeed::new(reply).with_line(line)))
        })
    }
}

impl<T: Blank + Place + 'static> ReconnectRequest<T> {
    /// Sends the request without `async`, as [`Request::send_blocking`] does.
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<Events<T>, Error> {
        super::blocking::block_on(self.into_future())?
    }
}

impl<T> fmt::Debug for ReconnectRequest<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReconnectRequest")
            .field("method", &self.draft.method)
            .field("path", &self.draft.template)
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}

/// What it takes to connect again.
pub(super) struct Line {
    draft: Box<Draft>,
    policy: Reconnect,
    begun: Instant,
    /// How long the whole may take.
    deadline: Option<Duration>,
    /// How often that was done since the last event.
    failures: u32,
}

/// How connecting again went.
pub(super) enum Again {
    /// There is a stream.
    Connected(Box<Reply>),
    /// There is none, and this is why.
    Refused(Error),
    /// It was not done; so it stays as it is.
    Over,
}

impl Line {
    /// Says that an event has come.
    pub(super) fn arrived(&mut self) {
        self.failures = 0;
    }

    /// Connects again after a stream that ended in this way, with the last identifier and the wait that the server gave.
    pub(super) async fn again(&mut self, id: Option<&str>, wait: Option<Duration>, end: Option<&Error>) -> Again {
        if !self.may_repeat(end) || self.place(id).is_none() {
            return Again::Over;
        }
        let mut failure: Option<Error> = None;
        loop {
            let over = |failure: Option<Error>| failure.map_or(Again::Over, Again::Refused);
            let asked = failure.as_ref().and_then(Error::retry_after);
            let Some(wait) = self.delay(wait, asked) else { return over(failure) };
            let Some(left) = self.left(wait) else { return over(failure) };
            if let Err(error) = self.pause(wait).await {
                return Again::Refused(error);
            }
            self.failures += 1;
            self.draft.options.deadline = self.deadline.map(|_| left.saturating_sub(wait));
            // The failures of an attempt are counted here.
            self.draft.options.retries = Some(0);
            match execute_again(&self.draft).await {
                Ok(reply) if reply.answer.status == StatusCode::NO_CONTENT => return Again::Over,
                Ok(reply) => {
                    return stream(reply).map_or_else(Again::Refused, |reply| Again::Connected(Box::new(reply)));
                }
                Err(error) if error.is_retryable() => failure = Some(error),
                Err(error) => return Again::Refused(error),
            }
        }
    }

    async fn pause(&self, wait: Duration) -> Result<(), Error> {
        let pause = async {
            sleep(wait).await;
            Ok(())
        };
        match &self.draft.changes.cancel {
            None => pause.await,
            Some(token) => token.run(pause).await,
        }
    }

    fn may_repeat(&self, end: Option<&Error>) -> bool {
        let safe = self.policy.methods == Methods::Any || is_idempotent(&self.draft.method);
        let broken = end.is_none_or(|error| matches!(error, Error::Connection(_) | Error::Timeout(_)));
        let replay = self.draft.body.as_ref().map(|body| &body.payload).map_or(Replay::Possible, Payload::replay);
        safe && broken && replay == Replay::Possible
    }

    /// Says from where on: from an identifier; from the beginning, if the server took it back; or where the caller said, if
    /// there was none. One that no header can hold is nowhere.
    fn place(&mut self, id: Option<&str>) -> Option<()> {
        match id {
            None => {}
            Some("") => {
                self.draft.added.headers.remove(LAST_EVENT_ID);
                if !self.draft.changes.removed.contains(&LAST_EVENT_ID) {
                    self.draft.changes.removed.push(LAST_EVENT_ID);
                }
            }
            Some(id) => {
                let value = HeaderValue::from_bytes(id.as_bytes()).ok()?;
                self.draft.added.headers.insert(LAST_EVENT_ID, value);
            }
        }
        Some(())
    }

    /// The next wait, if there is to be one more.
    fn delay(&self, server: Option<Duration>, asked: Option<Duration>) -> Option<Duration> {
        if self.failures >= self.policy.limit {
            return None;
        }
        let first = server.map_or(self.policy.wait, |wait| wait.max(MIN_WAIT));
        let least = first.max(asked.unwrap_or_default());
        if (server.is_some() || asked.is_some()) && least > self.policy.max_wait {
            return None;
        }
        let factor = 2_u32.checked_pow(self.failures).unwrap_or(u32::MAX);
        let wait = first.saturating_mul(factor).max(least).min(self.policy.max_wait);
        // Longer by up to a quarter, so that clients that failed together do not come back together.
        Some(wait.saturating_add((wait / 1024).saturating_mul(jitter().into())))
    }

    /// What is left of the time for the whole, unless the wait is longer. Without a limit that is all the time there is.
    fn left(&self, wait: Duration) -> Option<Duration> {
        let left = self.deadline.map_or(Duration::MAX, |deadline| deadline.saturating_sub(self.begun.elapsed()));
        (wait < left).then_some(left)
    }
}
