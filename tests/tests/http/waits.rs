//! Waiting until something is done.

use std::time::Duration;

use tests::fixtures::waiting::{ClientExt, resources, types::Job};
use tests::runtime::client::Client;
use tests::runtime::error::Error;
use tests::runtime::wait::Wait;

use crate::server::{Server, Step, answer, json};

const HOUR: Duration = Duration::from_secs(3_600);

fn client(server: &Server) -> Client {
    <Client as ClientExt>::builder().base_url(server.url()).no_proxy().max_retries(0).build().expect("a client")
}

fn job(phase: &str) -> Vec<u8> {
    json(200, &format!(r#"{{"state":{{"phase":"{phase}"}}}}"#))
}

/// Without waits between the calls.
fn at_once(server: &Server) -> Wait<Job> {
    client(server).jobs().get("j").wait_until_done().delays(Duration::ZERO, Duration::ZERO)
}

#[tokio::test]
async fn it_is_asked_for_until_it_is_done() {
    let server =
        Server::sequence(vec![job("queued"), json(200, "{}"), job("paused"), job("skipped"), job("queued")]).await;
    let params = resources::JobsGetParams::new().verbose("true");
    let request = client(&server).jobs().get("j").params(params).header("x-mark", "m");
    let job = request.wait_until_done().delays(Duration::ZERO, Duration::ZERO).await.expect("a job");
    assert_eq!(
        job.state.and_then(|state| state.phase).map(|phase| phase.as_str().to_owned()).as_deref(),
        Some("skipped")
    );
    let sent = server.received();
    assert_eq!(sent.len(), 4);
    assert!(sent.iter().all(|one| one.target == "/jobs/j?verbose=true" && one.header("x-mark") == Some("m")));
}

#[tokio::test]
async fn what_is_configured_is_waited_for() {
    let replies = [r#"{"printed":false}"#, "{}", r#"{"printed":true}"#];
    let server = Server::sequence(replies.map(|reply| json(200, reply)).to_vec()).await;
    let job = client(&server).jobs().get_printed("j").wait_until_printed().await.expect("a job");
    assert_eq!((job.printed, server.received().len()), (Some(true), 3));
}

#[tokio::test]
async fn what_will_never_be_done_is_an_error_that_says_so() {
    let server = Server::sequence(vec![job("queued"), job("broken")]).await;
    let error = at_once(&server).await.expect_err("an error");
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    assert!(error.to_string().contains("`phase` is `broken`"), "{error}");
    assert!(error.body_as::<Job>().is_some());
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn time_runs_out_with_the_last_word() {
    let server = Server::always(job("queued")).await;
    let error = at_once(&server).delays(HOUR, HOUR).deadline(Duration::from_secs(60)).await.expect_err("an error");
    assert!(error.is_timeout() && !error.is_retryable(), "{error:?}");
    assert_eq!(error.to_string(), "it was not done within 60s: `phase` is `queued`");
    assert_eq!(server.received().len(), 1);

    let silent = Server::scripted(|_, _| vec![Step::Hang]).await;
    let error = at_once(&silent).deadline(Duration::from_millis(20)).await.expect_err("an error");
    assert_eq!(error.to_string(), "it was not done within 20ms: there was no answer");
}

#[tokio::test]
async fn the_server_says_when_to_ask_again() {
    let soon = answer(200, &[("Content-Type", "application/json"), ("Retry-After-Ms", "1")], "{}");
    let server = Server::sequence(vec![soon, job("done")]).await;
    at_once(&server).delays(HOUR, HOUR).deadline(2 * HOUR).await.expect("a job");
    assert_eq!(server.received().len(), 2);

    let late = answer(200, &[("Content-Type", "application/json"), ("Retry-After", "3600")], "{}");
    let server = Server::sequence(vec![late, job("done")]).await;
    let error = at_once(&server).deadline(Duration::from_secs(60)).await.expect_err("an error");
    assert!(error.is_timeout() && error.to_string().ends_with("the answer has no `phase`"), "{error}");
}

#[tokio::test]
async fn a_call_that_fails_ends_it() {
    let server = Server::sequence(vec![job("queued"), json(404, "{}")]).await;
    assert_eq!(at_once(&server).await.expect_err("an error").status().map(|status| status.as_u16()), Some(404));
    let server = Server::json("[]").await;
    assert!(matches!(at_once(&server).await, Err(Error::Decode(_))));
}

#[tokio::test]
async fn calls_are_tried_again_as_the_request_says() {
    let busy = answer(503, &[("Retry-After-Ms", "1")], "");
    let server = Server::sequence(vec![busy, job("done")]).await;
    client(&server).jobs().get("j").retries(1).wait_until_done().await.expect("a job");
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn what_is_not_text_is_compared_as_json() {
    let server = Server::sequence(vec![json(200, r#"{"sealed":false}"#), json(200, r#"{"sealed":true}"#)]).await;
    client(&server).jobs().get_sealed("j").wait_until_sealed().await.expect("a job");
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn only_what_declares_it_can_be_waited_for() {
    let server = Server::always(job("done")).await;
    let error = client(&server).jobs().replace("j").wait_until_done().await.expect_err("an error");
    assert!(matches!(error, Error::Request(_)) && error.to_string().contains("does not say when something is done"));
    assert!(server.received().is_empty());
}

#[test]
fn waiting_without_async() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let server = runtime.block_on(Server::sequence(vec![job("queued"), job("done")]));
    at_once(&server).send_blocking().expect("a job");
    assert_eq!(server.received().len(), 2);
}
