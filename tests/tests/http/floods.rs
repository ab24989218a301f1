//! Servers that send more than anyone wants. What they could send is counted: the client took no more than its bounds, and what
//! the buffers of two sockets hold.

use std::time::Duration;

use tests::runtime::error::Error;

use crate::server::{Server, Step, answer};

const OK: &[u8] = b"HTTP/1.1 200 OK\r\n";

/// What the system buffers for a connection, on both sides and with room to spare.
const BUFFERS: usize = 24 * 1024 * 1024;

fn zeros() -> Step {
    Step::Flood(vec![0; 65_536])
}

fn flood(text: &str) -> Step {
    Step::Flood(text.repeat(1000).into_bytes())
}

#[tokio::test]
async fn s14_a_body_beyond_the_bound_is_an_error_with_its_beginning() {
    let server = Server::always(answer(200, &[], "x".repeat(100_000))).await;
    for client in [server.client_with(|builder| builder.max_body(1000)), server.client()] {
        let error = client.things().get("a").max_body(1000).await.expect_err("a failure");
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
        assert_eq!(error.body().map(bytes::Bytes::len), Some(1000));
        assert!(error.to_string().starts_with("the answer is larger than 1000 bytes"), "{error}");
    }
    let server = Server::always(answer(200, &[], format!("{{\"name\":\"{}\"}}", "x".repeat(989)))).await;
    assert!(server.client().things().get("a").max_body(1000).await.is_ok());
    assert!(server.client().things().get("a").max_body(999).await.is_err());
    assert!(server.client().things().get("a").max_body(0).await.is_err());
}

#[tokio::test]
async fn s14_an_endless_body_is_cut_off() {
    let endless = || Server::scripted(|_, _| vec![Step::Send([OK, b"\r\n"].concat()), zeros()]);
    let server = endless().await;
    let error = server.client().things().get("a").max_body(1_000_000).await.expect_err("a failure");
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    let server = Server::scripted(|_, _| vec![Step::Send(b"HTTP/1.1 500 No\r\n\r\n".to_vec()), zeros()]).await;
    let error = server.client().things().get("a").retries(0).await.expect_err("a failure");
    assert_eq!(error.body().map(bytes::Bytes::len), Some(1024 * 1024));
    assert!(error.to_string().len() < 1000 && format!("{error:?}").len() < 2000);
}

#[tokio::test]
async fn endless_headers_are_an_error() {
    let server =
        Server::scripted(|_, _| vec![Step::Send(OK.to_vec()), Step::Flood(b"X-Flood: 0123456789\r\n".to_vec())]).await;
    let error = server.client().things().get("a").retries(0).await.expect_err("a failure");
    assert!(matches!(error, Error::Connection(_)), "{error:?}");
}

