//! Waits before retries.

use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, StatusCode};

use super::super::error::Error;
use super::super::failure::{ConnectionError, Phase, TimeoutError, TimeoutScope};
use super::super::retry::{
    RetryPolicy, Twice, fresh_key, is_idempotent, is_transient, jitter, may_repeat, retry_after,
};

/// 2026-11-22 12:00:00 GMT, a Sunday.
fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_348_800)
}

fn policy() -> RetryPolicy {
    RetryPolicy {
        max_retries: 3,
        initial_delay: Duration::from_millis(500),
        max_delay: Duration::from_secs(8),
        max_retry_after: Duration::from_secs(60),
    }
}

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    let value = |text: &str| HeaderValue::from_str(text).expect("a header value");
    pairs.iter().map(|(name, text)| (HeaderName::from_static(name), value(text))).collect()
}

fn asked(text: &str) -> Option<Duration> {
    retry_after(&headers(&[("retry-after", text)]), now())
}

/// What the client does: waits, or leaves it to the caller.
fn plan(text: &str) -> Option<Duration> {
    policy().delay(0, asked(text), 0)
}

const BACKOFF: Option<Duration> = Some(Duration::from_millis(500));

#[test]
fn client_31_a_date_is_read_by_the_clock_of_the_server() {
    let late = headers(&[("retry-after", "Sun, 22 Nov 2026 13:00:01 GMT"), ("date", "Sun, 22 Nov 2026 13:00:00 GMT")]);
    assert_eq!(retry_after(&late, now()), Some(Duration::from_secs(1)));
}

#[test]
fn client_31_retry_after_table() {
    let seconds = |seconds| Some(Duration::from_secs(seconds));
    for (text, wait) in [
        ("20", seconds(20)),
        ("0", BACKOFF),
        ("-10", BACKOFF),
        ("60", seconds(60)),
        ("61", None),
        ("99999999999999999999999999999999999", None),
        ("Zun, 29 Sep 2024 02:26:27 GMT", BACKOFF),
        ("", BACKOFF),
        ("Sun, 22 Nov 2026 12:00:20 GMT", seconds(20)),
        ("Sun, 22 Nov 2026 12:01:00 GMT", seconds(60)),
        ("Sun, 22 Nov 2026 12:01:01 GMT", None),
        ("Sun, 22 Nov 2026 12:00:00 GMT", BACKOFF),
        ("Sun, 22 Nov 2026 11:00:00 GMT", BACKOFF),
        ("Sunday, 22-Nov-26 12:00:20 GMT", seconds(20)),
        ("Sun Nov 22 12:00:20 2026", seconds(20)),
        ("1.5", Some(Duration::from_millis(1500))),
    ] {
        assert_eq!(plan(text), wait, "Retry-After: {text}");
    }
}

#[test]
fn client_31_backoff_doubles_up_to_its_bound() {
    for (retry, wait) in
        [(0, 500), (1, 1000), (2, 2000), (3, 4000), (4, 8000), (5, 8000), (1100, 8000), (u32::MAX, 8000)]
    {
        assert_eq!(policy().delay(retry, None, 0), Some(Duration::from_millis(wait)));
    }
}

#[test]
fn client_31_jitter_takes_up_to_a_quarter() {
    let even = RetryPolicy { initial_delay: Duration::from_millis(1024), ..policy() };
    assert_eq!(even.delay(0, None, 128), Some(Duration::from_millis(896)));
    assert_eq!(policy().delay(4, None, 128), Some(Duration::from_secs(7)));
    for jitter in 0..=u8::MAX {
        let wait = policy().delay(0, None, jitter).expect("a wait");
        assert!(wait > Duration::from_millis(375) && wait <= Duration::from_millis(500));
    }
    let first = jitter();
    assert!((0..1000).any(|_| jitter() != first));
}

#[test]
fn s18_no_retry_after_panics_or_waits_for_ever() {
    for text in ["inf", "1e30", "1e308", "9e34", "Fri, 31 Dec 9999 23:59:59 GMT", "18446744073709551616"] {
        assert_eq!(plan(text), None, "Retry-After: {text}");
    }
    for text in ["NaN", "-inf", "-1", "-0", "1e-400", "0.0000000001", "soon", "1,2", "\u{e9}"] {
        assert_eq!(plan(text), BACKOFF, "Retry-After: {text}");
    }
    let forever = RetryPolicy { initial_delay: Duration::MAX, max_delay: Duration::MAX, ..policy() };
    assert!(forever.delay(40, None, 128).is_some());
}

#[test]
fn retry_after_ms_comes_first_if_it_says_anything() {
    let both =
        |milliseconds: &str| retry_after(&headers(&[("retry-after-ms", milliseconds), ("retry-after", "7")]), now());
    assert_eq!(both("1500"), Some(Duration::from_millis(1500)));
    assert_eq!(both("0.5"), Some(Duration::from_micros(500)));
    for nothing in ["", "0", "-1", "NaN", "soon"] {
        assert_eq!(both(nothing), Some(Duration::from_secs(7)));
    }
    assert_eq!(both("inf"), Some(Duration::MAX));
}

#[test]
fn statuses_that_may_pass() {
    let transient: Vec<u16> = (100..600)
        .filter(|code| StatusCode::from_u16(*code).is_ok_and(is_transient))
        .filter(|code| *code < 530)
        .collect();
    let mut expected: Vec<u16> = vec![408, 429];
    expected.extend((500..530).filter(|code| ![501, 505].contains(code)));
    assert_eq!(transient, expected);
}

#[test]
fn s20_only_what_certainly_was_not_executed_is_repeated_for_a_post() {
    let unsent = || Error::Connection(ConnectionError::new(Phase::Connect, "refused", 1));
    let broken = || Error::Connection(ConnectionError::new(Phase::Exchange, "reset", 1));
    let unconnected = || Error::Timeout(TimeoutError::new(TimeoutScope::Connect, Duration::ZERO, 1));
    let late = || Error::Timeout(TimeoutError::new(TimeoutScope::Attempt, Duration::ZERO, 1));
    let query = Method::from_bytes(b"QUERY").expect("a method");
    for (method, after_sending) in [
        (Method::GET, true),
        (Method::HEAD, true),
        (Method::OPTIONS, true),
        (Method::TRACE, true),
        (Method::PUT, true),
        (Method::DELETE, true),
        (query, true),
        (Method::POST, false),
        (Method::PATCH, false),
    ] {
        assert_eq!(is_idempotent(&method), after_sending, "{method}");
    }
    for (twice, after_sending) in [(Twice::Harmless, true), (Twice::Harmful, false)] {
        assert!(may_repeat(twice, &unsent()));
        assert!(may_repeat(twice, &unconnected()));
        assert_eq!(may_repeat(twice, &broken()), after_sending);
        assert_eq!(may_repeat(twice, &late()), after_sending);
    }
}

#[test]
fn keys_are_uuids_and_differ() {
    let keys: std::collections::BTreeSet<String> = (0..1000).map(|_| fresh_key()).collect();
    assert_eq!(keys.len(), 1000);
    for key in &keys {
        let lengths: Vec<usize> = key.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12], "{key}");
        assert!(key[14..].starts_with('4') && key[19..].starts_with(['8', '9', 'a', 'b']), "{key}");
    }
}
