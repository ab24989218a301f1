//! The behaviours of the captions resource of the generated client, by their numbers. Answers that are read while they come in
//! have a file of their own.

use std::future::IntoFuture;

use cloudflare_client::types::{CaptionStatus, CaptionUpload};
use cloudflare_client::{Client, Error, Part, Request};

use crate::server::{Server, answer, json};

pub(crate) const ACCOUNT: &str = "023e105f4ecef8ad9ca31a8372d0c353";
pub(crate) const VIDEO: &str = "ea95132c15732412d22c1476fa83f27a";
pub(crate) const VTT: &str = "WEBVTT\n\n00:00.000 --> 00:01.000\nMerhaba\n";

pub(crate) const LIST: &str = r#"{"success":true,"errors":[{"code":1000,"message":"odd"}],"messages":[{"code":1001,"message":"hi"}],
    "result":[{"generated":true,"label":"Türkçe","language":"tr","status":"ready","new_field":[1]},{"status":"paused"}]}"#;
pub(crate) const ONE: &str =
    r#"{"success":true,"errors":[],"messages":[],"result":{"language":"tr","status":"inprogress"}}"#;
const NONE: &str = r#"{"success":true,"errors":[],"messages":[],"result":null}"#;
pub(crate) const DELETED: &str = r#"{"success":true,"errors":[],"messages":[],"result":""}"#;

fn path(rest: &str) -> String {
    format!("/accounts/{ACCOUNT}/stream/{VIDEO}/captions{rest}")
}

pub(crate) fn client_of(server: &Server) -> Client {
    Client::builder().base_url(server.url()).api_token("token").no_proxy().build().expect("a client")
}

pub(crate) fn upload() -> CaptionUpload {
    CaptionUpload::new(Part::new("tr.vtt", VTT))
}

/// Asserts that a call fails before any I/O and names the empty parameter.
async fn assert_refused<T: 'static>(request: Request<T>, name: &str) {
    match request.into_future().await {
        Err(Error::Request(error)) => {
            assert_eq!(error.to_string(), format!("parameter `{name}` of the path must not be empty"));
        }
        Err(error) => panic!("another error: {error:?}"),
        Ok(_) => panic!("an empty {name} was accepted"),
    }
}

#[tokio::test]
async fn c01_list_returns_a_page_of_captions() {
    let server = Server::json(LIST).await;
    let page = client_of(&server).stream().captions().get(ACCOUNT, VIDEO).await.expect("a page");
    assert_eq!(page.result.len(), 2);
    assert_eq!(page.result[0].generated, Some(true));
    assert_eq!(page.result[0].label.as_deref(), Some("Türkçe"));
    assert_eq!(page.result[0].language.as_deref(), Some("tr"));
    assert_eq!(page.result[0].status, Some(CaptionStatus::Ready));
    assert_eq!(page.result[1].status, Some(CaptionStatus::Unknown("paused".to_owned())));
    assert_eq!(page.errors[0].code, 1000);
    assert_eq!(page.messages[0].message, "hi");
    let request = server.only();
    assert_eq!((request.method.as_str(), request.target), ("GET", path("")));
    assert_eq!(page.into_iter().count(), 2);
}

#[tokio::test]
async fn c02_c03_list_raw_parses_to_the_same_page() {
    let server = Server::json(LIST).await;
    let client = client_of(&server);
    let raw = client.stream().captions().get(ACCOUNT, VIDEO).raw().await.expect("an answer");
    assert_eq!(raw.status().as_u16(), 200);
    assert_eq!(raw.headers()["content-type"], "application/json");
    assert_eq!(raw.body(), LIST.as_bytes());
    assert_eq!(raw.attempts(), 1);
    let page = raw.parse().expect("a page");
    assert_eq!(page, raw.parse().expect("the page again"));
    assert_eq!(page.result.len(), 2);
    assert_eq!(server.only().header("user-agent"), Some("cloudflare-client/0.1.0"));
    assert_eq!(page, client.stream().captions().get(ACCOUNT, VIDEO).await.expect("the same page"));
}

