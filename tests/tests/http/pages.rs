//! Lists that come in pages, by number and by offset: what is asked for, and where it ends. What all tests of pages need.

use tests::fixtures::pagination::{ClientBuilderExt as _, ClientExt, resources, types::Book};
use tests::runtime::client::Client;
use tests::runtime::error::Error;
use tests::runtime::page::Listing;
use tests::runtime::request::Request;

use crate::server::{Received, Server, Step, json};

/// A client of a server, with a key that goes into the query where an operation asks for one.
pub(crate) fn client(server: &Server) -> Client {
    let builder = <Client as ClientExt>::builder().key("secret");
    builder.base_url(server.url()).no_proxy().max_retries(0).build().expect("a client")
}

/// A server whose answer to the request number `n` (from 0) is this JSON.
pub(crate) async fn server(body: impl Fn(usize, &Received) -> String + Send + Sync + 'static) -> Server {
    Server::scripted(move |n, request| vec![Step::Send(json(200, &body(n, request)))]).await
}

/// Books with these ids, as JSON.
pub(crate) fn books(ids: impl IntoIterator<Item = i64>) -> String {
    let books: Vec<_> = ids.into_iter().map(|id| format!(r#"{{"id":{id}}}"#)).collect();
    format!("[{}]", books.join(","))
}

/// The ids of all items of a request, until the end or an error.
pub(crate) async fn ids<T: Listing<Item = Book> + 'static, P>(request: Request<T, P>) -> (Vec<i64>, Option<Error>) {
    let mut items = request.items();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(book) => ids.push(book.id),
            Err(error) => {
                assert!(items.next().await.is_none(), "an error is the end");
                return (ids, Some(error));
            }
        }
    }
    assert!(items.next().await.is_none(), "the end stays the end");
    (ids, None)
}

/// The same, where nothing may go wrong.
pub(crate) async fn all<T: Listing<Item = Book> + 'static, P>(request: Request<T, P>) -> Vec<i64> {
    let (ids, error) = ids(request).await;
    assert!(error.is_none(), "{error:?}");
    ids
}

pub(crate) fn targets(server: &Server) -> Vec<String> {
    server.received().into_iter().map(|request| request.target).collect()
}

/// Two books a page, on this many pages, by the value of `page`.
pub(crate) fn by_page(pages: i64) -> impl Fn(usize, &Received) -> String + Send + Sync + 'static {
    move |_, request| {
        let query = request.target.split_once('?').map_or("", |(_, query)| query);
        let page = query.split('&').find_map(|pair| pair.strip_prefix("page="));
        let page = page.map_or(1, |page| page.parse().expect("a number"));
        books(if page <= pages { page * 2..page * 2 + 2 } else { 0..0 })
    }
}

#[tokio::test]
async fn pages_end_with_an_empty_one() {
    let server = server(by_page(3)).await;
    assert_eq!(all(client(&server).books().list_by_page()).await, [2, 3, 4, 5, 6, 7]);
    assert_eq!(targets(&server), ["/pages", "/pages?page=2", "/pages?page=3", "/pages?page=4"]);
}

#[tokio::test]
async fn pages_begin_where_the_caller_says_and_keep_its_other_parameters() {
    let server = server(by_page(4)).await;
    let params = || resources::BooksListByPageParams::new().per_page(2).page(3);
    let request = client(&server).books().list_by_page().params(params()).header("x-mark", "m");
    assert_eq!(all(request).await, [6, 7, 8, 9]);
    assert_eq!(targets(&server)[1..], ["/pages?per_page=2&page=4", "/pages?per_page=2&page=5"]);
    assert!(server.received().iter().all(|request| request.header("x-mark") == Some("m")));
    let request = client(&server).books().list_by_page().query("page", "4");
    assert_eq!(all(request).await, [8, 9]);
}

