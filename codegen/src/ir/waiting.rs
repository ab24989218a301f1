//! Waiting until something is done.

use super::Ident;

/// What an answer says when something is done.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Waiting {
    /// The method of the request that waits: `wait_until_ready`.
    pub method: Ident,
    /// Where the answer says it.
    pub field: Vec<String>,
    /// The values that mean that it is not done yet, as those do that the document does not know.
    pub pending: Vec<String>,
    /// Those that mean that it is.
    pub done: Vec<String>,
    /// Those that mean that it never will be.
    pub failed: Vec<String>,
    /// The wait before the second call.
    pub first_delay_ms: u64,
    /// The longest wait between two calls.
    pub longest_delay_ms: u64,
    /// How long all of it may take.
    pub deadline_ms: u64,
}
