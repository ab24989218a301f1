//! Copies of clients: nothing of the original changes, and nothing is lost.

use std::time::Duration;

use tests::documents::{build_in, regional};
use tests::runtime::builder::ClientBuilder;
use tests::runtime::client::Client;
use tests::runtime::credentials::Credentials;
use tests::runtime::error::Error;

use crate::server::{Received, Server, Step, answer, json};

/// What arrives when this client lists.
async fn sent_by(client: &Client, server: &Server) -> Received {
    client.things().list().await.expect("a list");
    server.received().pop().expect("a request")
}

/// A copy with some options of its own.
fn copy(client: &Client, set_up: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
    set_up(client.with_options()).build().expect("a copy")
}

#[tokio::test]
async fn client_02_a_copy_has_credentials_of_its_own() {
    let server = Server::json("[]").await;
    let client = server.client();
    // What is given takes the place of all: the token would come first otherwise.
    let pair = copy(&client, |builder| builder.api_email("E").api_key("K"));
    let names = ["authorization", "x-auth-email", "x-auth-key"];
    for (client, expected) in [
        (copy(&client, |builder| builder.api_token("other")), [Some("Bearer other"), None, None]),
        (pair.clone(), [None, Some("E"), Some("K")]),
        (copy(&pair, |builder| builder.max_retries(1)), [None, Some("E"), Some("K")]),
        (copy(&pair, |builder| builder.credentials(Credentials::new().api_token("T"))), [Some("Bearer T"), None, None]),
        (client.clone(), [Some("Bearer token"), None, None]),
    ] {
        let request = sent_by(&client, &server).await;
        assert_eq!(names.map(|name| request.header(name)), expected);
    }
    assert!(client.with_options().api_email("E").build().is_err(), "half a pair");
    let none = copy(&client, ClientBuilder::without_credentials);
    assert!(matches!(none.things().list().await, Err(Error::Config(_))));
    none.things().open().await.expect("an anonymous call");
}

#[tokio::test]
async fn client_03_retries_and_limits_in_copies_of_copies() {
    let server = Server::always(answer(503, &[], "")).await;
    let one = server.client_with(|builder| builder.max_retries(1));
    let three = copy(&one, |builder| builder.max_retries(3).timeout(Duration::from_secs(30)));
    let two = copy(&three, |builder| builder.max_retries(2));
    for (client, attempts) in [(&one, 2), (&three, 4), (&two, 3), (&one, 2)] {
        let error = client.things().list().await.expect_err("a failure");
        assert_eq!(error.attempts(), Some(attempts));
    }
    let server = Server::scripted(|_, _| vec![Step::Hang]).await;
    let client = server.client_with(|builder| builder.deadline(Duration::from_millis(20)));
    let free =
        copy(&client, |builder| builder.deadline(Duration::MAX).timeout(Duration::from_millis(10)).max_retries(0));
    let error = free.things().list().await.expect_err("a timeout");
    assert_eq!(error.to_string(), "no complete answer within 10ms");
    let error = client.things().list().await.expect_err("a timeout");
    assert_eq!(error.to_string(), "the call did not finish within its deadline of 20ms");
}

#[tokio::test]
async fn client_04_05_headers_and_query_are_kept_merged_and_replaced() {
    let server = Server::json("[]").await;
    let client = server.client_with(|builder| builder.header("X-A", "1").header("X-B", "1").query("a", "1"));
    let names = ["x-a", "x-b", "x-c"];
    let merged = copy(&client, |builder| builder.header("x-b", "2").header("X-C", "2").query("b", "2"));
    for (client, headers, target) in [
        (copy(&client, |builder| builder), [Some("1"), Some("1"), None], "/things?a=1"),
        (merged.clone(), [Some("1"), Some("2"), Some("2")], "/things?a=1&b=2"),
        (copy(&merged, |builder| builder.query("a", "3")), [Some("1"), Some("2"), Some("2")], "/things?b=2&a=3"),
        (copy(&merged, |builder| builder.without_header("X-a")), [None, Some("2"), Some("2")], "/things?a=1&b=2"),
        (
            copy(&merged, |builder| builder.without_headers().without_query().header("X-B", "4")),
            [None, Some("4"), None],
            "/things",
        ),
        (client.clone(), [Some("1"), Some("1"), None], "/things?a=1"),
    ] {
        let request = sent_by(&client, &server).await;
        assert_eq!(names.map(|name| request.header(name)), headers);
        assert_eq!(request.target, target);
    }
}

