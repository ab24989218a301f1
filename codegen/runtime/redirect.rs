//! Which redirects are followed: those that stay with the server that the caller chose.

use reqwest::header::{HeaderMap, LOCATION};
use reqwest::{Method, StatusCode, Url};

/// How many redirects one attempt follows.
pub(super) const MAX_REDIRECTS: u32 = 10;

/// Where a redirect leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Hop {
    pub(super) url: Url,
    pub(super) payload: Payload,
}

/// What a redirect takes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Payload {
    /// The same method and body.
    Kept,
    /// A `GET` without a body.
    Dropped,
}

/// Where to go on after this answer, or `None` when the answer is not a redirect to the same origin. Scheme, host and port
/// make the origin, so a redirect from https to http is one to another origin.
pub(super) fn next_hop(current: &Url, method: &Method, status: StatusCode, headers: &HeaderMap) -> Option<Hop> {
    let payload = match status {
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND if *method == Method::POST => Payload::Dropped,
        StatusCode::SEE_OTHER if *method != Method::GET && *method != Method::HEAD => Payload::Dropped,
        StatusCode::MOVED_PERMANENTLY
        | StatusCode::FOUND
        | StatusCode::SEE_OTHER
        | StatusCode::TEMPORARY_REDIRECT
        | StatusCode::PERMANENT_REDIRECT => Payload::Kept,
        _ => return None,
    };
    let mut url = current.join(headers.get(LOCATION)?.to_str().ok()?).ok()?;
    let same_server = url.origin() == current.origin() && url.username().is_empty() && url.password().is_none();
    url.set_fragment(None);
    same_server.then_some(Hop { url, payload })
}
