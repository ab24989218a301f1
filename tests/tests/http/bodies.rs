//! Request bodies on the wire.

use serde_json::json;
use tests::runtime::error::Error;
use tests::runtime::part::Part;
use tests::sample::types::{CaptionUpload, Thing, ThingsReplaceContent};

use crate::server::{Received, Server, answer};

fn thing() -> Thing {
    let mut thing = Thing::new("a b&c=d");
    thing.size = Some(7);
    thing.tags = Some(vec!["x".to_owned(), "é+".to_owned()]);
    thing.part = Some(Box::new(Thing::new("inner")));
    thing
}

/// What arrives when a thing is replaced by this body.
async fn replaced(body: ThingsReplaceContent) -> Received {
    let server = Server::always(answer(204, &[], "")).await;
    server.client().things().replace("n", &body).await.expect("a success");
    server.only()
}

#[tokio::test]
async fn json_bodies_say_what_they_are() {
    let request = replaced(ThingsReplaceContent::Json(thing())).await;
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.text(), r#"{"name":"a b&c=d","size":7,"tags":["x","é+"],"part":{"name":"inner"}}"#);
    let length = request.body.len().to_string();
    assert_eq!(request.header("content-length"), Some(length.as_str()));
}

#[tokio::test]
async fn json_bodies_of_other_media_types() {
    let server = Server::json(r#"{"name":"x"}"#).await;
    server.client().things().edit("n", &json!({"size": null})).await.expect("a thing");
    let request = server.only();
    assert_eq!(request.method, "PATCH");
    assert_eq!(request.header("content-type"), Some("application/merge-patch+json"));
    assert_eq!(request.header("accept"), Some("application/hal+json"));
    assert_eq!(request.text(), r#"{"size":null}"#);
}

#[tokio::test]
async fn forms_are_urlencoded() {
    let server = Server::always(answer(204, &[], "")).await;
    server.client().things().submit_plain(&thing()).await.expect("a success");
    let request = server.only();
    assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(request.text(), "name=a%20b%26c%3Dd&size=7&tags=x&tags=%C3%A9%2B&part=%7B%22name%22%3A%22inner%22%7D");
}

#[tokio::test]
async fn forms_follow_the_style_of_each_property() {
    let server = Server::always(answer(204, &[], "")).await;
    server.client().things().submit(&thing()).await.expect("a success");
    assert_eq!(server.only().text(), "name=a%20b%26c%3Dd&size=7&tags=x&tags=%C3%A9%2B&part%5Bname%5D=inner");
}

#[tokio::test]
async fn text_and_bytes() {
    let request = replaced(ThingsReplaceContent::Text("héllo".into())).await;
    assert_eq!((request.header("content-type"), request.text().as_str()), (Some("text/plain"), "héllo"));
    let request = replaced(ThingsReplaceContent::Bytes(b"\0\xff"[..].into())).await;
    // A range is what the server accepts, not what the body is.
    assert_eq!((request.header("content-type"), &request.body[..]), (Some("application/octet-stream"), &b"\0\xff"[..]));
    let server = Server::always(answer(202, &[], "")).await;
    server.client().things().blob(vec![1, 2, 3]).await.expect("an answer");
    assert_eq!(server.only().body, [1, 2, 3]);
}

#[tokio::test]
async fn client_18_lists_and_files_repeat_under_one_name() {
    let mut upload = CaptionUpload::new(Part::new("a.vtt", "A").content_type("text/x-own"));
    upload.more = Some(vec![Part::new("b.bin", "B"), Part::new("c.bin", "C")]);
    upload.labels = Some(vec!["one".into(), "two".into()]);
    upload.about = Some(Thing::new("about"));
    let request = replaced(ThingsReplaceContent::Multipart(upload)).await;
    let heads: Vec<String> =
        request.text().split("--form-boundary-00000000").map(|part| part.trim().replace("\r\n", "|")).collect();
    assert_eq!(
        heads,
        [
            "",
            "Content-Disposition: form-data; name=\"file\"; filename=\"a.vtt\"|Content-Type: text/x-own||A",
            "Content-Disposition: form-data; name=\"more\"; filename=\"b.bin\"|Content-Type: application/octet-stream||B",
            "Content-Disposition: form-data; name=\"more\"; filename=\"c.bin\"|Content-Type: application/octet-stream||C",
            "Content-Disposition: form-data; name=\"labels\"||one",
            "Content-Disposition: form-data; name=\"labels\"||two",
            "Content-Disposition: form-data; name=\"about\"|Content-Type: application/json||{\"name\":\"about\"}",
            "--",
        ]
    );
}

#[tokio::test]
async fn client_18_the_boundary_is_never_the_callers() {
    let server = Server::json("{}").await;
    let client = server.client();
    let upload = CaptionUpload::new(Part::new("a.vtt", "A"));
    let request = client.stream().captions().language().update("a", "b", "c", &upload);
    let error = request.header("Content-Type", "multipart/form-data").await.expect_err("a failure");
    assert!(matches!(error, Error::Request(_)), "{error:?}");
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn files_come_from_disk_with_their_names() {
    let folder = std::env::temp_dir().join(format!("http-part-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("türkçe.vtt");
    std::fs::write(&path, "WEBVTT").expect("a file");
    let part = Part::from_path(&path).expect("a part");
    assert_eq!(part, Part::new("türkçe.vtt", "WEBVTT"));
    assert_eq!(part.file_name("x"), Part::new("x", "WEBVTT"));
    assert!(Part::from_path(folder.join("missing")).is_err());
    std::fs::remove_dir_all(&folder).expect("a folder");
}

#[tokio::test]
async fn no_body_has_no_content_type() {
    let server = Server::json("{}").await;
    let client = server.client();
    let language = client.stream().captions().language();
    for request in [language.get("a", "b", "c"), language.create("a", "b", "c")] {
        request.await.expect("an answer");
    }
    language.delete("a", "b", "c").await.expect("an answer");
    for request in server.received() {
        assert_eq!(request.header("content-type"), None);
    }
}
