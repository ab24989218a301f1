//! Servers that misbehave.

use std::time::Duration;

use bytes::Bytes;
use tests::runtime::error::Error;
use tests::sample::types::Thing;

use crate::server::{Server, Step, answer, json};

const OK: &[u8] = b"HTTP/1.1 200 OK\r\n";

async fn failure(steps: Vec<Step>) -> Error {
    let server = Server::scripted(move |_, _| steps.clone()).await;
    server.client().things().get("a").retries(0).timeout(Duration::from_millis(200)).await.expect_err("a failure")
}

fn send(bytes: impl AsRef<[u8]>) -> Step {
    Step::Send([OK, bytes.as_ref()].concat())
}

#[tokio::test]
async fn connections_that_break_are_connection_errors() {
    for steps in [
        vec![Step::Close],
        vec![Step::Send(b"HTTP/1.1 2".to_vec()), Step::Close],
        vec![send("Content-Length: 10\r\n\r\n{"), Step::Close],
        vec![send("Transfer-Encoding: chunked\r\n\r\n5\r\n{\"na"), Step::Close],
        vec![send("Transfer-Encoding: chunked\r\n\r\nzz\r\n"), Step::Close],
        vec![Step::Send(b"SSH-2.0-OpenSSH\r\n".to_vec()), Step::Close],
        vec![Step::Send(vec![0; 1000]), Step::Close],
        vec![Step::Reset],
        vec![send("Content-Length: 10\r\n\r\n{"), Step::Reset],
        vec![send("Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"), Step::Close],
    ] {
        let error = failure(steps).await;
        assert!(matches!(&error, Error::Connection(error) if !error.is_unsent()), "{error:?}");
        assert!(error.is_retryable());
    }
}

#[tokio::test]
async fn s15_a_server_that_stops_in_the_middle_is_a_timeout() {
    for steps in [
        vec![Step::Hang],
        vec![Step::Send(b"HTTP/1.1 200".to_vec()), Step::Hang],
        vec![send("Content-Length: 10\r\n\r\n{"), Step::Hang],
    ] {
        assert!(failure(steps).await.is_timeout());
    }
}

#[tokio::test]
async fn s15_a_server_that_trickles_is_a_timeout() {
    for steps in [
        vec![Step::Trickle(b"H".to_vec())],
        vec![Step::Send(OK.to_vec()), Step::Trickle(b"X-Slow: 1\r\n".to_vec())],
        vec![send("\r\n"), Step::Trickle(b" ".to_vec())],
        vec![send("Transfer-Encoding: chunked\r\n\r\n"), Step::Trickle(b"1\r\n \r\n".to_vec())],
    ] {
        let error = failure(steps.clone()).await;
        // The transport has bounds of its own for heads.
        assert!(error.is_timeout() || matches!(error, Error::Connection(_)), "{steps:?}: {error:?}");
    }
}

/// However a connection ends, a `POST` that may have been executed is not sent again.
#[tokio::test]
async fn s20_no_fault_makes_a_post_arrive_twice() {
    let partial = || send("Content-Length: 10\r\n\r\n{");
    for steps in [
        vec![Step::Close],
        vec![Step::Reset],
        vec![Step::Hang],
        vec![Step::Send(b"HTTP/1.1 200".to_vec()), Step::Close],
        vec![partial(), Step::Close],
        vec![partial(), Step::Reset],
        vec![partial(), Step::Hang],
        vec![send("\r\n"), Step::Trickle(b" ".to_vec())],
        vec![send("Content-Length: nonsense\r\n\r\n{}"), Step::Close],
        vec![Step::Send(json(200, "{"))],
        vec![Step::Send(answer(500, &[], ""))],
        vec![Step::Send(answer(503, &[("Retry-After", "0")], ""))],
    ] {
        let shown = format!("{steps:?}");
        let server = Server::scripted(move |_, _| steps.clone()).await;
        let client = server.client_with(|builder| builder.max_retries(5).timeout(Duration::from_millis(50)));
        client.things().create(&Thing::new("x")).await.expect_err("a failure");
        assert!(server.received().len() <= 1, "{shown}");
    }
}

