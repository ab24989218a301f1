//! What a caller changes for one call.

use serde_json::{Value, json};
use tests::documents;
use tests::runtime::client::Client;
use tests::runtime::credentials::Credentials;
use tests::runtime::error::Error;
use tests::runtime::part::Part;
use tests::sample::types::{CaptionUpload, Thing};

use crate::server::{Server, answer, json as answer_json};

async fn things() -> Server {
    Server::always(answer_json(200, r#"{"name":"x"}"#)).await
}

#[tokio::test]
async fn client_12_headers_can_be_left_out() {
    let server = Server::json("[]").await;
    let client = server.client_with(|builder| builder.header("X-Team", "client"));
    let things = client.things();
    things
        .list()
        .without_header("x-TEAM")
        .without_header("User-Agent")
        .without_header("Authorization")
        .await
        .expect("1");
    things.list().header("X-Team", "own").without_header("X-Team").await.expect("2");
    things.list().without_header("X-Team").header("X-Team", "own").await.expect("3");
    let received = server.received();
    let names = ["x-team", "user-agent", "authorization"];
    assert_eq!(names.map(|name| received[0].header(name)), [None; 3]);
    assert_eq!(received[1].header("x-team"), None);
    assert_eq!(received[2].header("x-team"), Some("own"));
    for name in ["Host", "Content-Length", "bad name"] {
        assert!(matches!(things.list().without_header(name).await, Err(Error::Request(_))), "{name}");
    }
    assert_eq!(server.received().len(), 3);
}

#[tokio::test]
async fn client_18_a_multipart_body_keeps_its_boundary() {
    let server = Server::json("{}").await;
    let upload = CaptionUpload::new(Part::new("a.vtt", "WEBVTT"));
    let language = server.client();
    let request = language.stream().captions().language().update("a", "b", "c", &upload);
    assert!(matches!(request.without_header("Content-Type").await, Err(Error::Request(_))));
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn client_15_extra_body_fields_merge_and_win_also_with_null() {
    let server = things().await;
    let client = server.client();
    let request = client.things().create(&Thing::new("a"));
    request.body_field("name", Value::Null).body_field("size", 3).body_field("size", 4).await.expect("a thing");
    assert_eq!(serde_json::from_str::<Value>(&server.only().text()).expect("JSON"), json!({"name": null, "size": 4}));
    assert_eq!(server.only().header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn client_15_extra_body_fields_keep_the_content_type_and_large_numbers() {
    let server = things().await;
    let body = json!({"big": u64::MAX, "small": 0.1, "nested": {"a": 1}});
    server.client().things().edit("a", &body).body_field("more", "x").await.expect("a thing");
    let request = server.only();
    assert_eq!(request.header("content-type"), Some("application/merge-patch+json"));
    let sent: Value = serde_json::from_str(&request.text()).expect("JSON");
    assert_eq!(sent, json!({"big": u64::MAX, "small": 0.1, "nested": {"a": 1}, "more": "x"}));
}

#[tokio::test]
async fn client_15_extra_body_fields_are_a_body_where_there_is_none() {
    let server = things().await;
    server.client().things().get("a").body_field("a", json!([1])).await.expect("a thing");
    assert_eq!(server.only().text(), r#"{"a":[1]}"#);
    assert_eq!(server.only().header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn client_15_extra_body_fields_need_a_json_object() {
    let server = Server::always(answer(204, &[], "")).await;
    let client = server.client();
    let list = client.things().search(&json!([1])).body_field("a", 1).await.map(|_| ());
    let text = client.things().note("{}").body_field("a", 1).await.map(|_| ());
    let upload = CaptionUpload::new(Part::new("a.vtt", "WEBVTT"));
    let file =
        client.stream().captions().language().update("a", "b", "c", &upload).body_field("a", 1).await.map(|_| ());
    for result in [list, text, file] {
        let error = result.expect_err("a failure");
        assert!(matches!(error, Error::Request(_)), "{error:?}");
        assert_eq!(error.to_string(), "`body_field` needs a body that is a JSON object");
    }
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn client_13_credentials_of_one_call_replace_all_of_the_clients() {
    let server = Server::json("[]").await;
    let client = server.client_with(|builder| builder.user_service_key("S").header("Authorization", "Own x"));
    let pair = Credentials::new().api_email("E").api_key("K");
    client.things().list().credentials(pair.clone()).await.expect("a list");
    client.things().list().await.expect("a list");
    let received = server.received();
    let names = ["x-auth-email", "x-auth-key", "authorization", "x-auth-user-service-key"];
    assert_eq!(names.map(|name| received[0].header(name)), [Some("E"), Some("K"), None, None]);
    assert_eq!(names.map(|name| received[1].header(name)), [None, None, Some("Own x"), None]);
    // The first alternative that is satisfied, and it alone.
    client.things().list().credentials(pair.api_token("T2")).await.expect("a list");
    let received = server.received();
    assert_eq!(names.map(|name| received[2].header(name)), [None, None, Some("Bearer T2"), None]);
}

#[tokio::test]
async fn client_13_credentials_of_one_call_must_satisfy_it_by_themselves() {
    let server = Server::json("[]").await;
    let client = server.client_with(|builder| builder.api_email("E").api_key("K"));
    for credentials in [Credentials::new(), Credentials::new().api_key("canary")] {
        let error = client.things().list().credentials(credentials).await.expect_err("a failure");
        assert!(matches!(error, Error::Config(_)), "{error:?}");
        assert!(error.to_string().starts_with("`GET /things` needs credentials: give `api_token`"), "{error}");
    }
    let error = client.things().list().credentials(Credentials::new().api_token("canary\n")).await;
    assert!(!format!("{:?}", error.expect_err("a failure")).contains("canary"));
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn an_anonymous_call_sends_no_credentials_from_anywhere() {
    let server = Server::always(answer(204, &[], "")).await;
    let client = server.client_with(|builder| builder.header("Cookie", "sid=1").header("X-Auth-Key", "K"));
    client.things().keyed().anonymous().await.expect("a success");
    let names = ["authorization", "cookie", "x-auth-key", "x-auth-email"];
    let request = server.only();
    assert_eq!(names.map(|name| request.header(name)), [None; 4]);
    let by_query = documents::query_key().base_url(server.url()).no_proxy().query("api key", "s").query("q", "1");
    by_query.build().expect("a client").things().keyed().anonymous().await.expect("a success");
    assert_eq!(server.received()[1].target, "/things/keyed?q=1");
}

#[tokio::test]
async fn s09_an_anonymous_call_may_go_where_credentials_may_not() {
    // Nothing listens there, and nothing is asked: the check comes before the connection.
    let client = Client::builder().base_url("http://192.0.2.1").no_proxy().build().expect("a client");
    let call = |credentials: Credentials| client.things().list().credentials(credentials).retries(0);
    assert!(matches!(call(Credentials::new().api_token("t")).await, Err(Error::Config(_))));
    let limit = std::time::Duration::from_millis(20);
    let error = client.things().list().anonymous().retries(0).timeout(limit).await.expect_err("a failure");
    assert!(!matches!(error, Error::Config(_)), "{error:?}");
}
