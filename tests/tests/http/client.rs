//! The behaviours of the client, by their numbers, as far as this runtime has them; the others have files of their own.

use std::time::Duration;

use tests::runtime::client::Client;
use tests::runtime::error::Error;
use tests::runtime::response::RawResponse;
use tests::sample::resources::ThingsListParams;

use crate::server::{Server, answer};

/// The name of the package that the client is part of, here this one.
const AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

fn is_send<T: Send + 'static>(value: T) -> T {
    value
}

fn is_shared<T: Send + Sync + Clone + 'static>(value: T) -> T {
    value
}

#[test]
fn clients_and_errors_may_be_shared_between_threads() {
    fn is_sync<T: Send + Sync + 'static>() {}
    is_sync::<Client>();
    is_sync::<Error>();
    is_sync::<RawResponse<String>>();
    assert!(size_of::<Error>() <= 32, "errors travel in every result");
}

#[tokio::test]
async fn a_request_is_owned_and_may_be_sent_from_another_task() {
    let server = Server::json("[]").await;
    let request = {
        let client = is_shared(server.client());
        is_send(client.things().list())
    };
    let things = tokio::spawn(async move { request.await }).await.expect("a task").expect("a list");
    assert!(things.is_empty());
}

#[tokio::test]
async fn client_02_clones_share_the_client() {
    let server = Server::json("[]").await;
    let client = server.client();
    let clone = client.clone();
    drop(client);
    // 26: dropping one does not close what the others use.
    clone.things().list().await.expect("a list");
    assert_eq!(clone.base_url(), server.url());
}

#[tokio::test]
async fn client_08_a_request_has_a_timeout_of_its_own() {
    let server = Server::scripted(|_, _| vec![crate::server::Step::Hang]).await;
    let error =
        server.client().things().list().timeout(Duration::from_millis(20)).retries(0).await.expect_err("a timeout");
    assert!(error.is_timeout() && error.is_retryable());
    assert_eq!(error.to_string(), "no complete answer within 20ms");
    assert_eq!(error.attempts(), Some(1));
}

#[tokio::test]
async fn client_09_a_client_has_a_timeout_even_of_zero() {
    let server = Server::scripted(|_, _| vec![crate::server::Step::Hang]).await;
    let client = server.client_with(|builder| builder.timeout(Duration::ZERO).max_retries(0));
    assert!(client.things().list().await.expect_err("a timeout").is_timeout());
    let client = server.client_with(|builder| builder.timeout(Duration::MAX).deadline(Duration::from_millis(20)));
    assert!(client.things().list().await.expect_err("a timeout").is_timeout());
}

#[tokio::test]
async fn client_12_default_headers_are_sent_and_override_the_clients_own() {
    let server = Server::json("[]").await;
    let client = server.client_with(|builder| {
        builder
            .header("X-Team", "one")
            .header("x-team", "two")
            .header("User-Agent", "mine/1")
            .header("Accept", "application/vnd.x+json")
    });
    client.things().list().await.expect("a list");
    let request = server.only();
    assert_eq!(request.header("x-team"), Some("two"));
    assert_eq!(request.header("user-agent"), Some("mine/1"));
    assert_eq!(request.header("accept"), Some("application/vnd.x+json"));
}

#[tokio::test]
async fn client_12_what_goes_out_by_default() {
    let server = Server::json("[]").await;
    server.client().things().list().await.expect("a list");
    let request = server.only();
    let mut names: Vec<&str> = request.headers.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "authorization", "host", "user-agent"]);
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("user-agent"), Some(AGENT));
}

#[tokio::test]
async fn client_14_default_query_is_sent_and_gives_way() {
    let server = Server::json("[]").await;
    let client = server.client_with(|builder| builder.query("limit", "1").query("team", "a b").query("team", "c"));
    client.things().list().await.expect("a list");
    client.things().list().params(ThingsListParams::new().limit(5)).await.expect("a list");
    let targets: Vec<String> = server.received().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, ["/things?limit=1&team=c", "/things?team=c&limit=5"]);
}

#[tokio::test]
async fn client_16_extra_headers_win() {
    let server = Server::json("[]").await;
    let client = server.client_with(|builder| builder.header("X-Team", "client"));
    let request = client.things().list();
    request
        .header("X-Team", "request")
        .header("ACCEPT", "text/x")
        .header("Authorization", "Own x")
        .await
        .expect("a list");
    let request = server.only();
    assert_eq!(request.header("x-team"), Some("request"));
    assert_eq!(request.header("accept"), Some("text/x"));
    assert_eq!(request.header("authorization"), Some("Own x"));
}

#[tokio::test]
async fn client_16_headers_that_are_none_are_refused() {
    let server = Server::json("[]").await;
    let client = server.client();
    for (name, value) in [
        ("bad name", "x"),
        ("", "x"),
        ("X", "a\nb"),
        ("Host", "evil.example"),
        ("Content-Length", "5"),
        ("Transfer-Encoding", "chunked"),
    ] {
        let error = client.things().list().header(name, value).await.expect_err("a failure");
        assert!(matches!(error, Error::Request(_)), "{name}: {error:?}");
        assert!(Client::builder().header(name, value).build().is_err());
    }
    assert!(Client::builder().header("Content-Type", "application/json").build().is_err());
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn client_17_extra_query_merges_and_wins() {
    let server = Server::json("[]").await;
    let client = server.client_with(|builder| builder.query("team", "client"));
    let params = ThingsListParams::new().limit(5).tags(vec!["a".into()]);
    let request = client.things().list().query("limit", "9").query("x[]", "1").query("x[]", "2 &").query("team", "é");
    request.params(params).await.expect("a list");
    assert_eq!(server.only().target, "/things?tags=a&limit=9&x%5B%5D=1&x%5B%5D=2%20%26&team=%C3%A9");
}

#[tokio::test]
async fn client_22_24_base_urls_with_and_without_slash_and_path() {
    let server = Server::json("[]").await;
    for suffix in ["", "/", "/client/v4", "/client/v4/"] {
        let client = server.client_with(|builder| builder.base_url(format!("{}{suffix}", server.url())));
        client.things().list().await.expect("a list");
    }
    let targets: Vec<String> = server.received().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, ["/things", "/things", "/client/v4/things", "/client/v4/things"]);
}

#[tokio::test]
async fn the_operations_own_server_is_used_beside_the_base_url() {
    let server = Server::always(answer(204, &[], "")).await;
    let client = server.client_with(|builder| builder.base_url(format!("{}/v1", server.url())));
    client.things().beside().await.expect("a success");
    // One on another machine is not asked when the caller has said where calls go.
    client.things().elsewhere().await.expect("a success");
    let targets: Vec<String> = server.received().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, ["/v2/things/beside", "/v1/things/elsewhere"]);
}
