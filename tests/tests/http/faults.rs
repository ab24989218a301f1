//! Servers that misbehave.

use std::time::Duration;

use tests::runtime::error::Error;

use crate::server::{Server, Step, answer};

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
        vec![Step::Send(b"HTTP/1.1 500 No\r\nContent-Length: 10\r\n\r\n{".to_vec()), Step::Hang],
    ] {
        assert!(failure(steps).await.is_timeout());
    }
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
    let endless = || Server::scripted(|_, _| vec![Step::Send([OK, b"\r\n"].concat()), Step::Flood]);
    let server = endless().await;
    let error = server.client().things().get("a").max_body(1_000_000).await.expect_err("a failure");
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    let server = Server::scripted(|_, _| vec![Step::Send(b"HTTP/1.1 500 No\r\n\r\n".to_vec()), Step::Flood]).await;
    let error = server.client().things().get("a").retries(0).await.expect_err("a failure");
    assert_eq!(error.body().map(bytes::Bytes::len), Some(1024 * 1024));
    assert!(error.to_string().len() < 1000 && format!("{error:?}").len() < 2000);
}

#[tokio::test]
async fn endless_headers_are_an_error() {
    let server = Server::scripted(|_, _| vec![Step::Send(OK.to_vec()), Step::FloodHeaders]).await;
    let error = server.client().things().get("a").retries(0).await.expect_err("a failure");
    assert!(matches!(error, Error::Connection(_)), "{error:?}");
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
