//! The limits that a client has when nobody sets any, and what no limit may be kept from: by a clock that goes on when everyone
//! waits, where that will do.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use reqwest::StatusCode;
use reqwest::dns::{Name, Resolve, Resolving};
use tests::runtime::builder::ClientBuilder;
use tests::runtime::client::Client;
use tests::runtime::error::Error;
use tests::runtime::http::{HttpRequest, HttpResponse};
use tests::runtime::http_body::HttpBody;
use tests::runtime::http_error::TransportError;
use tests::runtime::oauth::ClientCredentials;
use tests::sample::types::Thing;
use tokio::time::Instant;

use crate::server::{Server, Step};

fn builder() -> ClientBuilder {
    Client::builder().base_url("https://api.invalid/v1").api_token("token").no_proxy().max_retries(0)
}

#[tokio::test(start_paused = true)]
async fn client_09_an_attempt_has_a_minute_unless_the_caller_says_otherwise() {
    let silence = |_: HttpRequest| std::future::pending::<Result<HttpResponse, TransportError>>();
    let (client, begun) = (builder().transport(silence).build().expect("a client"), Instant::now());
    let error = client.things().list().await.expect_err("a timeout");
    assert_eq!(error.to_string(), "no complete answer within 60s");
    assert_eq!(begun.elapsed().as_secs(), 60);
    // That is the limit of each attempt, not of all of them.
    let error = client.things().list().retries(2).await.expect_err("a timeout");
    assert_eq!(error.attempts(), Some(3));
    assert!(begun.elapsed().as_secs() >= 4 * 60);
}

/// Never finds an address.
struct Lost;

impl Resolve for Lost {
    fn resolve(&self, _: Name) -> Resolving {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn client_08_a_connection_has_ten_seconds_unless_the_caller_says_otherwise() {
    let client = builder().configure_http(|http| http.dns_resolver(Lost)).build().expect("a client");
    let begun = Instant::now();
    let error = client.things().list().await.expect_err("a timeout");
    assert_eq!(error.to_string(), "no connection within 10s");
    assert!(matches!(&error, Error::Timeout(error) if error.is_unsent()), "{error:?}");
    assert_eq!(begun.elapsed().as_secs(), 10);
}

/// A body that always has this at hand.
#[derive(Clone)]
struct Endless(Bytes);

impl Stream for Endless {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(Some(Ok(self.0.clone())))
    }
}

/// A client of a service whose answers are such bodies.
fn endless(piece: impl Into<Bytes>) -> Client {
    let body = Endless(piece.into());
    let transport = move |_: HttpRequest| {
        let body = HttpBody::stream(body.clone(), None);
        async { Ok::<_, TransportError>(HttpResponse::new(StatusCode::OK, body)) }
    };
    builder().transport(transport).build().expect("a client")
}

#[tokio::test]
async fn s14_an_answer_has_64_mib_unless_the_caller_says_otherwise() {
    let error = endless(vec![b' '; 1_000_000]).things().list().await.expect_err("a failure");
    assert!(error.to_string().starts_with("the answer is larger than 67108864 bytes"), "{error}");
    assert_eq!(error.body().map(Bytes::len), Some(64 * 1024 * 1024));
}

const LIMIT: Duration = Duration::from_millis(100);

#[tokio::test]
async fn s15_a_deadline_ends_a_stream_that_keeps_coming() {
    let flood = |body: &'static str| async move {
        let flood = Step::Flood(body.repeat(1000).into_bytes());
        Server::scripted(move |_, _| vec![Step::Send(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()), flood.clone()]).await
    };
    for body in [": comment\n", "data: 1\n\n", "\n", "{\"name\":\"x\"}\n"] {
        let server = flood(body).await;
        for client in [server.client(), endless(body)] {
            let mut events = client.things().events().deadline(LIMIT).await.expect("a stream");
            let mut lines = client.things().lines().deadline(LIMIT).await.expect("a stream");
            let open = client.things().get_as("a", "pdf", &Thing::new("x")).deadline(LIMIT).open();
            assert_eq!(
                last(async || events.next().await.map(|event| event.map(drop))).await,
                LATE,
                "events of {body:?}"
            );
            if body.ends_with("}\n") || body == "\n" {
                assert_eq!(
                    last(async || lines.next().await.map(|line| line.map(drop))).await,
                    LATE,
                    "lines of {body:?}"
                );
            }
            let mut open = open.await.expect("an answer");
            assert_eq!(last(async || open.chunk().await.map(|chunk| chunk.map(drop))).await, LATE, "{body:?}");
        }
    }
}

