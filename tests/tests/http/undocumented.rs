//! Requests to paths that the document does not have.

use reqwest::Method;
use serde_json::json as value;
use tests::runtime::error::Error;

use crate::server::{Server, answer, json};

#[tokio::test]
async fn client_01_any_path_of_the_service_can_be_asked() {
    let server = Server::json(r#"{"a":1}"#).await;
    let client = server.client_with(|builder| builder.base_url(format!("{}/v4", server.url())));
    let answer =
        client.request(Method::POST, "/zones/a%2Fb?page=2&x=ä").query("page", "3").json(&value!({"b": 2})).await;
    assert_eq!(answer.expect("JSON"), value!({"a": 1}));
    let request = server.only();
    assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/v4/zones/a%2Fb?x=%C3%A4&page=3"));
    assert_eq!(request.header("authorization"), Some("Bearer token"));
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.text(), r#"{"b":2}"#);
}

#[tokio::test]
async fn client_01_with_types_of_the_callers_own() {
    type Counts = std::collections::HashMap<String, u8>;
    let server = Server::sequence(vec![json(200, r#"{"a":1}"#), json(404, r#"{"b":2}"#)]).await;
    let client = server.client();
    let raw = client.request(Method::POST, "/x").json(&Counts::from([("c".to_owned(), 3)])).raw().await.expect("JSON");
    assert_eq!(raw.json::<Counts>().expect("counts"), Counts::from([("a".to_owned(), 1)]));
    assert_eq!(server.received()[0].text(), r#"{"c":3}"#);
    let error = client.request(Method::GET, "/x").await.expect_err("a failure");
    assert_eq!(error.body_as::<Counts>(), Some(Counts::from([("b".to_owned(), 2)])));
}

#[tokio::test]
async fn an_answer_without_a_body_is_null() {
    let server = Server::always(answer(204, &[], "")).await;
    assert_eq!(server.client().request(Method::DELETE, "/x").await.expect("an answer"), value!(null));
}

#[tokio::test]
async fn client_01_with_any_body_and_any_answer() {
    let server = Server::always(answer(200, &[("Content-Type", "image/png")], b"\x89PNG")).await;
    let raw =
        server.client().request(Method::PUT, "/image").body("image/png", vec![1, 2]).raw().await.expect("an answer");
    assert_eq!(raw.body(), &b"\x89PNG"[..]);
    assert_eq!((server.only().header("content-type"), server.only().body), (Some("image/png"), vec![1, 2]));
}

#[tokio::test]
async fn s10_client_25_absolute_urls_and_other_tricks_are_refused() {
    let server = Server::json("{}").await;
    let client = server.client();
    for path in [
        "https://evil.example/x",
        "//evil.example/x/..",
        "zones",
        "",
        "@evil.example/",
        "/a/../b",
        "/a/%2e%2E/b",
        "/./a",
        "/a\\..\\b",
        "/a\tb",
        "/a#b",
        "/a\r\nX-Evil: 1",
    ] {
        let error = client.request(Method::GET, path).await.expect_err("a failure");
        assert!(matches!(error, Error::Request(_)), "{path}: {error:?}");
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn s10_what_looks_like_a_host_stays_a_path() {
    let server = Server::json("{}").await;
    server.client().request(Method::GET, "//evil.example/x").await.expect("JSON");
    assert_eq!(server.only().target, "//evil.example/x");
}
