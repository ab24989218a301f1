//! Lists whose next page is at a URL that the answer or its header holds.

use futures_util::TryStreamExt as _;
use tests::fixtures::pagination::{ClientExt as _, resources};
use tests::runtime::error::Error;

use crate::pages::{all, books, client, ids, server, targets};
use crate::server::{Server, Step, answer, json};

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
async fn s19_a_url_that_comes_again_is_the_end() {
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