#[tokio::test]
async fn client_06_every_option_of_the_builder_is_kept_in_a_copy_of_a_copy() {
    let server = Server::sequence(vec![
        json(200, r#"["0123456789"]"#),
        answer(429, &[("Retry-After", "2")], ""),
        answer(503, &[], ""),
    ])
    .await;
    let client = server.client_with(|builder| {
        builder
            .max_body(5)
            .max_retry_after(Duration::from_secs(1))
            .backoff(Duration::from_secs(100), Duration::from_secs(100))
            .deadline(Duration::from_secs(50))
            .allow_http()
    });
    let copy = copy(&copy(&client, |builder| builder), |builder| builder);
    assert!(matches!(copy.things().list().await, Err(Error::Decode(_))), "the size of an answer");
    let error = copy.things().list().await.expect_err("a failure");
    assert_eq!((error.attempts(), error.retry_after()), (Some(1), Some(Duration::from_secs(2))), "the longest wait");
    let error = copy.things().list().await.expect_err("a failure");
    assert_eq!(error.attempts(), Some(1), "a wait beyond the deadline");
    let elsewhere = copy.with_options().base_url("http://192.0.2.1").build();
    assert_eq!(elsewhere.expect("allowed by the original").base_url(), "http://192.0.2.1");
    assert!(server.client().with_options().base_url("http://192.0.2.1").build().is_err(), "not allowed there");
}

#[tokio::test]
async fn client_06_limits_and_budget_are_kept_in_a_copy_of_a_copy() {
    // It accepts, and says nothing: neither TLS nor an answer.
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = silent.local_addr().expect("an address");
    // Of each client one limit is so far off that a slow machine does not meet it.
    let client = |scheme, connect, attempt| {
        let builder = Client::builder().api_token("T").base_url(format!("{scheme}://{address}")).max_retries(0);
        builder.connect_timeout(connect).timeout(attempt).build().expect("a client")
    };
    // Without proxies it has connections of its own.
    let twice = |client: &Client| copy(&copy(client, ClientBuilder::no_proxy), |builder| builder);
    let (short, long) = (Duration::from_millis(30), Duration::from_secs(60));
    let by_tls = twice(&client("https", short, long));
    let error = by_tls.things().list().await.expect_err("a timeout");
    assert_eq!(error.to_string(), "no connection within 30ms");
    let plain = twice(&client("http", long, Duration::from_millis(40)));
    let error = plain.things().list().await.expect_err("a timeout");
    assert_eq!(error.to_string(), "no complete answer within 40ms");

    let server = Server::always(answer(503, &[], "")).await;
    let client = server.client_with(|builder| builder.retry_budget(0).max_retries(5));
    let spent = copy(&copy(&client, |builder| builder), |builder| builder);
    let error = spent.things().list().await.expect_err("a failure");
    assert!(error.is_budget_spent() && error.attempts() == Some(1), "{error:?}");
}

#[tokio::test]
async fn client_06_the_base_url_is_kept_or_replaced() {
    let server = Server::json("[]").await;
    let client = server.client_with(|builder| builder.base_url(format!("{}/v1", server.url())));
    let other = copy(&client, |builder| builder.base_url(format!("{}/v2", server.url())));
    for (client, target) in [(&other, "/v2/things"), (&copy(&other, |b| b), "/v2/things"), (&client, "/v1/things")] {
        assert_eq!(sent_by(client, &server).await.target, target);
    }
    // One that the environment gives is kept as well, and calls with servers of their own go there.
    let environment = [("SAMPLE_BASE_URL", server.url()), ("SAMPLE_API_TOKEN", "E".to_owned())];
    let environment = environment.each_ref().map(|(name, value)| (*name, value.as_str()));
    let client = build_in(Client::builder().from_env().no_proxy(), &environment).expect("a client");
    let copy = copy(&client, |builder| builder);
    assert_eq!(copy.base_url(), server.url());
    assert_eq!(sent_by(&copy, &server).await.header("authorization"), Some("Bearer E"));
}

#[test]
fn client_06_variables_of_the_server_are_kept_and_replaced() {
    let client = regional().server_variable("region", "us").build().expect("a client");
    let beta = copy(&client, |builder| builder.server_variable("stage", "beta"));
    assert_eq!(beta.base_url(), "https://us.example.com/beta");
    assert_eq!(copy(&beta, |builder| builder).base_url(), "https://us.example.com/beta");
    assert_eq!(client.base_url(), "https://us.example.com/v1");
}

#[tokio::test]
async fn client_26_copies_share_the_connections() {
    let server = Server::json("[]").await;
    let client = server.client();
    sent_by(&client, &server).await;
    let copy_of_copy = copy(&copy(&client, |builder| builder.api_token("2")), |builder| builder.max_retries(5));
    drop(client);
    sent_by(&copy_of_copy, &server).await;
    assert_eq!(server.connections(), 1);
    // What belongs to a connection needs connections of its own.
    let own = copy(&copy_of_copy, |builder| builder.connect_timeout(Duration::from_secs(5)));
    sent_by(&own, &server).await;
    assert_eq!(server.connections(), 2);
}
