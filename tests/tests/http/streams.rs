//! Event streams and lines of JSON.

use std::time::Duration;

use serde_json::{Value, json as value};
use tests::runtime::error::Error;
use tests::runtime::events::Event;

use crate::server::{Server, Step, answer, chunked, end, json};

/// An answer in pieces, as chunks of their own.
fn pieces(parts: &[&[u8]], last: Step) -> Vec<Step> {
    chunked("Content-Type: text/event-stream", parts, last)
}

/// All texts of a stream, each with its kind and identifier.
async fn texts(body: &[u8]) -> Vec<(Option<String>, Option<String>, String)> {
    let server = Server::always(answer(200, &[("Content-Type", "text/event-stream")], body)).await;
    let mut events = server.client().things().texts().await.expect("a stream");
    let mut all = Vec::new();
    while let Some(event) = events.next().await {
        let Event { event, id, data, .. } = event.expect("an event");
        all.push((event, id, data));
    }
    assert_eq!(server.only().header("accept"), Some("text/event-stream"));
    all
}

async fn data(body: &[u8]) -> Vec<String> {
    texts(body).await.into_iter().map(|(_, _, data)| data).collect()
}

#[tokio::test]
async fn events_by_the_rules_of_html() {
    for (body, expected) in [
        (&b"data: a\n\n"[..], &["a"][..]),
        (b"data:a\n\ndata:  b\n\n", &["a", " b"]),
        (b"data: a\ndata: b\n\n", &["a\nb"]),
        (b"data\n\ndata:\n\n", &["", ""]),
        (b"data\ndata\n\n", &["\n"]),
        (b": comment\n\ndata: a\n\n", &["a"]),
        (b"event: x\n\ndata: a\n\n", &["a"]),
        (b"unknown: x\ndata: a\nDATA: b\n\n", &["a"]),
        (b"data: a\r\n\r\ndata: b\r\rdata: c\n\n", &["a", "b", "c"]),
        (b"\xef\xbb\xbfdata: a\n\n", &["a"]),
        (b"data: a\n\ndata: never finished\n", &["a"]),
        (b"data: a\n\ndata: [DONE]\n\ndata: b\n\n", &["a"]),
        (b"\n\n\n", &[]),
        (b"", &[]),
    ] {
        assert_eq!(data(body).await, expected, "{:?}", String::from_utf8_lossy(body));
    }
}

#[tokio::test]
async fn events_have_kinds_and_keep_the_last_identifier() {
    let body = b"event: add\nid: 1\ndata: a\n\ndata: b\n\nid: 2\0\nid: 3\ndata: c\n\nid\ndata: d\n\n";
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        texts(body).await,
        [
            (some("add"), some("1"), "a".to_owned()),
            (None, some("1"), "b".to_owned()),
            (None, some("3"), "c".to_owned()),
            (None, some(""), "d".to_owned()),
        ]
    );
}

