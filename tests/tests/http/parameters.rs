//! Parameters on the wire.

use serde_json::json;
use tests::runtime::error::Error;
use tests::runtime::part::Part;
use tests::sample::resources::ThingsListParams;
use tests::sample::types::{CaptionUpload, Thing};

use crate::server::{Server, answer};

#[tokio::test]
async fn optional_parameters_are_left_out_or_sent() {
    let server = Server::json("[]").await;
    let client = server.client();
    client.things().list().await.expect("a list");
    client.things().list().params(ThingsListParams::new()).await.expect("a list");
    let mut like = Thing::new("x y");
    like.tags = Some(vec!["a".into()]);
    let params = ThingsListParams::new().limit(10).tags(vec!["a,b".into(), "c".into()]).like(like);
    client.things().list().params(params).await.expect("a list");
    let targets: Vec<String> = server.received().into_iter().map(|request| request.target).collect();
    assert_eq!(
        targets,
        ["/things", "/things", "/things?limit=10&tags=a%2Cb,c&like%5Bname%5D=x%20y&like%5Btags%5D%5B%5D=a"]
    );
}

#[tokio::test]
async fn optional_parameters_that_are_given_again_take_the_place_of_the_first() {
    let server = Server::json("[]").await;
    let first = ThingsListParams::new().limit(1).tags(vec!["x".into()]).body(Thing::new("first"));
    let second = ThingsListParams::new().limit(2).body(Thing::new("second"));
    server.client().things().list().params(first).params(second).await.expect("a list");
    let request = server.only();
    assert_eq!(request.target, "/things?limit=2");
    assert_eq!(request.text(), r#"{"name":"second"}"#);
}

#[tokio::test]
async fn headers_cookies_and_query_are_each_in_their_place() {
    let server = Server::always(answer(204, &[], "")).await;
    let many = ["a".to_owned(), "b c".to_owned()];
    server.client().things().headers("é/x", "é/x", &many, "c;d").await.expect("a success");
    let request = server.only();
    assert_eq!(request.header("x-one"), Some("é/x"));
    assert_eq!(request.header("x-many"), Some("a,b c"));
    assert_eq!(request.header("cookie"), Some("crumb=c%3Bd"));
    assert_eq!(request.target, "/things/headers?one=%C3%A9%2Fx");
}

#[tokio::test]
async fn cookies_of_the_client_go_along_with_those_of_the_operation() {
    let server = Server::always(answer(204, &[], "")).await;
    let client = server.client_with(|builder| builder.header("Cookie", "theme=därk; crumb=old"));
    client.things().headers("1", "1", &[], "2").await.expect("a success");
    client.things().open().await.expect("a success");
    client.things().headers("1", "1", &[], "2").header("Cookie", "mine=1").await.expect("a success");
    let sent: Vec<_> = server.received().iter().map(|sent| sent.header("cookie").map(str::to_owned)).collect();
    assert_eq!(sent, ["theme=därk; crumb=2", "theme=därk; crumb=old", "mine=1"].map(|cookie| Some(cookie.to_owned())));
}

#[tokio::test]
async fn a_header_that_cannot_be_one_is_an_error_before_io() {
    let server = Server::always(answer(204, &[], "")).await;
    let error = server.client().things().headers("", "canary\r\nX-Evil: 1", &[], "c").await.expect_err("a failure");
    assert!(matches!(error, Error::Request(_)), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("canary"));
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn headers_of_the_transport_are_its_own_whatever_the_document_declares() {
    let server = Server::json("[]").await;
    let client = server.client();
    let upload = CaptionUpload::new(Part::new("a", "b"));
    client.things().measured("99", &upload).await.expect("a success");
    let request = server.only();
    assert_eq!(request.header("content-length"), Some(request.body.len().to_string().as_str()));
    let content_type = request.header("content-type").expect("a content type");
    assert!(content_type.starts_with("multipart/form-data; boundary="), "{content_type}");
}

#[tokio::test]
async fn path_styles_and_the_query_of_a_template() {
    let server = Server::always(answer(200, &[], b"\x01")).await;
    let mut options = Thing::new("a/b");
    options.size = Some(1);
    let bytes = server.client().things().get_as("n.m", "tar gz", &options).query("kept", "no").await.expect("bytes");
    assert_eq!(&bytes[..], b"\x01");
    assert_eq!(server.only().target, "/things/.n.m.tar%20gz/;name=a%2Fb;size=1?kept=no");
}

#[tokio::test]
async fn methods_that_are_not_common() {
    let server = Server::json("{}").await;
    server.client().things().search(&json!({"q": 1})).await.expect("JSON");
    assert_eq!(server.only().method, "QUERY");
}
