//! `[wait]` and `x-legenda-wait`: what the answer of an operation says when something is done.

use serde::Deserialize;

use super::Way;

/// The table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Wait {
    /// `method`: the method's name; `wait_until_` and the first of the done values if it is not given.
    pub method: Option<String>,
    /// `field`: where what the method returns says it.
    pub field: Way,
    /// `pending`: the values that mean that it is not done yet, as those do that nothing knows.
    #[serde(default)]
    pub pending: Vec<String>,
    /// `done`: those that mean that it is.
    pub done: Vec<String>,
    /// `failed`: those that mean that it never will be.
    #[serde(default)]
    pub failed: Vec<String>,
    /// `first-delay-ms`: the wait between the first two calls.
    #[serde(default = "first_delay")]
    pub first_delay_ms: u64,
    /// `longest-delay-ms`: the longest one.
    #[serde(default = "longest_delay")]
    pub longest_delay_ms: u64,
    /// `deadline-ms`: how long all of it may take.
    #[serde(default = "deadline")]
    pub deadline_ms: u64,
}

fn first_delay() -> u64 {
    1_000
}

fn longest_delay() -> u64 {
    15_000
}

fn deadline() -> u64 {
    600_000
}
