//! Lists whose next page is asked for in the body of a `POST`.

use serde_json::{Value, json};
use tests::fixtures::pagination::{ClientExt as _, resources, types};

use crate::pages::{all, books, client, server, targets};
use crate::server::Server;

/// The JSON that each request sent.
fn bodies(server: &Server) -> Vec<Value> {
    let received = server.received();
    received.iter().map(|request| serde_json::from_str(&request.text()).expect("JSON")).collect()
}

/// The id of the only book of the page with this number.
fn one(n: usize) -> std::ops::Range<i64> {
    let id = i64::try_from(n).expect("a small number");
    id..id + 1
}

/// A page with a cursor; null is none.
fn found(ids: std::ops::Range<i64>, next: &str) -> String {
    format!(r#"{{"results":{},"next_cursor":{next},"has_more":true}}"#, books(ids))
}

#[tokio::test]
async fn a_cursor_goes_into_the_body_beside_what_the_caller_sends() {
    let server = server(|n, _| found(one(n), if n < 2 { ["\"b&c\"", "\"7\""][n] } else { "null" })).await;
    let mut body = types::ShelvesSearchBooksBody::new();
    body.query = Some("q".to_owned());
    let params = resources::ShelvesSearchBooksParams::new().body(body);
    assert_eq!(all(client(&server).shelves().search_books().params(params)).await, [0, 1, 2]);
    let expected = [
        json!({"query": "q"}),
        json!({"query": "q", "start_cursor": "b&c"}),
        json!({"query": "q", "start_cursor": "7"}),
    ];
    assert_eq!(bodies(&server), expected);
    assert!(server.received().iter().all(|request| request.method == "POST"));
    assert_eq!(targets(&server), ["/search"; 3]);
}

#[tokio::test]
async fn a_cursor_is_the_body_where_there_is_none() {
    let server = server(|n, _| found(one(n), if n == 0 { "\"x\"" } else { "null" })).await;
    assert_eq!(all(client(&server).shelves().search_books()).await, [0, 1]);
    let received = server.received();
    assert_eq!((received[0].text(), received[1].text()), (String::new(), r#"{"start_cursor":"x"}"#.to_owned()));
    assert_eq!(received[1].header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn a_cursor_of_the_caller_that_comes_again_is_the_end() {
    let server = server(|n, _| found(one(n), "\"a b\"")).await;
    let request = client(&server).shelves().search_books().body_field("start_cursor", "a b");
    assert_eq!(all(request).await, [0]);
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn pages_are_counted_in_the_body_from_the_number_that_the_document_names() {
    let shelf = |n: usize, _: &crate::server::Received| books(if n < 2 { one(n) } else { 0..0 });
    let first = server(shelf).await;
    let body = types::ShelvesQueryBooksBody::new("q");
    assert_eq!(all(client(&first).shelves().query_books(&body)).await, [0, 1]);
    assert_eq!(
        bodies(&first),
        [json!({"query": "q"}), json!({"query": "q", "page": 1}), json!({"query": "q", "page": 2})]
    );

    let later = server(shelf).await;
    let mut body = types::ShelvesQueryBooksBody::new("q");
    body.page = Some(5);
    assert_eq!(all(client(&later).shelves().query_books(&body)).await, [0, 1]);
    let pages: Vec<_> = bodies(&later).into_iter().map(|body| body["page"].clone()).collect();
    assert_eq!(pages, [5, 6, 7]);
}

#[tokio::test]
async fn an_index_whose_least_value_is_one_begins_there() {
    let server = server(|n, _| books(if n == 0 { 0..1 } else { 0..0 })).await;
    assert_eq!(all(client(&server).shelves().list_by_index()).await, [0]);
    assert_eq!(targets(&server), ["/indices", "/indices?pageIndex=2"]);
}
