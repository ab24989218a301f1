//! The clients of the fixtures that are written as frameworks write documents, called.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use tests::fixtures::{framework_names, large_unions, lines_bodies, media_types, methods, response_headers, streams};
use tests::runtime::client::Client;
use tests::runtime::lines_body::UploadLines;

use crate::fixtures::{built, read};
use crate::server::{Server, answer, json};

#[tokio::test]
async fn names_are_those_of_the_code_behind_the_framework() {
    use framework_names::ClientExt as _;
    use framework_names::types::{PetDay, PetLevel, PetSize};
    let server = Server::json(r#"{"level":1,"day":0,"size":"l","page":{"items":[{}]},"list":{"count":2}}"#).await;
    let client = built(<Client as framework_names::ClientExt>::builder(), &server);
    let pet = client.pets().read(1).await.expect("a pet");
    assert_eq!((pet.level, pet.day, pet.size), (Some(PetLevel::LevelMid), Some(PetDay::Sunday), Some(PetSize::Large)));
    let change: framework_names::types::BodyChangePet = read(r#"{"level":2,"stream":true}"#);
    assert!(matches!(&change, framework_names::types::BodyChangePet::Stream(change) if change.level == 2));
    client.pets().change(1, &change).raw().await.expect("an answer");
    client.cats().find_one("1").raw().await.expect("an answer");
    client.cats().create().raw().await.expect("an answer");
    client.videos().get_rating().raw().await.expect("an answer");
    client.videos().videos_1().raw().await.expect("an answer");
    client.owner().find_all().raw().await.expect("an answer");
    client.people().get_trip("a'b", 7).raw().await.expect("an answer");
    client.files().get("a/b").raw().await.expect("an answer");
    let targets: Vec<_> = server.received().into_iter().map(|request| request.target).collect();
    assert_eq!(
        targets,
        [
            "/pets/1",
            "/pets/1",
            "/cats/1",
            "/cats",
            "/videos",
            "/videos",
            "/owners",
            "/People('a%27b')/trips(7)",
            "/files/a%2Fb"
        ]
    );
}

#[tokio::test]
async fn what_media_types_say_twice_is_said_once() {
    use media_types::ClientExt as _;
    use media_types::types::{GoodsCreateThingResponse, GoodsExportResponse, Thing};
    let server = Server::sequence(vec![
        json(200, r#"[{"name":"a"}]"#),
        json(201, r#"{"size":3}"#),
        answer(200, &[("content-type", "text/csv")], "a,b"),
        json(200, r#"[{"name":"a"}]"#),
    ])
    .await;
    let client = built(<Client as media_types::ClientExt>::builder(), &server);
    let goods = client.goods();
    assert_eq!(goods.list_things().await.expect("all"), [Thing::new("a")]);
    let made = goods.create_thing(&Thing::new("b")).await.expect("something");
    assert!(matches!(made, GoodsCreateThingResponse::Other(other) if other.size == 3));
    assert!(matches!(goods.export().await, Ok(GoodsExportResponse::OkCsv(text)) if text == "a,b"));
    assert!(matches!(goods.export().await, Ok(GoodsExportResponse::OkJson(list)) if list.len() == 1));
    let sent = server.received();
    assert_eq!((sent[0].header("accept"), sent[1].header("accept")), (Some("application/json"), Some("*/*")));
    assert_eq!(sent[1].header("content-type"), Some("application/json"));
    assert_eq!(sent[2].header("accept"), Some("text/csv, application/json"));
}

#[tokio::test]
async fn media_types_with_parameters_are_told_apart() {
    use media_types::ClientExt as _;
    use media_types::types::{GoodsPutVersionContent, Other, Thing};
    let server = Server::always(answer(200, &[("content-type", "application/vnd.api+json")], r#"{"name":"n"}"#)).await;
    let client = built(<Client as media_types::ClientExt>::builder(), &server);
    for body in [GoodsPutVersionContent::Api(Thing::new("a")), GoodsPutVersionContent::ApiVersion2(Other::new(1))] {
        assert_eq!(client.goods().put_version(&body).await.expect("a thing").name, "n");
    }
    let sent: Vec<_> = server.received();
    assert_eq!(sent[0].header("content-type"), Some("application/vnd.api+json"));
    assert_eq!(sent[1].header("content-type"), Some("application/vnd.api+json; version=2"));
}

#[tokio::test]
async fn bytes_travel_both_ways() {
    use media_types::ClientExt as _;
    use media_types::types::GoodsUpdatePictureContent;
    let server = Server::always(answer(200, &[("content-type", "image/png")], "\u{1}png")).await;
    let client = built(<Client as media_types::ClientExt>::builder(), &server);
    let picture = GoodsUpdatePictureContent::Image("in".into());
    assert_eq!(client.goods().update_picture(&picture).await.expect("bytes"), "\u{1}png");
    assert_eq!(client.goods().send_xml("<a/>").await.expect("bytes"), "\u{1}png");
    let sent = server.received();
    assert_eq!((sent[0].text().as_str(), sent[0].header("content-type")), ("in", Some("application/octet-stream")));
    assert_eq!((sent[1].text().as_str(), sent[1].header("content-type")), ("<a/>", Some("application/xml")));
    assert_eq!(sent[1].header("accept"), Some("application/soap+xml"));
}

#[tokio::test]
async fn streams_hold_what_their_events_hold() {
    use streams::ClientExt as _;
    use streams::types::FeedReadWholeResponseEvent as Whole;
    let events = |text: &str| answer(200, &[("content-type", "text/event-stream")], text);
    let server = Server::sequence(vec![
        events("data: {\"text\":\"a\"}\n\n"),
        events("event: note\nid: 1\ndata: {\"text\":\"a\"}\n\nevent: end\ndata: {\"reason\":\"r\"}\n\n"),
        events("data: {\"id\":1,\"data\":\"d\"}\n\n"),
        events("data: {\"text\":\"b\"}\n\n"),
        answer(200, &[("content-type", "application/jsonl")], "{\"text\":\"a\"}\n{\"text\":\"b\"}\n"),
    ])
    .await;
    let client = built(<Client as streams::ClientExt>::builder(), &server);
    let mut list = client.feed().read_list().await.expect("a stream");
    assert_eq!(list.next().await.expect("an event").expect("a note").data.text, "a");
    let mut whole = client.feed().read_whole().await.expect("a stream");
    let first = whole.next().await.expect("an event").expect("an event");
    assert!(matches!(&first.data, Whole::Note(note) if note.text == "a"), "{first:?}");
    assert_eq!((first.event.as_deref(), first.id.as_deref()), (Some("note"), Some("1")));
    let second = whole.next().await.expect("an event").expect("an event");
    assert!(matches!(&second.data, Whole::End(end) if end.reason == "r"), "{second:?}");
    let mut payload = client.feed().read_payload().await.expect("a stream");
    let data = payload.next().await.expect("an event").expect("an event").data;
    assert_eq!((data.id, data.data.as_deref()), (Some(1), Some("d")));
    let mut both = client.feed().crate_stream().await.expect("a stream");
    assert_eq!(both.next().await.expect("an event").expect("a note").data.text, "b");
    let mut lines = client.feed().search_log(&streams::types::End::new("r")).await.expect("a stream");
    assert_eq!(lines.next().await.expect("a line").expect("a note").text, "a");
    let request = server.received().pop().expect("a request");
    assert_eq!((request.method.as_str(), request.text().as_str()), ("QUERY", r#"{"reason":"r"}"#));
}

#[tokio::test]
async fn methods_of_its_own_are_sent_as_the_document_writes_them() {
    use methods::ClientExt as _;
    let server = Server::always(answer(201, &[], "")).await;
    let client = built(<Client as methods::ClientExt>::builder(), &server);
    client.files().copy("a b", "/c").await.expect("nothing");
    let request = server.only();
    assert_eq!((request.method.as_str(), request.target.as_str()), ("COPY", "/files/a%20b"));
    assert_eq!(request.header("destination"), Some("/c"));
}

#[tokio::test]
async fn more_than_fifty_members_are_told_apart() {
    use large_unions::ClientExt as _;
    use large_unions::types::{M52, Plain, Tagged};
    let server = Server::always(answer(200, &[("content-type", "application/json")], r#"{"m51":1}"#)).await;
    let client = built(<Client as large_unions::ClientExt>::builder(), &server);
    let mut last = M52::new(2);
    last.kind = Some("m52".to_owned());
    let answer = client.events().echo(&Tagged::M52(last)).await.expect("an event");
    assert!(matches!(&answer, Plain::M51(found) if found.m51 == 1), "{answer:?}");
    assert_eq!(server.only().text(), r#"{"kind":"m52","m52":2}"#);
    assert!(matches!(read::<Tagged>(r#"{"kind":"m50","m50":1}"#), Tagged::M50(_)));
}

#[tokio::test]
async fn each_item_of_a_list_is_a_line_of_the_body() {
    use lines_bodies::ClientExt as _;
    use lines_bodies::resources::FeedSendItemsParams;
    use lines_bodies::types::{FeedSendEitherContent, Note};
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as lines_bodies::ClientExt>::builder(), &server);
    let notes = vec![Note::new("a\nb"), Note::new("c")];
    client.feed().send_list(&notes).await.expect("nothing");
    client.feed().send_items().params(FeedSendItemsParams::new().body((&notes).into())).await.expect("nothing");
    client.feed().send_either(&FeedSendEitherContent::Lines(notes.into())).await.expect("nothing");
    client.feed().send_list(&[]).await.expect("nothing");
    let sent = server.received();
    let sent: Vec<_> = sent.iter().map(|request| (request.header("content-type"), request.text())).collect();
    let lines = "{\"text\":\"a\\nb\"}\n{\"text\":\"c\"}\n";
    assert_eq!(sent[0], (Some("application/x-ndjson"), lines.to_owned()));
    assert_eq!(sent[1], (Some("application/json-seq"), lines.replace('{', "\u{1e}{")));
    assert_eq!(sent[2], (Some("application/jsonl"), lines.to_owned()));
    assert_eq!(sent[3], (Some("application/x-ndjson"), String::new()));
}

#[tokio::test]
async fn items_of_a_stream_are_encoded_one_by_one() {
    use lines_bodies::ClientExt as _;
    use lines_bodies::resources::FeedSendItemsParams;
    use lines_bodies::types::Note;
    let server = Server::sequence(vec![answer(204, &[], ""), answer(204, &[], ""), answer(429, &[], "")]).await;
    let client = built(<Client as lines_bodies::ClientExt>::builder(), &server);
    let notes = || ["a\nb", "c"].into_iter().map(Note::new);
    client.feed().send_list(UploadLines::iter(notes())).await.expect("nothing");
    let params = FeedSendItemsParams::new().body(UploadLines::iter(notes()));
    assert_eq!(params, params.clone());
    client.feed().send_items().params(params).await.expect("nothing");
    // What was begun cannot be sent once more.
    let error = client.feed().send_list(UploadLines::iter(notes())).retries(2).await.expect_err("a failure");
    assert!(error.is_body_spent(), "{error:?}");
    let sent = server.received();
    assert_eq!(sent.len(), 3);
    let lines = "{\"text\":\"a\\nb\"}\n{\"text\":\"c\"}\n";
    assert_eq!(sent[0].text(), lines);
    assert_eq!(sent[1].text(), lines.replace('{', "\u{1e}{"));

    let broken = UploadLines::stream(Broken(notes().next()));
    let error = client.feed().send_list(broken).await.expect_err("a failure");
    let mut sources = std::iter::successors(std::error::Error::source(&error), |error| error.source());
    assert!(sources.any(|source| source.to_string().contains("the table is gone")), "{error:?}");
}

/// A stream that fails after its item.
struct Broken<T>(Option<T>);

impl<T: Unpin> Stream for Broken<T> {
    type Item = Result<T, &'static str>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(Some(self.0.take().ok_or("the table is gone")))
    }
}

#[tokio::test]
async fn headers_of_answers_are_read_as_what_they_are() {
    use response_headers::ClientExt as _;
    let headers = [
        ("content-type", "application/json"),
        ("x-total", "42"),
        ("etag", "\"7\""),
        ("x-cached", "true"),
        ("x-day", "2026-11-22"),
    ];
    let failure = answer(429, &[("retry-after", "3"), ("x-total", "many")], "");
    let server = Server::sequence(vec![answer(200, &headers, "[]"), failure]).await;
    let client = built(<Client as response_headers::ClientExt>::builder(), &server);
    let raw = client.items().list().raw().await.expect("an answer");
    assert_eq!(raw.header::<i64>("X-Total").expect("a number"), Some(42));
    assert_eq!(raw.header::<String>("ETag").expect("text").as_deref(), Some("\"7\""));
    assert_eq!(raw.header::<bool>("x-cached").expect("a truth value"), Some(true));
    let day = raw.header::<tests::runtime::format_date::Date>("x-day").expect("a date").expect("a date");
    assert_eq!(day.as_str(), "2026-11-22");
    assert_eq!(raw.header::<i64>("x-missing").expect("nothing"), None);
    let error = raw.header::<i64>("etag").expect_err("no number");
    assert!(error.to_string().contains("`etag` is not of the expected type"), "{error}");
    let error = client.items().list().await.expect_err("a failure");
    let tests::runtime::error::Error::Status(status) = error else { panic!("{error:?}") };
    assert_eq!(status.header::<u32>("Retry-After").expect("a number"), Some(3));
    assert!(status.header::<u32>("x-total").is_err());
}

#[test]
fn an_unknown_number_keeps_its_value_where_numbers_have_names() {
    let pet: framework_names::types::Pet = read(r#"{"level":9}"#);
    assert_eq!(pet.level.map(|level| level.value()), Some(9));
}
