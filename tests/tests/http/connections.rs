//! What becomes of connections when calls fail.

use std::time::Duration;

use tests::runtime::client::Client;
use tests::sample::types::Thing;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::server::{Server, answer, json};

#[tokio::test]
async fn client_33_connections_are_used_again_after_failures() {
    let server = Server::sequence(vec![answer(503, &[], "x".repeat(10_000)), json(404, "{}"), json(200, "[]")]).await;
    let client = server.client();
    assert!(client.things().list().retries(0).await.is_err());
    assert!(client.things().list().retries(0).await.is_err());
    assert!(client.things().list().retries(0).await.is_ok());
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn client_33_connections_are_used_again_after_streams_that_did_not_begin() {
    let failure = || answer(404, &[("Content-Type", "text/plain")], "x".repeat(10_000));
    let server = Server::sequence(vec![failure(), failure(), failure(), json(200, "[]")]).await;
    let client = server.client();
    assert!(client.things().events().await.is_err());
    assert!(client.things().lines().await.is_err());
    assert!(client.things().get_as("a", "pdf", &Thing::new("x")).open().await.is_err());
    assert!(client.things().list().await.is_ok());
    assert_eq!(server.connections(), 1);
}

/// A client of a server that says `beginning` and then nothing, and what waits until that server sees the connection closed.
async fn silent(beginning: &'static str) -> (Client, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let closed = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let mut request = vec![0; 65_536];
        assert!(stream.read(&mut request).await.expect("a request") > 0);
        stream.write_all(beginning.as_bytes()).await.expect("a beginning");
        // What is closed with something unread is reset, which is as good.
        while stream.read(&mut request).await.is_ok_and(|length| length > 0) {}
    });
    let builder = Client::builder().base_url(url).api_token("token").no_proxy().max_retries(0);
    (builder.timeout(Duration::from_millis(50)).build().expect("a client"), closed)
}

async fn assert_closed(closed: JoinHandle<()>) {
    tokio::time::timeout(Duration::from_secs(30), closed).await.expect("the end of the connection").expect("a task");
}

#[tokio::test]
async fn client_32_a_call_that_took_too_long_leaves_no_connection_behind() {
    for beginning in ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1,"] {
        let (client, closed) = silent(beginning).await;
        assert!(client.things().list().await.expect_err("a timeout").is_timeout());
        assert_closed(closed).await;
        drop(client);
    }
}

#[tokio::test]
async fn client_32_a_stream_that_took_too_long_leaves_no_connection_behind() {
    let beginning = "HTTP/1.1 200 OK\r\n\r\ndata: 1\n\n";
    let (client, closed) = silent(beginning).await;
    let mut events = client.things().events().await.expect("a stream");
    events.next().await.expect("one").expect("an event");
    assert!(events.next().await.expect("one").expect_err("a timeout").is_timeout());
    assert_closed(closed).await;
    assert!(events.next().await.is_none());

    let (client, closed) = silent(beginning).await;
    let mut download = client.things().get_as("a", "pdf", &Thing::new("x")).open().await.expect("an answer");
    download.chunk().await.expect("one").expect("bytes");
    assert!(download.chunk().await.expect("one").expect_err("a timeout").is_timeout());
    assert_closed(closed).await;
    assert!(download.chunk().await.is_none());
}