#[tokio::test]
async fn s19_a_server_that_ignores_the_page_is_asked_twice() {
    let server = server(|_, _| books(1..4)).await;
    assert_eq!(all(client(&server).books().list_by_page()).await, [1, 2, 3]);
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn s19_a_server_that_repeats_its_last_page_is_left_there() {
    let server = server(|n, _| {
        books(match n {
            0 => 1..3,
            _ => 3..5,
        })
    })
    .await;
    assert_eq!(all(client(&server).books().list_by_page()).await, [1, 2, 3, 4]);
    assert_eq!(server.received().len(), 3);
}

#[tokio::test]
async fn s19_pages_that_come_in_turn_end() {
    let turn = |n: usize| books(if n.is_multiple_of(2) { 0..2 } else { 2..4 });
    let by_page = server(move |n, _| turn(n)).await;
    assert_eq!(all(client(&by_page).books().list_by_page()).await, [0, 1, 2, 3]);
    assert_eq!(by_page.received().len(), 3);
    let by_offset = server(move |n, _| format!(r#"{{"books":{{"items":{}}}}}"#, turn(n))).await;
    assert_eq!(all(client(&by_offset).books().list_by_offset()).await, [0, 1, 2, 3]);
    assert_eq!(by_offset.received().len(), 3);
}

#[tokio::test]
async fn s19_pages_that_are_never_the_same_end_where_the_caller_says() {
    let server = server(|n, _| books([i64::try_from(n).expect("a small number")])).await;
    let mut items = client(&server).books().list_by_page().items().max_pages(20);
    while let Some(item) = items.next().await {
        item.expect("a book");
    }
    assert_eq!(server.received().len(), 20);
}

#[tokio::test]
async fn s19_pages_end_where_they_are_counted() {
    let counts = |counts: &'static str| {
        server(move |n, _| {
            let first = i64::try_from(n).expect("a small number") * 2;
            format!(
                r#"{{"results":{},"tags":[],"pagination":{counts}}}"#,
                books(if n < 4 { first..first + 2 } else { 0..0 })
            )
        })
    };
    for (says, requests, start) in [
        (r#"{"totalPages":3}"#, 3, None),
        (r#"{"totalPages":null,"totalCount":6}"#, 3, None),
        (r#"{"totalCount":5}"#, 3, None),
        // From the second page on, of pages that are counted from 0.
        (r#"{"totalPages":3}"#, 2, Some("1")),
        (r#"{"totalCount":6}"#, 2, Some("1")),
        // What cannot be true is not believed.
        (r#"{"totalPages":0,"totalCount":0}"#, 5, None),
        (r#"{"totalCount":1}"#, 5, None),
        ("null", 5, None),
    ] {
        let server = counts(says).await;
        let request = client(&server).books().list_by_counted_page();
        let request = match start {
            Some(start) => request.query("pageNumber", start),
            None => request,
        };
        all(request).await;
        assert_eq!(server.received().len(), requests, "{says} {start:?}");
    }
}

#[tokio::test]
async fn pages_counted_from_zero_go_on_with_one() {
    let server = server(|n, _| format!(r#"{{"results":{}}}"#, books(if n == 0 { 0..1 } else { 0..0 }))).await;
    assert_eq!(all(client(&server).books().list_by_counted_page()).await, [0]);
    assert_eq!(targets(&server), ["/counted-pages", "/counted-pages?pageNumber=1"]);
}

#[tokio::test]
async fn offsets_go_on_by_what_came() {
    let shelf = |n: usize, total: &str| {
        let ids = [0..3, 3..5, 5..6].get(n).cloned().unwrap_or(0..0);
        format!(r#"{{"books":{{"items":{}{total}}}}}"#, books(ids))
    };
    let counted = server(move |n, _| shelf(n, r#","total":6"#)).await;
    assert_eq!(all(client(&counted).books().list_by_offset()).await, [0, 1, 2, 3, 4, 5]);
    assert_eq!(targets(&counted), ["/offsets", "/offsets?offset=3", "/offsets?offset=5"]);

    let uncounted = server(move |n, _| shelf(n, "")).await;
    assert_eq!(all(client(&uncounted).books().list_by_offset()).await.len(), 6);
    assert_eq!(targets(&uncounted).last().map(String::as_str), Some("/offsets?offset=6"));

    let open = server(move |n, _| shelf(n, if n == 1 { r#","next":null"# } else { r#","next":"/x""# })).await;
    let params = resources::BooksListByOffsetParams::new().offset(10).limit(3);
    assert_eq!(all(client(&open).books().list_by_offset().params(params)).await, [0, 1, 2, 3, 4]);
    assert_eq!(targets(&open), ["/offsets?offset=10&limit=3", "/offsets?limit=3&offset=13"]);

    let deaf = server(|_, _| format!(r#"{{"books":{{"items":{}}}}}"#, books(0..2))).await;
    assert_eq!(all(client(&deaf).books().list_by_offset()).await, [0, 1]);
    assert_eq!(deaf.received().len(), 2);
}
