//! Walks through the pages of a list, however the next one is asked for.

use futures_util::{StreamExt as _, TryStreamExt as _};
use tests::fixtures::pagination::{ClientExt as _, types::Book};
use tests::runtime::error::Error;

use crate::pages::{all, books, by_page, client, ids, server, targets};
use crate::server::{Server, Step, answer, json};

#[tokio::test]
async fn awaiting_is_one_call_and_the_first_page() {
    let server = server(by_page(3)).await;
    let page = client(&server).books().list_by_page().await.expect("a page");
    assert_eq!((page.len(), targets(&server)), (2, vec!["/pages".to_owned()]));
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
async fn the_deadline_is_that_of_all_pages() {
    let server = server(|n, _| books([i64::try_from(n).expect("a small number")])).await;
    let limit = std::time::Duration::from_millis(200);
    let (found, error) = ids(client(&server).books().list_by_page().deadline(limit)).await;
    assert!(error.as_ref().is_some_and(Error::is_timeout), "{error:?}");
    assert!(!found.is_empty());
}
