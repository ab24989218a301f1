//! Calls that carry a key of their own, so that they may arrive twice.

use std::collections::BTreeSet;

use tests::fixtures::idempotency::ClientExt as _;
use tests::fixtures::idempotency::resources::PaymentsUpdateParams;
use tests::runtime::builder::ClientBuilder;
use tests::runtime::client::Client;

use crate::server::{Received, Server, Step, answer};

fn client_of(server: &Server, set_up: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
    let builder = <Client as tests::fixtures::idempotency::ClientExt>::builder().base_url(server.url()).no_proxy();
    set_up(builder).build().expect("a client")
}

/// A server that closes the connection so many times, and then answers.
async fn closing(times: usize) -> Server {
    Server::scripted(move |n, _| if n < times { vec![Step::Close] } else { vec![Step::Send(answer(204, &[], ""))] })
        .await
}

fn keys(server: &Server) -> Vec<Option<String>> {
    server.received().iter().map(|request| request.header("idempotency-key").map(str::to_owned)).collect()
}

#[tokio::test]
async fn a_post_carries_a_key_that_is_the_same_for_each_of_its_attempts() {
    let server = closing(2).await;
    let client = client_of(&server, |builder| builder);
    client.payments().create().await.expect("a payment");
    let keys = keys(&server);
    assert_eq!(keys.len(), 3, "it was tried again although it may have been executed");
    assert!(keys[0].as_ref().is_some_and(|key| key.len() == 36 && key.as_bytes()[14] == b'4'), "{keys:?}");
    assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
}

#[tokio::test]
async fn each_call_has_a_key_of_its_own_and_only_where_it_is_of_use() {
    let server = Server::always(answer(204, &[], "")).await;
    let client = client_of(&server, |builder| builder);
    for _ in 0..20 {
        client.payments().create().await.expect("a payment");
    }
    assert_eq!(keys(&server).iter().flatten().collect::<BTreeSet<_>>().len(), 20);
    client.payments().list().await.expect("payments");
    assert_eq!(server.received().last().and_then(|request| request.header("idempotency-key").map(str::to_owned)), None);
}

#[tokio::test]
async fn the_caller_may_give_the_key_or_take_it_away() {
    let server = closing(1).await;
    let client = client_of(&server, |builder| builder);
    client.payments().create().header("idempotency-key", "own").await.expect("a payment");
    assert_eq!(keys(&server), [Some("own".to_owned()), Some("own".to_owned())]);

    let server = closing(1).await;
    let client = client_of(&server, |builder| builder);
    let params = PaymentsUpdateParams::new().idempotency_key("declared");
    client.payments().update("1").params(params).await.expect("a payment");
    assert_eq!(keys(&server), [Some("declared".to_owned()), Some("declared".to_owned())]);

    let server = closing(1).await;
    let client = client_of(&server, |builder| builder);
    assert!(client.payments().create().without_header("Idempotency-Key").await.is_err());
    assert_eq!(keys(&server), [None], "without a key it is not sent again");
}

#[tokio::test]
async fn a_server_that_knows_better_is_asked_again_or_not() {
    let asked = |status, advice| move || Server::always(answer(status, &[("x-should-retry", advice)], ""));
    for (status, advice, keyed, attempts) in [
        (500, "false", true, 1),
        (429, "false", true, 1),
        (409, "true", true, 3),
        (400, "true", true, 3),
        (409, "TRUE", true, 1),
        (409, "true", false, 1),
        (503, "true", false, 1),
    ] {
        let server = asked(status, advice)().await;
        let call = client_of(&server, |builder| builder).payments().create();
        let call = if keyed { call } else { call.without_header("Idempotency-Key") };
        let error = call.await.expect_err("a failure");
        assert_eq!(error.attempts(), Some(attempts), "{status} {advice} {keyed}");
        assert_eq!(error.is_retryable(), advice == "true", "{status} {advice}");
    }
}

fn counts(server: &Server) -> Vec<Option<String>> {
    server.received().iter().map(|request| request.header("x-retry-count").map(str::to_owned)).collect()
}

#[tokio::test]
async fn client_34_each_attempt_says_how_many_there_have_been() {
    let some = |counts: &[&str]| counts.iter().map(|count| Some((*count).to_owned())).collect::<Vec<_>>();
    let server = closing(2).await;
    client_of(&server, |builder| builder).payments().list().await.expect("payments");
    assert_eq!(counts(&server), some(&["0", "1", "2"]));

    let server = Server::always(answer(503, &[], "")).await;
    let error = client_of(&server, |builder| builder).payments().list().retries(1).await.expect_err("a failure");
    assert_eq!((counts(&server), error.attempts()), (some(&["0", "1"]), Some(2)));

    let server = Server::always(answer(204, &[], "")).await;
    client_of(&server, |builder| builder).payments().create().await.expect("a payment");
    assert_eq!(counts(&server), some(&["0"]));
}

