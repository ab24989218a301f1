//! Servers that do not speak HTTP as it is written: each answer is read, or refused by a typed error, in time.

use std::time::Duration;

use tests::runtime::error::Error;
use tests::sample::types::Thing;

use crate::server::{Server, Step, answer};

const BODY: &str = r#"{"name":"x"}"#;

/// What becomes of an answer after which the server closes the connection.
async fn call(reply: impl AsRef<[u8]>) -> Result<Thing, Error> {
    let reply = reply.as_ref().to_vec();
    let server = Server::scripted(move |_, _| vec![Step::Send(reply.clone()), Step::Close]).await;
    let result = server.client().things().get("a").retries(0).timeout(Duration::from_secs(5)).await;
    assert!(!matches!(&result, Err(Error::Timeout(_))), "{result:?}");
    assert_eq!(server.received().len(), 1);
    result
}

fn with_headers(headers: &str) -> String {
    format!("HTTP/1.1 200 OK\r\n{headers}\r\n{BODY}")
}

#[tokio::test]
async fn lengths_that_are_none_are_refused() {
    for length in ["-1", "-5", "abc", "", "0x0c", "12.0", "1e1", "12 12", "99999999999999999999999999", "12, 13", "12;"]
    {
        let result = call(with_headers(&format!("Content-Length: {length}\r\n"))).await;
        assert!(matches!(result, Err(Error::Connection(_))), "{length}: {result:?}");
    }
}

#[tokio::test]
async fn several_lengths_agree_or_are_refused() {
    for (headers, is_read) in [
        ("Content-Length: 12\r\nContent-Length: 12\r\n", true),
        ("Content-Length: 12\r\nContent-Length: 13\r\n", false),
        ("Content-Length: 13\r\nContent-Length: 12\r\n", false),
        ("Content-Length: 12\r\nContent-Length: x\r\n", false),
    ] {
        let result = call(with_headers(headers)).await;
        assert_eq!(result.is_ok(), is_read, "{headers:?}: {result:?}");
    }
}

#[tokio::test]
async fn a_body_in_chunks_is_read_by_its_chunks_whatever_length_is_announced() {
    for headers in
        ["Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 99\r\n"]
    {
        let chunked = format!("HTTP/1.1 200 OK\r\n{headers}\r\nc\r\n{BODY}\r\n0\r\n\r\n");
        // Either rule of RFC 9112, 6.3 will do: chunks go first, or the message is an error.
        let result = call(chunked).await;
        assert!(
            matches!(&result, Ok(thing) if thing.name == "x") || matches!(result, Err(Error::Connection(_))),
            "{result:?}"
        );
    }
}

#[tokio::test]
async fn broken_chunks_are_connection_errors() {
    for chunks in [
        "-1\r\n{}\r\n0\r\n\r\n",
        "ffffffffffffffffff\r\n{}",
        "fffffffffffffffe\r\n{}",
        "g\r\n{}\r\n0\r\n\r\n",
        "2\n{}\n0\n\n",
        "2\r\n{}xx\r\n0\r\n\r\n",
        "2\r\n{}",
        "2\r\n{}\r\n",
        "2\r\n{}\r\n0\r\n",
        "\r\n",
        "",
    ] {
        let result = call(format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}")).await;
        assert!(matches!(result, Err(Error::Connection(_))), "{chunks:?}: {result:?}");
    }
}

#[tokio::test]
async fn heads_that_are_none_are_connection_errors() {
    for head in [
        "HTTP/1.1 200 OK\r\nHTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\n HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 20\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 -200 OK\r\n\r\n",
        "HTTP/1.1 099 OK\r\n\r\n",
        "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP 200 OK\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "{\"name\":\"x\"}",
        "\r\n\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: empty\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX Y: 1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n",
    ] {
        let result = call(head).await;
        assert!(matches!(result, Err(Error::Connection(_))), "{head:?}: {result:?}");
    }
}

#[tokio::test]
async fn odd_statuses_are_status_errors() {
    for (head, status) in
        [("HTTP/1.1 999 Odd", 999), ("HTTP/1.1 600 ", 600), ("HTTP/1.0 404 No", 404), ("HTTP/1.1 418", 418)]
    {
        let error = call(format!("{head}\r\n\r\n")).await.expect_err("a failure");
        assert!(matches!(error, Error::Status(_)), "{head}: {error:?}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
    }
    // Nobody asked for another protocol.
    let result = call("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n").await;
    assert!(matches!(result, Err(Error::Connection(_) | Error::Status(_))), "{result:?}");
}

#[tokio::test]
async fn answers_before_the_answer_are_passed_over() {
    let early = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(50);
    assert_eq!(call(format!("{early}{}", with_headers(""))).await.expect("a thing").name, "x");
}

#[tokio::test]
async fn answers_that_were_not_asked_for_are_not_taken_for_later_ones() {
    let twice = [answer(200, &[], BODY), answer(200, &[], r#"{"name":"smuggled"}"#)].concat();
    let server = Server::sequence(vec![twice, answer(200, &[], BODY)]).await;
    let client = server.client();
    for _ in 0..5 {
        assert_eq!(client.things().get("a").await.expect("a thing").name, "x");
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn headers_of_any_bytes_are_kept_and_harm_nobody() {
    for name in ["Content-Type", "Set-Cookie", "Retry-After", "Retry-After-Ms", "CF-Ray", "X-Any", "Content-Encoding"] {
        let header = [name.as_bytes(), b": \xff\xfe\x80\xe9\r\n"].concat();
        let ok = [b"HTTP/1.1 200 OK\r\n", &header[..], b"\r\n", BODY.as_bytes()].concat();
        assert_eq!(call(ok).await.expect("a thing").name, "x", "{name}");
        for status in ["404 No", "429 No", "503 No", "302 Found"] {
            let failed =
                [format!("HTTP/1.1 {status}\r\n").as_bytes(), &header[..], b"Location: \xff\r\n\r\n{}"].concat();
            let error = call(failed).await.expect_err("a failure");
            assert!(matches!(error, Error::Status(_)), "{name}: {error:?}");
            assert_eq!((error.retry_after(), error.request_id()), (None, None));
            let kept = error.headers().and_then(|headers| headers.get(name)).map(|value| value.as_bytes().to_vec());
            assert_eq!(kept.as_deref(), Some(&b"\xff\xfe\x80\xe9"[..]));
            assert!(format!("{error} {error:?}").chars().all(|character| !character.is_control()));
        }
    }
}