/// A server may close a connection when it likes, so also while it waits to be used again.
#[tokio::test]
async fn a_connection_that_is_closed_after_an_answer_is_not_used_again() {
    let server = Server::scripted(|_, _| vec![Step::Send(json(200, r#"{"name":"x"}"#)), Step::Close]).await;
    let client = server.client();
    for count in 1..=20 {
        // A call that meets the closing connection may fail, but it is not executed twice.
        let result = client.things().create(&Thing::new("x")).await;
        assert!(matches!(result, Ok(_) | Err(Error::Connection(_))), "{result:?}");
        assert!(server.received().len() <= count);
    }
    for _ in 0..20 {
        client.things().get("a").await.expect("a thing");
    }
}

#[tokio::test]
async fn s20_a_post_on_a_connection_that_was_used_before_is_not_replayed_either() {
    let first = || vec![Step::Send(json(200, r#"{"name":"x"}"#))];
    for steps in [vec![Step::Close], vec![Step::Reset], vec![Step::Send(b"HTTP/1.1 2".to_vec()), Step::Close]] {
        let server = Server::scripted(move |n, _| if n == 0 { first() } else { steps.clone() }).await;
        let client = server.client();
        client.things().get("a").await.expect("a thing");
        let error = client.things().create(&Thing::new("x")).await.expect_err("a failure");
        assert!(matches!(&error, Error::Connection(error) if !error.is_unsent()), "{error:?}");
        assert_eq!((server.received().len(), server.connections()), (2, 1));
    }
}

#[tokio::test]
async fn a_server_that_does_not_read_a_large_body_ends_the_call() {
    let large = Bytes::from(vec![b'x'; 32 * 1024 * 1024]);
    for steps in [vec![Step::Close], vec![Step::Reset], vec![Step::Hang]] {
        let server = Server::hasty(move |_, _| steps.clone()).await;
        let call = server.client().things().blob(large.clone()).retries(1).timeout(Duration::from_millis(300));
        let error = call.await.expect_err("a failure");
        assert!(matches!(error, Error::Connection(_) | Error::Timeout(_)), "{error:?}");
        assert_eq!(error.attempts(), Some(2));
    }
}

#[tokio::test]
async fn an_error_body_that_breaks_off_is_still_that_error() {
    let error =
        failure(vec![Step::Send(b"HTTP/1.1 404 No\r\nContent-Length: 100\r\n\r\npartial".to_vec()), Step::Close]).await;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert_eq!(error.body().map(|body| &body[..]), Some(&b"partial"[..]));
}

#[tokio::test]
async fn a_call_that_is_dropped_is_cancelled() {
    let server =
        Server::scripted(
            |n, _| if n == 0 { vec![Step::Hang] } else { vec![Step::Send(answer(200, &[], r#"{"name":"x"}"#))] },
        )
        .await;
    let client = server.client();
    let call = client.things().get("a").into_future();
    assert!(tokio::time::timeout(Duration::from_millis(50), call).await.is_err());
    client.things().get("a").await.expect("a thing");
    assert_eq!(server.received().len(), 2);
}

#[test]
fn without_a_tokio_runtime_a_call_fails_and_does_not_panic() {
    let client = tests::runtime::client::Client::builder().api_token("t").build().expect("a client");
    let mut call = client.things().get("a").into_future();
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = call.as_mut().poll(&mut context) else {
        panic!("the call did not fail");
    };
    assert!(matches!(error, Error::Runtime(_)), "{error:?}");
}

#[tokio::test]
async fn a_failure_whose_body_does_not_come_is_still_that_failure() {
    for rest in [
        vec![Step::Send(b"Content-Length: 10\r\n\r\n{".to_vec()), Step::Hang],
        vec![Step::Send(b"\r\n".to_vec()), Step::Trickle(b" ".to_vec())],
    ] {
        let head = Step::Send(b"HTTP/1.1 429 No\r\nRetry-After: 7\r\n".to_vec());
        let error = failure([vec![head], rest].concat()).await;
        assert_eq!(error.status().map(|status| status.as_u16()), Some(429), "{error:?}");
        assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
        assert!(error.body().is_some_and(|body| !body.is_empty()), "what has come is kept");
    }
}
