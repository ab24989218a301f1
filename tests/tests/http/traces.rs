//! What `tracing` is told.

use std::io::Write;
use std::sync::{Arc, Mutex};

use reqwest::Method;
use tests::fixtures::tokens::{ClientBuilderExt as _, ClientExt as _};
use tests::runtime::credentials::Credentials;
use tests::runtime::oauth::ClientCredentials;
use tests::sample::types::Thing;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::server::{Server, Step, answer, json};
use crate::tokens;

const CANARY: &str = "c4n4ry";

/// All that is written, as one text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no thread has panicked").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Listens to everything in this thread, as long as the guard lives.
    fn listen(&self) -> tracing::subscriber::DefaultGuard {
        let log = self.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_span_events(FmtSpan::CLOSE)
            .with_ansi(false)
            .without_time()
            .with_writer(move || log.clone())
            .finish();
        tracing::subscriber::set_default(subscriber)
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("no thread has panicked").clone()).expect("text")
    }
}

fn assert_has(text: &str, fields: &[&str]) {
    for field in fields {
        assert!(text.contains(field), "{field} is not in\n{text}");
    }
}

#[tokio::test]
async fn a_call_and_each_attempt_have_a_span_and_each_wait_an_event() {
    let log = Log::default();
    let _guard = log.listen();
    let server = Server::scripted(|n, _| {
        let reply = if n == 0 { answer(503, &[("CF-Ray", "8f-FRA")], "") } else { json(200, r#"{"name":"x"}"#) };
        vec![Step::Send(reply)]
    })
    .await;
    server.client().things().get("a").await.expect("a thing");
    let text = log.text();
    let port = format!("server.port={}", server.url().rsplit(':').next().unwrap_or_default());
    assert_has(
        &text,
        &[
            "otel.kind=\"internal\"",
            "otel.kind=\"client\"",
            "otel.name=\"GET /things/{name}\"",
            "http.request.method=\"GET\"",
            "url.template=\"/things/{name}\"",
            "url.scheme=\"http\"",
            "server.address=\"127.0.0.1\"",
            &port,
            "http.response.status_code=503",
            "http.response.status_code=200",
            "error.type=\"503\"",
            "request_id=8f-FRA",
            "attempts=2",
            "http.request.resend_count=1",
            "waiting before another attempt",
            "wait_ms=",
        ],
    );
    let closed = |span: &str| text.lines().filter(|line| line.contains(span) && line.contains("close")).count();
    assert_eq!((closed("attempt{"), closed("call{")), (2, 3), "{text}");
}

#[tokio::test]
async fn a_request_of_a_token_has_a_span_without_a_secret() {
    let log = Log::default();
    let _guard = log.listen();
    let server = tokens::server("3600", &[]).await;
    let credentials = || ClientCredentials::new(CANARY, CANARY).field("x", CANARY);
    let url = format!("{}/oauth/token?c4n4ry", server.url());
    let client = tokens::builder(&server).oauth_client_credentials(credentials().token_url(url)).build();
    client.expect("a client").reports().list().await.expect("reports");
    let down = Server::always(answer(400, &[], CANARY)).await;
    let client = tokens::builder(&down).oauth_client_credentials(credentials()).build().expect("a client");
    assert!(client.reports().list().await.is_err());
    let text = log.text();
    let closed = |status: &str| {
        let is_it = |line: &&str| line.contains("close") && line.contains(":token{") && line.contains(status);
        text.lines().filter(is_it).filter(|line| line.contains("call{") && line.contains("attempt{")).count()
    };
    assert_eq!((closed("http.response.status_code=200"), closed("error.type=\"400\"")), (1, 1), "{text}");
    assert!(!text.contains(CANARY) && !text.contains("YzRuNHJ5"), "{text}");
}

#[tokio::test]
async fn failures_are_told_by_their_kind() {
    let log = Log::default();
    let _guard = log.listen();
    let client = Server::scripted(|_, _| vec![Step::Close]).await;
    assert!(client.client().things().get("a").retries(0).await.is_err());
    assert_has(&log.text(), &["error.type=\"connection\"", "attempts=1"]);
    let server = Server::scripted(|_, _| vec![Step::Hang]).await;
    let limit = std::time::Duration::from_millis(20);
    assert!(server.client().things().get("a").retries(0).timeout(limit).await.is_err());
    assert_has(&log.text(), &["error.type=\"timeout\""]);
    assert!(server.client().things().get("").await.is_err());
    assert_has(&log.text(), &["error.type=\"request\""]);
}

#[tokio::test]
async fn s13_nothing_that_may_be_a_secret_is_told() {
    let log = Log::default();
    let _guard = log.listen();
    let cookie = [("Set-Cookie", CANARY), ("Location", "/c4n4ry"), ("X-Own", CANARY)];
    for status in [200, 302, 400, 503] {
        let server = Server::always(answer(status, &cookie, format!(r#"{{"name":"{CANARY}"}}"#))).await;
        let client = server.client_with(|builder| {
            let builder = builder.api_token(CANARY).header("X-Own", CANARY).query("key", CANARY);
            builder.backoff(std::time::Duration::ZERO, std::time::Duration::ZERO)
        });
        let things = client.things();
        let _ = things.get(CANARY).header("X-Other", CANARY).query("q", CANARY).await;
        let _ = things.create(&Thing::new(CANARY)).body_field("more", CANARY).await;
        let _ = things.list().credentials(Credentials::new().api_email(CANARY).api_key(CANARY)).await;
        // What the caller writes may be a value.
        let _ = client.request(Method::GET, "/c4n4ry?x=c4n4ry").await;
        let _ = things.get(CANARY).header("bad name", CANARY).await;
    }
    let text = log.text();
    assert_has(&text, &["otel.name=\"GET\"", "url.template=\"/things/{name}\"", "error.type=\"400\""]);
    assert!(!text.contains(CANARY) && !text.contains("YzRuNHJ5"), "{text}");
}
