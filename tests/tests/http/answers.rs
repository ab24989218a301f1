//! What becomes of answers in JSON, good and bad.

use std::error::Error as _;

use serde_json::{Value, json as value};
use tests::runtime::error::Error;
use tests::sample::types::Message;
use tests::sample::types::ThingsNoteError;

use crate::server::{Server, answer, json};

/// The failure of a list call that gets this answer.
async fn failure(reply: Vec<u8>) -> Error {
    let server = Server::always(reply).await;
    server.client().stream().captions().get("a", "b").retries(0).await.expect_err("a failure")
}

fn assert_decode(error: &Error, status: u16, body: &[u8]) {
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
    assert_eq!(error.body().map(|body| &body[..]), Some(body));
    assert_eq!(error.headers().map(|headers| headers.contains_key("x-kept")), Some(true));
}

fn kept(status: u16, content_type: &str, body: &[u8]) -> Vec<u8> {
    answer(status, &[("Content-Type", content_type), ("X-Kept", "yes"), ("CF-Ray", "8f0a-FRA")], body)
}

#[tokio::test]
async fn success_false_under_200_is_an_error_with_its_errors() {
    for body in [
        r#"{"success":false,"errors":[{"code":7003,"message":"No route","source":{"pointer":"/x"}}],"messages":[],"result":null}"#,
        r#"{"result":{"odd":true},"errors":[{"code":7003,"message":"No route","source":{"pointer":"/x"}}],"success":false}"#,
        r#"{"success":false,"errors":[{"code":7003,"message":"No route","source":{"pointer":"/x"}}]}"#,
    ] {
        let error = failure(kept(200, "application/json", body.as_bytes())).await;
        assert!(matches!(error, Error::Api(_)), "{error:?}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
        assert_eq!(error.errors()[0].code, Some(7003));
        assert_eq!(error.errors()[0].pointer.as_deref(), Some("/x"));
        assert_eq!(error.body().map(|bytes| &bytes[..]), Some(body.as_bytes()));
        assert_eq!(error.request_id(), Some("8f0a-FRA"));
        assert!(!error.is_retryable());
        assert_eq!(
            error.to_string(),
            "the server reports a failure with status 200 OK: 7003 No route [request 8f0a-FRA]"
        );
    }
}

#[tokio::test]
async fn success_false_is_an_error_whatever_the_method_returns() {
    let refusal = r#"{"success":false,"errors":[{"code":1,"message":"no"}],"messages":[],"result":null}"#;
    let server = Server::json(refusal).await;
    let client = server.client();
    let language = client.stream().captions().language();
    assert!(matches!(language.get("a", "b", "c").await, Err(Error::Api(_))));
    assert!(matches!(language.vtt().get("a", "b", "c").await, Err(Error::Api(_))));
    assert!(matches!(client.things().open().await, Err(Error::Api(_))));
}

#[tokio::test]
async fn html_where_json_was_expected_is_a_decode_error() {
    let body = b"<html><title>\x1b[31mSign in</title>";
    let error = failure(kept(200, "text/html; charset=utf-8", body)).await;
    assert_decode(&error, 200, body);
    assert_eq!(
        error.to_string(),
        "the answer is not the expected JSON: expected value at line 1 column 1 (status 200 OK, text/html; charset=utf-8): \
         <html><title>\\u{1b}[31mSign in</title> [request 8f0a-FRA]"
    );
    assert!(error.source().is_some());
}

#[tokio::test]
async fn no_content_where_json_was_expected_is_a_decode_error() {
    let error = failure(kept(204, "application/json", b"")).await;
    assert_decode(&error, 204, b"");
    let error = failure(kept(200, "application/json", b"")).await;
    assert_decode(&error, 200, b"");
    assert_eq!(error.to_string(), "the answer has no body (status 200 OK, application/json) [request 8f0a-FRA]");
}

#[tokio::test]
async fn broken_json_is_a_decode_error_with_everything_that_came() {
    for body in [
        &br#"{"success":true,"result":[{"status""#[..],
        br#"{"success":true,"result":[]} {}"#,
        br#"{"success":true,"result":{"not":"a list"}}"#,
        br"[]",
        br"null",
        b"\xff\xfe",
        br#"{"success":true,"result":[{"generated":"yes"}]}"#,
    ] {
        assert_decode(&failure(kept(200, "application/json", body)).await, 200, body);
    }
}

#[tokio::test]
async fn the_place_in_the_json_is_named() {
    let error = failure(kept(200, "application/json", br#"{"success":true,"result":[{},{"generated":"yes"}]}"#)).await;
    assert!(error.to_string().contains("at `result[1].generated`"), "{error}");
}

#[tokio::test]
async fn s16_deep_nesting_is_an_error_and_no_crash() {
    let body = format!(r#"{{"success":true,"result":{}"#, "[".repeat(100_000));
    assert_decode(&failure(kept(200, "application/json", body.as_bytes())).await, 200, body.as_bytes());
}

#[tokio::test]
async fn s16_what_is_no_json_is_refused_where_it_is_read_and_harmless_elsewhere() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for (wrong, is_read, is_passed_over) in [
        (&br#""\ud800""#[..], false, true),
        (br#""\udc00\ud800""#, false, true),
        (b"\"\xff\"", false, false),
        (b"\"\xe6\xbc\"", false, false),
        (deep.as_bytes(), false, true),
        (b"1e400", false, true),
        (b"NaN", false, false),
        (b"Infinity", false, false),
        (b"-", false, false),
        (b"01", false, false),
        (b"\"\x01\"", false, false),
        (br#""\x""#, false, false),
        (b"'x'", false, false),
        (br#""\ud83e\udd80""#, true, true),
    ] {
        let shown = String::from_utf8_lossy(&wrong[..wrong.len().min(20)]).into_owned();
        for (name, expected) in [("name", is_read), ("unknown", is_passed_over)] {
            let other = if name == "name" { "unknown" } else { "name" };
            let body = [b"{\"", name.as_bytes(), b"\":", wrong, b",\"", other.as_bytes(), b"\":\"x\"}"].concat();
            let server = Server::always(answer(200, &[], &body)).await;
            let result = server.client().things().get("a").await;
            assert_eq!(result.is_ok(), expected, "{name}: {shown}: {result:?}");
            assert!(matches!(result, Ok(_) | Err(Error::Decode(_))), "{name}: {shown}: {result:?}");
        }
    }
    for size in ["1e400", "-1e400", "1.5", "9223372036854775808"] {
        let server = Server::json(&format!(r#"{{"name":"x","size":{size}}}"#)).await;
        let error = server.client().things().get("a").await.expect_err("no such number");
        assert!(matches!(error, Error::Decode(_)), "{size}: {error:?}");
    }
}

#[tokio::test]
async fn s16_a_byte_order_mark_is_passed_over() {
    let server = Server::json("\u{feff}{\"success\":true,\"result\":[{}]}").await;
    assert_eq!(server.client().stream().captions().get("a", "b").await.expect("a page").result.len(), 1);
    let server = Server::json("\u{feff}{\"name\":\"x\"}").await;
    assert_eq!(server.client().things().get("a").await.expect("a thing").name, "x");
}

#[tokio::test]
async fn c01_a_null_or_missing_list_is_empty() {
    for body in [
        r#"{"success":true,"result":null}"#,
        r#"{"success":true}"#,
        r#"{"success":true,"errors":null,"messages":null,"result":[]}"#,
        "{}",
    ] {
        let server = Server::json(body).await;
        let page = server.client().stream().captions().get("a", "b").await.expect("a page");
        assert!(page.result.is_empty() && page.errors.is_empty() && page.messages.is_empty());
    }
}

#[tokio::test]
async fn a_missing_result_is_as_good_as_null() {
    let server = Server::json(r#"{"success":true}"#).await;
    assert_eq!(server.client().stream().captions().language().get("a", "b", "c").await.expect("none"), None);
}

#[tokio::test]
async fn client_21_json_under_another_content_type_is_read() {
    for content_type in ["text/plain", "application/octet-stream", "text/html"] {
        let server = Server::always(answer(200, &[("Content-Type", content_type)], r#"{"name":"x"}"#)).await;
        assert_eq!(server.client().things().get("a").await.expect("a thing").name, "x");
    }
    let server = Server::always(answer(200, &[], r#"{"name":"x"}"#)).await;
    assert_eq!(server.client().things().get("a").await.expect("a thing").name, "x");
}

#[tokio::test]
async fn client_28_another_shape_is_a_decode_error_with_its_cause() {
    let server = Server::json(r#"{"name":1}"#).await;
    let error = server.client().things().get("a").await.expect_err("a failure");
    let cause = error.source().expect("a cause");
    assert!(cause.is::<serde_json::Error>());
}

#[tokio::test]
async fn statuses_keep_headers_body_and_errors() {
    for status in [400, 401, 403, 404, 409, 418, 422, 429, 500, 503] {
        let body = r#"{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}"#;
        let error = failure(kept(status, "application/json", body.as_bytes())).await;
        assert!(matches!(error, Error::Status(_)), "{error:?}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.body().map(|bytes| &bytes[..]), Some(body.as_bytes()));
        assert_eq!(
            error.headers().and_then(|headers| headers.get("x-kept")).map(reqwest::header::HeaderValue::as_bytes),
            Some(&b"yes"[..])
        );
        assert_eq!(error.errors()[0].code, Some(10_000));
        assert_eq!(error.is_retryable(), matches!(status, 429 | 500 | 503));
        assert_eq!(error.attempts(), Some(1));
    }
}

#[tokio::test]
async fn a_status_without_json_shows_its_text() {
    let error = failure(kept(502, "text/html", b"<h1>Bad gateway</h1>")).await;
    assert_eq!(error.to_string(), "the server answered 502 Bad Gateway: <h1>Bad gateway</h1> [request 8f0a-FRA]");
    assert!(error.errors().is_empty());
    let error = failure(answer(404, &[], "")).await;
    assert_eq!(error.to_string(), "the server answered 404 Not Found");
}

#[tokio::test]
async fn s25_display_is_escaped_and_short() {
    let message = format!("\x1b]0;title\x07{}", "x".repeat(100_000));
    let body = value!({"errors": [{"code": 1, "message": message}, {"code": 2, "message": "two"}, {"message": "three"}, {"message": "four"}]});
    let error = failure(kept(400, "application/json", body.to_string().as_bytes())).await;
    let shown = error.to_string();
    assert!(shown.len() < 1000 && shown.contains("\\u{1b}]0;title") && shown.contains("; 2 two; three ["), "{shown}");
    assert!(!shown.contains('\x1b') && !shown.contains("four"));
    assert_eq!(error.errors().len(), 4);
    assert_eq!(error.errors()[0].message, message);
}

#[tokio::test]
async fn error_bodies_are_read_as_what_the_document_declares() {
    let error = failure(json(404, r#"{"code":7,"message":"gone"}"#)).await;
    assert_eq!(error.body_as::<Message>().map(|message| message.code), Some(7));
    assert!(
        matches!(error.declared::<ThingsNoteError>(), Some(ThingsNoteError::NotFound(message)) if message.message == "gone")
    );
    let error = failure(json(500, r#"{"any":1}"#)).await;
    assert_eq!(error.declared::<ThingsNoteError>(), Some(ThingsNoteError::Default(value!({"any": 1}))));
    assert_eq!(error.body_as::<Message>(), None);
    let error = failure(answer(404, &[], "<html>")).await;
    assert_eq!(error.declared::<ThingsNoteError>(), None);
}

#[tokio::test]
async fn client_01_raw_answers_of_any_content() {
    let server = Server::always(answer(200, &[("Content-Type", "image/png")], b"\x89PNG\0")).await;
    let raw = server.client().things().list().raw().await.expect("an answer");
    assert_eq!(raw.body(), &b"\x89PNG\0"[..]);
    assert!(raw.parse().is_err());
    let server = Server::json(r#"{"a":[1]}"#).await;
    let raw = server.client().things().list().raw().await.expect("an answer");
    assert_eq!(raw.json::<Value>().expect("JSON"), value!({"a": [1]}));
}

#[tokio::test]
async fn request_ids_are_found_under_the_usual_names() {
    for name in ["CF-Ray", "X-Request-Id", "Request-Id", "x-amzn-RequestId", "X-Correlation-ID"] {
        let error = failure(answer(404, &[(name, "abc-1")], "")).await;
        assert_eq!(error.request_id(), Some("abc-1"));
        assert!(error.to_string().ends_with("[request abc-1]"));
    }
}

#[tokio::test]
async fn what_an_error_is_caused_by_is_short() {
    let server = Server::json(&format!(r#"{{"name":"a","size":"{}"}}"#, "x".repeat(100_000))).await;
    let error = server.client().things().get("a").await.expect_err("a decode error");
    let mut shown = vec![format!("{error:?}"), format!("{error:#?}")];
    let mut link: Option<&dyn std::error::Error> = Some(&error);
    while let Some(error) = link {
        shown.extend([error.to_string(), format!("{error:?}")]);
        link = error.source();
    }
    assert!(shown.iter().all(|text| text.len() < 2000), "{shown:?}");
}
