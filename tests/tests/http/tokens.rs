//! Tokens that the client has by itself or asks its caller for.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tests::fixtures::tokens::{ClientBuilderExt as _, ClientExt as _};
use tests::runtime::builder::ClientBuilder;
use tests::runtime::client::Client;
use tests::runtime::error::Error;
use tests::runtime::oauth::ClientCredentials;
use tests::runtime::token::AccessToken;
use tokio::task::JoinSet;

use crate::server::{Received, Server, Step, answer, json};

const CANARY: &str = "c4n4ry";

pub(crate) fn is_token_request(request: &Received) -> bool {
    request.target.starts_with("/oauth/token")
}

/// A server that hands out the tokens `1`, `2`, …, answers with status 401 to those in `refused`, and 204 to others.
pub(crate) async fn server(lifetime: &'static str, refused: &'static [&'static str]) -> Server {
    let tokens = AtomicUsize::new(0);
    Server::scripted(move |_, request| {
        if is_token_request(request) {
            let token = tokens.fetch_add(1, Ordering::SeqCst) + 1;
            let body = format!(r#"{{"access_token":"{token}","token_type":"Bearer","expires_in":{lifetime}}}"#);
            return vec![Step::Send(json(200, &body))];
        }
        let sent = request.header("authorization").and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
        vec![Step::Send(answer(if refused.contains(&sent) { 401 } else { 204 }, &[], ""))]
    })
    .await
}

pub(crate) fn builder(server: &Server) -> ClientBuilder {
    <Client as tests::fixtures::tokens::ClientExt>::builder().base_url(format!("{}/v1", server.url())).no_proxy()
}

pub(crate) fn client(server: &Server) -> Client {
    builder(server).oauth_client_credentials(ClientCredentials::new("id", "secret")).build().expect("a client")
}

/// How often the token endpoint was asked, and what the service was sent as tokens.
pub(crate) fn seen(server: &Server) -> (usize, Vec<String>) {
    let (tokens, calls): (Vec<_>, Vec<_>) = server.received().into_iter().partition(is_token_request);
    let sent = calls.iter().map(|call| call.header("authorization").unwrap_or_default().to_owned()).collect();
    (tokens.len(), sent)
}

#[tokio::test]
async fn client_credentials_are_sent_as_the_specification_says() {
    let server = server("3600", &[]).await;
    let credentials = ClientCredentials::new("a:b", "s&c ret");
    let client = builder(&server).oauth_client_credentials(credentials).build().expect("a client");
    client.reports().list().await.expect("reports");
    let received = server.received();
    let request = &received[0];
    assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/oauth/token?tenant=a"));
    assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(request.header("accept"), Some("application/json"));
    // `a%3Ab:s%26c%20ret`
    assert_eq!(request.header("authorization"), Some("Basic YSUzQWI6cyUyNmMlMjByZXQ="));
    assert_eq!(request.text(), "grant_type=client_credentials&scope=read");
    assert_eq!(received[1].header("authorization"), Some("Bearer 1"));
}

#[tokio::test]
async fn client_credentials_can_be_sent_in_other_ways() {
    let server = server("3600", &[]).await;
    let credentials = ClientCredentials::new("id", "s&").secret_in_form().scopes(["one"]).field("audience", "a b");
    let credentials = credentials.token_url(format!("{}/oauth/token/2", server.url()));
    let client = builder(&server).oauth_client_credentials(credentials).build().expect("a client");
    client.reports().list().await.expect("reports");
    let request = server.received().remove(0);
    assert_eq!((request.target.as_str(), request.header("authorization")), ("/oauth/token/2", None));
    let form = "grant_type=client_credentials&scope=one&audience=a%20b&client_id=id&client_secret=s%26";
    assert_eq!(request.text(), form);
    let none = ClientCredentials::new("id", "s").scopes([""; 0]);
    let client = builder(&server).oauth_client_credentials(none).build().expect("a client");
    client.reports().list().await.expect("reports");
    assert_eq!(server.received()[2].text(), "grant_type=client_credentials");
}

#[tokio::test]
async fn a_token_is_kept_for_all_clones_and_copies() {
    let server = server("3600", &[]).await;
    let client = client(&server);
    let copy = client.with_options().max_retries(0).build().expect("a copy");
    for client in [&client, &client.clone(), &copy, &client] {
        client.reports().list().await.expect("reports");
    }
    assert_eq!(seen(&server), (1, vec!["Bearer 1".to_owned(); 4]));
}

#[tokio::test]
async fn calls_at_the_same_time_share_one_token_request() {
    let server = server("3600", &[]).await;
    let client = client(&server);
    let (one, two) = tokio::join!(client.reports().list().into_future(), client.reports().list().into_future());
    assert!(one.is_ok() && two.is_ok());
    assert_eq!(seen(&server), (1, vec!["Bearer 1".to_owned(); 2]));
}

#[tokio::test]
async fn an_expired_token_is_not_sent() {
    for lifetime in ["0", "-5", "\"0\""] {
        let server = server(lifetime, &[]).await;
        let client = client(&server);
        client.reports().list().await.expect("reports");
        client.reports().list().await.expect("reports");
        assert_eq!(seen(&server), (2, vec!["Bearer 1".to_owned(), "Bearer 2".to_owned()]), "{lifetime}");
    }
    // One that does not say how long it lives, or nonsense, lives until it is refused.
    for lifetime in ["null", "1e300", "\"soon\"", "18446744073709551615"] {
        let server = server(lifetime, &[]).await;
        let client = client(&server);
        client.reports().list().await.expect("reports");
        client.reports().list().await.expect("reports");
        assert_eq!(seen(&server).0, 1, "{lifetime}");
    }
}

#[tokio::test]
async fn a_refused_token_is_replaced_once_also_for_a_post_and_without_retries() {
    let server = server("3600", &["1"]).await;
    let raw = client(&server).reports().create().retries(0).raw().await.expect("a report");
    assert_eq!(raw.attempts(), 2);
    assert_eq!(seen(&server), (2, vec!["Bearer 1".to_owned(), "Bearer 2".to_owned()]));
}

#[tokio::test]
async fn a_token_that_is_refused_again_is_an_error() {
    let server = server("3600", &["1", "2", "3"]).await;
    let error = client(&server).reports().list().await.expect_err("a failure");
    assert_eq!((error.status().map(|status| status.as_u16()), error.attempts()), (Some(401), Some(2)));
    assert_eq!(seen(&server).0, 2);
}

#[tokio::test]
async fn calls_that_are_refused_together_share_one_new_token() {
    let server = server("3600", &["1"]).await;
    let client = client(&server);
    let mut calls = JoinSet::new();
    for _ in 0..8 {
        calls.spawn(client.reports().list().into_future());
    }
    while let Some(result) = calls.join_next().await {
        result.expect("a task").expect("reports");
    }
    let (tokens, sent) = seen(&server);
    assert_eq!(tokens, 2);
    assert_eq!(sent.iter().filter(|token| *token == "Bearer 2").count(), 8);
}

/// The error of a call whose token endpoint answers like this, and how often it was asked.
async fn failure(reply: Vec<u8>) -> (Error, usize) {
    let server = Server::always(reply).await;
    let credentials = ClientCredentials::new(CANARY, CANARY).field("x", CANARY);
    let client = builder(&server).backoff(Duration::ZERO, Duration::ZERO).oauth_client_credentials(credentials);
    let error = client.build().expect("a client").reports().create().await.expect_err("a failure");
    let received = server.received();
    assert!(received.iter().all(is_token_request), "nothing was sent to the service: {received:?}");
    (error, received.len())
}

#[tokio::test]
async fn a_token_endpoint_that_fails_is_an_error_that_says_how() {
    let large = format!(r#"{{"access_token":"{CANARY}","x":"{}"}}"#, "x".repeat(100_000));
    let echo = format!(r#"{{"error":"{CANARY}","error_description":"{CANARY}"}}"#);
    for (reply, message, asked) in [
        (json(401, r#"{"error":"invalid_client"}"#), "the token endpoint answered 401 Unauthorized: invalid_client", 1),
        (json(400, &echo), "the token endpoint answered 400 Bad Request", 1),
        (answer(503, &[], CANARY), "the token endpoint answered 503 Service Unavailable", 3),
        (answer(302, &[("Location", "/oauth/token/2")], ""), "the token endpoint answered 302 Found", 1),
        (json(200, CANARY), "the answer of the token endpoint is not JSON", 1),
        (json(200, &echo), "the answer of the token endpoint has no `access_token`", 1),
        (json(200, &large), "the answer of the token endpoint is too large", 1),
        (json(200, r#"{"access_token":""}"#), "the one that came is empty", 1),
        (json(200, r#"{"access_token":"a\nc4n4ry"}"#), "the one that came has characters that it cannot have", 1),
        (
            json(200, r#"{"access_token":"c4n4ry","token_type":"mac"}"#),
            "the answer of the token endpoint has a token that is not a bearer token",
            1,
        ),
    ] {
        let (error, times) = failure(reply).await;
        assert!(matches!(error, Error::Token(_)), "{error:?}");
        assert_eq!(error.to_string(), format!("there is no token: {message}"));
        assert_eq!((times, error.is_retryable()), (asked, asked > 1), "{error}");
        assert!(!format!("{error:?}{error:#?}").contains(CANARY), "{error:?}");
        assert_eq!((error.status(), error.attempts()), (None, None));
    }
}

#[tokio::test]
async fn a_token_endpoint_is_asked_again_after_a_failure_that_passes() {
    let server = Server::scripted(|n, request| match (is_token_request(request), n) {
        (true, 0) => vec![Step::Close],
        (true, 1) => vec![Step::Send(answer(503, &[], ""))],
        (true, _) => vec![Step::Send(json(200, r#"{"access_token":"t"}"#))],
        (false, _) => vec![Step::Send(answer(204, &[], ""))],
    })
    .await;
    let credentials = ClientCredentials::new("id", "secret");
    let client = builder(&server).backoff(Duration::ZERO, Duration::ZERO).oauth_client_credentials(credentials);
    client.build().expect("a client").reports().create().await.expect("a report");
    assert_eq!(seen(&server), (3, vec!["Bearer t".to_owned()]));
}

#[tokio::test]
async fn a_token_endpoint_that_hangs_does_not_hold_up_calls_for_ever() {
    let server = Server::scripted(|n, request| match (is_token_request(request), n) {
        (true, 0) => vec![Step::Hang],
        (true, _) => vec![Step::Send(json(200, r#"{"access_token":"t"}"#))],
        (false, _) => vec![Step::Send(answer(204, &[], ""))],
    })
    .await;
    let client = client(&server);
    let call = client.reports().list().timeout(Duration::from_millis(50)).retries(0);
    assert!(call.await.expect_err("a failure").is_timeout());
    client.reports().list().await.expect("reports");
}

#[tokio::test]
async fn calls_that_wait_for_a_token_in_vain_fail_together() {
    let server = Server::always(json(400, r#"{"error":"invalid_scope"}"#)).await;
    let client = client(&server);
    let call = || client.reports().list().into_future();
    let (first, second, third) = tokio::join!(call(), call(), call());
    for result in [first, second, third] {
        assert!(result.expect_err("a failure").to_string().ends_with(": invalid_scope"));
    }
    assert_eq!(server.received().len(), 1);
}

#[test]
fn s09_a_token_endpoint_is_https_or_this_machine() {
    let build = |base: &str, url: &str| {
        let credentials = ClientCredentials::new(CANARY, CANARY).token_url(url);
        let builder = <Client as tests::fixtures::tokens::ClientExt>::builder().base_url(base);
        builder.oauth_client_credentials(credentials).build().map_err(|error| error.to_string())
    };
    for (url, problem) in [
        ("http://id.example.com/token", "is not https, so others could read the secret"),
        ("//id.example.com/token", "is not https, so others could read the secret"),
        ("ftp://id.example.com/token", "is not an https URL"),
        ("https://c4n4ry:x@id.example.com/token", "holds a user name, a password or a fragment"),
        ("https://id.example.com:99999/", "is not a URL"),
    ] {
        let error = build("http://localhost:1", url).expect_err("a failure");
        assert_eq!(error, format!("the URL of the token endpoint {problem}"));
    }
    assert!(build("https://api.example.com", "/token").is_ok());
    assert!(build("https://api.example.com", "http://127.0.0.1/token?a=b").is_ok());
}

#[test]
fn s12_nothing_of_a_token_is_printed() {
    let credentials = ClientCredentials::new(CANARY, CANARY).field("x", CANARY).token_url(CANARY);
    let token = AccessToken::new(CANARY).expires_in(Duration::from_secs(5));
    let shown = format!("{credentials:?}{token:?}");
    let builder = <Client as tests::fixtures::tokens::ClientExt>::builder().oauth_client_credentials(credentials);
    let shown = format!("{shown}{builder:?}");
    let shown = format!("{shown}{:?}", builder.build().expect("a client"));
    assert!(!shown.contains(CANARY), "{shown}");
}

#[tokio::test]
async fn a_provider_is_asked_when_a_token_is_needed() {
    let server = server("0", &["a1", "b1"]).await;
    let asked = Arc::new(AtomicUsize::new(0));
    let provider = {
        let asked = Arc::clone(&asked);
        move || {
            let number = asked.fetch_add(1, Ordering::SeqCst) + 1;
            async move { Ok::<_, Error>(AccessToken::new(format!("a{number}")).expires_in(Duration::from_secs(3600))) }
        }
    };
    let client = builder(&server).oauth_provider(provider).build().expect("a client");
    assert_eq!(asked.load(Ordering::SeqCst), 0);
    client.reports().list().await.expect("reports");
    client.reports().list().await.expect("reports");
    assert_eq!(seen(&server), (0, ["a1", "a2", "a2"].map(|token| format!("Bearer {token}")).to_vec()));
    // A plain text is a token without an end.
    let client = builder(&server).identity_provider(|| async { Ok::<_, Error>("c") }).build().expect("a client");
    client.reports().list().await.expect("reports");
    assert_eq!(seen(&server).1.last().map(String::as_str), Some("Bearer c"));
}

#[tokio::test]
async fn a_provider_that_fails_is_the_cause_of_the_error() {
    let server = server("0", &[]).await;
    let provider = || async { Err::<String, _>(std::io::Error::other("the vault is closed")) };
    let client = builder(&server).oauth_provider(provider).build().expect("a client");
    let error = client.reports().list().await.expect_err("a failure");
    assert_eq!(error.to_string(), "there is no token: its provider failed");
    let source = std::error::Error::source(&error).map(ToString::to_string);
    assert_eq!(source.as_deref(), Some("the vault is closed"));
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn no_token_is_asked_for_where_none_is_sent() {
    let server = server("3600", &[]).await;
    let client = client(&server);
    client.reports().list().anonymous().await.expect("reports");
    client.reports().list().header("Authorization", "Own x").await.expect("reports");
    client.reports().list().without_header("Authorization").await.expect("reports");
    assert_eq!(seen(&server), (0, vec![String::new(), "Own x".to_owned(), String::new()]));
    // What is wrong with the call is said before a token is asked for.
    assert!(client.reports().list().header("bad name", "x").await.is_err());
    assert_eq!(seen(&server).0, 0);
}

#[test]
fn blocking_calls_have_tokens_too() {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    let server = runtime.block_on(server("3600", &["1"]));
    let client = client(&server);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| client.reports().list().send_blocking().expect("reports"));
        }
    });
    assert_eq!(seen(&server).0, 2);
}

#[tokio::test]
async fn a_token_endpoint_says_how_long_to_wait() {
    let (error, times) = failure(answer(429, &[("Retry-After", "3600")], "")).await;
    // That is longer than the client waits by itself.
    assert_eq!((error.retry_after(), times), (Some(Duration::from_secs(3600)), 1));
}