const LATE: &str = "the call did not finish within its deadline of 100ms";

/// What ends a stream.
async fn last(mut next: impl AsyncFnMut() -> Option<Result<(), Error>>) -> String {
    loop {
        match next().await.expect("an error before the end") {
            Ok(()) => {}
            Err(error) => return error.to_string(),
        }
    }
}

#[tokio::test]
async fn s15_pieces_of_nothing_are_silence() {
    let client = endless("");
    let limit = Duration::from_millis(50);
    let error = client.things().list().timeout(limit).await.expect_err("a timeout");
    assert_eq!(error.to_string(), "no complete answer within 50ms");
    let mut open = client.things().get_as("a", "pdf", &Thing::new("x")).timeout(limit).open().await.expect("an answer");
    assert!(open.chunk().await.expect("one").expect_err("a timeout").is_timeout());
    let mut events = client.things().events().timeout(limit).await.expect("a stream");
    assert!(events.next().await.expect("one").expect_err("a timeout").is_timeout());
    let mut lines = client.things().lines().timeout(limit).await.expect("a stream");
    assert!(lines.next().await.expect("one").expect_err("a timeout").is_timeout());
}

#[tokio::test]
async fn a_call_without_any_time_is_not_sent() {
    let server = Server::json("{}").await;
    let error = server.client().things().get("a").deadline(Duration::ZERO).await.expect_err("a timeout");
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!((server.received().len(), error.attempts()), (0, Some(0)));
}

#[tokio::test(start_paused = true)]
async fn a_token_endpoint_has_half_a_minute() {
    use tests::fixtures::tokens::{ClientBuilderExt as _, ClientExt};
    let silence = |_: HttpRequest| std::future::pending::<Result<HttpResponse, TransportError>>();
    let builder = <Client as ClientExt>::builder().base_url("https://api.invalid").no_proxy().max_retries(0);
    let credentials = ClientCredentials::new("id", "secret");
    let client = builder.oauth_client_credentials(credentials).transport(silence).build().expect("a client");
    let begun = Instant::now();
    let error = tests::fixtures::tokens::resources::Reports::list(&client.reports()).await.expect_err("no token");
    assert!(matches!(error, Error::Token(_)), "{error:?}");
    assert_eq!(error.to_string(), "there is no token: the token endpoint took longer than 30s");
    assert_eq!(begun.elapsed().as_secs(), 30);
}

#[tokio::test(start_paused = true)]
async fn client_31_calls_that_failed_together_do_not_come_back_together() {
    let first = Duration::from_secs(8);
    let mut waits = std::collections::BTreeSet::new();
    for _ in 0..20 {
        let down = |_: HttpRequest| {
            std::future::ready(Ok::<_, TransportError>(HttpResponse::new(StatusCode::BAD_GATEWAY, "")))
        };
        let client = builder().transport(down).backoff(first, first).build().expect("a client");
        let begun = Instant::now();
        client.things().list().retries(1).await.expect_err("a failure");
        let waited = begun.elapsed();
        assert!(waited <= first + Duration::from_millis(1) && waited >= first.mul_f64(0.74), "{waited:?}");
        waits.insert(waited);
    }
    assert!(waits.len() > 5, "{waits:?}");
}
