//! The page of behaviours names tests that exist, and misses no number.

use std::fs;
use std::path::Path;

const PAGE: &str = include_str!("../../../docs/behaviours.md");

/// The cells of each row whose first one is a number.
fn rows() -> Vec<Vec<&'static str>> {
    let rows = PAGE.lines().filter(|line| line.starts_with("| ")).map(|line| {
        let cells = line.trim_matches('|').split(" | ");
        cells.map(str::trim).collect::<Vec<_>>()
    });
    rows.filter(|cells| cells[0].ends_with(|end: char| end.is_ascii_digit())).collect()
}

/// All `path::test` of a row.
fn tests(row: &[&'static str]) -> Vec<(&'static str, &'static str)> {
    let quoted = row[2].split('`').skip(1).step_by(2);
    quoted.filter_map(|text| text.split_once(".rs::")).collect()
}

#[test]
fn no_number_is_missing_or_there_twice() {
    let expected = (1..=25).map(|number| format!("C{number}")).chain((1..=41).map(|number| number.to_string()));
    let expected: Vec<String> = expected.chain((1..=25).map(|number| format!("S{number}"))).collect();
    let found: Vec<&str> = rows().iter().map(|row| row[0]).collect();
    assert_eq!(found, expected);
}

#[test]
fn each_behaviour_has_tests_that_exist_or_a_reason_why_not() {
    let roots = ["tests", "src/runtime"].map(|root| Path::new(env!("CARGO_MANIFEST_DIR")).join(root));
    for row in rows() {
        assert_eq!(row.len(), 3, "{row:?}");
        let tests = tests(&row);
        let is_explained = ["Cannot apply", "It is refused: "].iter().any(|start| row[2].starts_with(start));
        assert!(!tests.is_empty() || is_explained, "{row:?}");
        for (path, name) in tests {
            let mut sources = roots.iter().filter_map(|root| fs::read_to_string(root.join(format!("{path}.rs"))).ok());
            assert!(sources.any(|source| runs(&source, name)), "{}: there is no test {path}.rs::{name}", row[0]);
        }
    }
}

/// Whether a function of this name is there, is a test, and is not left out. Those of a `proptest!` are tests as well.
fn runs(source: &str, name: &str) -> bool {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let start = format!("fn {name}(");
    let at = lines.iter().position(|line| line.strip_prefix("async ").unwrap_or(line).starts_with(&start));
    let attributes = at.map(|at| lines[..at].iter().rev().take_while(|line| line.starts_with("#[")));
    attributes.is_some_and(|mut attributes| {
        attributes.clone().any(|line| line.starts_with("#[test]") || line.starts_with("#[tokio::test"))
            && !attributes.any(|line| line.starts_with("#[ignore"))
    })
}
