//! Event streams that are taken up again.

use std::time::Duration;

use tests::runtime::error::Error;
use tests::runtime::events::Events;
use tests::runtime::reconnect::Reconnect;

use crate::server::{Received, Server, Step, answer};

/// At most so many times, without waits that a test would notice.
fn quickly(limit: u32) -> Reconnect {
    Reconnect::new(limit).wait(Duration::from_millis(1))
}

fn events(body: &str) -> Vec<u8> {
    answer(200, &[("Content-Type", "text/event-stream")], body)
}

/// An answer that breaks off after this.
fn broken(body: &str) -> Vec<Step> {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 10000\r\n\r\n";
    vec![Step::Send(format!("{head}{body}").into_bytes()), Step::Close]
}

async fn all(mut events: Events<String>) -> (Vec<String>, Option<Error>) {
    let mut texts = Vec::new();
    while let Some(event) = events.next().await {
        match event {
            Ok(event) => texts.push(event.data),
            Err(error) => return (texts, Some(error)),
        }
    }
    (texts, None)
}

/// What each request says about the last event.
fn places(received: &[Received]) -> Vec<Option<&str>> {
    received.iter().map(|request| request.header("last-event-id")).collect()
}

#[tokio::test]
async fn a_stream_goes_on_after_the_last_event() {
    let server = Server::scripted(|number, _| match number {
        // An identifier of an event that never became complete does not count.
        0 => broken("data: a\n\nid: 1\ndata: b\n\nid: 2\ndata: lost\n"),
        // One with a NUL is none.
        1 => vec![Step::Send(events("data: c\n\nid: 2\0\ndata: d\n\n"))],
        // One without an event counts; a failure in between is one more attempt.
        2 => vec![Step::Send(answer(503, &[], ""))],
        3 => vec![Step::Send(events("id: é\n\n"))],
        // An empty one takes it back.
        4 => vec![Step::Send(events("data: e\nid\n\n"))],
        _ => vec![Step::Send(events("data: f\n\ndata: [DONE]\n\n"))],
    })
    .await;
    let stream = server.client().things().texts().reconnect(quickly(3)).await.expect("a stream");
    let (texts, error) = all(stream).await;
    assert_eq!(texts, ["a", "b", "c", "d", "e", "f"]);
    assert!(error.is_none(), "{error:?}");
    let received = server.received();
    assert_eq!(places(&received), [None, Some("1"), Some("1"), Some("1"), Some("é"), None]);
}

#[tokio::test]
async fn a_stream_begins_where_the_caller_says() {
    let server = Server::sequence(vec![events("data: a\n\n"), answer(204, &[], "")]).await;
    let request = server.client().things().texts().last_event_id("7").reconnect(quickly(3));
    assert_eq!(all(request.await.expect("a stream")).await.0, ["a"]);
    assert_eq!(places(&server.received()), [Some("7"), Some("7")], "status 204 is the end");
}

#[tokio::test]
async fn attempts_without_an_event_are_bounded() {
    let server = Server::scripted(|number, _| match number {
        0 | 2 => vec![Step::Send(events("data: a\n\n"))],
        _ => vec![Step::Send(events(": nothing\n\n"))],
    })
    .await;
    let stream = server.client().things().texts().reconnect(quickly(2)).await.expect("a stream");
    let (texts, error) = all(stream).await;
    assert_eq!((texts.len(), error.is_none()), (2, true));
    assert_eq!(server.received().len(), 5, "each event begins a new count");

    let server = Server::sequence(vec![events("data: a\n\n"), answer(503, &[], "")]).await;
    let stream = server.client().things().texts().reconnect(quickly(2)).await.expect("a stream");
    let (_, error) = all(stream).await;
    assert_eq!(error.and_then(|error| error.status()).map(|status| status.as_u16()), Some(503));
    assert_eq!(server.received().len(), 3);
}

