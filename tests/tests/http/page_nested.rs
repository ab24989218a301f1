//! Lists whose next page is asked for by a number in a body, or deep inside it.

use serde_json::{Value, json};
use tests::fixtures::page_bodies::{ClientExt, resources, types, types::Book};
use tests::runtime::client::Client;
use tests::runtime::page::Listing;
use tests::runtime::request::Request;

use crate::fixtures::built;
use crate::pages::{books, server};
use crate::server::{Received, Server};

fn client(server: &Server) -> Client {
    built(<Client as ClientExt>::builder(), server)
}

async fn all<T: Listing<Item = Book> + 'static, P>(request: Request<T, P>) -> Vec<i64> {
    let mut items = request.items();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.expect("an item").id);
    }
    ids
}

/// What each request sent.
fn bodies(server: &Server) -> Vec<Value> {
    let received = server.received();
    received.iter().map(|request| serde_json::from_slice(&request.body).unwrap_or_default()).collect()
}

/// An answer with the book of this number as its list, and up to the second page what comes next.
fn answer(n: usize, list: &str, next: Value) -> String {
    let mut answer = if n < 2 { next } else { json!({}) };
    answer[list] = json!([{"id": n}]);
    answer.to_string()
}

#[tokio::test]
async fn a_cursor_goes_deep_into_the_body_and_leaves_what_is_beside_it() {
    let server = server(|n, _| answer(n, "data", json!({"meta": {"page": {"after": format!("c{n}")}}}))).await;
    let mut body = types::BooksFindNestedBody::new();
    body.q = Some("q".to_owned());
    let mut page = types::BooksFindNestedBodyPage::new();
    page.limit = Some(1);
    body.page = Some(page);
    let params = resources::BooksFindNestedParams::new().body(body);
    assert_eq!(all(client(&server).books().find_nested().params(params)).await, [0, 1, 2]);
    let expected = [
        json!({"q": "q", "page": {"limit": 1}}),
        json!({"q": "q", "page": {"limit": 1, "cursor": "c0"}}),
        json!({"q": "q", "page": {"limit": 1, "cursor": "c1"}}),
    ];
    assert_eq!(bodies(&server), expected);
}

#[tokio::test]
async fn a_deep_cursor_is_the_body_where_there_is_none_or_something_else_in_its_way() {
    let same = |n: usize, _: &Received| answer(n, "data", json!({"meta": {"page": {"after": "c"}}}));
    let first = server(same).await;
    assert_eq!(all(client(&first).books().find_nested()).await, [0, 1]);
    assert_eq!(bodies(&first), [Value::Null, json!({"page": {"cursor": "c"}})]);

    let second = server(same).await;
    assert_eq!(all(client(&second).books().find_nested().body_field("page", 7)).await, [0, 1]);
    assert_eq!(bodies(&second), [json!({"page": 7}), json!({"page": {"cursor": "c"}})]);
}

#[tokio::test]
async fn a_deep_cursor_of_the_caller_that_comes_again_is_the_end() {
    let server = server(|n, _| answer(n, "data", json!({"meta": {"page": {"after": "c d"}}}))).await;
    let request = client(&server).books().find_nested().body_field("page", json!({"cursor": "c d"}));
    assert_eq!(all(request).await, [0]);
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_cursor_is_a_number_where_the_body_has_one() {
    let server =
        server(|n, _| answer(n, "results", json!({"paging": {"next": {"after": format!("{}0", n + 1)}}}))).await;
    assert_eq!(all(client(&server).books().find_after()).await, [0, 1, 2]);
    assert_eq!(bodies(&server), [Value::Null, json!({"after": 10}), json!({"after": 20})]);
}

#[tokio::test]
async fn a_cursor_that_is_no_number_is_sent_as_it_came() {
    let server = server(|n, _| answer(n, "results", json!({"paging": {"next": {"after": "x"}}}))).await;
    assert_eq!(all(client(&server).books().find_after()).await, [0, 1]);
    assert_eq!(bodies(&server), [Value::Null, json!({"after": "x"})]);
}

#[tokio::test]
async fn pages_and_offsets_are_counted_in_the_body_up_to_the_total() {
    let counted = |n: usize, _: &Received| json!({"books": [{"id": n}], "total": 3}).to_string();
    let pages = server(counted).await;
    let request = client(&pages).books().find_numbered().body_field("page_size", 1);
    assert_eq!(all(request).await, [0, 1, 2]);
    let numbers: Vec<_> = bodies(&pages).into_iter().map(|body| body["page"].clone()).collect();
    assert_eq!(numbers, [Value::Null, 2.into(), 3.into()]);

    let offsets = server(counted).await;
    assert_eq!(all(client(&offsets).books().find_by_offset().body_field("offset", 1)).await, [0, 1]);
    assert_eq!(bodies(&offsets), [json!({"offset": 1}), json!({"offset": 2})]);
}

#[tokio::test]
async fn a_declared_property_may_be_deep_and_a_number_or_a_text() {
    let cursors = server(|n, _| answer(n, "books", json!({"next": 5}))).await;
    assert_eq!(all(client(&cursors).books().find_declared()).await, [0, 1]);
    assert_eq!(bodies(&cursors), [Value::Null, json!({"options": {"paging": {"from": 5}}})]);

    let words = server(|n, _| if n < 1 { books([0]) } else { books([]) }).await;
    assert_eq!(all(client(&words).books().find_by_words()).await, [0]);
    assert_eq!(bodies(&words), [Value::Null, json!({"options": {"paging": {"number": "2"}}})]);
}

#[tokio::test]
async fn a_query_pages_as_a_post_does() {
    let server = server(|n, _| answer(n, "books", json!({"next_cursor": format!("c{n}")}))).await;
    assert_eq!(all(client(&server).books().query()).await, [0, 1, 2]);
    assert!(server.received().iter().all(|request| request.method == "QUERY"));
    assert_eq!(bodies(&server), [Value::Null, json!({"cursor": "c0"}), json!({"cursor": "c1"})]);
}
