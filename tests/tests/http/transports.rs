//! Transports that the caller gives, adjusts or puts around the usual one.

use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use reqwest::StatusCode;
use reqwest::header::HeaderValue;
use tests::runtime::builder::ClientBuilder;
use tests::runtime::client::Client;
use tests::runtime::error::Error;
use tests::runtime::http::{HttpRequest, HttpResponse, Transport, TransportFuture};
use tests::runtime::http_body::HttpBody;
use tests::runtime::http_error::TransportError;
use tests::sample::types::Thing;
use tokio::io::AsyncReadExt as _;

use crate::server::{Server, answer, json};

/// The name of the package that the client is part of, here this one.
const AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// What a fake answers.
type Script = Box<dyn Fn(&HttpRequest) -> Result<HttpResponse, TransportError> + Send + Sync>;

/// Answers without a network, and remembers what it was asked.
struct Fake {
    asked: Mutex<Vec<String>>,
    script: Script,
}

impl Fake {
    fn new(
        script: impl Fn(&HttpRequest) -> Result<HttpResponse, TransportError> + Send + Sync + 'static,
    ) -> (Arc<Self>, Client) {
        let fake = Arc::new(Self { asked: Mutex::default(), script: Box::new(script) });
        let client = builder().transport(Arc::clone(&fake)).build().expect("a client");
        (fake, client)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no thread has panicked").clone()
    }
}

impl Transport for Fake {
    fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
        Box::pin(async move {
            let line = format!("{} {} {}", request.attempt, request.method, request.url);
            self.asked.lock().expect("no thread has panicked").push(line);
            (self.script)(&request)
        })
    }
}

/// A client of a server that nobody can reach.
fn builder() -> ClientBuilder {
    Client::builder().base_url("https://api.invalid/v1").api_token("canary")
}

#[expect(clippy::unnecessary_wraps, reason = "a transport may fail")]
fn ok(body: &'static str) -> Result<HttpResponse, TransportError> {
    Ok(HttpResponse::new(StatusCode::OK, body))
}

/// A stream of these chunks.
struct Chunks(Vec<Result<&'static str, &'static str>>);

impl Stream for Chunks {
    type Item = Result<Bytes, &'static str>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.0.is_empty() {
            return Poll::Ready(None);
        }
        Poll::Ready(Some(self.0.remove(0).map(|text| Bytes::from_static(text.as_bytes()))))
    }
}

