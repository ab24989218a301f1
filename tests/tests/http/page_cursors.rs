//! Lists whose next page is asked for by a text of the answer, or by its last item.

use tests::fixtures::pagination::{ClientExt as _, resources};

use crate::pages::{all, books, client, ids, server, targets};

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
async fn s19_a_cursor_that_comes_again_is_the_end() {
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
