//! Event streams and lines of JSON whose framing is broken.

use std::time::Duration;

use tests::runtime::error::Error;

use crate::server::{Server, Step, chunked};

/// Serves a body to the end of the connection, torn into pieces of this size.
async fn serving(body: &[u8], size: usize) -> Server {
    let mut steps = vec![Step::Send(b"HTTP/1.1 200 OK\r\n\r\n".to_vec())];
    steps.extend(body.chunks(size).map(|piece| Step::Send(piece.to_vec())));
    steps.push(Step::Close);
    Server::scripted(move |_, _| steps.clone()).await
}

/// The texts of all events, with `!` for each failure, however the body is torn.
async fn texts(body: &[u8]) -> Vec<String> {
    let mut seen: Option<Vec<String>> = None;
    for size in [1, 3] {
        let server = serving(body, size).await;
        let mut events = server.client().things().texts().await.expect("a stream");
        let mut all = Vec::new();
        while let Some(event) = events.next().await {
            all.push(event.map_or_else(|_| "!".to_owned(), |event| event.data));
            assert!(all.len() < 100, "a stream without end");
        }
        assert_eq!(*seen.get_or_insert_with(|| all.clone()), all, "in pieces of {size}");
    }
    seen.unwrap_or_default()
}

/// The names of all lines, in the same way.
async fn names(body: &[u8]) -> Vec<String> {
    let mut seen: Option<Vec<String>> = None;
    for size in [1, 3] {
        let server = serving(body, size).await;
        let mut lines = server.client().things().lines().await.expect("a stream");
        let mut all = Vec::new();
        while let Some(line) = lines.next().await {
            all.push(line.map_or_else(|_| "!".to_owned(), |thing| thing.name));
            assert!(all.len() < 100, "a stream without end");
        }
        assert_eq!(*seen.get_or_insert_with(|| all.clone()), all, "in pieces of {size}");
    }
    seen.unwrap_or_default()
}

#[tokio::test]
async fn events_of_any_bytes() {
    for (body, expected) in [
        // A zero is a character like any other, but for an identifier.
        (&b"data: a\0b\n\n"[..], &["a\0b"][..]),
        (b"\0\n\ndata: b\n\n", &["b"]),
        (b"da\0ta: a\n\ndata: b\n\n", &["b"]),
        // What is not UTF-8 fails by itself.
        (b"data: \xff\xfe\n\ndata: b\n\n", &["!", "b"]),
        (b"data: \xe6\xbc\n\ndata: b\n\n", &["!", "b"]),
        (b"\xff\xff: x\n\ndata: b\n\n", &["b"]),
        (b"event: \xff\nid: \xff\ndata: a\n\n", &["a"]),
        // A mark is one only at the start, and once.
        (b"\xef\xbb\xbf\xef\xbb\xbfdata: a\n\ndata: b\n\n", &["b"]),
        (b"data: a\n\n\xef\xbb\xbfdata: b\n\ndata: c\n\n", &["a", "c"]),
        (b"\xef\xbb", &[]),
        (b"\xff\xfed\0a\0t\0a\0", &[]),
        // Characters that span pieces.
        ("data: 漢字🦀é\n\n".as_bytes(), &["漢字🦀é"]),
        (b"data: a\r\r\n\ndata: b\n\r\n", &["a", "b"]),
        (b"data: a\r\n\rdata: b\r\n\n", &["a", "b"]),
        (b"data: a\n", &[]),
        (b"data", &[]),
        (b":", &[]),
        (b"HTTP/1.1 200 OK\r\n\r\ndata: a\n\n", &["a"]),
    ] {
        assert_eq!(texts(body).await, expected, "{:?}", String::from_utf8_lossy(body));
    }
}

