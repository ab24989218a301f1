//! Event streams of any bytes.

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::super::event_feed::{EventFeed, next_event};
use super::super::feed::{Feed, LineEnd};
use super::super::http_body::HttpBody;
use super::super::response::{Answer, OpenBody, Reply};
use super::super::secrets::Secrets;
use super::super::service::{RetryDefaults, Service};

static SERVICE: Service = Service {
    name: "x",
    version: "1",
    servers: &[],
    server_variables: &[],
    base_url_variable: None,
    credentials: &[],
    security: &[],
    demanded: &[],
    retry: RetryDefaults {
        max_retries: 0,
        initial_delay_ms: 0,
        max_delay_ms: 0,
        max_retry_after_ms: 0,
        timeout_ms: 0,
        idempotency_header: None,
        count_header: None,
    },
    envelope: None,
};

fn reply(body: &[u8]) -> Reply {
    let answer = Answer {
        url: "http://localhost/".parse().expect("a URL"),
        status: StatusCode::OK,
        headers: HeaderMap::new(),
        body: Bytes::copy_from_slice(body),
        attempts: 1,
        hops: 0,
        accept: "text/event-stream",
        service: &SERVICE,
        secrets: Secrets::default(),
    };
    Reply { answer, rest: None }
}

fn run<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(future)
}

/// The same in pieces of these lengths, and then the rest.
fn reply_in(body: &[u8], cuts: &[usize]) -> Reply {
    let mut rest = Bytes::copy_from_slice(body);
    let mut pieces: Vec<Result<Bytes, std::io::Error>> = Vec::new();
    for &cut in cuts {
        pieces.push(Ok(rest.split_to(cut.min(rest.len()))));
    }
    pieces.push(Ok(rest));
    let body = HttpBody::stream(futures_util::stream::iter(pieces), None);
    let idle = std::time::Duration::from_secs(60);
    let open = OpenBody { body, idle, limit: usize::MAX, deadline: None, cancel: None };
    Reply { rest: Some(open), ..reply(b"") }
}

async fn lines_in(body: &[u8], cuts: &[usize], end: LineEnd) -> Vec<Vec<u8>> {
    all(Feed::new(reply_in(body, cuts), end)).await
}

async fn lines(body: &[u8], end: LineEnd) -> Vec<Vec<u8>> {
    all(Feed::new(reply(body), end)).await
}

async fn all(mut feed: Feed) -> Vec<Vec<u8>> {
    let mut lines = Vec::new();
    while let Some(line) = feed.line().await {
        lines.push(line.expect("a body that is there").bytes.to_vec());
    }
    lines
}

/// The same by the letter of the rule: `\r\n`, `\n` and `\r` end a line, and what follows the last end is a line if it is not
/// empty.
fn reference(body: &[u8]) -> Vec<Vec<u8>> {
    let text: String =
        body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).iter().map(|byte| char::from(*byte)).collect();
    let mut lines: Vec<String> =
        text.replace("\r\n", "\n").replace('\r', "\n").split('\n').map(str::to_owned).collect();
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.iter().map(|line| line.chars().map(|character| u32::from(character).to_le_bytes()[0]).collect()).collect()
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_split_by_the_rule(body in proptest::collection::vec(proptest::sample::select(b"\r\na:\xef\xbb\xbf\0".to_vec()), 0..24)) {
        proptest::prop_assert_eq!(run(lines(&body, LineEnd::Any)), reference(&body));
    }

    #[test]
    fn pieces_make_no_difference(
        body in proptest::collection::vec(proptest::sample::select(b"\r\na".to_vec()), 0..24),
        cuts in proptest::collection::vec(0..3_usize, 0..24),
    ) {
        proptest::prop_assert_eq!(run(lines_in(&body, &cuts, LineEnd::Any)), reference(&body));
    }

    /// Nothing makes the reader panic or go on for ever, and no event holds a piece of the framing.
    #[test]
    fn any_bytes_are_events_or_none(parts in proptest::collection::vec(proptest::sample::select(vec![
        "data", "data:", "data: x", "event", "event: y", "id", "id: 1", "retry: 9", ":", "\r", "\n", "\r\n", "\n\n", "\u{feff}", "\0", "é",
    ]), 0..40)) {
        let body = parts.concat();
        let count = run(async {
            let mut feed = Box::new(EventFeed::new(reply(body.as_bytes())));
            let mut count = 0;
            loop {
                let (rest, event) = next_event(feed).await;
                feed = rest;
                let Some(event) = event else { return count };
                let event = event.expect("a body that is there");
                assert!(!event.data.bytes.contains(&b'\r'));
                count += 1;
            }
        });
        proptest::prop_assert!(count <= body.matches("data").count());
    }
}
