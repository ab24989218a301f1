//! When a failed call is tried again, and after which wait.

use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use reqwest::{Method, StatusCode};

use super::chance;
use super::error::Error;

/// How failures are met.
#[derive(Debug, Clone, Copy)]
pub(super) struct RetryPolicy {
    /// Attempts after the first one.
    pub(super) max_retries: u32,
    /// The wait before the first of them; each further one doubles it.
    pub(super) initial_delay: Duration,
    /// The longest wait that the client chooses by itself.
    pub(super) max_delay: Duration,
    /// The longest wait that the server may ask for.
    pub(super) max_retry_after: Duration,
}

impl RetryPolicy {
    /// How long to wait before retry number `retry` (from 0), or `None` when the caller has to decide: the server asks for a
    /// longer wait than the client is willing to make on its own. `jitter` shortens the client's own waits by up to a quarter, so
    /// that clients that failed together do not come back together.
    pub(super) fn delay(&self, retry: u32, asked: Option<Duration>, jitter: u8) -> Option<Duration> {
        if let Some(asked) = asked {
            return (asked <= self.max_retry_after).then_some(asked);
        }
        let factor = 2_u32.checked_pow(retry).unwrap_or(u32::MAX);
        let delay = self.initial_delay.saturating_mul(factor).min(self.max_delay);
        Some(delay.saturating_sub((delay / 1024).saturating_mul(jitter.into())))
    }
}

/// Whether a status says that the same call may succeed later.
pub(super) fn is_transient(status: StatusCode) -> bool {
    match status {
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::NOT_IMPLEMENTED | StatusCode::HTTP_VERSION_NOT_SUPPORTED => false,
        status => status.is_server_error(),
    }
}

/// What a call does that arrives twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Twice {
    /// No more than one that arrives once.
    Harmless,
    /// Perhaps everything twice.
    Harmful,
}

/// Whether the same call may succeed later: what the server says of it, else what its status says.
pub(super) fn may_pass(status: StatusCode, headers: &HeaderMap) -> bool {
    should_retry(headers).unwrap_or_else(|| is_transient(status))
}

/// What the server itself says of another attempt.
fn should_retry(headers: &HeaderMap) -> Option<bool> {
    match headers.get("x-should-retry")?.as_bytes() {
        b"true" => Some(true),
        b"false" => Some(false),
        _ => None,
    }
}

/// Whether a failed call may be sent once more without the risk that the server executes it twice.
pub(super) fn may_repeat(twice: Twice, error: &Error) -> bool {
    let harmless = twice == Twice::Harmless;
    match error {
        // Nothing was sent.
        Error::Token(error) => error.is_retryable(),
        // No connection came about, so nothing was executed.
        Error::Connection(error) if error.is_unsent() => true,
        Error::Timeout(error) if error.is_unsent() => true,
        // What cannot be read now is not there later.
        Error::Connection(error) if error.is_lasting() => false,
        Error::Status(error) if !may_pass(error.status(), error.headers()) => false,
        // A rate limit is applied before anything is executed, unless what it is applied to is where a redirect led.
        Error::Status(error) if error.status() == StatusCode::TOO_MANY_REQUESTS && error.answer().hops == 0 => true,
        Error::Connection(_) | Error::Timeout(_) | Error::Status(_) => harmless,
        _ => false,
    }
}

/// Whether a method promises that a call that arrives twice does no more than one that arrives once.
pub(super) fn is_idempotent(method: &Method) -> bool {
    method.is_idempotent() || method.as_str() == "QUERY"
}

/// A key that no other call has, in the form of a UUID.
pub(super) fn fresh_key() -> String {
    let (high, low) = (chance::number() & !0xf000 | 0x4000, chance::number() & !(3 << 62) | 2 << 62);
    let (first, second, third) = (high >> 32, high >> 16 & 0xffff, high & 0xffff);
    format!("{first:08x}-{second:04x}-{third:04x}-{:04x}-{:012x}", low >> 48, low & 0xffff_ffff_ffff)
}

/// The wait that the server asks for: `Retry-After-Ms`, else `Retry-After` as seconds or as a date. A wait that is not
/// positive, or not a number, is none; one beyond all bounds is the longest one.
pub(super) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let milliseconds = text("retry-after-ms").and_then(|text| text.parse::<f64>().ok());
    if let Some(wait) = milliseconds.and_then(|milliseconds| positive(milliseconds / 1000.0)) {
        return Some(wait);
    }
    let text = text(RETRY_AFTER.as_str())?;
    if let Ok(seconds) = text.parse::<f64>() {
        return positive(seconds);
    }
    let until = httpdate::parse_http_date(text).ok()?;
    // By the clock of the server, where it tells it.
    let server = headers.get(DATE).and_then(|date| httpdate::parse_http_date(date.to_str().ok()?.trim()).ok());
    until.duration_since(server.unwrap_or(now)).ok().filter(|wait| !wait.is_zero())
}

fn positive(seconds: f64) -> Option<Duration> {
    if seconds.is_nan() || seconds <= 0.0 {
        return None;
    }
    Some(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX)).filter(|wait| !wait.is_zero())
}

/// What a wait is shortened by, different from call to call.
pub(super) fn jitter() -> u8 {
    chance::number().to_be_bytes()[0]
}
