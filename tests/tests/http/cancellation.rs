//! Calls that are ended by a token: wherever they are, they return at once, and nothing more is sent.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

use reqwest::StatusCode;
use tests::runtime::cancel::CancelToken;
use tests::runtime::client::Client;
use tests::runtime::error::Error;
use tests::runtime::http::{HttpRequest, HttpResponse};
use tests::runtime::http_error::TransportError;

use crate::pages;
use crate::server::{Received, Server, Step, chunked};

/// A client whose transport counts the requests, cancels the token, and answers this or never.
fn cancelling(token: &CancelToken, status: Option<StatusCode>) -> (Client, Arc<AtomicU32>) {
    let (token, count) = (token.clone(), Arc::new(AtomicU32::new(0)));
    let counted = Arc::clone(&count);
    let transport = move |_: HttpRequest| {
        counted.fetch_add(1, Ordering::Relaxed);
        token.cancel();
        async move {
            match status {
                Some(status) => Ok::<_, TransportError>(HttpResponse::new(status, "{}")),
                None => std::future::pending().await,
            }
        }
    };
    let builder = Client::builder().base_url("https://api.invalid").api_token("t").transport(transport);
    (builder.build().expect("a client"), count)
}

#[tokio::test]
async fn a_call_ends_while_it_waits_for_the_answer() {
    let token = CancelToken::new();
    let (client, count) = cancelling(&token, None);
    let error = client.things().list().cancelled_by(&token).await.expect_err("no answer");
    assert!(matches!(error, Error::Cancelled), "{error:?}");
    assert_eq!(error.to_string(), "the call was cancelled");
    assert!(!error.is_retryable() && !error.is_timeout());
    assert_eq!((count.load(Ordering::Relaxed), token.is_cancelled()), (1, true));
}

#[tokio::test]
async fn with_a_token_that_is_cancelled_nothing_is_sent() {
    let token = CancelToken::new();
    let (client, count) = cancelling(&token, None);
    token.cancel();
    for _ in 0..2 {
        let call = client.things().get("a").cancelled_by(&token).raw();
        assert!(matches!(call.await, Err(Error::Cancelled)));
    }
    assert_eq!(count.load(Ordering::Relaxed), 0);
}

#[tokio::test(start_paused = true)]
async fn a_call_ends_while_it_waits_for_another_attempt() {
    let token = CancelToken::new();
    let (client, count) = cancelling(&token, Some(StatusCode::SERVICE_UNAVAILABLE));
    let error = client.things().list().retries(9).cancelled_by(&token).await.expect_err("no answer");
    assert!(matches!(error, Error::Cancelled), "{error:?}");
    assert_eq!(count.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn other_calls_go_on() {
    let token = CancelToken::new();
    let server = Server::json("[]").await;
    let client = server.client();
    let (one, other) = (client.things().list().cancelled_by(&token), client.things().list());
    token.cancel();
    assert!(matches!(one.await, Err(Error::Cancelled)));
    assert!(other.cancelled_by(&CancelToken::default()).await.is_ok());
}

#[test]
fn a_blocking_call_ends_from_another_thread() {
    let token = CancelToken::new();
    let client = {
        let (sender, receiver) = mpsc::channel();
        let canceller = token.clone();
        thread::spawn(move || {
            receiver.recv().expect("the call has begun");
            canceller.cancel();
        });
        let transport = move |_: HttpRequest| {
            let _ = sender.send(());
            std::future::pending::<Result<HttpResponse, TransportError>>()
        };
        let builder = Client::builder().base_url("https://api.invalid").api_token("t").transport(transport);
        builder.build().expect("a client")
    };
    let call = client.things().list().cancelled_by(&token).send_blocking();
    assert!(matches!(call, Err(Error::Cancelled)), "{call:?}");
}

#[tokio::test]
async fn a_stream_ends_with_it() {
    let script = |_, _: &Received| chunked("Content-Type: text/event-stream", &[b"data: 1\n\n"], Step::Hang);
    let server = Server::scripted(script).await;
    let token = CancelToken::new();
    let mut events = server.client().things().texts().cancelled_by(&token).await.expect("a stream");
    assert_eq!(events.next().await.expect("an event").expect("an event").data, "1");
    let canceller = token.clone();
    let waiting = tokio::spawn(async move {
        (events.next().await.map(|event| event.map(|event| event.data)), events.next().await.is_none())
    });
    // Until it waits for what never comes.
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    canceller.cancel();
    let (item, is_end) = waiting.await.expect("no panic");
    assert!(matches!(item, Some(Err(Error::Cancelled))) && is_end);
}

#[tokio::test]
async fn a_walk_through_pages_ends_with_it() {
    use tests::fixtures::pagination::ClientExt as _;
    let server = pages::server(pages::by_page(9)).await;
    let token = CancelToken::new();
    let mut items = pages::client(&server).books().list_by_page().cancelled_by(&token).items();
    assert!(matches!(items.next().await, Some(Ok(_))));
    token.cancel();
    assert!(matches!(items.next().await, Some(Ok(_))), "what has come is not taken away");
    assert!(matches!(items.next().await, Some(Err(Error::Cancelled))));
    assert!(items.next().await.is_none());
    assert_eq!(server.received().len(), 1);
}
