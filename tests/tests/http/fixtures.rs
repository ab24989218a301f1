//! The clients of the fixtures, called.

use tests::fixtures::{
    all_of, bodies, enums, family, formats, maps, names, nested_tags, parameters, presence, recursion, responses,
    security, servers, shared_types, union, usual_security,
};
use tests::runtime::builder::ClientBuilder;
use tests::runtime::client::Client;
use tests::runtime::maybe::Maybe;
use tests::runtime::part::Part;

use crate::server::{Server, answer, json};

pub(crate) fn built(builder: ClientBuilder, server: &Server) -> Client {
    builder.base_url(server.url()).no_proxy().max_retries(0).build().expect("a client")
}

pub(crate) fn read<T: serde::de::DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).expect("the JSON is of the type")
}

#[tokio::test]
async fn presence_tells_absent_null_and_a_value_apart() {
    use presence::ClientExt as _;
    const ANSWER: &str =
        r#"{"id":"0","kind":"note","text":"hi","parent":null,"due":null,"size":18446744073709551615,"count":3}"#;
    let server = Server::json(ANSWER).await;
    let client = built(<Client as presence::ClientExt>::builder(), &server);
    let mut note = presence::types::Note::new("hi", None);
    note.due = Maybe::Null;
    let answer = client.notes().create(&note).await.expect("a note");
    assert_eq!(server.only().text(), r#"{"kind":"note","text":"hi","parent":null,"due":null}"#);
    assert_eq!((answer.parent.as_deref(), &answer.due, answer.size), (None, &Maybe::Null, Some(u64::MAX)));
    assert_eq!(answer.title, None);
}

#[tokio::test]
async fn union_variants_are_told_apart_and_the_unknown_is_kept() {
    use union::ClientExt as _;
    use union::types::{Shape, Value};
    let body = r#"[{"kind":"circle","radius":1.5},{"kind":"square","side":2.0,"inner":{"kind":"star","points":5}}]"#;
    let server = Server::json(body).await;
    let client = built(<Client as union::ClientExt>::builder(), &server);
    let shapes = client.shapes().list().await.expect("shapes");
    assert!(matches!(&shapes[0], Shape::Circle(circle) if (circle.radius - 1.5).abs() < f64::EPSILON));
    let Shape::Square(square) = &shapes[1] else { panic!("{shapes:?}") };
    assert!(matches!(square.inner.as_deref(), Some(Shape::Unknown(raw)) if raw["points"] == 5));
    assert_eq!(serde_json::to_string(&shapes).expect("JSON"), body);

    assert_eq!(read::<Value>("3"), Value::Integer(3));
    assert_eq!(read::<Value>(r#"["a"]"#), Value::List(vec!["a".to_owned()]));
    assert!(matches!(read::<Value>(r#"{"text":"a"}"#), Value::Text(text) if text.text == "a"));
    assert!(matches!(read::<Value>("[1]"), Value::Unknown(_)));
}

#[tokio::test]
async fn what_extends_a_schema_is_a_variant_of_it() {
    use family::ClientExt as _;
    use family::types::{Factor, Loop};
    let body = r#"[{"key":"duo","status":"on","host":"h"},{"key":"otp","status":"off"},{"key":"sms"},{"key":"mail"}]"#;
    let server = Server::json(body).await;
    let client = built(<Client as family::ClientExt>::builder(), &server);
    let factors = client.factors().list().await.expect("factors");
    assert!(matches!(&factors[0], Factor::DuoFactor(duo) if duo.host.as_deref() == Some("h")));
    assert!(matches!(&factors[1], Factor::OtpFactor(otp) if otp.status.as_deref() == Some("off")));
    assert!(matches!(&factors[2], Factor::SmsFactor(_)));
    // All members list it, and the mapping names none for it.
    assert!(matches!(&factors[3], Factor::Unknown(_)));
    assert_eq!(serde_json::to_string(&factors).expect("JSON"), body);

    assert_eq!(read::<Loop>("3"), Loop::Integer(3));
    assert_eq!(read::<Loop>("3.5"), Loop::Unknown(3.5.into()));
    assert_eq!(read::<Loop>(r#""a""#), Loop::String("a".to_owned()));
}

#[test]
fn null_is_a_value_of_what_may_be_anything() {
    use presence::types::Note;
    let without = r#"{"id":"0","kind":"note","text":"hi","parent":null}"#;
    let with = without.replace('}', r#","extra":null}"#);
    assert_eq!(read::<Note>(without).extra, None);
    assert_eq!(read::<Note>(&with).extra, Some(serde_json::Value::Null));
    for json in [without, &with] {
        assert_eq!(serde_json::to_string(&read::<Note>(json)).expect("JSON"), json);
    }
}

#[tokio::test]
async fn enums_are_open_and_their_values_may_be_anything() {
    use enums::ClientExt as _;
    use enums::types::Order;
    let body = r#"[{"status":">=","level":-1,"mode":true,"size":null,"speed":"warp"},{"status":"new","level":7,"mode":[],"odd":"🦀","code":null,"ratio":0.5,"flag":true},{"odd":" ","code":2,"ratio":0.75}]"#;
    let server = Server::json(body).await;
    let client = built(<Client as enums::ClientExt>::builder(), &server);
    let orders: Vec<Order> = client.orders().list().await.expect("orders");
    assert_eq!(serde_json::to_string(&orders).expect("JSON"), body);
    assert_eq!(orders[1].level.as_ref().map(enums::types::OrderLevel::value), Some(7));
}

#[tokio::test]
async fn all_of_is_one_object() {
    use all_of::ClientExt as _;
    let server = Server::json(r#"{"name":"Rex","tail":true,"data":{"age":3},"friend":null}"#).await;
    let client = built(<Client as all_of::ClientExt>::builder(), &server);
    let dog = client.dogs().get().await.expect("a dog");
    assert_eq!((dog.name.as_str(), dog.tail), ("Rex", true));
    assert_eq!(dog.data.and_then(|data| data.age), Some(3));
    assert_eq!(dog.friend, Maybe::Null);
}

#[tokio::test]
async fn maps_stand_beside_properties() {
    use maps::ClientExt as _;
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as maps::ClientExt>::builder(), &server);
    let mut labels = maps::types::Labels::new("me");
    labels.additional_properties.insert("colour".to_owned(), "red".to_owned());
    labels.counts = Some([("a".to_owned(), 1)].into());
    client.labels().replace(&labels).await.expect("nothing");
    assert_eq!(server.only().text(), r#"{"owner":"me","counts":{"a":1},"colour":"red"}"#);
    assert_eq!(read::<maps::types::Labels>(&server.only().text()), labels);
}

#[tokio::test]
async fn recursive_types_are_read_at_any_depth() {
    use recursion::ClientExt as _;
    let body = r#"{"name":"a","children":[{"name":"b","parent":{"name":"a","children":[]},"children":[]}]}"#;
    let server = Server::json(body).await;
    let client = built(<Client as recursion::ClientExt>::builder(), &server);
    let tree = client.trees().get().await.expect("a tree");
    assert_eq!(tree.children[0].parent.as_ref().map(|parent| parent.name.as_str()), Some("a"));
    assert_eq!(serde_json::to_string(&tree).expect("JSON"), body);
}

#[tokio::test]
async fn parameters_are_each_written_in_their_style() {
    use parameters::ClientExt as _;
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as parameters::ClientExt>::builder(), &server);
    let params = parameters::resources::ItemsGetParams::new()
        .filter(read(r#"{"type":"a b"}"#))
        .ids(vec!["1".to_owned(), "2".to_owned()])
        .raw("a/b?c")
        .r#where([("k".to_owned(), true.into())].into())
        .x_trace("t")
        .session("s");
    client.items().get("i/d", "l", &[1, 2], 5).params(params).await.expect("nothing");
    let request = server.only();
    let (path, query) = request.target.split_once('?').expect("a query");
    assert_eq!(path, "/items/i%2Fd/.l/;matrix=1;matrix=2");
    assert_eq!(query, "limit=5&filter%5Btype%5D=a%20b&ids=1%7C2&raw=a/b?c&where=%7B%22k%22%3Atrue%7D");
    assert_eq!((request.header("x-trace"), request.header("cookie")), (Some("t"), Some("session=s")));
}

#[tokio::test]
async fn bodies_are_sent_as_their_media_types_ask() {
    use bodies::ClientExt as _;
    use bodies::types::{BodiesPatchBody, BodiesPatchContent, BodiesSendFormBody, BodiesUploadBody};
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as bodies::ClientExt>::builder(), &server);
    let mut form = BodiesSendFormBody::new("a&b");
    form.tags = Some(vec!["x".to_owned(), "y".to_owned()]);
    client.bodies().send_form(&form).await.expect("nothing");
    let mut upload = BodiesUploadBody::new(Part::new("a.vtt", "WEBVTT"));
    upload.title = Some("t".to_owned());
    client.bodies().upload(&upload).await.expect("nothing");
    client.bodies().update_bytes("raw").await.expect("nothing");
    client.bodies().update_text().await.expect("nothing");
    let patch = BodiesPatchContent::MergePatch(read::<BodiesPatchBody>(r#"{"name":"n"}"#));
    client.bodies().patch(&patch).await.expect("nothing");

    let sent = server.received();
    assert_eq!(sent[0].text(), "name=a%26b&tags=x,y");
    let multipart = sent[1].text();
    assert!(multipart.contains("filename=\"a.vtt\"\r\nContent-Type: text/vtt\r\n"), "{multipart}");
    assert!(multipart.contains("name=\"title\"\r\n\r\nt\r\n"), "{multipart}");
    assert_eq!((sent[2].text().as_str(), sent[2].header("content-type")), ("raw", Some("application/octet-stream")));
    assert_eq!((sent[3].text().as_str(), sent[3].header("content-type")), ("", None));
    assert_eq!(sent[4].header("content-type"), Some("application/merge-patch+json"));
}

#[tokio::test]
async fn responses_are_told_apart_by_status() {
    use responses::ClientExt as _;
    use responses::types::{JobsCreateError, JobsCreateResponse};
    let server = Server::sequence(vec![
        json(200, r#"{"id":1}"#),
        json(202, r#"{"ticket":"t"}"#),
        json(404, r#"{"what":"w"}"#),
        answer(409, &[("content-type", "application/problem+json")], r#"{"title":"p"}"#),
        answer(500, &[("content-type", "text/plain")], "broken"),
    ])
    .await;
    let client = built(<Client as responses::ClientExt>::builder(), &server);
    let jobs = client.jobs();
    assert!(matches!(jobs.create().await, Ok(JobsCreateResponse::Ok(job)) if job.id == 1));
    assert!(matches!(jobs.create().await, Ok(JobsCreateResponse::Accepted(ticket)) if ticket.ticket == "t"));
    let declared = |error: tests::runtime::error::Error| error.declared::<JobsCreateError>().expect("a declared error");
    let errors = [jobs.create().await, jobs.create().await, jobs.create().await];
    let [missing, problem, broken] = errors.map(|result| declared(result.expect_err("an error")));
    assert!(matches!(missing, JobsCreateError::NotFound(body) if body.what.as_deref() == Some("w")));
    assert!(matches!(problem, JobsCreateError::ClientError(body) if body.title.as_deref() == Some("p")));
    assert!(matches!(broken, JobsCreateError::Default(text) if text == "broken"));
}

#[tokio::test]
async fn an_answer_without_content_is_none_where_there_may_be_one() {
    use responses::ClientExt as _;
    let server = Server::sequence(vec![json(200, r#"{"id":1}"#), answer(204, &[], "")]).await;
    let client = built(<Client as responses::ClientExt>::builder(), &server);
    assert_eq!(client.jobs().get(1).await.expect("a job").map(|job| job.id), Some(1));
    assert_eq!(client.jobs().get(2).await.expect("none"), None);
}

#[tokio::test]
async fn each_operation_sends_the_credentials_that_it_asks_for() {
    use security::{ClientBuilderExt as _, ClientExt as _};
    let server = Server::always(answer(204, &[], "")).await;
    let builder = <Client as security::ClientExt>::builder().email("e").key("k").query_value("q");
    let client = built(builder, &server);
    client.doors().get_private().await.expect("nothing");
    client.doors().get_public().await.expect("nothing");
    client.doors().get_basic().await.expect("nothing");
    let sent = server.received();
    assert_eq!((sent[0].header("x-email"), sent[0].header("x-key")), (Some("e"), Some("k")));
    assert_eq!((sent[1].header("x-email"), sent[1].target.as_str()), (None, "/public"));
    assert_eq!((sent[2].header("x-key"), sent[2].target.as_str()), (None, "/basic?api_key=q"));
}

#[tokio::test]
async fn what_most_operations_require_is_sent_with_what_is_not_described() {
    use usual_security::{ClientBuilderExt as _, ClientExt as _};
    let server = Server::json("[]").await;
    let client = built(<Client as usual_security::ClientExt>::builder().key("k"), &server);
    client.rooms().list().await.expect("rooms");
    client.request(reqwest::Method::GET, "/halls").await.expect("halls");
    client.health().get().await.expect("nothing");
    let sent = server.received();
    assert_eq!(sent.iter().map(|sent| sent.header("x-key")).collect::<Vec<_>>(), [Some("k"), Some("k"), None]);
}

#[tokio::test]
async fn of_two_credentials_for_one_header_one_is_sent() {
    use security::{ClientBuilderExt as _, ClientExt as _};
    let server = Server::always(answer(204, &[], "")).await;
    let begin = <Client as security::ClientExt>::builder;
    let client = built(begin().login("user", "word").email("e").key("k"), &server);
    client.doors().list_rivals().await.expect("nothing");
    let client = built(begin().token("t").login("user", "word").email("e"), &server);
    client.doors().list_rivals().await.expect("nothing");
    let sent: Vec<_> = server.received().iter().map(|sent| sent.header("authorization").map(str::to_owned)).collect();
    assert_eq!(sent, [Some("Basic dXNlcjp3b3Jk".to_owned()), Some("Bearer t".to_owned())]);
}

#[tokio::test]
async fn an_operations_server_is_its_own() {
    use servers::ClientExt as _;
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as servers::ClientExt>::builder(), &server);
    client.places().get_a().await.expect("nothing");
    assert_eq!(server.only().target, "/a");
}

#[tokio::test]
async fn names_that_clash_still_reach_the_wire() {
    use names::ClientExt as _;
    let body = r#"{"+1":1,"-1":2,"type":"t","self":"s","Self":"S","__typename":"n","foo_bar":"a","fooBar":"b","result":{"vec":[{"a":"x"}]}}"#;
    let server = Server::json(body).await;
    let client = built(<Client as names::ClientExt>::builder(), &server);
    let option = client.option().get("self").await.expect("an option");
    assert_eq!(server.only().target, "/options/self");
    assert_eq!(serde_json::to_string(&option).expect("JSON"), body);
}

#[tokio::test]
async fn formats_keep_their_text() {
    use formats::ClientExt as _;
    let body = r#"[{"at":"2026-11-22T10:00:00.000+00:00","day":"22.11.","time":"10:00","duration":"P1D","id":"X","address":"::","price":"1.50","data":"aGk="}]"#;
    let server = Server::json(body).await;
    let client = built(<Client as formats::ClientExt>::builder(), &server);
    let params = formats::resources::EventsListParams::new().since("2026-01-01T00:00:00Z");
    let events = client.events().list().params(params).await.expect("events");
    assert_eq!(server.only().target, "/events?since=2026-01-01T00%3A00%3A00Z");
    assert_eq!(serde_json::to_string(&events).expect("JSON"), body);
    assert_eq!(events[0].at.as_str(), "2026-11-22T10:00:00.000+00:00");
}

#[tokio::test]
async fn places_with_the_same_values_share_a_type() {
    use shared_types::ClientExt as _;
    use shared_types::resources::{BooksListParams, FilmsListParams};
    use shared_types::types::{BooksListStatus, FilmsListStatus, Order};
    let server = Server::json(r#"{"page":{}}"#).await;
    let client = built(<Client as shared_types::ClientExt>::builder(), &server);
    let order = Order::Desc;
    let books = BooksListParams::new().order(order.clone()).status(BooksListStatus::Lent);
    client.books().list().params(books).await.expect("books");
    let films = FilmsListParams::new().order(order).status(FilmsListStatus::Old);
    client.films().list().params(films).await.expect("films");
    let sent: Vec<_> = server.received().into_iter().map(|request| request.target).collect();
    assert_eq!(sent, ["/books?order=desc&status=lent", "/films?order=desc&status=old"]);
}

#[tokio::test]
async fn types_that_are_the_same_have_one_name() {
    use shared_types::ClientExt as _;
    use shared_types::types::{BoardSize, Permission, Room, ShelvesPutShelfBody, StringOrOwner};
    let body = r#"{"result":{"name":"o"},"permissions":{"read":"allowed","write":"denied"},"room":{"floor":2},
        "lender":"l","keeper":{"name":"k"},"top_board_size":{"width":1},"low_board_size":{"depth":3}}"#;
    let server = Server::json(body).await;
    let client = built(<Client as shared_types::ClientExt>::builder(), &server);
    let shelf = client.shelves().get_shelf().await.expect("a shelf");
    let permissions = shelf.permissions.expect("permissions");
    assert_eq!((permissions.read, permissions.write), (Some(Permission::Allowed), Some(Permission::Denied)));
    assert!(matches!(shelf.lender, Some(StringOrOwner::String(_))));
    assert!(matches!(shelf.keeper, Some(StringOrOwner::Owner(_))));
    let boards: [Option<BoardSize>; 2] = [shelf.top_board_size, shelf.low_board_size];
    assert_eq!(boards.map(|board| board.and_then(|board| board.depth)), [None, Some(3)]);
    let mut wanted = ShelvesPutShelfBody::new();
    let room: Room = shelf.room.expect("a room");
    wanted.wanted_room = Some(room);
    client.shelves().put_shelf(&wanted).await.expect("nothing");
    assert_eq!(server.received()[1].body, br#"{"wanted_room":{"floor":2}}"#);
}

#[tokio::test]
async fn one_call_may_have_credentials_of_its_own() {
    use security::{ClientExt as _, CredentialsExt as _};
    use tests::runtime::credentials::Credentials;
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as security::ClientExt>::builder(), &server);
    assert!(client.doors().get_private().await.is_err());
    client.doors().get_private().credentials(Credentials::new().email("e").key("k")).await.expect("nothing");
    client.doors().get_basic().credentials(Credentials::new().login("u", "p")).await.expect("nothing");
    let sent = server.received();
    assert_eq!((sent[0].header("x-email"), sent[0].header("x-key")), (Some("e"), Some("k")));
    assert_eq!(sent[1].header("authorization"), Some("Basic dTpw"));
}

#[tokio::test]
async fn a_tag_stands_in_the_resource_that_its_paths_go_through() {
    let server = Server::json(r#"[{"uid":"a"}]"#).await;
    let client = built(<Client as nested_tags::ClientExt>::builder(), &server);
    let inputs = nested_tags::ClientExt::stream(&client).live_inputs().list("acc").await.expect("live inputs");
    assert_eq!(inputs[0].uid.as_deref(), Some("a"));
    assert_eq!(server.only().target, "/accounts/acc/stream/live_inputs");
}