#[tokio::test]
async fn a_closure_takes_the_place_of_the_network() {
    let client = builder()
        .transport(|request: HttpRequest| async move {
            assert_eq!(request.url.as_str(), "https://api.invalid/v1/things/a%20b");
            assert_eq!(request.template, "/things/{name}");
            assert_eq!(request.headers["authorization"], "Bearer canary");
            assert_eq!(request.body.as_bytes(), Some(&Bytes::new()));
            Ok(HttpResponse::new(StatusCode::OK, r#"{"name":"x"}"#).header("X-Request-Id", "1-X"))
        })
        .build()
        .expect("a client");
    let raw = client.things().get("a b").raw().await.expect("an answer");
    assert_eq!(raw.request_id(), Some("1-X"));
    assert_eq!(raw.parse().expect("a thing").name, "x");
}

#[tokio::test]
async fn a_piece_of_nothing_is_not_the_end() {
    let chunks = || Chunks(vec![Ok(""), Ok("ab"), Ok(""), Ok(""), Ok("c"), Ok("")]);
    let (_, client) = Fake::new(move |_| Ok(HttpResponse::new(StatusCode::OK, HttpBody::stream(chunks(), None))));
    let open = || client.things().get_as("a", "pdf", &Thing::new("x")).open();
    let mut read = String::new();
    open().await.expect("an answer").read_to_string(&mut read).await.expect("text");
    assert_eq!(read, "abc");
    let client = client.clone();
    let read = std::thread::spawn(move || {
        let mut read = String::new();
        let request = client.things().get_as("a", "pdf", &Thing::new("x")).open();
        std::io::Read::read_to_string(&mut request.send_blocking().expect("an answer"), &mut read).expect("text");
        read
    });
    assert_eq!(read.join().expect("no panic"), "abc");
}

#[tokio::test]
async fn every_attempt_and_every_hop_passes_through() {
    let step = AtomicUsize::new(0);
    let (fake, client) = Fake::new(move |_| {
        let moved = |to| Ok(HttpResponse::new(StatusCode::TEMPORARY_REDIRECT, "").header("Location", to));
        match step.fetch_add(1, Ordering::SeqCst) {
            0 => Ok(HttpResponse::new(StatusCode::SERVICE_UNAVAILABLE, "")),
            1 => moved("/v1/b"),
            2 => moved("c"),
            3 => Err(TransportError::new("a broken wire")),
            _ => ok("[]"),
        }
    });
    let raw = client.things().list().raw().await.expect("an answer");
    assert_eq!(raw.attempts(), 3);
    let host = "https://api.invalid/v1";
    assert_eq!(
        fake.asked(),
        [
            format!("1 GET {host}/things"),
            format!("2 GET {host}/things"),
            format!("2 GET {host}/b"),
            format!("2 GET {host}/c"),
            format!("3 GET {host}/things"),
        ]
    );
}

#[tokio::test]
async fn what_certainly_was_not_sent_is_sent_again() {
    let (fake, client) = Fake::new(|_| Err(TransportError::new("no route").unsent()));
    let error = client.things().create(&Thing::new("x")).await.expect_err("a failure");
    assert_eq!(error.to_string(), "cannot connect to the server (3 attempts)");
    assert_eq!(std::error::Error::source(&error).map(ToString::to_string).as_deref(), Some("no route"));
    assert_eq!(fake.asked().len(), 3);

    let (fake, client) = Fake::new(|_| Err(TransportError::new("torn")));
    let error = client.things().create(&Thing::new("x")).await.expect_err("a failure");
    assert!(matches!(&error, Error::Connection(error) if !error.is_unsent()), "{error:?}");
    assert_eq!(fake.asked().len(), 1, "a POST that may have arrived is not repeated");
}

#[tokio::test]
async fn the_transports_own_timeouts_are_timeouts() {
    let (fake, client) = Fake::new(|_| Err(TransportError::timeout(Duration::from_secs(7))));
    let error = client.things().create(&Thing::new("x")).await.expect_err("a timeout");
    let Error::Timeout(timeout) = &error else { panic!("{error:?}") };
    assert_eq!((timeout.limit(), timeout.is_unsent()), (Duration::from_secs(7), false));
    assert_eq!(error.to_string(), "the transport gave up waiting for the answer");
    assert_eq!(fake.asked().len(), 1);

    let (fake, client) = Fake::new(|_| Err(TransportError::timeout(Duration::from_secs(7)).unsent()));
    let error = client.things().create(&Thing::new("x")).await.expect_err("a timeout");
    assert_eq!(error.to_string(), "no connection within 7s (3 attempts)");
    assert_eq!(fake.asked().len(), 3);
}

#[tokio::test]
async fn a_transport_that_never_answers_is_dropped_in_time() {
    let client = builder()
        .transport(|_: HttpRequest| std::future::pending::<Result<HttpResponse, TransportError>>())
        .build()
        .expect("a client");
    let error = client.things().list().deadline(Duration::from_millis(20)).await.expect_err("a timeout");
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn the_answer_of_a_transport_may_be_a_stream() {
    let chunks = || Chunks(vec![Ok("data: 1\n"), Ok("\ndata:"), Ok(" 2\n\n"), Err("torn")]);
    let (_, client) = Fake::new(move |_| Ok(HttpResponse::new(StatusCode::OK, HttpBody::stream(chunks(), None))));
    let mut events = client.things().events().await.expect("a stream");
    assert_eq!(events.next().await.expect("one").expect("an event").data, 1);
    assert_eq!(events.next().await.expect("one").expect("an event").data, 2);
    assert!(matches!(events.next().await.expect("one"), Err(Error::Connection(_))));
    assert!(events.next().await.is_none());
    // Read whole, it is bounded as any other.
    let error = client.things().list().max_body(10).await.expect_err("too much");
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
}

/// Counts what passes, and adds a header.
struct Counting {
    inner: Arc<dyn Transport>,
    mark: &'static str,
    passed: Arc<AtomicUsize>,
}

impl Transport for Counting {
    fn send(&self, mut request: HttpRequest) -> TransportFuture<'_> {
        Box::pin(async move {
            self.passed.fetch_add(1, Ordering::SeqCst);
            request.headers.append("x-mark", HeaderValue::from_static(self.mark));
            let response = self.inner.send(request).await?;
            Ok(response.header("x-mark", self.mark))
        })
    }
}

#[tokio::test]
async fn client_39_transports_are_put_around_the_usual_one() {
    let server = Server::sequence(vec![answer(503, &[], ""), json(200, "[]")]).await;
    let passed = Arc::new(AtomicUsize::new(0));
    let wrap = |mark| {
        let passed = Arc::clone(&passed);
        move |inner| Counting { inner, mark, passed }
    };
    let client = server.client_with(|builder| builder.wrap_transport(wrap("inner")).wrap_transport(wrap("outer")));
    let raw = client.things().list().raw().await.expect("an answer");
    assert_eq!(passed.load(Ordering::SeqCst), 4, "two attempts, each through both");
    assert_eq!(server.received()[1].all("x-mark"), ["outer", "inner"]);
    assert_eq!(raw.headers().get_all("x-mark").iter().collect::<Vec<_>>(), ["inner", "outer"]);
    assert_eq!(raw.body(), "[]");
}

/// Replaces the body.
struct Replacing(Arc<dyn Transport>, fn() -> HttpBody);

impl Transport for Replacing {
    fn send(&self, mut request: HttpRequest) -> TransportFuture<'_> {
        request.body = (self.1)();
        self.0.send(request)
    }
}

#[tokio::test]
async fn a_stream_of_known_size_is_sent_with_its_length() {
    let server = Server::json(r#"{"text":""}"#).await;
    let body = || HttpBody::stream(Chunks(vec![Ok("abc"), Ok("de")]), Some(5));
    let client = server.client_with(|builder| builder.wrap_transport(move |inner| Replacing(inner, body)));
    let _ = client.things().blob("x").await;
    let request = server.only();
    assert_eq!((request.header("content-length"), request.header("transfer-encoding")), (Some("5"), None));
    assert_eq!(request.text(), "abcde");
}

#[tokio::test]
async fn an_http_client_of_the_callers_own_is_used() {
    let server = Server::json("[]").await;
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .user_agent("mine/1")
        .default_headers([("x-own".parse().expect("a name"), HeaderValue::from_static("yes"))].into_iter().collect())
        .no_proxy()
        .build()
        .expect("an HTTP client");
    let client = server.client_with(|builder| builder.http_client(http));
    client.things().list().await.expect("a list");
    assert_eq!(server.only().header("x-own"), Some("yes"));
    assert_eq!(server.only().header("user-agent"), Some(AGENT));
}

#[tokio::test]
async fn an_http_client_that_left_the_server_is_refused() {
    let other = Server::json("[]").await;
    let location = format!("{}/list", other.url());
    let server = Server::always(answer(302, &[("Location", &location)], "")).await;
    let http = reqwest::Client::builder().no_proxy().build().expect("an HTTP client");
    let client = server.client_with(|builder| builder.http_client(http));
    let error = client.things().list().await.expect_err("a refusal");
    assert_eq!((server.received().len(), other.received().len()), (1, 1), "it is not tried again");
    let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
    assert!(source.contains("followed a redirect to another server"), "{error:?}");
}

#[tokio::test]
async fn client_39_the_http_client_is_adjusted_but_follows_no_redirect() {
    let other = Server::json("[]").await;
    let location = format!("{}/list", other.url());
    let server = Server::sequence(vec![json(200, "[]"), answer(302, &[("Location", &location)], "")]).await;
    let address = server.url().trim_start_matches("http://").parse::<std::net::SocketAddr>().expect("an address");
    let url = format!("http://api.invalid:{}", address.port());
    let client = server.client_with(|builder| {
        builder.base_url(url).allow_http().configure_http(move |http| {
            http.resolve("api.invalid", address).redirect(reqwest::redirect::Policy::limited(5))
        })
    });
    client.things().list().await.expect("a list");
    let error = client.things().list().await.expect_err("a redirect");
    assert_eq!(error.status(), Some(StatusCode::FOUND));
    assert!(other.received().is_empty());
}

#[test]
fn adjusting_what_is_not_there_is_an_error() {
    let transport = |_: HttpRequest| async { ok("[]") };
    let error = builder().transport(transport).configure_http(|http| http).build().expect_err("an error");
    assert!(matches!(&error, Error::Config(_)), "{error:?}");
    let error = builder().http_client(reqwest::Client::new()).configure_http(|http| http).build();
    assert!(matches!(error, Err(Error::Config(_))));
}

#[tokio::test]
async fn what_passes_shows_no_secret() {
    let (_, client) = Fake::new(|request| {
        let shown = format!("{request:?}");
        assert!(shown.contains("authorization") && !shown.contains("canary"), "{shown}");
        let shown = format!("{:?}", ok("canary")?.header("set-cookie", "canary"));
        assert!(shown.contains("set-cookie") && !shown.contains("canary"), "{shown}");
        ok("[]")
    });
    client.things().list().query("key", "canary").await.expect("a list");
}

#[test]
fn builders_may_be_moved_to_other_threads() {
    fn is_shared<T: Send + Sync>(_: &T) {}
    is_shared(&builder().wrap_transport(|inner| inner));
    is_shared(&HttpBody::stream(Chunks(Vec::new()), None));
}

#[tokio::test]
async fn bodies_are_read_once_and_copied_only_whole() {
    let mut body = HttpBody::from("abc");
    let copy = body.try_clone().expect("a copy");
    assert_eq!((body.size(), copy.size()), (Some(3), Some(3)));
    assert_eq!(body.chunk().await.expect("one").expect("bytes"), "abc");
    assert!(body.chunk().await.is_none() && body.size() == Some(0));

    let mut body = HttpBody::stream(Chunks(vec![Ok("ab"), Err("torn"), Ok("c")]), Some(3));
    assert!(body.try_clone().is_none() && body.as_bytes().is_none());
    assert_eq!(body.chunk().await.expect("one").expect("bytes"), "ab");
    assert_eq!(body.size(), Some(1));
    assert!(body.chunk().await.expect("one").is_err());
    assert!(body.chunk().await.is_none(), "after a failure there is nothing more");
}

#[tokio::test]
async fn a_copy_has_the_transport_of_its_original() {
    let (fake, client) = Fake::new(|_| ok("[]"));
    client.with_options().max_retries(0).build().expect("a client").things().list().await.expect("a list");
    assert_eq!(fake.asked().len(), 1);
    // It is never the network that silently takes the place of another transport.
    assert!(matches!(client.with_options().no_proxy().build(), Err(Error::Config(_))));
    assert!(matches!(client.with_options().configure_http(|http| http).build(), Err(Error::Config(_))));
    let adjusted = builder().configure_http(|http| http).build().expect("a client");
    assert!(matches!(adjusted.with_options().connect_timeout(Duration::ZERO).build(), Err(Error::Config(_))));
    let plain = builder().build().expect("a client");
    assert!(plain.with_options().connect_timeout(Duration::ZERO).configure_http(|http| http).build().is_ok());
}

#[tokio::test]
async fn s12_credentials_are_marked_as_secret() {
    let (fake, client) = Fake::new(|request| {
        let secrets =
            request.headers.values().filter(|value| value.as_bytes().windows(6).any(|part| part == b"canary"));
        assert_eq!(secrets.map(HeaderValue::is_sensitive).collect::<Vec<_>>(), [true]);
        ok("[]")
    });
    client.things().list().await.expect("a list");
    assert_eq!(fake.asked().len(), 1);
}
