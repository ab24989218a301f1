//! Nothing that is printed holds a secret.

use std::fmt::{Debug, Display};

use tests::documents;
use tests::runtime::builder::ClientBuilder;
use tests::runtime::client::Client;
use tests::runtime::error::Error;

use crate::server::{Server, Step, answer, json, unused_url};

const CANARY: &str = "c4n4ry";

fn assert_silent(value: &(impl Debug + ?Sized)) {
    for shown in [format!("{value:?}"), format!("{value:#?}")] {
        assert!(!shown.contains(CANARY), "{shown}");
        assert!(!shown.contains("YzRuNHJ5"), "in base64: {shown}");
    }
}

fn assert_error_silent(error: &Error) {
    assert_silent(error);
    let mut link: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = link {
        assert!(!error.to_string().contains(CANARY), "{error}");
        assert!(!format!("{error:?}").contains(CANARY), "{error:?}");
        link = error.source();
    }
}

fn shown(value: &impl Display) -> String {
    value.to_string()
}

#[tokio::test]
async fn s12_debug_of_clients_builders_and_requests_holds_no_secret() {
    let builder = Client::builder()
        .api_token(CANARY)
        .api_email(CANARY)
        .api_key(CANARY)
        .user_service_key(CANARY)
        .header("X-Own", CANARY)
        .query("key", CANARY);
    assert_silent(&builder);
    let client = builder.build().expect("a client");
    assert_silent(&client);
    assert_silent(&client.things());
    let request = client
        .things()
        .headers(CANARY, CANARY, &[CANARY.to_owned()], CANARY)
        .header("X-Other", CANARY)
        .query("q", CANARY);
    assert_silent(&request);
    assert_silent(&request.raw());
    let pair = documents::with_pair(documents::basic(), CANARY, CANARY);
    assert_silent(&pair);
    assert_silent(&pair.build().expect("a client"));
}

#[tokio::test]
async fn s12_errors_hold_no_secret() {
    let unreachable = unused_url().await;
    let closing = Server::scripted(|_, _| vec![Step::Close]).await;
    let hanging = Server::scripted(|_, _| vec![Step::Hang]).await;
    let failing =
        Server::always(answer(500, &[("Set-Cookie", CANARY), ("X-Token", CANARY), ("Authorization", CANARY)], "{}"))
            .await;
    let garbled = Server::always(answer(200, &[("Set-Cookie", CANARY), ("WWW-Authenticate", CANARY)], "<html>")).await;
    for url in [unreachable, closing.url(), hanging.url(), failing.url(), garbled.url()] {
        // A key in the query is part of the URL, which transports like to print.
        let client =
            documents::with_secret(documents::query_key(), CANARY).base_url(url).no_proxy().build().expect("a client");
        let request = client.things().get(CANARY).header("Authorization", CANARY);
        let error = request.retries(0).timeout(std::time::Duration::from_millis(50)).await.expect_err("a failure");
        assert_error_silent(&error);
    }
}

#[tokio::test]
async fn s12_answers_do_not_print_cookies() {
    let server =
        Server::always(answer(200, &[("Set-Cookie", CANARY), ("Server", "cloudflare"), ("CF-Ray", "8f-FRA")], "[]"))
            .await;
    let raw = server.client().things().list().raw().await.expect("an answer");
    assert_silent(&raw);
    assert_eq!(raw.headers()["set-cookie"], CANARY);
    let shown = format!("{raw:?}");
    assert!(shown.contains("cloudflare") && shown.contains("8f-FRA") && shown.contains("set-cookie"), "{shown}");
}

#[tokio::test]
async fn s12_config_errors_do_not_print_what_they_refuse() {
    for builder in [
        Client::builder().api_token(format!("{CANARY}\n")),
        Client::builder().base_url(format!("https://{CANARY}@example.com")),
        Client::builder().base_url(format!("{CANARY} not a url")),
        Client::builder().header("X-Own", &format!("{CANARY}\n")),
        Client::builder().api_email(CANARY),
    ] {
        assert_error_silent(&builder.build().expect_err("a failure"));
    }
    let server = Server::always(json(200, "[]")).await;
    let error = server.client().things().list().header("X-Own", &format!("{CANARY}\n")).await.expect_err("a failure");
    assert_error_silent(&error);
    assert!(!shown(&error).is_empty());
}

#[tokio::test]
async fn s12_a_secret_that_the_server_repeats_is_not_printed() {
    let body = format!("{{\"errors\":[{{\"code\":1,\"message\":\"bad Bearer {CANARY}, twice: {CANARY}\"}}]}}");
    for body in [body, format!("no {CANARY}")] {
        let server = Server::always(answer(401, &[], &body)).await;
        let client = Client::builder().base_url(server.url()).no_proxy().api_token(CANARY).build().expect("a client");
        let error = client.things().get("a").await.expect_err("a failure");
        assert_error_silent(&error);
        assert!(error.to_string().contains("[secret]"), "{error}");
        assert_eq!(error.body().map(|kept| &kept[..]), Some(body.as_bytes()), "the body stays as it came");
    }
}

#[tokio::test]
async fn s12_a_secret_is_not_printed_wherever_it_was_sent_and_however_it_is_repeated() {
    let secret = "c4n4ry/b&w";
    for repeated in [secret, "c4n4ry%2Fb%26w", "c4n4ry\\/b&w"] {
        for reply in
            [answer(404, &[], format!("/x?key={repeated}")), json(200, &format!(r#"{{"name":["{repeated}"]}}"#))]
        {
            let server = Server::always(reply).await;
            let to = |builder: ClientBuilder| documents::with_secret(builder, secret).base_url(server.url()).no_proxy();
            for builder in [documents::query_key(), documents::scheme(), documents::cookie()] {
                let error = to(builder).build().expect("a client").things().get("a").await.expect_err("a failure");
                assert_error_silent(&error);
                assert!(error.to_string().contains("[secret]"), "{error}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_no_secret_stays_in_what_failed() {
    let body = r#"{"errors":[{"code":12345678,"message":"Bearer of 12345678"}]}"#;
    let server = Server::always(answer(401, &[], body)).await;
    let client = server.client_with(|builder| builder.header("X-Tenant", "12345678").max_retries(0));
    let error = client.things().get("a").await.expect_err("a failure");
    assert_eq!(
        error.errors().first().map(|error| (error.code, error.message.as_str())),
        Some((Some(12_345_678), "Bearer of 12345678"))
    );
    assert!(error.to_string().contains("Bearer of 12345678"), "{error}");
}
