//! Lists that come in pages: what each style asks for, and where it ends.

use futures_util::{StreamExt as _, TryStreamExt as _};
use tests::fixtures::pagination::{ClientBuilderExt as _, ClientExt, resources, types::Book};
use tests::runtime::client::Client;
use tests::runtime::error::Error;
use tests::runtime::page::Listing;
use tests::runtime::request::Request;

use crate::server::{Received, Server, Step, answer, json};

/// A client of a server, with a key that goes into the query where an operation asks for one.
fn client(server: &Server) -> Client {
    let builder = <Client as ClientExt>::builder().key("secret");
    builder.base_url(server.url()).no_proxy().max_retries(0).build().expect("a client")
}

/// A server whose answer to the request number `n` (from 0) is this JSON.
async fn server(body: impl Fn(usize, &Received) -> String + Send + Sync + 'static) -> Server {
    Server::scripted(move |n, request| vec![Step::Send(json(200, &body(n, request)))]).await
}

/// Books with these ids, as JSON.
fn books(ids: impl IntoIterator<Item = i64>) -> String {
    let books: Vec<_> = ids.into_iter().map(|id| format!(r#"{{"id":{id}}}"#)).collect();
    format!("[{}]", books.join(","))
}

/// The ids of all items of a request, until the end or an error.
async fn ids<T: Listing<Item = Book> + 'static, P>(request: Request<T, P>) -> (Vec<i64>, Option<Error>) {
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
async fn all<T: Listing<Item = Book> + 'static, P>(request: Request<T, P>) -> Vec<i64> {
    let (ids, error) = ids(request).await;
    assert!(error.is_none(), "{error:?}");
    ids
}

fn targets(server: &Server) -> Vec<String> {
    server.received().into_iter().map(|request| request.target).collect()
}

/// Two books a page, on this many pages, by the value of `page`.
fn by_page(pages: i64) -> impl Fn(usize, &Received) -> String + Send + Sync + 'static {
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
async fn awaiting_is_one_call_and_the_first_page() {
    let server = server(by_page(3)).await;
    let page = client(&server).books().list_by_page().await.expect("a page");
    assert_eq!((page.len(), targets(&server)), (2, vec!["/pages".to_owned()]));
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
async fn a_server_that_ignores_the_page_is_asked_twice() {
    let server = server(|_, _| books(1..4)).await;
    assert_eq!(all(client(&server).books().list_by_page()).await, [1, 2, 3]);
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_server_that_repeats_its_last_page_is_left_there() {
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
async fn pages_end_where_they_are_counted() {
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

/// A page with a cursor; null is none.
fn cursor(ids: impl IntoIterator<Item = i64>, next: &str) -> String {
    format!(r#"{{"data":{},"meta":{{"next_cursor":{next}}}}}"#, books(ids))
}

#[tokio::test]
async fn cursors_end_with_none() {
    for end in ["null", r#""""#] {
        let server = server(move |n, _| match n {
            0 => cursor(0..2, r#""b&c""#),
            _ => cursor(2..3, end),
        })
        .await;
        let params = resources::BooksListByCursorParams::new().kind("k");
        assert_eq!(all(client(&server).books().list_by_cursor("a").params(params)).await, [0, 1, 2]);
        assert_eq!(targets(&server), ["/cursors?cursor=a&kind%5B%5D=k", "/cursors?kind%5B%5D=k&cursor=b%26c"]);
    }
    for body in ["{}", r#"{"data":null}"#, r#"{"data":[{"id":0}],"meta":{}}"#] {
        let server = server(move |_, _| body.to_owned()).await;
        assert!(all(client(&server).books().list_by_cursor("a")).await.len() < 2);
        assert_eq!(server.received().len(), 1);
    }
}

#[tokio::test]
async fn a_cursor_that_comes_again_is_the_end() {
    let same = server(|n, _| cursor([i64::try_from(n).expect("a small number")], r#""a""#)).await;
    assert_eq!(all(client(&same).books().list_by_cursor("a")).await, [0]);
    let circle =
        server(|n, _| cursor([i64::try_from(n).expect("a small number")], ["\"x\"", "\"y\"", "\"z\""][n % 3])).await;
    assert_eq!(all(client(&circle).books().list_by_cursor("a")).await, [0, 1, 2, 3]);
    let fresh = server(|n, _| cursor(0..2, &format!("\"{n}\""))).await;
    assert_eq!(all(client(&fresh).books().list_by_cursor("a")).await, [0, 1]);
    assert_eq!(fresh.received().len(), 2);
}

#[tokio::test]
async fn an_empty_page_is_not_the_end_where_the_server_names_the_next() {
    let filtered = server(|n, _| match n {
        0 | 2 => cursor(0..0, &format!("\"{n}\"")),
        1 => cursor(1..2, "\"m\""),
        _ => cursor(3..4, "null"),
    })
    .await;
    assert_eq!(all(client(&filtered).books().list_by_cursor("a")).await, [1, 3]);
    let endless = server(|n, _| cursor(0..0, &format!("\"{n}\""))).await;
    let (found, error) = ids(client(&endless).books().list_by_cursor("a")).await;
    assert_eq!((found.len(), endless.received().len()), (0, 10));
    assert!(error.is_some_and(|error| error.to_string().contains("no page of the last ten had an item")));
}

#[tokio::test]
async fn the_last_item_asks_for_the_next_page() {
    let page = |ids: std::ops::Range<i64>, more: bool| format!(r#"{{"data":{},"has_more":{more}}}"#, books(ids));
    let honest = server(move |n, _| if n == 0 { page(1..3, true) } else { page(3..4, false) }).await;
    assert_eq!(all(client(&honest).books().list_by_last_item()).await, [1, 2, 3]);
    assert_eq!(targets(&honest), ["/last", "/last?starting_after=2"]);
    let deaf = server(move |_, _| page(1..3, true)).await;
    assert_eq!(all(client(&deaf).books().list_by_last_item()).await, [1, 2]);
    let empty = server(move |n, _| if n == 0 { page(1..3, true) } else { page(0..0, true) }).await;
    assert_eq!(all(client(&empty).books().list_by_last_item()).await, [1, 2]);
    assert_eq!(empty.received().len(), 2);
}

fn linked(ids: std::ops::Range<i64>, next: &str) -> String {
    format!(r#"{{"value":{},"@odata.nextLink":"{next}"}}"#, books(ids))
}

#[tokio::test]
async fn urls_are_followed_with_the_credentials_of_the_call() {
    let server = server(|n, _| match n {
        0 => linked(0..1, "/other?skip=1&tag=a&tag=b"),
        1 => linked(1..2, "?skip=2&key=theirs#end"),
        _ => linked(2..3, ""),
    })
    .await;
    let params = resources::BooksListByUrlParams::new().kind("k");
    let request = client(&server).books().list_by_url().params(params).header("x-mark", "m");
    assert_eq!(all(request).await, [0, 1, 2]);
    let expected = ["/urls?kind=k&key=secret", "/other?skip=1&tag=a&tag=b&key=secret", "/other?skip=2&key=secret"];
    assert_eq!(targets(&server), expected);
    assert!(server.received().iter().all(|request| request.header("x-mark") == Some("m")));
}

#[tokio::test]
async fn an_absolute_url_of_the_same_server_is_followed() {
    let server = Server::scripted(|n, request| {
        let host = request.header("host").expect("a host");
        let next = if n == 0 { format!("http://{host}/urls?n=1") } else { String::new() };
        vec![Step::Send(json(200, &linked(0..1, &next)))]
    })
    .await;
    let mut pages = client(&server).books().list_by_url().pages();
    assert!(pages.next().await.is_some_and(|page| page.is_ok()));
    assert!(pages.next().await.is_none(), "the second page is the first one again");
    assert_eq!(targets(&server), ["/urls?key=secret", "/urls?n=1&key=secret"]);
}

#[tokio::test]
async fn a_url_of_another_server_is_an_error_after_the_page_that_names_it() {
    let other = Server::json("[]").await;
    let port = other.url();
    let hosts = [port.as_str(), "https://127.0.0.1", "//example.com/x", "http://[", "ftp://127.0.0.1/", "mailto:a@b.c"];
    for next in hosts.map(str::to_owned) {
        let server = server({
            let next = next.clone();
            move |_, _| linked(0..2, &next)
        })
        .await;
        let (found, error) = ids(client(&server).books().list_by_url()).await;
        assert_eq!((found, server.received().len()), (vec![0, 1], 1), "{next}");
        let error = error.unwrap_or_else(|| panic!("{next} is an error"));
        assert!(matches!(error, Error::Decode(_)) && error.to_string().contains("the next page"), "{next}: {error}");
    }
    let with_user = Server::scripted(|_, request| {
        let host = request.header("host").expect("a host");
        vec![Step::Send(json(200, &linked(0..2, &format!("http://user:pass@{host}/urls?n=1"))))]
    })
    .await;
    assert!(ids(client(&with_user).books().list_by_url()).await.1.is_some());
    assert!(other.received().is_empty());
}

#[tokio::test]
async fn a_url_that_comes_again_is_the_end() {
    let circle = server(|n, _| linked(i64::try_from(n).expect("a small number")..10, ["/a", "/b"][n % 2])).await;
    let pages: Vec<_> = client(&circle).books().list_by_url().pages().try_collect().await.expect("pages");
    assert_eq!((pages.len(), targets(&circle).len()), (3, 3));
}

#[tokio::test]
async fn links_are_followed_by_their_header() {
    let server = Server::scripted(|n, _| {
        let link = match n {
            0 => r#"</links?first>; rel="first", </links?page=2>; title="a, \"b\"; <c>"; REL="prefetch next""#,
            1 => r#"</else>; rel=next; anchor="/elsewhere", <?page=3>;rel=next"#,
            _ => r#"</links?page=1>; rel="prev"; rel="next""#,
        };
        let id = i64::try_from(n).expect("a small number");
        vec![Step::Send(answer(200, &[("Content-Type", "application/json"), ("Link", link)], books([id])))]
    })
    .await;
    assert_eq!(all(client(&server).books().list_by_link()).await, [0, 1, 2]);
    assert_eq!(targets(&server), ["/links", "/links?page=2", "/links?page=3"]);

    let foreign = [("Content-Type", "application/json"), ("Link", "<https://example.com/>; rel=next")];
    let server = Server::always(answer(200, &foreign, books([1]))).await;
    let (found, error) = ids(client(&server).books().list_by_link()).await;
    assert!(found == [1] && error.is_some());
}

#[tokio::test]
async fn what_is_declared_is_done() {
    let server = server(|n, _| {
        let (to, open) = if n == 0 { ("\"t\"", true) } else { ("\"u\"", false) };
        let id = i64::try_from(n).expect("a small number");
        format!(r#"{{"page.info":{{"to":{to}}},"page":{{"open":{open}}},"shelf":{{"books":{}}}}}"#, books([id]))
    })
    .await;
    assert_eq!(all(client(&server).books().list_declared()).await, [0, 1]);
    assert_eq!(targets(&server), ["/declared", "/declared?from=t"]);
}

#[tokio::test]
async fn what_is_configured_is_done() {
    let server =
        server(|n, _| books(if n < 2 { 0..i64::try_from(n).expect("a small number") + 1 } else { 0..0 })).await;
    assert_eq!(all(client(&server).books().list_configured()).await, [0, 0, 1]);
    assert_eq!(targets(&server), ["/configured", "/configured?start=1", "/configured?start=3"]);
}

#[tokio::test]
async fn a_list_without_paging_has_one_page() {
    let server = server(by_page(9)).await;
    assert_eq!(all(client(&server).books().list_switched_off()).await, [2, 3]);
    assert_eq!(all(client(&server).books().list_uncertain()).await, [2, 3]);
    assert_eq!(targets(&server), ["/switched-off", "/uncertain"]);
}

#[tokio::test]
async fn the_caller_can_stop_anywhere() {
    let server = server(by_page(9)).await;
    assert_eq!(all_of(client(&server).books().list_by_page().items().max_pages(2)).await, [2, 3, 4, 5]);
    assert_eq!(server.received().len(), 2);
    let pages: Vec<_> = client(&server).books().list_by_page().pages().max_pages(0).collect().await;
    assert!(pages.is_empty());
    let first: Vec<_> = client(&server).books().list_by_page().items().take(3).try_collect().await.expect("books");
    assert_eq!((first.len(), server.received().len()), (3, 4), "a page is asked for when it is wanted");
}

async fn all_of(items: impl futures_util::Stream<Item = Result<Book, Error>>) -> Vec<i64> {
    items.map_ok(|book| book.id).try_collect().await.expect("books")
}

#[tokio::test]
async fn an_error_ends_the_walk_and_keeps_what_came_before() {
    let server = Server::scripted(|n, _| {
        vec![Step::Send(if n == 1 { json(404, "{}") } else { json(200, &books([i64::try_from(n).expect("small")])) })]
    })
    .await;
    let (found, error) = ids(client(&server).books().list_by_page()).await;
    assert_eq!((found, error.and_then(|error| error.status()).map(|status| status.as_u16())), (vec![0], Some(404)));
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn each_page_is_tried_again_as_the_request_says() {
    let server = Server::scripted(|n, request| {
        let is_second = request.target.contains("page=2");
        let busy = answer(503, &[("Retry-After-Ms", "1")], "");
        vec![Step::Send(if is_second && n == 1 { busy } else { json(200, &by_page(2)(n, request)) })]
    })
    .await;
    let request = client(&server).books().list_by_page().retries(1);
    assert_eq!(all(request).await, [2, 3, 4, 5]);
    assert_eq!(server.received().len(), 4);
}

#[test]
fn pages_without_async() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let server = runtime.block_on(server(by_page(3)));
    let client = client(&server);
    let ids: Result<Vec<_>, _> =
        client.books().list_by_page().items_blocking().map(|book| book.map(|book| book.id)).collect();
    assert_eq!(ids.expect("books"), [2, 3, 4, 5, 6, 7]);
    assert_eq!(client.books().list_by_page().pages_blocking().max_pages(2).count(), 2);
    let inside = runtime.block_on(async { client.books().list_by_page().items_blocking().collect::<Vec<_>>() });
    assert!(matches!(inside.as_slice(), [Err(Error::Runtime(_))]));
}

#[tokio::test]
async fn a_url_in_the_answer_is_more_certain_than_a_header_in_words() {
    let server = server(|n, _| match n {
        0 => format!(r#"{{"books":{},"_links":{{"next":{{"href":"/more"}}}}}}"#, books(0..1)),
        _ => format!(r#"{{"books":{},"_links":{{}}}}"#, books(1..2)),
    })
    .await;
    assert_eq!(all(client(&server).shelves().list_by_url_in_body()).await, [0, 1]);
    assert_eq!(targets(&server), ["/described-links-with-url", "/more"]);

    let linked = [("Content-Type", "application/json"), ("Link", "</links?page=2>; rel=next")];
    let server = Server::sequence(vec![answer(200, &linked, books([0])), json(200, &books([1]))]).await;
    assert_eq!(all(client(&server).shelves().list_by_described_link()).await, [0, 1]);
    assert_eq!(targets(&server), ["/described-links", "/links?page=2"]);
}