#[tokio::test]
async fn lines_of_any_bytes() {
    for (body, expected) in [
        (&b"{\"name\":\"a\"}\n\0\n{\"name\":\"b\"}\n"[..], &["a", "!", "b"][..]),
        (b"{\"name\":\"\xff\"}\n{\"name\":\"b\"}", &["!", "b"]),
        (b"{\"name\":\"\xe6\xbc\"}\n{\"name\":\"b\"}", &["!", "b"]),
        ("{\"name\":\"漢字🦀\"}\r\n".as_bytes(), &["漢字🦀"]),
        (b"{\"name\":\"a\"}\r{\"name\":\"b\"}\n{\"name\":\"c\"}", &["!", "c"]),
        (b"{\"name\":\"a\"}{\"name\":\"b\"}\n", &["!"]),
        (b"{\"name\":\"a\"}\n\xef\xbb\xbf{\"name\":\"b\"}\n", &["a", "!"]),
        (b"\xef\xbb\xbf", &[]),
        // A sequence of JSON texts (RFC 7464).
        (b"\x1e{\"name\":\"a\"}\n\x1e\x1e\x1e{\"name\":\"b\"}\n\x1e\n\x1e", &["a", "b"]),
        (b"{\"name\":\"a\x1e\"}\n", &["!"]),
        (b"\x1e{\n  \"name\": \"a\"\n}\n\x1e{\r\n  \"name\": \"b\"\r\n}\r\n", &["a", "b"]),
        (b"\r\n \x1e{\"name\":\"a\"}\n\x1e{\"name\":\"b\"}\n", &["a", "b"]),
        (b"\x1e{\"name\":\n\x1e{\"name\":\"b\"}\n", &["!", "b"]),
        (b"{\"name\":\"a\"}\n{\"name\":", &["a", "!"]),
    ] {
        assert_eq!(names(body).await, expected, "{:?}", String::from_utf8_lossy(body));
    }
}

#[tokio::test]
async fn a_stream_that_breaks_off_in_a_character_is_an_error() {
    let broken = |body: &[u8]| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len() + 1);
        let steps = vec![Step::Send([head.as_bytes(), body].concat()), Step::Close];
        Server::scripted(move |_, _| steps.clone())
    };
    let server = broken(b"data: a\n\ndata: \xe6\xbc").await;
    let mut events = server.client().things().texts().await.expect("a stream");
    assert_eq!(events.next().await.expect("one").expect("an event").data, "a");
    assert!(matches!(events.next().await, Some(Err(Error::Connection(_)))));
    assert!(events.next().await.is_none());
    let server = broken(b"{\"name\":\"a\"}\n{\"name\":\"\xe6\xbc").await;
    let mut lines = server.client().things().lines().await.expect("a stream");
    assert_eq!(lines.next().await.expect("one").expect("an item").name, "a");
    assert!(matches!(lines.next().await, Some(Err(Error::Connection(_)))));
    assert!(lines.next().await.is_none());
}

#[tokio::test]
async fn a_stream_of_nothing_but_silence_is_a_timeout() {
    let server =
        Server::scripted(|_, _| vec![Step::Send(b"HTTP/1.1 200 OK\r\n\r\ndata: a".to_vec()), Step::Hang]).await;
    let mut events = server.client().things().texts().timeout(Duration::from_millis(50)).await.expect("a stream");
    assert!(events.next().await.expect("one").expect_err("an error").is_timeout());
    assert!(events.next().await.is_none());
    // An answer whose head never comes is one too, and the call is not repeated without end.
    let server = Server::scripted(|_, _| vec![Step::Hang]).await;
    let call = server.client().things().texts().timeout(Duration::from_millis(50)).retries(1);
    let error = call.await.expect_err("a failure");
    assert!(error.is_timeout());
    assert_eq!(error.attempts(), Some(2));
}

#[tokio::test]
async fn a_text_of_a_sequence_need_not_wait_for_the_next_one() {
    let texts: &[&[u8]] = &[b"\x1e{\"name\":\"a\"}\n", b"\x1e{\n", b"\"name\":\"b\"\n}\n"];
    let server = Server::scripted(move |_, _| chunked("Content-Type: application/json-seq", texts, Step::Hang)).await;
    let mut lines = server.client().things().lines().await.expect("lines");
    for name in ["a", "b"] {
        assert_eq!(lines.next().await.expect("a text").expect("a thing").name, name);
    }
}