#[tokio::test]
async fn c04_c05_list_refuses_empty_parameters() {
    let server = Server::json(LIST).await;
    let client = client_of(&server);
    assert_refused(client.stream().captions().get("", VIDEO), "account_id").await;
    assert_refused(client.stream().captions().get(ACCOUNT, ""), "identifier").await;
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn c06_generate_returns_a_caption_or_none() {
    for (body, status) in [(ONE, Some(CaptionStatus::Inprogress)), (NONE, None)] {
        let server = Server::json(body).await;
        let caption =
            client_of(&server).stream().captions().language().create(ACCOUNT, VIDEO, "tr").await.expect("an answer");
        assert_eq!(caption.and_then(|caption| caption.status), status);
        let request = server.only();
        assert_eq!((request.method.as_str(), request.target.clone()), ("POST", path("/tr/generate")));
        assert_eq!(request.header("content-type"), None);
        assert!(request.body.is_empty());
    }
}

#[tokio::test]
async fn c07_c08_generate_raw_parses_to_the_same_caption() {
    let server = Server::json(ONE).await;
    let client = client_of(&server);
    let raw = client.stream().captions().language().create(ACCOUNT, VIDEO, "tr").raw().await.expect("an answer");
    let caption = raw.parse().expect("a caption").expect("not null");
    assert_eq!(caption.language.as_deref(), Some("tr"));
}

#[tokio::test]
async fn c09_generate_refuses_empty_parameters() {
    let server = Server::json(ONE).await;
    let client = client_of(&server);
    let language = client.stream().captions().language();
    assert_refused(language.create("", VIDEO, "tr"), "account_id").await;
    assert_refused(language.create(ACCOUNT, "", "tr"), "identifier").await;
    assert_refused(language.create(ACCOUNT, VIDEO, ""), "language").await;
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn c10_upload_sends_a_real_file_part() {
    let server = Server::json(ONE).await;
    let client = client_of(&server);
    let caption =
        client.stream().captions().language().update(ACCOUNT, VIDEO, "tr", &upload()).await.expect("an answer");
    assert!(caption.is_some());
    let request = server.only();
    assert_eq!((request.method.as_str(), request.target.clone()), ("PUT", path("/tr")));
    let content_type = request.header("content-type").expect("a content type");
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").expect("a boundary");
    assert_eq!(
        request.text(),
        format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"tr.vtt\"\r\n\
             Content-Type: text/vtt\r\n\r\n{VTT}\r\n--{boundary}--\r\n"
        )
    );
}

#[tokio::test]
async fn c11_c12_upload_raw_parses_to_the_same_caption() {
    let server = Server::json(ONE).await;
    let client = client_of(&server);
    let raw =
        client.stream().captions().language().update(ACCOUNT, VIDEO, "tr", &upload()).raw().await.expect("an answer");
    let caption = raw.parse().expect("an answer").expect("not null");
    assert_eq!((caption.language.as_deref(), caption.status), (Some("tr"), Some(CaptionStatus::Inprogress)));
}

#[tokio::test]
async fn c13_upload_refuses_empty_parameters() {
    let server = Server::json(ONE).await;
    let client = client_of(&server);
    let language = client.stream().captions().language();
    assert_refused(language.update("", VIDEO, "tr", &upload()), "account_id").await;
    assert_refused(language.update(ACCOUNT, "", "tr", &upload()), "identifier").await;
    assert_refused(language.update(ACCOUNT, VIDEO, "", &upload()), "language").await;
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn c14_delete_returns_its_text_or_none() {
    for (body, result) in [(DELETED, Some(String::new())), (NONE, None)] {
        let server = Server::json(body).await;
        let deleted =
            client_of(&server).stream().captions().language().delete(ACCOUNT, VIDEO, "tr").await.expect("an answer");
        assert_eq!(deleted, result);
        let request = server.only();
        assert_eq!((request.method.as_str(), request.target.clone()), ("DELETE", path("/tr")));
        assert_eq!((request.header("content-type"), request.header("content-length")), (None, None));
    }
}

#[tokio::test]
async fn c14_a_deletion_that_is_answered_by_nothing_succeeds() {
    let server = Server::always(answer(200, &[], "")).await;
    let deleted = client_of(&server).stream().captions().language().delete(ACCOUNT, VIDEO, "tr").await;
    assert_eq!(deleted.expect("an answer"), None);
    let list = client_of(&server).stream().captions().get(ACCOUNT, VIDEO).await;
    assert_eq!(list.expect_err("a failure").to_string(), "the answer has no body (status 200 OK)");
}

#[tokio::test]
async fn c15_c16_delete_raw_parses_to_the_same_text() {
    let server = Server::json(DELETED).await;
    let client = client_of(&server);
    let raw = client.stream().captions().language().delete(ACCOUNT, VIDEO, "tr").raw().await.expect("an answer");
    assert_eq!(raw.parse().expect("an answer").as_deref(), Some(""));
}

#[tokio::test]
async fn c17_delete_refuses_empty_parameters() {
    let server = Server::json(DELETED).await;
    let client = client_of(&server);
    let language = client.stream().captions().language();
    assert_refused(language.delete("", VIDEO, "tr"), "account_id").await;
    assert_refused(language.delete(ACCOUNT, "", "tr"), "identifier").await;
    assert_refused(language.delete(ACCOUNT, VIDEO, ""), "language").await;
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn c18_get_returns_a_caption_or_none() {
    for (body, status) in [(ONE, Some(CaptionStatus::Inprogress)), (NONE, None)] {
        let server = Server::json(body).await;
        let caption =
            client_of(&server).stream().captions().language().get(ACCOUNT, VIDEO, "tr").await.expect("an answer");
        assert_eq!(caption.and_then(|caption| caption.status), status);
        let request = server.only();
        assert_eq!((request.method.as_str(), request.target.clone()), ("GET", path("/tr")));
    }
}

#[tokio::test]
async fn c19_c20_get_raw_parses_to_the_same_caption() {
    let server = Server::json(ONE).await;
    let client = client_of(&server);
    let raw = client.stream().captions().language().get(ACCOUNT, VIDEO, "tr").raw().await.expect("an answer");
    assert_eq!(raw.parse().expect("an answer").expect("not null").language.as_deref(), Some("tr"));
}

#[tokio::test]
async fn c21_get_refuses_empty_parameters() {
    let server = Server::json(ONE).await;
    let client = client_of(&server);
    let language = client.stream().captions().language();
    assert_refused(language.get("", VIDEO, "tr"), "account_id").await;
    assert_refused(language.get(ACCOUNT, "", "tr"), "identifier").await;
    assert_refused(language.get(ACCOUNT, VIDEO, ""), "language").await;
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn c22_vtt_returns_the_text_and_asks_for_it() {
    let server = Server::always(answer(200, &[("Content-Type", "text/vtt")], VTT)).await;
    let text = client_of(&server).stream().captions().language().vtt().get(ACCOUNT, VIDEO, "tr").await.expect("a text");
    assert_eq!(text, VTT);
    let request = server.only();
    assert_eq!((request.method.as_str(), request.target.clone()), ("GET", path("/tr/vtt")));
    assert_eq!(request.header("accept"), Some("text/vtt"));
    assert_eq!(request.header("content-type"), None);
}

#[tokio::test]
async fn c23_c24_vtt_raw_has_the_bytes() {
    let server = Server::always(answer(200, &[("Content-Type", "text/vtt")], VTT)).await;
    let client = client_of(&server);
    let raw = client.stream().captions().language().vtt().get(ACCOUNT, VIDEO, "tr").raw().await.expect("an answer");
    assert_eq!(raw.body(), VTT.as_bytes());
    assert_eq!(raw.text().expect("UTF-8"), VTT);
    assert_eq!(raw.parse().expect("UTF-8"), VTT);
}

#[tokio::test]
async fn c25_vtt_refuses_empty_parameters() {
    let server = Server::json(ONE).await;
    let client = client_of(&server);
    let vtt = client.stream().captions().language().vtt();
    assert_refused(vtt.get("", VIDEO, "tr"), "account_id").await;
    assert_refused(vtt.get(ACCOUNT, "", "tr"), "identifier").await;
    assert_refused(vtt.get(ACCOUNT, VIDEO, ""), "language").await;
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_caption_is_waited_for_until_it_is_ready() {
    use std::time::Duration;
    let caption =
        |status: &str| json(200, &format!(r#"{{"success":true,"errors":[],"messages":[],"result":{status}}}"#));
    let ready = caption(r#"{"language":"tr","status":"ready"}"#);
    let failed = caption(r#"{"status":"error"}"#);
    let server = Server::sequence(vec![caption("null"), caption(r#"{"status":"inprogress"}"#), ready, failed]).await;
    let client = client_of(&server);
    let request = || client.stream().captions().language().get(ACCOUNT, VIDEO, "tr").wait_until_ready();
    let caption = request().delays(Duration::ZERO, Duration::ZERO).await.expect("a caption");
    assert_eq!(caption.and_then(|caption| caption.status), Some(CaptionStatus::Ready));
    assert_eq!(server.received().len(), 3);
    let error = request().await.expect_err("an error");
    assert!(matches!(error, Error::Api(_)) && error.to_string().contains("`status` is `error`"), "{error}");
}