#[tokio::test]
async fn client_35_36_the_count_can_be_left_out_or_set_by_the_caller() {
    let server = closing(1).await;
    let client = client_of(&server, |builder| builder);
    client.payments().list().without_header("X-Retry-Count").await.expect("payments");
    assert_eq!(counts(&server), [None, None]);

    let server = closing(1).await;
    let client = client_of(&server, |builder| builder);
    client.payments().list().header("x-retry-count", "42").await.expect("payments");
    assert_eq!(counts(&server), [Some("42".to_owned()), Some("42".to_owned())]);

    let server = closing(1).await;
    let client = client_of(&server, |builder| builder.header("x-retry-count", "7"));
    client.payments().list().await.expect("payments");
    assert_eq!(counts(&server), [Some("7".to_owned()), Some("7".to_owned())]);
}

/// How many requests arrive when so many calls fail, one after the other.
async fn load(server: &Server, client: &Client, calls: usize) -> usize {
    let before = server.received().len();
    for _ in 0..calls {
        client.payments().list().await.expect_err("a failure");
    }
    server.received().len() - before
}

#[tokio::test]
async fn a_client_whose_server_is_down_stops_multiplying_the_load() {
    let server = Server::always(answer(503, &[], "")).await;
    let client = client_of(&server, |builder| builder);
    // 500 tokens are 100 retries, for all clones and copies together.
    assert_eq!(load(&server, &client, 40).await, 120);
    assert_eq!(load(&server, &client.clone(), 5).await, 15);
    let copy = client.with_options().max_retries(9).build().expect("a copy");
    assert_eq!(load(&server, &copy, 100).await, 110);
    assert_eq!(load(&server, &client, 10).await, 10);
    let own = copy.with_options().retry_budget(10).build().expect("a copy");
    assert_eq!(load(&server, &own, 10).await, 12);
    let free = copy.with_options().no_retry_budget().max_retries(1).build().expect("a copy");
    assert_eq!(load(&server, &free, 120).await, 240);
}

#[tokio::test]
async fn a_failure_says_that_it_was_not_tried_again_for_the_budget() {
    for (status, budget, attempts, is_spent) in
        [(503, 10, 3, false), (503, 5, 2, true), (503, 0, 1, true), (404, 0, 1, false)]
    {
        let server = Server::always(answer(status, &[], "")).await;
        let client = client_of(&server, |builder| builder.retry_budget(budget));
        let error = client.payments().list().await.expect_err("a failure");
        assert_eq!((error.attempts(), error.is_budget_spent()), (Some(attempts), is_spent), "{status} {budget}");
        let words = "; not tried again, since the client's retry budget is used up";
        assert_eq!(error.to_string().ends_with(words), is_spent, "{error}");
    }
    let closing = Server::scripted(|_, _| vec![Step::Close]).await;
    let error = client_of(&closing, |builder| builder.retry_budget(0)).payments().list().await.expect_err("a failure");
    assert!(error.is_budget_spent() && error.status().is_none(), "{error}");
}

#[tokio::test]
async fn no_answer_takes_twice_as_much() {
    let server = Server::scripted(|_, _| vec![Step::Close]).await;
    let client = client_of(&server, |builder| builder.retry_budget(30).max_retries(10));
    assert_eq!(load(&server, &client, 3).await, 6);
}

#[tokio::test]
async fn successes_give_back_what_retries_took() {
    let fails = |request: &Received| request.header("x-fails").is_some();
    let server = Server::scripted(move |n, request| {
        vec![Step::Send(answer(if fails(request) && n % 2 == 0 { 503 } else { 204 }, &[], ""))]
    })
    .await;
    // Each call fails once and then succeeds: the budget of one retry never ends.
    let client = client_of(&server, |builder| builder.retry_budget(5));
    for _ in 0..20 {
        client.payments().list().header("x-fails", "1").await.expect("payments");
    }
    assert_eq!(server.received().len(), 40);
    // Without retries it fills by 1, up to what it was.
    let down =
        Server::scripted(|n, _| vec![Step::Send(answer(if (2..7).contains(&n) { 204 } else { 503 }, &[], ""))]).await;
    let client = client_of(&down, |builder| builder.retry_budget(5));
    assert!(client.payments().list().retries(1).await.is_err());
    for _ in 0..5 {
        client.payments().list().await.expect("payments");
    }
    assert_eq!(load(&down, &client, 2).await, 3);
}