#[tokio::test]
async fn events_say_how_long_to_wait() {
    let body = "retry: 2500\ndata: 1\n\nretry: soon\ndata: 2\n\nretry: 99999999999999999999999\ndata: 3\n\n";
    let server = Server::always(answer(200, &[], body)).await;
    let mut events = server.client().things().events().await.expect("a stream");
    let first = events.next().await.expect("one").expect("an event");
    assert_eq!((first.retry, first.data), (Some(Duration::from_millis(2500)), value!(1)));
    assert_eq!(events.next().await.expect("one").expect("an event").retry, None);
    assert_eq!(events.next().await.expect("one").expect("an event").retry, None);
    assert!(events.next().await.is_none());
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn events_may_be_torn_anywhere() {
    let whole = "event: é\r\ndata: {\"text\":\"漢字\"}\r\n\r\ndata: 2\r\rdata: 3\n\n".as_bytes();
    for size in [1, 2, 3, 5, 7] {
        let parts: Vec<Vec<u8>> = whole.chunks(size).map(<[u8]>::to_vec).collect();
        let server =
            Server::scripted(move |_, _| pieces(&parts.iter().map(Vec::as_slice).collect::<Vec<_>>(), end())).await;
        let mut events = server.client().things().events().await.expect("a stream");
        let first = events.next().await.expect("one").expect("an event");
        assert_eq!((first.event.as_deref(), first.data), (Some("é"), value!({"text": "漢字"})));
        assert_eq!(events.next().await.expect("one").expect("an event").data, value!(2));
        assert_eq!(events.next().await.expect("one").expect("an event").data, value!(3));
        assert!(events.next().await.is_none());
    }
}

#[tokio::test]
async fn an_event_that_cannot_be_read_is_an_error_and_the_next_one_is_not() {
    let server = Server::always(answer(200, &[("CF-Ray", "1-X")], "data: {\n\ndata: 2\n\n")).await;
    let mut events = server.client().things().events().await.expect("a stream");
    let error = events.next().await.expect("one").expect_err("an error");
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert_eq!(error.body().map(|body| &body[..]), Some(&b"{"[..]));
    assert_eq!(error.request_id(), Some("1-X"));
    assert_eq!(events.next().await.expect("one").expect("an event").data, value!(2));
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn a_stream_whose_connection_breaks_is_an_error_and_ends() {
    let server = Server::scripted(|_, _| pieces(&[b"data: 1\n\n", b"data: 2"], Step::Close)).await;
    let mut events = server.client().things().events().await.expect("a stream");
    assert_eq!(events.next().await.expect("one").expect("an event").data, value!(1));
    assert!(matches!(events.next().await.expect("one"), Err(Error::Connection(_))));
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn a_stream_that_falls_silent_is_a_timeout_and_ends() {
    let server = Server::scripted(|_, _| pieces(&[b"data: 1\n\n"], Step::Hang)).await;
    let mut events = server.client().things().events().timeout(Duration::from_millis(50)).await.expect("a stream");
    assert_eq!(events.next().await.expect("one").expect("an event").data, value!(1));
    assert!(events.next().await.expect("one").expect_err("an error").is_timeout());
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn s14_an_event_or_line_without_end_is_cut_off() {
    for repeated in [&b"data: "[..], b"data: x\n"] {
        let repeated = repeated.repeat(1000);
        let server = Server::scripted(move |_, _| pieces(&[&repeated[..]; 20], Step::Hang)).await;
        let mut events = server.client().things().events().max_body(10_000).await.expect("a stream");
        let error = events.next().await.expect("one").expect_err("an error");
        assert!(error.to_string().starts_with("the answer is larger than 10000 bytes"), "{error}");
    }
    let server = Server::scripted(|_, _| pieces(&[&vec![b'1'; 20_000]], Step::Hang)).await;
    let mut lines = server.client().things().lines().max_body(10_000).await.expect("a stream");
    assert!(matches!(lines.next().await.expect("one"), Err(Error::Decode(_))));
    assert!(lines.next().await.is_none());
}

#[tokio::test]
async fn s14_the_rest_of_an_event_that_is_too_large_is_no_event() {
    let large = b"data: \"x\"\n".repeat(10);
    for last in [&b"data: 1\n\ndata: 2\n\n"[..], b"\ndata: 2\n\n"] {
        let server = Server::scripted({
            let large = large.clone();
            move |_, _| pieces(&[&large[..], last], end())
        })
        .await;
        let mut events = server.client().things().events().max_body(30).await.expect("a stream");
        let error = events.next().await.expect("one").expect_err("an error");
        assert!(error.to_string().starts_with("the answer is larger than 30 bytes"), "{error}");
        assert!(events.next().await.is_none());
    }
}

#[tokio::test]
async fn nothing_is_lost_when_the_wait_for_an_event_is_given_up() {
    let server = Server::scripted(|_, _| pieces(&[b"data: 1\n\n", b"data: 2\n\n"], end())).await;
    let mut events = server.client().things().events().await.expect("a stream");
    let mut seen = Vec::new();
    loop {
        // Polled once and dropped, again and again.
        let polled = {
            let mut next = std::pin::pin!(events.next());
            std::future::poll_fn(|context| std::task::Poll::Ready(next.as_mut().poll(context))).await
        };
        match polled {
            std::task::Poll::Pending => tokio::task::yield_now().await,
            std::task::Poll::Ready(Some(event)) => seen.push(event.expect("an event").data),
            std::task::Poll::Ready(None) => break,
        }
    }
    assert_eq!(seen, [value!(1), value!(2)]);
}

#[tokio::test]
async fn lines_are_items() {
    let body = "\u{feff}{\"name\":\"a\"}\r\n\n   \n{\"name\":\"b\\u000d\"}\n{\"name\":1}\n{\"name\":\"last\"}";
    let server = Server::always(answer(200, &[], body)).await;
    let mut lines = server.client().things().lines().await.expect("a stream");
    assert_eq!(lines.next().await.expect("one").expect("an item").name, "a");
    assert_eq!(lines.next().await.expect("one").expect("an item").name, "b\r");
    assert!(matches!(lines.next().await.expect("one"), Err(Error::Decode(_))));
    assert_eq!(lines.next().await.expect("one").expect("an item").name, "last");
    assert!(lines.next().await.is_none());
    assert_eq!(server.only().header("accept"), Some("application/x-ndjson"));
}

#[tokio::test]
async fn a_failed_stream_call_is_an_error_like_any_other() {
    let server = Server::always(answer(404, &[], r#"{"message":"gone"}"#)).await;
    let error = server.client().things().events().await.expect_err("a failure");
    assert_eq!(error.errors()[0].message, "gone");
}

#[tokio::test]
async fn json_or_html_is_not_taken_for_a_stream() {
    for content_type in ["application/json", "text/html; charset=utf-8"] {
        let server = Server::always(answer(200, &[("Content-Type", content_type)], "{\"data\":1}")).await;
        let error = server.client().things().events().await.expect_err("a failure");
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
        assert_eq!(error.body().map(|body| &body[..]), Some(&b"{\"data\":1}"[..]));
        assert!(error.to_string().starts_with("the answer is not text/event-stream"), "{error}");
    }
    let refusal = r#"{"success":false,"errors":[{"code":1,"message":"no"}]}"#;
    let server = Server::always(json(200, refusal)).await;
    assert!(matches!(server.client().things().events().await, Err(Error::Api(_))));
    // Lines of JSON are often called just JSON.
    let server = Server::always(json(200, "{\"name\":\"a\"}\n")).await;
    let mut lines = server.client().things().lines().await.expect("a stream");
    assert_eq!(lines.next().await.expect("one").expect("an item").name, "a");
    let server = Server::always(answer(200, &[("Content-Type", "text/html")], "<html>")).await;
    assert!(matches!(server.client().things().lines().await, Err(Error::Decode(_))));
}

#[tokio::test]
async fn a_raw_stream_is_read_whole_and_can_be_parsed() {
    let server = Server::always(answer(200, &[], "data: 1\n\ndata: 2\n\n")).await;
    let raw = server.client().things().events().raw().await.expect("an answer");
    assert_eq!(raw.body(), &b"data: 1\n\ndata: 2\n\n"[..]);
    let mut events = raw.parse().expect("a stream");
    let mut seen: Vec<Value> = Vec::new();
    while let Some(event) = events.next().await {
        seen.push(event.expect("an event").data);
    }
    assert_eq!(seen, [value!(1), value!(2)]);
}
