//! The tables against the files.

use std::collections::BTreeSet;

use super::{EXPORTS, FILES, ITEMS, Part, files};

/// Each part alone, and none: the sets that a client can have are unions of these.
fn sets() -> Vec<BTreeSet<Part>> {
    let parts = [Part::Maybe, Part::Text, Part::Integer, Part::Values, Part::Union, Part::Responses, Part::Envelope];
    let more = [
        Part::TextAnswer,
        Part::BytesAnswer,
        Part::Events,
        Part::Lines,
        Part::Form,
        Part::Multipart,
        Part::Upload,
        Part::Paging,
        Part::Waiting,
        Part::Credentials,
        Part::Tokens,
    ];
    let each = parts.iter().chain(&more).chain(Part::FORMATS);
    let grant = BTreeSet::from([Part::Tokens, Part::OAuth]);
    let pairs = [Part::Maybe, Part::Envelope].map(|part| BTreeSet::from([part, Part::Paging]));
    each.map(|&part| BTreeSet::from([part])).chain(pairs).chain([BTreeSet::new(), grant]).collect()
}

/// The modules that a file names.
fn named(source: &str) -> BTreeSet<&str> {
    let after = ["super::", "$crate::runtime::"].into_iter().flat_map(|prefix| source.split(prefix).skip(1));
    let names = after.map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or(""));
    names.collect()
}

#[test]
fn no_file_names_one_that_is_left_out() {
    for set in sets() {
        let emitted = files(&set);
        for file in &emitted {
            for name in named(file.source) {
                assert!(emitted.iter().any(|file| file.name == name), "{set:?}: {} names {name}", file.name);
            }
        }
    }
}

#[test]
fn a_client_has_no_more_than_it_needs() {
    let optional = [
        "bytes_answer",
        "credentials",
        "download",
        "envelope",
        "event",
        "feed",
        "form",
        "integer",
        "lines",
        "maybe",
        "multipart",
        "oauth",
        "open_body",
        "page",
        "part",
        "pending",
        "reconnect",
        "responses",
        "stream",
        "text",
        "token",
        "union",
        "upload",
        "values",
        "wait",
    ];
    let is_optional = |name: &str| optional.iter().any(|start| name.starts_with(start));
    let smallest: Vec<_> = files(&BTreeSet::new()).into_iter().map(|file| file.name).collect();
    assert!(!smallest.iter().any(|name| is_optional(name)), "{smallest:?}");
    // What makes a file go along is the part itself, or another one that stands on it.
    for (part, start) in
        [(Part::Paging, "page"), (Part::Waiting, "wait"), (Part::Events, "event"), (Part::OAuth, "oauth")]
    {
        for set in sets().into_iter().filter(|set| !set.contains(&part)) {
            assert!(!files(&set).iter().any(|file| file.name.starts_with(start)), "{set:?} has {start}");
        }
    }
}

/// In a browser, Tokio's timers and the standard library's clocks panic, and its hasher has the same numbers in every run.
#[test]
fn only_the_files_for_it_name_what_a_browser_does_not_have() {
    let places = [
        ("clock", &["tokio::time", "time::Instant", "SystemTime::now", "UNIX_EPOCH", "thread::sleep"][..]),
        ("chance", &["RandomState"]),
    ];
    for (place, words) in places {
        for file in FILES.iter().filter(|file| file.name != place && file.feature != Some("blocking")) {
            for word in words {
                assert!(!file.source.contains(word), "{} names `{word}`, which belongs to `{place}`", file.name);
            }
            // `use std::time::{Duration, Instant};`
            let lists = file.source.split("time::{").skip(1).filter_map(|rest| rest.split('}').next());
            let names = lists.flat_map(|list| list.split(',')).any(|name| name.trim() == "Instant");
            assert!(!names || place != "clock", "{} names an `Instant` that is not `clock`'s", file.name);
        }
    }
}

#[test]
fn names_stand_where_the_tables_say() {
    for (module, names) in ITEMS.iter().chain(EXPORTS) {
        let file = FILES.iter().find(|file| file.name == *module).unwrap();
        for name in *names {
            let declared = ["struct ", "enum ", "trait ", "type ", "macro_rules! "].iter().any(|keyword| {
                file.source.contains(&format!("{keyword}{name}")) || file.source.contains(&format!("    {name}\n"))
            });
            assert!(declared, "{module} has no {name}");
        }
    }
}

#[test]
fn files_are_sorted() {
    assert!(FILES.is_sorted_by_key(|file| file.name));
}