#[tokio::test]
async fn a_refusal_ends_a_stream() {
    for refusal in [answer(401, &[], ""), answer(200, &[("Content-Type", "text/html")], "<p>")] {
        let server = Server::sequence(vec![events("data: a\n\n"), refusal]).await;
        let stream = server.client().things().texts().reconnect(quickly(5)).await.expect("a stream");
        let (texts, error) = all(stream).await;
        assert_eq!((texts.len(), error.is_some(), server.received().len()), (1, true, 2));
    }
}

#[tokio::test]
async fn the_servers_wait_is_kept_or_the_stream_ends() {
    // By its own wait the call would be over.
    let server = Server::sequence(vec![events("retry: 1\n\ndata: a\n\n"), answer(204, &[], "")]).await;
    let policy = Reconnect::new(1).wait(Duration::from_secs(40));
    let request = server.client().things().texts().deadline(Duration::from_secs(30));
    assert_eq!(all(request.reconnect(policy).await.expect("a stream")).await.0, ["a"]);
    assert_eq!(server.received().len(), 2);

    let server = Server::sequence(vec![events("retry: 3600000\ndata: a\n\n")]).await;
    let stream = server.client().things().texts().reconnect(quickly(5)).await.expect("a stream");
    let (texts, error) = all(stream).await;
    assert_eq!((texts.len(), error.is_none(), server.received().len()), (1, true, 1));
}

#[tokio::test]
async fn the_deadline_is_that_of_the_whole() {
    let server = Server::scripted(|_, _| broken("data: a\n\n")).await;
    let request = server.client().things().texts().deadline(Duration::from_secs(30));
    let stream = request.reconnect(Reconnect::new(5).wait(Duration::from_secs(40))).await.expect("a stream");
    let (texts, error) = all(stream).await;
    assert_eq!((texts.len(), server.received().len()), (1, 1));
    assert!(matches!(error, Some(Error::Connection(_))), "{error:?}");
    // It ends a stream that still comes.
    let steps =
        vec![Step::Send(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: a\n\n".to_vec()), Step::Hang];
    let server = Server::scripted(move |_, _| steps.clone()).await;
    let request = server.client().things().texts().deadline(Duration::from_millis(200));
    let (texts, error) = all(request.reconnect(quickly(5)).await.expect("a stream")).await;
    assert_eq!(texts, ["a"]);
    assert!(error.is_some_and(|error| error.is_timeout()));
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_call_that_may_not_be_repeated_is_not() {
    for (policy, requests) in [(quickly(5), 1), (quickly(5).any_method(), 2)] {
        let server = Server::sequence(vec![events("data: a\n\n"), answer(204, &[], "")]).await;
        let stream = server.client().things().ask("why").reconnect(policy).await.expect("a stream");
        assert_eq!(all(stream).await.0, ["a"]);
        assert_eq!(server.received().len(), requests);
        assert!(server.received().iter().all(|request| request.text() == "why"));
    }
}

#[tokio::test]
async fn a_byte_order_mark_is_one_at_the_beginning_alone() {
    for (body, expected) in [
        ("\u{feff}data: a\n\n", vec!["a"]),
        ("\n\u{feff}data: a\n\n", vec![]),
        ("\u{feff}\u{feff}data: a\n\ndata: b\n\n", vec!["b"]),
    ] {
        let parts: Vec<Vec<u8>> = body.as_bytes().chunks(1).map(<[u8]>::to_vec).collect();
        let server = Server::scripted(move |_, _| {
            let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
            let mut steps = vec![Step::Send(head.to_vec())];
            steps.extend(parts.iter().map(|part| Step::Send([b"1\r\n", &part[..], b"\r\n"].concat())));
            steps.push(Step::Send(b"0\r\n\r\n".to_vec()));
            steps
        })
        .await;
        let stream = server.client().things().texts().await.expect("a stream");
        assert_eq!(all(stream).await.0, expected, "{body:?}");
    }
}

#[tokio::test]
async fn an_answer_without_events_from_the_beginning_is_the_end() {
    let server = Server::always(answer(204, &[("Content-Type", "text/event-stream")], "")).await;
    let stream = server.client().things().texts().reconnect(quickly(5)).await.expect("a stream");
    assert!(all(stream).await.0.is_empty());
    assert_eq!(server.received().len(), 1);
}
