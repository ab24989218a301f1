//! What clients keep in memory and open, and for how long.

use std::sync::Arc;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::redirect::Policy;
use tests::runtime::client::Client;
use tests::runtime::error::Error;
use tests::runtime::http::{HttpRequest, HttpResponse};
use tests::runtime::http_error::TransportError;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::server::{Server, Step, json};

#[tokio::test]
async fn client_07_copies_and_requests_keep_nothing_in_memory() {
    let transport =
        Arc::new(|_: HttpRequest| async { Ok::<_, TransportError>(HttpResponse::new(StatusCode::OK, "[]")) });
    let held = Arc::downgrade(&transport);
    let builder = Client::builder().base_url("https://api.invalid").api_token("token").transport(transport);
    let client = builder.build().expect("a client");
    let before = held.strong_count();
    for _ in 0..100 {
        let copy = client.with_options().header("X-Own", "1").build().expect("a copy");
        copy.things().list().await.expect("a list");
        drop(copy.things().list());
        drop(copy.things().list().into_future());
    }
    assert_eq!(held.strong_count(), before);
    drop(client);
    assert_eq!(held.strong_count(), 0);
}

#[tokio::test]
async fn client_10_an_http_client_keeps_its_own_time_limit() {
    let server = Server::scripted(|_, _| vec![Step::Hang]).await;
    let http = reqwest::Client::builder().redirect(Policy::none()).no_proxy().timeout(Duration::from_millis(20));
    let http = http.build().expect("an HTTP client");
    let client = server.client_with(|builder| builder.http_client(http).max_retries(0));
    let error = client.things().list().await.expect_err("a timeout");
    assert!(error.is_timeout(), "{error:?}");
    assert!(error.to_string().starts_with("the transport gave up"), "{error}");
    // One that has none is limited by the client as any other is.
    let http = reqwest::Client::builder().redirect(Policy::none()).no_proxy().build().expect("an HTTP client");
    let client = server.client_with(|builder| builder.http_client(http).max_retries(0));
    let error = client.things().list().timeout(Duration::from_millis(20)).await.expect_err("a timeout");
    assert_eq!(error.to_string(), "no complete answer within 20ms");
}

#[tokio::test]
async fn client_27_the_last_client_closes_its_connections() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let closed = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let mut request = vec![0; 65_536];
        assert!(stream.read(&mut request).await.expect("a request") > 0);
        stream.write_all(&json(200, "[]")).await.expect("an answer");
        stream.read(&mut request).await.expect("the end")
    });
    let client = Client::builder().base_url(url).api_token("token").no_proxy().build().expect("a client");
    let copy = client.with_options().build().expect("a copy");
    client.things().list().await.expect("a list");
    drop(client);
    tokio::task::yield_now().await;
    assert!(!closed.is_finished(), "the copy still needs it");
    drop(copy);
    let rest = tokio::time::timeout(Duration::from_secs(30), closed).await.expect("an end").expect("a task");
    assert_eq!(rest, 0);
}

#[tokio::test]
async fn client_30_text_where_json_was_promised_is_an_error_that_has_it() {
    for body in ["plain text", "<html>", "", "\"text\"", "null"] {
        let server = Server::always(crate::server::answer(200, &[("Content-Type", "text/plain")], body)).await;
        let error = server.client().things().get("a").await.expect_err("a failure");
        assert!(matches!(error, Error::Decode(_)), "{body}: {error:?}");
        assert_eq!(error.body().map(|kept| &kept[..]), Some(body.as_bytes()));
        let raw = server.client().things().get("a").raw().await.expect("an answer");
        assert_eq!(raw.text().expect("text"), body);
    }
}
