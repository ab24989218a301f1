//! Calls without `async`.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use reqwest::Method;
use tests::runtime::client::Client;
use tests::runtime::error::Error;

use crate::server::{Server, answer, json};

/// When a test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server on a runtime of its own, which lives as long as the test.
fn serving(reply: Vec<u8>) -> (tokio::runtime::Runtime, Server) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    let server = runtime.block_on(Server::always(reply));
    (runtime, server)
}

fn server(body: &str) -> (tokio::runtime::Runtime, Server) {
    serving(json(200, body))
}

#[test]
fn a_blocking_call_needs_no_runtime() {
    let (_runtime, server) = server(r#"{"name":"x"}"#);
    let client = server.client();
    assert_eq!(client.things().get("a").send_blocking().expect("a thing").name, "x");
    let raw = client.things().get("b").raw().send_blocking().expect("an answer");
    assert_eq!(raw.parse().expect("a thing").name, "x");
    assert_eq!(server.received().len(), 2);
}

/// A server that answers one request on each of two connections, and closes them afterwards. It tells when the client has
/// closed the first one too.
fn closing(listener: &TcpListener, closed: &mpsc::Sender<()>) {
    for _ in 0..2 {
        let (mut stream, _) = listener.accept().expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        let _ = stream.read(&mut [0; 4096]).expect("a request");
        stream.write_all(&json(200, r#"{"a":1}"#)).expect("an answer");
        stream.shutdown(Shutdown::Write).expect("an end");
        // The client has noticed when it closes its own side.
        let _ = stream.read_to_end(&mut Vec::new());
        let _ = closed.send(());
    }
}

#[test]
fn client_33_between_two_blocking_calls_a_closed_connection_is_noticed() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let (closed, noticed) = mpsc::channel();
    let server = thread::spawn(move || closing(&listener, &closed));
    let client = Client::builder().base_url(url).no_proxy().max_retries(0).api_token("t").build().expect("a client");
    for _ in 0..2 {
        assert!(client.request(Method::POST, "/x").send_blocking().is_ok());
        noticed.recv_timeout(PATIENCE).expect("the client closes what is closed");
    }
    server.join().expect("a server");
}

#[test]
fn blocking_calls_from_many_threads_do_not_wait_for_each_other_for_ever() {
    let (_runtime, server) = server(r#"{"name":"x"}"#);
    let client = server.client();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..5 {
                    assert_eq!(client.things().get("a").send_blocking().expect("a thing").name, "x");
                }
            });
        }
    });
    assert_eq!(server.received().len(), 40);
}

#[tokio::test]
async fn inside_a_runtime_a_blocking_call_is_an_error_and_no_panic() {
    let server = Server::json(r#"{"name":"x"}"#).await;
    let client = server.client();
    let error = client.things().get("a").send_blocking().expect_err("a failure");
    assert!(matches!(error, Error::Runtime(_)), "{error:?}");
    assert!(matches!(client.things().get("a").raw().send_blocking(), Err(Error::Runtime(_))));
    assert!(server.received().is_empty());
    assert_eq!(client.things().get("a").await.expect("a thing").name, "x");
}

#[test]
fn streams_can_be_read_without_async() {
    let (_runtime, server) = serving(answer(200, &[], "data: 1\n\ndata: 2\n\n"));
    let mut events = server.client().things().events().send_blocking().expect("a stream");
    assert_eq!(events.next_blocking().expect("one").expect("an event").data, serde_json::json!(1));
    assert_eq!(events.next_blocking().expect("one").expect("an event").data, serde_json::json!(2));
    assert!(events.next_blocking().is_none());
}

#[test]
fn streams_can_be_gone_through_by_a_loop() {
    let (_runtime, server) = serving(answer(200, &[], "data: 1\n\ndata: {\n\ndata: 2\n\n"));
    let mut seen = Vec::new();
    for event in server.client().things().events().send_blocking().expect("a stream") {
        seen.push(event.map(|event| event.data).ok());
    }
    assert_eq!(seen, [Some(1.into()), None, Some(2.into())], "an event that cannot be read is not the end");

    let (_runtime, server) =
        serving(answer(200, &[("Content-Type", "application/x-ndjson")], "{\"name\":\"a\"}\n\n{\"name\":\"b\"}\n"));
    let lines: Result<Vec<_>, _> =
        server.client().things().lines().send_blocking().expect("lines").into_iter().collect();
    assert_eq!(lines.expect("lines").len(), 2);
}

#[test]
fn inside_a_runtime_a_loop_has_one_error() {
    let (runtime, server) = serving(answer(200, &[], "data: 1\n\n"));
    let events = server.client().things().events().send_blocking().expect("a stream");
    let items: Vec<_> = runtime.block_on(async { events.into_iter().collect() });
    assert!(matches!(items.as_slice(), [Err(Error::Runtime(_))]), "{items:?}");
}

#[test]
fn inside_a_runtime_who_asks_again_and_again_has_one_error() {
    let (runtime, server) = serving(answer(200, &[], "data: 1\n\n"));
    let client = server.client();
    let mut events = client.things().events().send_blocking().expect("a stream");
    let mut lines = client.things().lines().send_blocking().expect("lines");
    runtime.block_on(async {
        assert!(matches!(events.next_blocking(), Some(Err(Error::Runtime(_)))));
        assert!(events.next_blocking().is_none());
        assert!(matches!(lines.next_blocking(), Some(Err(Error::Runtime(_)))));
        assert!(lines.next_blocking().is_none());
    });
}

#[test]
fn a_blocking_call_returns_errors_as_others_do() {
    let (_runtime, server) = server("<html>");
    assert!(matches!(server.client().things().get("a").send_blocking(), Err(Error::Decode(_))));
    assert!(matches!(server.client().things().get("").send_blocking(), Err(Error::Request(_))));
}
