//! Calls that are ended from elsewhere.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use tokio::sync::watch;

use super::error::Error;
use super::request::Request;

/// Ends calls from elsewhere: from another task, or from another thread a blocking call, which cannot be dropped. A clone ends
/// the same calls, and one token may end any number of them.
///
/// ```text
/// let token = CancelToken::new();
/// let request = client.zones().list().cancelled_by(&token);
/// on_shutdown(move || token.cancel());
/// ```
#[derive(Clone)]
pub struct CancelToken {
    state: Arc<watch::Sender<State>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    Cancelled,
}

impl CancelToken {
    /// A token that is not cancelled.
    pub fn new() -> Self {
        Self { state: Arc::new(watch::Sender::new(State::Open)) }
    }

    /// Ends all calls that have this token, and those that will have it. They return [`Error::Cancelled`].
    pub fn cancel(&self) {
        self.state.send_replace(State::Cancelled);
    }

    /// Whether it is cancelled.
    pub fn is_cancelled(&self) -> bool {
        *self.state.borrow() == State::Cancelled
    }

    /// Runs a call until it returns, or until this is cancelled.
    pub(super) async fn run<T>(&self, call: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        let mut state = self.state.subscribe();
        let mut cancelled = pin!(state.wait_for(|state| *state == State::Cancelled));
        let mut call = pin!(call);
        poll_fn(|context| match cancelled.as_mut().poll(context) {
            Poll::Ready(_) => Poll::Ready(Err(Error::Cancelled)),
            Poll::Pending => call.as_mut().poll(context),
        })
        .await
    }
}

impl Default for CancelToken {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for CancelToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CancelToken").field(&*self.state.borrow()).finish()
    }
}

impl<T, P> Request<T, P> {
    /// Ends the call when the token is cancelled: it returns [`Error::Cancelled`], as do the items of a stream and the pages of
    /// a list.
    pub fn cancelled_by(mut self, token: &CancelToken) -> Self {
        self.draft.changes.cancel = Some(token.clone());
        self
    }
}
