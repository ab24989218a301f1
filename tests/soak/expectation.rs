//! What has to become of each call, by the rules of repeating: written down once more, so that the client is not measured by itself.

use super::plan::{Fate, Kind, Operation, Plan, RETRIES};

/// How a call ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// What was asked for.
    Value,
    /// An answer that belongs to another call.
    Mixed,
    /// A status that is no success.
    Status(u16),
    /// A failure under a status of success.
    Api,
    /// An answer that cannot be read.
    Decode,
    /// No connection.
    Unsent,
    /// A broken connection.
    Broken,
    /// Time ran out.
    Timeout,
    /// The caller gave up.
    Abandoned,
    /// Another error.
    Other,
    /// None at all, in a time that is more than enough.
    Lost,
}

/// All outcomes that a call may have, in the order of the report.
pub(crate) const OUTCOMES: [Outcome; 11] = [
    Outcome::Value,
    Outcome::Status(404),
    Outcome::Status(429),
    Outcome::Status(500),
    Outcome::Status(503),
    Outcome::Api,
    Outcome::Decode,
    Outcome::Unsent,
    Outcome::Broken,
    Outcome::Timeout,
    Outcome::Abandoned,
];

/// What becomes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Expectation {
    pub(crate) outcome: Outcome,
    /// How often it is sent, or tried to be sent.
    pub(crate) attempts: u32,
    /// How often the server executes it.
    pub(crate) executions: u32,
}

/// What has to become of call number `call`.
pub(crate) fn expect(plan: Plan, call: u64) -> Expectation {
    match plan.kind(call) {
        Kind::Stranger => return Expectation { outcome: Outcome::Unsent, attempts: RETRIES + 1, executions: 0 },
        Kind::Abandoned => return Expectation { outcome: Outcome::Abandoned, attempts: 1, executions: 1 },
        Kind::Plain => {}
    }
    let may_repeat = plan.operation(call) != Operation::Generate;
    let mut executions = 0;
    for attempt in 0.. {
        let fate = plan.fate(call, attempt);
        executions += u32::from(fate.is_executed());
        let (outcome, repeats) = match fate {
            Fate::Answer | Fate::Slow | Fate::Last => (Outcome::Value, false),
            Fate::Unread | Fate::Silent | Fate::Half | Fate::HalfChunk => (Outcome::Broken, may_repeat),
            Fate::Hang => (Outcome::Timeout, may_repeat),
            Fate::Unavailable => (Outcome::Status(503), may_repeat),
            Fate::Failed => (Outcome::Status(500), may_repeat),
            // A limit is applied before anything is executed.
            Fate::Limited => (Outcome::Status(429), true),
            Fate::LimitedLong => (Outcome::Status(429), false),
            Fate::Missing => (Outcome::Status(404), false),
            Fate::Nonsense => (Outcome::Decode, false),
            Fate::Denied => (Outcome::Api, false),
        };
        if !repeats || attempt == RETRIES {
            return Expectation { outcome, attempts: attempt + 1, executions };
        }
    }
    unreachable!("every call ends")
}

/// Whether the server leaves an attempt without an answer, so that the caller has to have a limit.
pub(crate) fn meets_silence(plan: Plan, call: u64) -> bool {
    (0..expect(plan, call).attempts).any(|attempt| plan.fate(call, attempt) == Fate::Hang)
}