#[tokio::test]
async fn heads_without_end_are_errors_or_timeouts_within_bounds() {
    for (start, rest) in [
        ("", "HTTP/1.1 100 Continue\r\n\r\n"),
        ("", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
        ("", "H"),
        ("HTTP/1.1 200 ", "OK "),
        ("HTTP/1.1 200 OK\r\n", "X: 1\r\n"),
        ("HTTP/1.1 200 OK\r\nX: ", "0123456789"),
        ("HTTP/1.1 200 OK\r\n", "Content-Length: 0\r\n"),
        ("HTTP/1.1 200 OK\r\n", "Set-Cookie: a=b\r\n"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;", "extension"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "0"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n", "X-Trailer: 1\r\n"),
    ] {
        let server = Server::scripted(move |_, _| vec![Step::Send(start.into()), flood(rest)]).await;
        let call = server.client().things().get("a").retries(0).timeout(Duration::from_millis(300));
        let error = call.await.expect_err("a failure");
        assert!(matches!(error, Error::Connection(_) | Error::Timeout(_)), "{start}{rest}: {error:?}");
        // An attempt that is cut off by time took what came in that time, and kept none of it: that is bounded by the timeout.
        assert!(error.is_timeout() || server.sent() < BUFFERS, "{start}{rest}: {} bytes", server.sent());
    }
}

/// The start of a file of gzip (RFC 1952): its head, a zero, and the start of a block with the fixed code (RFC 1951, 3.2.6).
const GZIP: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x00\x01\x00\xfe\xff\x00\x1b";

/// Eight times "258 bytes that are as the one before" in that code.
const ZEROS: &[u8] = b"\x05\xa3\x60\x14\x8c\x82\x51\x30\x0a\x46\xc1\x28\x18";

#[tokio::test]
async fn s14_an_answer_that_is_compressed_unasked_is_not_unpacked() {
    // A gigabyte of zeros, which a client that unpacks it would have to hold.
    let times = 520_000;
    assert_eq!(times * 8 * 258, 1_073_280_000);
    let packed = [GZIP, &ZEROS.repeat(times)].concat();
    for encoding in ["gzip", "deflate", "br", "zstd", "gzip, gzip"] {
        let reply = answer(200, &[("Content-Encoding", encoding), ("Content-Type", "application/json")], &packed);
        let server = Server::always(reply).await;
        let raw = server.client().things().get("a").raw().await.expect("an answer");
        assert_eq!(raw.body().len(), packed.len());
        let error = raw.parse().expect_err("a failure");
        assert!(matches!(error, Error::Decode(_)) && error.to_string().len() < 1000, "{error}");
        let error = server.client().things().get("a").max_body(100_000).await.expect_err("a failure");
        assert_eq!(error.body().map(bytes::Bytes::len), Some(100_000));
        // It does not ask for it either.
        assert_eq!(server.received()[0].header("accept-encoding"), None);
    }
}

#[tokio::test]
async fn s14_an_answer_that_is_unpacked_as_asked_is_bounded_by_what_it_becomes() {
    let packed = [GZIP, &ZEROS.repeat(520_000)].concat();
    let server = Server::always(answer(200, &[("Content-Encoding", "gzip")], &packed)).await;
    let client = server.client_with(|builder| builder.configure_http(|http| http.gzip(true)));
    let error = client.things().get("a").max_body(1_000_000).await.expect_err("a failure");
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert_eq!(error.body().map(|body| (body.len(), body.iter().all(|byte| *byte == 0))), Some((1_000_000, true)));
    assert_eq!(server.only().header("accept-encoding"), Some("gzip"));
    let error = client.things().get("a").await.expect_err("a failure");
    assert_eq!(error.body().map(bytes::Bytes::len), Some(64 * 1024 * 1024));
}

#[tokio::test]
async fn s14_a_length_that_is_announced_is_not_believed() {
    for length in ["18446744073709551614", "9223372036854775807", "1099511627776"] {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{{");
        let server = Server::scripted(move |_, _| vec![Step::Send(head.clone().into_bytes()), Step::Close]).await;
        let error = server.client().things().get("a").retries(0).await.expect_err("a failure");
        assert!(matches!(error, Error::Connection(_)), "{length}: {error:?}");
    }
}

#[tokio::test]
async fn s14_a_stream_of_comments_ends_with_whoever_reads_it() {
    let server = Server::scripted(|_, _| vec![Step::Send([OK, b"\r\n"].concat()), flood(": still here\n\n")]).await;
    let mut events = server.client().things().events().await.expect("a stream");
    let waited = tokio::time::timeout(Duration::from_millis(100), events.next()).await;
    assert!(waited.is_err(), "{waited:?}");
    drop(events);
    let server = Server::scripted(|_, _| vec![Step::Send([OK, b"\r\n"].concat()), flood("id: 1")]).await;
    let mut events = server.client().things().events().max_body(100_000).await.expect("a stream");
    assert!(matches!(events.next().await, Some(Err(Error::Decode(_)))));
    assert!(server.sent() < BUFFERS, "{} bytes", server.sent());
}
