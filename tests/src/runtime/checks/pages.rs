//! What pages say about the next one.

use super::super::page::{In, Next, Paging};
use super::super::page_link::next_of;
use super::super::page_scan::{Found, scan};

static CURSOR: Paging = Paging {
    next: Next::Cursor { parameter: In::Query("cursor"), from: &["meta", "next"] },
    items: &["data"],
    total: &["meta", "total"],
    pages: &["pages"],
    more: &["more"],
};

static LAST: Paging = Paging {
    next: Next::LastItem { parameter: In::Query("after"), field: "id" },
    items: &[],
    total: &[],
    pages: &[],
    more: &[],
};

fn found(body: &str) -> Found {
    scan(body.as_bytes(), &CURSOR)
}

#[test]
fn cursors_are_texts_and_numbers() {
    for (next, expected) in
        [(r#""a""#, Some("a")), ("17", Some("17")), (r#""""#, None), ("null", None), ("true", None), ("{}", None)]
    {
        assert_eq!(found(&format!(r#"{{"meta":{{"next":{next}}}}}"#)).next.as_deref(), expected, "{next}");
    }
}

#[test]
fn numbers_are_read_however_they_are_written() {
    for (number, expected) in [("4", Some(4)), ("4.0", Some(4)), (r#""4""#, Some(4)), ("4.5", None), ("-1", None)] {
        let found = found(&format!(r#"{{"pages":{number},"meta":{{"total":{number}}}}}"#));
        assert_eq!((found.total, found.pages), (expected, expected), "{number}");
    }
}

#[test]
fn whether_there_is_more_is_said_in_many_ways() {
    for (more, expected) in [
        ("true", true),
        ("false", false),
        ("null", false),
        (r#""""#, false),
        (r#""/x""#, true),
        ("0", false),
        ("{}", true),
    ] {
        assert_eq!(found(&format!(r#"{{"more":{more}}}"#)).more, Some(expected), "{more}");
    }
    assert_eq!(found("{}").more, None);
}

#[test]
fn what_is_not_as_described_hides_nothing_else() {
    let found = found(r#"{"x":[1,{"data":[1]}],"meta":"none","pages":2,"data":[1,2]}"#);
    assert_eq!((found.count, found.pages, found.next), (2, Some(2), None));
    for meta in ["1", "-1", "1.5", "true", "null", "[1]"] {
        assert_eq!(self::found(&format!(r#"{{"meta":{meta},"data":[0]}}"#)).count, 1, "{meta}");
    }
    assert_eq!(self::found("no JSON").count, 0);
}

#[test]
fn items_are_told_apart_by_their_content() {
    let digest = |items: &str| found(&format!(r#"{{"data":{items},"at":{}}}"#, items.len())).digest;
    assert_eq!(digest(r#"[{"a": 1}]"#), digest(r#"[{"a":1}]"#));
    let lists = [
        "[]",
        "[1]",
        "[-1]",
        r#"["1"]"#,
        "[[1]]",
        r#"[{"a":1}]"#,
        r#"[{"b":1}]"#,
        "[1,1]",
        "[null]",
        "[1.5]",
        "[true]",
    ];
    for (index, one) in lists.iter().enumerate() {
        for other in &lists[..index] {
            assert_ne!(digest(one), digest(other), "{one} {other}");
        }
    }
}

#[test]
fn the_last_item_is_the_last() {
    let last = |body: &str| scan(body.as_bytes(), &LAST).last;
    assert_eq!(last(r#"[{"id":"a"},{"id":"b","in":{"id":"c"}}]"#).as_deref(), Some("b"));
    assert_eq!(last(r#"[{"id":1},{"id":2}]"#).as_deref(), Some("2"));
    assert_eq!(last("[]"), None);
}

#[test]
fn links_by_their_specification() {
    for (header, expected) in [
        (r#"</a>; rel="next""#, Some("/a")),
        ("</a>;rel=next", Some("/a")),
        (r#"</a>; title="x"; rel = "last NEXT""#, Some("/a")),
        (r#"</a>; rel="prev", </b>; rel="next""#, Some("/b")),
        (r#"</a>; rel="prev" , < /b > ; x ; rel="next""#, Some("/b")),
        (r#"</a,b;c>; title="</x>; rel=\"next\", y"; rel="next""#, Some("/a,b;c")),
        (r#"</a>; title="</x>; rel=next"; rel="prev", </b>; rel="next""#, Some("/b")),
        ("<>; rel=next", Some("")),
        (r#"</a>; rel="prev"; rel="next""#, None),
        (r#"</a>; rel="nextish""#, None),
        (r#"</a>; rel="next"; anchor="/b""#, None),
        ("</a>", None),
        (r#"</a>; rel="next"#, Some("/a")),
        ("</a; rel=next", None),
        ("", None),
        ("garbage", None),
    ] {
        assert_eq!(next_of(header).as_deref(), expected, "{header}");
    }
}
