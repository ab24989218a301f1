//! Waiting until something is done: the same `GET`, again and again, until its answer says so.

use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

use reqwest::Method;
use serde_json::Value;

use super::call::Call;
use super::client::Client;
use super::clock::{Instant, now, sleep, timeout};
use super::draft::Draft;
use super::error::Error;
use super::error_detail::without_bom;
use super::excerpt::excerpt;
use super::failure::{RequestError, TimeoutError, TimeoutScope};
use super::request::{CallFuture, Request};
use super::response::{Answer, Decoder, Reply};
use super::response_error::StatusError;
use super::retry::{RetryPolicy, jitter, retry_after};
use super::transport;

/// What an answer says when something is done.
#[derive(Debug)]
pub(crate) struct Waiting {
    /// Where the answer says it: the properties on the way.
    pub(crate) field: &'static [&'static str],
    /// The values that mean that it is done.
    pub(crate) done: &'static [&'static str],
    /// Those that mean that it never will be.
    pub(crate) failed: &'static [&'static str],
    /// The wait before it is asked for the second time; each further one is twice as long.
    pub(crate) first_delay_ms: u64,
    /// The longest of these waits.
    pub(crate) longest_delay_ms: u64,
    /// How long all of it may take.
    pub(crate) deadline_ms: u64,
}

impl Client {
    /// Begins a `GET` whose answer says whether something is done.
    pub(crate) fn get_awaited(&self, path: &'static str, waiting: &'static Waiting) -> Call {
        let mut call = self.call(Method::GET, path);
        call.draft.fact = Some(waiting);
        call
    }
}

impl<T: 'static, P> Request<T, P> {
    /// Waits as the document declares it.
    pub(crate) fn wait(self) -> Wait<T> {
        let Self { mut draft, decode, .. } = self;
        let waiting: Option<&'static Waiting> = draft.fact.and_then(|fact| fact.downcast_ref());
        if waiting.is_none() {
            draft.keep::<()>(Err(RequestError::new("what this request answers does not say when something is done")));
        }
        let milliseconds = |of: fn(&Waiting) -> u64| Duration::from_millis(waiting.map_or(0, of));
        Wait {
            deadline: milliseconds(|waiting| waiting.deadline_ms),
            first_delay: milliseconds(|waiting| waiting.first_delay_ms),
            longest_delay: milliseconds(|waiting| waiting.longest_delay_ms),
            draft,
            decode,
            waiting,
        }
    }
}

/// A request that is sent until its answer says that something is done: `.await` returns that answer.
///
/// It fails when an answer says that it will never be done, when time runs out, and when a call fails. Each call has the options
/// of the request, its time limits and retries. A value that the document does not know means that it is not done yet.
#[must_use = "a request does nothing until it is awaited"]
pub struct Wait<T> {
    draft: Box<Draft>,
    decode: Decoder<T>,
    waiting: Option<&'static Waiting>,
    deadline: Duration,
    first_delay: Duration,
    longest_delay: Duration,
}

impl<T> Wait<T> {
    /// Limits the time of the whole, all calls and the waits between them.
    pub fn deadline(mut self, limit: Duration) -> Self {
        self.deadline = limit;
        self
    }

    /// How long to wait between two calls: this long after the first one, twice as long after each further one, and never longer
    /// than `longest`. Where the server asks for another wait by `Retry-After`, that one is taken.
    pub fn delays(mut self, first: Duration, longest: Duration) -> Self {
        self.first_delay = first;
        self.longest_delay = longest;
        self
    }
}

impl<T: 'static> IntoFuture for Wait<T> {
    type Output = Result<T, Error>;
    type IntoFuture = CallFuture<T>;

    fn into_future(self) -> CallFuture<T> {
        let Self { draft, decode, waiting, deadline, first_delay, longest_delay } = self;
        let delays = RetryPolicy {
            max_retries: u32::MAX,
            initial_delay: first_delay,
            max_delay: longest_delay,
            max_retry_after: Duration::MAX,
        };
        let poll = Poll { draft, waiting, deadline, delays, started: Instant::now(), state: None, calls: 0 };
        let token = poll.draft.changes.cancel.clone();
        let poll = Box::pin(poll.run(decode));
        match token {
            None => poll,
            Some(token) => Box::pin(async move { token.run(poll).await }),
        }
    }
}

impl<T> fmt::Debug for Wait<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait")
            .field("path", &self.draft.template)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

/// A wait that goes on.
struct Poll {
    draft: Box<Draft>,
    waiting: Option<&'static Waiting>,
    deadline: Duration,
    delays: RetryPolicy,
    started: Instant,
    /// What the last answer said.
    state: Option<String>,
    calls: u32,
}

/// What comes after an answer.
enum Then<T> {
    /// Nothing: this is what was waited for.
    Done(T),
    /// Another call, after this time.
    Again(Duration),
}

impl Poll {
    async fn run<T>(mut self, decode: Decoder<T>) -> Result<T, Error> {
        loop {
            let call = transport::execute(self.draft.clone());
            let Ok(reply) = timeout(self.left(), call).await else {
                return Err(self.late());
            };
            let delay = match self.read(reply?, decode)? {
                Then::Done(value) => return Ok(value),
                Then::Again(delay) => delay,
            };
            sleep(delay).await;
        }
    }

    fn read<T>(&mut self, reply: Reply, decode: Decoder<T>) -> Result<Then<T>, Error> {
        self.calls = self.calls.saturating_add(1);
        let answer = reply.answer.clone();
        // What cannot be read, or is the server's word that the call failed, says nothing about the thing.
        let value = decode(reply)?;
        self.state = self.waiting.and_then(|waiting| state(&answer, waiting.field));
        if self.is_one_of(|waiting| waiting.done) {
            return Ok(Then::Done(value));
        }
        if self.is_one_of(|waiting| waiting.failed) {
            return Err(Error::Api(Box::new(StatusError::new(answer).saying(self.message()))));
        }
        let asked = retry_after(&answer.headers, now());
        let delay = self.delays.delay(self.calls - 1, asked, jitter()).unwrap_or_default();
        if delay >= self.left() { Err(self.late()) } else { Ok(Then::Again(delay)) }
    }

    fn left(&self) -> Duration {
        self.deadline.saturating_sub(self.started.elapsed())
    }

    fn is_one_of(&self, values: fn(&Waiting) -> &'static [&'static str]) -> bool {
        let values = self.waiting.map(values).unwrap_or_default();
        self.state.as_deref().is_some_and(|state| values.contains(&state))
    }

    fn late(&self) -> Error {
        let error = TimeoutError::new(TimeoutScope::Wait, self.deadline, self.calls);
        Error::Timeout(error.saying(self.message()))
    }

    /// What the last answer said, in words.
    fn message(&self) -> String {
        let field = self.waiting.and_then(|waiting| waiting.field.last()).copied().unwrap_or_default();
        match &self.state {
            Some(state) => format!("`{field}` is `{}`", excerpt(state)),
            None if self.calls == 0 => "there was no answer".to_owned(),
            None => format!("the answer has no `{field}`"),
        }
    }
}

/// What an answer says at this place.
fn state(answer: &Answer, way: &[&str]) -> Option<String> {
    let value: Value = serde_json::from_slice(without_bom(&answer.body)).ok()?;
    match way.iter().try_fold(&value, |value, step| value.get(*step))? {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
