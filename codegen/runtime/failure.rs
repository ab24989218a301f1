//! The failures that come without an answer.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The client is not set up rightly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    message: Box<str>,
}

impl ConfigError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into().into_boxed_str() }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for ConfigError {}

/// The request cannot be put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestError {
    message: Box<str>,
}

impl RequestError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into().into_boxed_str() }
    }

    /// What is wrong with the value given for a parameter. The value itself is not shown: it may be a secret.
    pub(super) fn argument(name: &str, problem: &str) -> Self {
        Self::new(format!("parameter `{name}` {problem}"))
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for RequestError {}

/// What kept a call from another attempt that it would have had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hindrance {
    /// Nothing: it would not have had one.
    None,
    /// Its body can be sent only once.
    Body,
    /// Too many calls of the client have failed.
    Budget,
}

/// The connection failed.
#[derive(Debug)]
pub struct ConnectionError {
    phase: Phase,
    source: Box<dyn StdError + Send + Sync>,
    attempts: u32,
    hindrance: Hindrance,
}

/// How far a request got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// No connection: the server has certainly not seen the request.
    Connect,
    /// The request was, or may have been, on its way.
    Exchange,
    /// The body could not be read while it was sent.
    Source,
    /// What was done is not to be done again.
    Refused,
}

impl ConnectionError {
    pub(super) fn new(phase: Phase, source: impl Into<Box<dyn StdError + Send + Sync>>, attempts: u32) -> Self {
        Self { phase, source: source.into(), attempts, hindrance: Hindrance::None }
    }

    /// Whether no connection came about, so that the server has certainly not seen the request.
    pub fn is_unsent(&self) -> bool {
        self.phase == Phase::Connect
    }

    /// How often it was tried.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Whether it would fail again: the body cannot be read, or the answer is refused.
    pub(super) fn is_lasting(&self) -> bool {
        matches!(self.phase, Phase::Source | Phase::Refused)
    }

    /// Whether it is not the connection that failed, but the reading of what was to be uploaded.
    pub fn is_upload(&self) -> bool {
        self.phase == Phase::Source
    }

    /// What kept the call from another attempt.
    pub(super) fn hindrance(&self) -> Hindrance {
        self.hindrance
    }

    /// Says so.
    pub(super) fn hinder(&mut self, hindrance: Hindrance) {
        self.hindrance = hindrance;
    }
}

impl fmt::Display for ConnectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.phase {
            Phase::Connect => "cannot connect to the server",
            Phase::Exchange => "the connection failed before the answer was complete",
            Phase::Source => "the body of the request could not be read while it was sent",
            Phase::Refused => "the answer is refused",
        })?;
        write_attempts(f, self.attempts, self.hindrance)
    }
}

impl StdError for ConnectionError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}

/// Time ran out.
#[derive(Debug)]
pub struct TimeoutError {
    /// At the price of one pointer: errors travel in every result.
    expiry: Box<Expiry>,
}

#[derive(Debug)]
struct Expiry {
    limit: Duration,
    scope: TimeoutScope,
    attempts: u32,
    hindrance: Hindrance,
    /// What else there is to say.
    note: Option<String>,
}

/// Which limit was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeoutScope {
    /// That of a connection.
    Connect,
    /// That of an attempt.
    Attempt,
    /// One that the transport has of its own.
    Transport,
    /// That of the whole call.
    Call,
    /// That of a thing that takes many calls.
    #[allow(dead_code, reason = "only a client that waits has it")]
    Wait,
}

impl TimeoutError {
    pub(super) fn new(scope: TimeoutScope, limit: Duration, attempts: u32) -> Self {
        Self { expiry: Box::new(Expiry { limit, scope, attempts, hindrance: Hindrance::None, note: None }) }
    }

    /// Adds what else there is to say.
    #[allow(dead_code, reason = "only a client that waits does")]
    pub(super) fn saying(mut self, note: String) -> Self {
        self.expiry.note = Some(note);
        self
    }

    /// Whether the call may succeed later. What was waited for all along may not.
    pub(super) fn is_of_a_call(&self) -> bool {
        self.expiry.scope != TimeoutScope::Wait
    }

    /// Whether no connection came about, so that the server has certainly not seen the request.
    pub fn is_unsent(&self) -> bool {
        self.expiry.scope == TimeoutScope::Connect
    }

    /// The limit that was reached. A transport that has one of its own does not always tell it: then it is the attempt's.
    pub fn limit(&self) -> Duration {
        self.expiry.limit
    }

    /// How often it was tried.
    pub fn attempts(&self) -> u32 {
        self.expiry.attempts
    }

    /// What kept the call from another attempt.
    pub(super) fn hindrance(&self) -> Hindrance {
        self.expiry.hindrance
    }

    /// Says so.
    pub(super) fn hinder(&mut self, hindrance: Hindrance) {
        self.expiry.hindrance = hindrance;
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.expiry.scope {
            TimeoutScope::Connect => write!(f, "no connection within {:?}", self.expiry.limit)?,
            TimeoutScope::Attempt => write!(f, "no complete answer within {:?}", self.expiry.limit)?,
            TimeoutScope::Transport => f.write_str("the transport gave up waiting for the answer")?,
            TimeoutScope::Call => write!(f, "the call did not finish within its deadline of {:?}", self.expiry.limit)?,
            TimeoutScope::Wait => write!(f, "it was not done within {:?}", self.expiry.limit)?,
        }
        if let Some(note) = &self.expiry.note {
            write!(f, ": {note}")?;
        }
        write_attempts(f, self.expiry.attempts, self.expiry.hindrance)
    }
}

impl StdError for TimeoutError {}

/// A file on this machine could not be written.
#[derive(Debug)]
pub struct FileError {
    path: PathBuf,
    source: io::Error,
}

impl FileError {
    #[allow(dead_code, reason = "only downloads write files")]
    pub(super) fn new(path: PathBuf, source: io::Error) -> Self {
        Self { path, source }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> io::ErrorKind {
        self.source.kind()
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot write the file `{}`", self.path.display())
    }
}

impl StdError for FileError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.source)
    }
}

/// The call was made where it cannot run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuntimeError {
    message: &'static str,
}

impl RuntimeError {
    pub(super) fn new(message: &'static str) -> Self {
        Self { message }
    }
}

impl fmt::Display for RuntimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message)
    }
}

impl StdError for RuntimeError {}

/// ` (3 attempts)`, if there was more than one, and why there was not one more.
pub(super) fn write_attempts(f: &mut fmt::Formatter<'_>, attempts: u32, hindrance: Hindrance) -> fmt::Result {
    if attempts > 1 {
        write!(f, " ({attempts} attempts)")?;
    }
    f.write_str(match hindrance {
        Hindrance::None => "",
        Hindrance::Body => "; not tried again, since the body is a stream that was begun",
        Hindrance::Budget => "; not tried again, since the client's retry budget is used up",
    })
}
