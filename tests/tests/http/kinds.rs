//! Answers that are text, one of several kinds, or nothing.

use reqwest::StatusCode;
use tests::runtime::error::Error;
use tests::sample::types::ThingsNoteResponse;

use crate::server::{Server, answer, json};

#[tokio::test]
async fn s17_text_is_strict_utf8_with_the_bytes_at_hand() {
    let body = b"WEBVTT\n\xff\n";
    let server = Server::always(answer(200, &[("Content-Type", "text/vtt; charset=iso-8859-9")], body)).await;
    let client = server.client();
    let vtt = client.stream().captions().language().vtt();
    let error = vtt.get("a", "b", "c").await.expect_err("a failure");
    assert!(matches!(error, Error::Decode(_)));
    assert_eq!(error.body().map(|bytes| &bytes[..]), Some(&body[..]));
    let raw = vtt.get("a", "b", "c").raw().await.expect("an answer");
    assert_eq!(raw.body(), &body[..]);
    assert!(raw.text().is_err() && raw.parse().is_err());
}

#[tokio::test]
async fn text_keeps_every_byte_and_may_be_empty() {
    for body in ["", "\u{feff}WEBVTT\r\n", "WEBVTT\n\n漢字\n"] {
        let server = Server::always(answer(200, &[("Content-Type", "text/vtt")], body)).await;
        assert_eq!(server.client().stream().captions().language().vtt().get("a", "b", "c").await.expect("text"), body);
    }
    let server = Server::always(answer(200, &[], "WEBVTT")).await;
    assert_eq!(server.client().stream().captions().language().vtt().get("a", "b", "c").await.expect("text"), "WEBVTT");
}

#[tokio::test]
async fn json_or_html_is_not_taken_for_another_text() {
    for (content_type, body) in
        [("application/json", "{\"x\":1}"), ("application/problem+json", "{}"), ("text/html", "<html>")]
    {
        let server = Server::always(answer(200, &[("Content-Type", content_type)], body)).await;
        let error =
            server.client().stream().captions().language().vtt().get("a", "b", "c").await.expect_err("a failure");
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
        assert_eq!(error.body().map(|bytes| &bytes[..]), Some(body.as_bytes()));
        assert!(error.to_string().starts_with("the answer is not text/vtt"), "{error}");
    }
}

#[tokio::test]
async fn several_answers_are_told_apart_by_status_and_media_type() {
    for (reply, expected) in [
        (answer(200, &[("Content-Type", "text/csv; header=present")], "a,b"), ThingsNoteResponse::OkCsv("a,b".into())),
        (answer(202, &[], ""), ThingsNoteResponse::Accepted),
        (answer(206, &[("Content-Type", "image/png")], b"\x89PNG"), ThingsNoteResponse::Success(b"\x89PNG"[..].into())),
        (answer(299, &[], "x"), ThingsNoteResponse::Success(b"x"[..].into())),
    ] {
        let server = Server::always(reply).await;
        assert_eq!(server.client().things().note("x").await.expect("an answer"), expected);
    }
    for content_type in ["application/json", "application/hal+json", "application/octet-stream"] {
        let server = Server::always(answer(200, &[("Content-Type", content_type)], r#"{"name":"x"}"#)).await;
        let thing = server.client().things().note("x").await.expect("an answer");
        assert!(matches!(thing, ThingsNoteResponse::OkJson(thing) if thing.name == "x"));
    }
}

#[tokio::test]
async fn what_is_no_success_is_an_error_even_where_it_is_declared() {
    let server = Server::always(answer(304, &[], "")).await;
    let error = server.client().things().note("x").await.expect_err("no success");
    assert_eq!(error.status(), Some(StatusCode::NOT_MODIFIED));
}

#[tokio::test]
async fn several_answers_that_are_not_what_they_say_are_decode_errors() {
    for reply in [
        answer(200, &[("Content-Type", "application/json")], "<html>"),
        answer(200, &[("Content-Type", "application/json")], ""),
        answer(200, &[("Content-Type", "text/csv")], b"\xff"),
    ] {
        let server = Server::always(reply).await;
        let error = server.client().things().note("x").await.expect_err("a failure");
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
    }
    let server = Server::always(answer(404, &[], "")).await;
    assert!(matches!(server.client().things().note("x").await, Err(Error::Status(_))));
    let server = Server::always(answer(302, &[("Location", "/x")], "")).await;
    assert!(matches!(server.client().things().note("x").await, Err(Error::Status(_))));
}

#[tokio::test]
async fn nothing_takes_any_success() {
    for reply in
        [answer(204, &[], ""), answer(200, &[], "whatever"), json(201, r#"{"success":true}"#), json(200, "[1]")]
    {
        let server = Server::always(reply).await;
        server.client().things().open().await.expect("a success");
        assert_eq!(server.only().header("accept"), Some("*/*"));
    }
}
