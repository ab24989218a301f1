//! How many retries all clones of a client may make together.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::builder::ClientBuilder;
use super::error::Error;

/// What there is at the beginning, and at most.
pub(super) const CAPACITY: u32 = 500;

/// What a retry takes after an answer.
const RETRY: u32 = 5;

/// What a retry takes after no answer: those are the failures of a server that has too much to do.
const RETRY_UNANSWERED: u32 = 10;

/// What a call gives back that needed no retry.
const SUCCESS: u32 = 1;

/// Tokens that retries take and successes give back. A client whose server is down soon has none left, and stops multiplying the
/// load; one whose server fails now and then never runs out.
pub(super) struct Budget {
    tokens: AtomicU32,
    capacity: u32,
}

impl Budget {
    pub(super) fn new(capacity: u32) -> Self {
        Self { tokens: AtomicU32::new(capacity), capacity }
    }

    /// Takes the tokens of a retry after this failure, and says how many; `None` if there are too few.
    pub(super) fn take(&self, error: &Error) -> Option<u32> {
        let cost = if error.status().is_some() { RETRY } else { RETRY_UNANSWERED };
        let taken = self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| tokens.checked_sub(cost));
        taken.is_ok().then_some(cost)
    }

    /// Gives back what the last retry of a call that succeeded took, if there was one.
    pub(super) fn give_back(&self, taken: Option<u32>) {
        let gained = taken.unwrap_or(SUCCESS);
        let _ = self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| {
            Some(tokens.saturating_add(gained).min(self.capacity))
        });
    }
}

impl ClientBuilder {
    /// How many tokens there are for the retries of all clones of the client together: 500, if it is not set.
    ///
    /// A retry takes 5 of them, and 10 if there was no answer. A call that succeeds gives back what its last retry took, or 1 if
    /// it needed none. When there are too few left, a failure is returned at once, and says so
    /// ([`Error::is_budget_spent`]): so a client whose server is down sends little
    /// more than its callers ask for. Copies of the client take from the same tokens, unless this is set for them.
    pub fn retry_budget(mut self, tokens: u32) -> Self {
        self.budget = Some(Arc::new(Budget::new(tokens)));
        self
    }

    /// Lets each call make as many retries as it may, whatever became of others.
    pub fn no_retry_budget(mut self) -> Self {
        self.budget = None;
        self
    }
}
