//! The scopes that tokens are asked for, and where the client's id and secret come from.

use tests::documents::build_in;
use tests::fixtures::tokens::{ClientBuilderExt as _, ClientExt as _};
use tests::runtime::oauth::ClientCredentials;

use crate::server::{Received, Server, answer};
use crate::tokens::{builder, client, is_token_request, seen, server};

#[tokio::test]
async fn a_token_is_asked_for_the_scopes_of_the_operation_and_kept_for_those() {
    let server = server("3600", &[]).await;
    let client = client(&server);
    for _ in 0..2 {
        client.reports().list().await.expect("reports");
        client.reports().create().await.expect("a report");
        client.reports().clear().await.expect("nothing");
    }
    let (asked, calls): (Vec<_>, Vec<_>) = server.received().into_iter().partition(is_token_request);
    let forms: Vec<_> = asked.iter().map(Received::text).collect();
    let form = |scope: &str| format!("grant_type=client_credentials{scope}");
    assert_eq!(forms, [form("&scope=read"), form("&scope=read%20write"), form("")]);
    let sent: Vec<_> = calls.iter().map(|call| call.header("authorization").unwrap_or_default()).collect();
    assert_eq!(sent, ["Bearer 1", "Bearer 2", "Bearer 3", "Bearer 1", "Bearer 2", "Bearer 3"]);
}

#[tokio::test]
async fn scopes_that_the_caller_names_are_those_of_one_token_for_all() {
    let server = server("3600", &[]).await;
    let credentials = ClientCredentials::new("id", "secret").scopes(["admin"]);
    let client = builder(&server).oauth_client_credentials(credentials).build().expect("a client");
    client.reports().list().await.expect("reports");
    client.reports().create().await.expect("a report");
    assert_eq!(seen(&server), (1, vec!["Bearer 1".to_owned(); 2]));
    assert_eq!(server.received()[0].text(), "grant_type=client_credentials&scope=admin");
}

#[tokio::test]
async fn a_refused_token_does_no_harm_to_that_of_other_scopes() {
    let server = server("3600", &["1"]).await;
    let client = client(&server);
    client.reports().list().await.expect("reports");
    client.reports().create().await.expect("a report");
    client.reports().list().await.expect("reports");
    assert_eq!(seen(&server), (3, ["1", "2", "3", "2"].map(|token| format!("Bearer {token}")).to_vec()));
}

#[tokio::test]
async fn a_token_endpoint_is_not_asked_again_without_budget() {
    let down = Server::always(answer(503, &[], "")).await;
    let credentials = ClientCredentials::new("id", "secret");
    let client = builder(&down).retry_budget(0).oauth_client_credentials(credentials).build().expect("a client");
    let error = client.reports().list().await.expect_err("a failure");
    assert!(error.is_budget_spent() && error.is_retryable(), "{error}");
    assert!(
        error
            .to_string()
            .ends_with("503 Service Unavailable; not tried again, since the client's retry budget is used up")
    );
    assert_eq!(down.received().len(), 1);
}

#[tokio::test]
async fn id_and_secret_come_from_the_environment() {
    let server = server("3600", &[]).await;
    let both = [("TOKENS_CLIENT_ID", "id"), ("TOKENS_CLIENT_SECRET", "secret")];
    let client = build_in(builder(&server).from_env(), &both).expect("a client");
    client.reports().list().await.expect("reports");
    assert_eq!(server.received()[0].header("authorization"), Some("Basic aWQ6c2VjcmV0"));
    assert_eq!(seen(&server).1, ["Bearer 1"]);

    let half = [("TOKENS_CLIENT_ID", "id")];
    let error = build_in(builder(&server).from_env(), &half).expect_err("a failure");
    assert_eq!(error.to_string(), "environment variable TOKENS_CLIENT_ID is set, but TOKENS_CLIENT_SECRET is not");
    let none = build_in(builder(&server).from_env(), &[]).expect_err("a failure");
    assert!(none.to_string().contains("`oauth` (environment: TOKENS_CLIENT_ID, TOKENS_CLIENT_SECRET)"), "{none}");
    // A token that is given turns them off.
    let given = build_in(builder(&server).oauth("own").from_env(), &both).expect("a client");
    given.reports().list().await.expect("reports");
    assert_eq!(seen(&server).1, ["Bearer 1", "Bearer own"]);
}
