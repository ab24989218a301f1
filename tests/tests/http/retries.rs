//! Retries on the wire.

use std::time::Duration;

use tests::runtime::client::Client;
use tests::runtime::error::Error;
use tests::sample::types::Thing;

use crate::server::{Received, Server, Step, answer, json, unused_url};

/// A server that fails in this way so many times, and then answers.
async fn failing(times: usize, failure: Vec<u8>) -> Server {
    Server::scripted(move |n, _| {
        vec![Step::Send(if n < times { failure.clone() } else { json(200, r#"{"name":"x"}"#) })]
    })
    .await
}

#[tokio::test]
async fn client_34_attempts_are_counted() {
    for times in [0, 2, 4] {
        let server = failing(times, answer(500, &[], "")).await;
        let raw = server.client().things().get("a").retries(4).raw().await.expect("an answer");
        assert_eq!(raw.attempts() as usize, times + 1);
        assert_eq!(server.received().len(), times + 1);
    }
    for times in [2, 4] {
        let server = Server::scripted(move |n, _| {
            if n < times { vec![Step::Close] } else { vec![Step::Send(json(200, "{\"name\":\"x\"}"))] }
        })
        .await;
        let raw = server.client().things().get("a").retries(4).raw().await.expect("an answer");
        assert_eq!(raw.attempts() as usize, times + 1);
    }
}

#[tokio::test]
async fn each_status_is_repeated_for_the_methods_that_may() {
    for (status, get, post) in [
        (400, 1, 1),
        (401, 1, 1),
        (404, 1, 1),
        (408, 3, 1),
        (409, 1, 1),
        (422, 1, 1),
        (429, 3, 3),
        (500, 3, 1),
        (501, 1, 1),
        (502, 3, 1),
        (503, 3, 1),
        (504, 3, 1),
        (520, 3, 1),
    ] {
        let server = Server::always(answer(status, &[], "")).await;
        let client = server.client();
        let error = client.things().get("a").await.expect_err("a failure");
        assert_eq!((server.received().len(), error.attempts()), (get, u32::try_from(get).ok()), "GET {status}");
        let error = client.things().create(&Thing::new("x")).await.expect_err("a failure");
        assert_eq!(
            (server.received().len() - get, error.attempts()),
            (post, u32::try_from(post).ok()),
            "POST {status}"
        );
    }
}

#[tokio::test]
async fn retried_requests_are_the_same_to_the_byte() {
    let server = failing(2, answer(429, &[], "")).await;
    server.client().things().create(&Thing::new("é")).header("X-Own", "1").query("a", "b").await.expect("a thing");
    let received: Vec<String> = server.received().iter().map(Received::everything).collect();
    assert_eq!(received.len(), 3);
    assert!(received.iter().all(|request| *request == received[0]));
}

#[tokio::test]
async fn retries_are_limited_by_client_and_request() {
    let server = Server::always(answer(503, &[], "")).await;
    for (client, request, attempts) in [(0, None, 1), (1, None, 2), (5, Some(0), 1), (0, Some(3), 4)] {
        let made = server.client_with(|builder| builder.max_retries(client));
        let call = made.things().get("a");
        let call = match request {
            Some(retries) => call.retries(retries),
            None => call,
        };
        assert_eq!(call.await.expect_err("a failure").attempts(), Some(attempts));
    }
}

#[tokio::test]
async fn retry_after_beyond_the_bound_is_returned_at_once() {
    for (header, value, wait) in [
        ("Retry-After", "300", Duration::from_secs(300)),
        ("Retry-After-Ms", "300000", Duration::from_secs(300)),
        ("Retry-After", "1e30", Duration::MAX),
    ] {
        let server = Server::always(answer(429, &[(header, value)], "")).await;
        let error = server.client().things().get("a").await.expect_err("a failure");
        assert_eq!(server.received().len(), 1);
        assert_eq!(error.retry_after(), Some(wait));
        assert!(error.is_retryable());
    }
    let server = Server::always(answer(503, &[("Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT")], "")).await;
    let error = server.client().things().get("a").await.expect_err("a failure");
    assert!(error.retry_after() > Some(Duration::from_secs(1_000_000)));
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn retry_after_within_the_bound_is_honoured() {
    let server = failing(1, answer(429, &[("Retry-After-Ms", "2")], "")).await;
    server.client().things().get("a").await.expect("a thing");
    assert_eq!(server.received().len(), 2);
    // The bound is the caller's.
    let server = failing(1, answer(429, &[("Retry-After-Ms", "2")], "")).await;
    let client = server.client_with(|builder| builder.max_retry_after(Duration::from_millis(1)));
    assert_eq!(client.things().get("a").await.expect_err("a failure").retry_after(), Some(Duration::from_millis(2)));
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn s20_a_post_is_not_replayed_after_it_may_have_been_executed() {
    let server = Server::scripted(|_, _| vec![Step::Close]).await;
    let error = server.client().things().create(&Thing::new("x")).await.expect_err("a failure");
    assert!(matches!(error, Error::Connection(_)), "{error:?}");
    assert_eq!(server.received().len(), 1);
    let server = Server::scripted(|_, _| vec![Step::Hang]).await;
    let error = server
        .client()
        .things()
        .create(&Thing::new("x"))
        .timeout(Duration::from_millis(300))
        .await
        .expect_err("a failure");
    assert!(error.is_timeout());
    assert_eq!(server.received().len(), 1);
    // A body that breaks off is an answer too.
    let server = Server::scripted(|_, _| {
        vec![Step::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{".to_vec()), Step::Close]
    })
    .await;
    let error = server.client().things().create(&Thing::new("x")).await.expect_err("a failure");
    assert!(matches!(error, Error::Connection(_)), "{error:?}");
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn s20_a_connection_that_was_never_made_is_tried_again_for_all_methods() {
    let client = Client::builder().base_url(unused_url().await).api_token("t").no_proxy().build().expect("a client");
    let error = client.things().create(&Thing::new("x")).await.expect_err("a failure");
    assert_eq!(error.attempts(), Some(3));
    assert!(matches!(&error, Error::Connection(error) if error.is_unsent()), "{error:?}");
    assert_eq!(error.to_string(), "cannot connect to the server (3 attempts)");
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn s20_a_post_that_was_redirected_is_not_replayed() {
    for last in [vec![Step::Close], vec![Step::Send(answer(429, &[], ""))], vec![Step::Send(answer(503, &[], ""))]] {
        let server = Server::scripted(move |n, _| match n {
            0 => vec![Step::Send(answer(303, &[("Location", "/b")], ""))],
            _ => last.clone(),
        })
        .await;
        let error = server.client().things().create(&Thing::new("x")).await.expect_err("a failure");
        assert!(!matches!(&error, Error::Connection(error) if error.is_unsent()), "{error:?}");
        assert_eq!(server.received().iter().filter(|request| request.method == "POST").count(), 1);
    }
}

#[tokio::test]
async fn a_deadline_ends_the_call_between_attempts_too() {
    let server = Server::always(answer(429, &[("Retry-After", "30")], "")).await;
    let error = server.client().things().get("a").deadline(Duration::from_secs(5)).await.expect_err("a failure");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(429));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(30)));
    assert_eq!(server.received().len(), 1);
    let server = Server::scripted(|_, _| vec![Step::Hang]).await;
    let error = server
        .client()
        .things()
        .get("a")
        .retries(1000)
        .deadline(Duration::from_millis(20))
        .await
        .expect_err("a failure");
    assert_eq!(error.to_string(), "the call did not finish within its deadline of 20ms");
}
