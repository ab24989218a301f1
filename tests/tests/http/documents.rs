//! The clients of the fixtures about documents as a whole and about what calls are made of, called.

use tests::fixtures::{files, mistakes, operation_ids, overlay, parameter_places, server_levels, webhooks};
use tests::runtime::client::Client;

use crate::fixtures::{built, read};
use crate::server::{Server, answer, json};

#[tokio::test]
async fn a_document_of_several_files_is_one() {
    use files::ClientExt as _;
    let body = r#"[{"name":"a","part":{"whole":{"name":"b"},"size":2}}]"#;
    let server = Server::sequence(vec![json(200, body), json(200, r#"{"size":1}"#)]).await;
    let client = built(<Client as files::ClientExt>::builder(), &server);
    let params = files::resources::PartsListThingsParams::new().limit(3);
    let things: Vec<files::types::Thing> = client.parts().list_things().params(params).await.expect("things");
    assert_eq!(serde_json::to_string(&things).expect("JSON"), body);
    let other: files::types::OddName = client.parts().get_other().await.expect("the other");
    assert_eq!(other.size, Some(files::types::Size::Value1));
    let targets: Vec<_> = server.received().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, ["/things?limit=3", "/others"]);
}

#[tokio::test]
async fn an_overlay_changes_what_is_generated() {
    use overlay::ClientExt as _;
    let server = Server::json(r#"{"title":"t"}"#).await;
    let client = built(<Client as overlay::ClientExt>::builder(), &server);
    let book = client.books().all().await.expect("a book");
    assert_eq!((book.title.as_deref(), server.only().target.as_str()), (Some("t"), "/books"));
}

#[tokio::test]
async fn a_document_with_mistakes_gives_a_client_all_the_same() {
    use mistakes::ClientExt as _;
    let thing = r#"{"name":null,"state":"true","count":1,"size":1.5,"list":[1],"range":2,"undeclared":{"a":1}}"#;
    let failure = json(404, r#"{"what":"it"}"#);
    let server = Server::sequence(vec![json(200, thing), failure, json(200, "7"), answer(204, &[], "")]).await;
    let client = built(<Client as mistakes::ClientExt>::builder(), &server);
    let tools = client.tools();
    let got = tools.get_thing("a/b").await.expect("a thing");
    assert_eq!(serde_json::to_string(&got).expect("JSON"), thing);
    let error = tools.get_thing("x").await.expect_err("nothing there");
    assert_eq!(error.body_as::<serde_json::Value>(), Some(serde_json::json!({"what": "it"})));
    assert_eq!(tools.get_thing_put("x", &got).await.expect("anything"), 7);
    tools.remove_thing("x").await.expect("nothing");
    assert_eq!(server.received()[0].target, "/things/a%2Fb");
    assert_eq!(server.received()[2].text(), thing);
}

#[tokio::test]
async fn every_operation_has_a_method_of_its_own() {
    use operation_ids::ClientExt as _;
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as operation_ids::ClientExt>::builder(), &server);
    let (shops, odd) = (client.shops(), client.odd());
    let calls = [
        (shops.list(), "GET /shops"),
        (shops.create(), "POST /shops"),
        (shops.get("1"), "GET /shops/1"),
        (shops.replace("1"), "PUT /shops/1"),
        (shops.update("1"), "PATCH /shops/1"),
        (shops.delete("1"), "DELETE /shops/1"),
        (shops.open(), "GET /shops/open"),
        (shops.open_by_id("1"), "POST /shops/1/open"),
        (odd.a_b_c_a(), "GET /a"),
        (odd.a_b_c(), "GET /b"),
        (odd.lie_biao(), "GET /c"),
        (odd.n2fast(), "GET /d"),
        (odd.self_(), "GET /e"),
        (odd.get_f(), "GET /f"),
        (odd.clone_it(), "GET /g"),
    ];
    for (call, expected) in calls {
        call.await.expect("nothing");
        let sent = server.received().pop().expect("a request");
        assert_eq!(format!("{} {}", sent.method, sent.target), expected);
    }
}

#[tokio::test]
async fn parameters_of_one_name_go_to_their_own_places() {
    use parameter_places::ClientExt as _;
    use parameter_places::resources::{RoomsDeleteParams, RoomsGetParams};
    use parameter_places::types::{RoomsMode, Where};
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as parameter_places::ClientExt>::builder(), &server);
    let mut place = Where::new();
    place.floor = Some(2);
    let params = RoomsGetParams::new()
        .id_query("q")
        .id_header("h")
        .id_cookie("c;1")
        .theme("dark")
        .r#where(place)
        .note("n")
        .sort_by("name")
        .trace("t");
    client.rooms().get(7, 3).params(params).await.expect("nothing");
    let params = RoomsDeleteParams::new().mode(RoomsMode::Long);
    client.rooms().delete(8).params(params).await.expect("nothing");
    client.rooms().get_hall(9).await.expect("nothing");
    let sent = server.received();
    let target = "/rooms/7?mode=3&id=q&where=%7B%22floor%22%3A2%7D&note=n&sort%5Bby%5D=name";
    assert_eq!(sent[0].target, target);
    assert_eq!((sent[0].header("id"), sent[0].header("trace")), (Some("h"), Some("t")));
    assert_eq!(sent[0].header("cookie"), Some("id=c%3B1; theme=dark"));
    assert_eq!((sent[1].target.as_str(), sent[2].target.as_str()), ("/rooms/8?mode=long", "/halls/9"));
}

#[test]
fn what_webhooks_and_callbacks_send_has_types() {
    let done: webhooks::types::JobDoneEvent = read(r#"{"job":"j","state":"failed"}"#);
    assert_eq!(done.state, Some(webhooks::types::JobDoneEventState::Failed));
    assert_eq!(read::<webhooks::types::Job>(r#"{"id":4}"#).id, 4);
}

#[tokio::test]
async fn relative_servers_start_at_the_clients() {
    use server_levels::ClientExt as _;
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as server_levels::ClientExt>::builder(), &server);
    client.places().get_a().await.expect("nothing");
    client.places().get_b().await.expect("nothing");
    let targets: Vec<_> = server.received().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, ["/a", "/v2/b"]);
    let error = <Client as server_levels::ClientExt>::builder().build().expect_err("no base");
    assert!(error.to_string().contains("`base_url`"), "{error}");
}
