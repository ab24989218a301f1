//! The documents as a page of Markdown. It says nothing that differs from one run to the next.

use std::fmt::Write as _;
use std::path::Path;

use indexmap::IndexMap;
use legenda::report::Document;

use super::table;

/// What the examples are.
const JUDGED: &str = "The examples are those of JSON bodies and of schemas that became types; valid is what the crate \
                      `jsonschema` finds to be, formats aside.";

/// The whole page.
pub(super) fn render(dir: &Path, documents: &[Document]) -> String {
    let mut page = String::from(
        "# Documents\n\nWhat becomes of real documents, as `cargo xtask corpus DIR --page docs/documents.md` found it.\n\n",
    );
    let _ = writeln!(page, "{}.\n", table::summary(documents));
    let has_examples = documents.iter().any(|document| document.roundtrip.is_some());
    if has_examples {
        let _ = writeln!(page, "{}. {JUDGED}\n", table::roundtrips(documents));
    }
    let (head, rule) = if has_examples { (" Examples |", "--:|") } else { ("", "") };
    let _ = writeln!(
        page,
        "| Document | OpenAPI | Operations | Generated | Skipped | Degraded | Types | Lines |{head}\n\
         |---|---|--:|--:|--:|--:|--:|--:|{rule}"
    );
    for document in documents {
        let operations = &document.operations;
        let examples = document.roundtrip.as_ref().map(|roundtrip| format!(" {} |", table::share(roundtrip)));
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {} | {} | {} | {} |{}",
            cell(&table::name(dir, document)),
            cell(&document.openapi),
            operations.total,
            operations.generated,
            operations.skipped.len(),
            document.degraded.len(),
            document.types,
            document.lines,
            examples.unwrap_or_default(),
        );
    }
    page.push_str(
        "\n## What is missing, and why\n\nA line stands for all places of a document with the same reason.\n",
    );
    let folder = format!("{}/", dir.display());
    for document in documents {
        let reasons = reasons(document);
        if !reasons.is_empty() {
            let _ = writeln!(page, "\n### {}\n", table::name(dir, document));
            for (reason, places) in reasons {
                let more = if places.len() > 1 { format!(" and {} more", places.len() - 1) } else { String::new() };
                let place = places.first().filter(|place| !place.is_empty());
                let place = place.map_or_else(String::new, |place| format!(" (`{place}`{more})"));
                let _ = writeln!(page, "- {}{place}", reason.replace(&folder, ""));
            }
        }
    }
    page
}

/// What was lost, with the places where.
fn reasons(document: &Document) -> IndexMap<String, Vec<String>> {
    let mut reasons: IndexMap<String, Vec<String>> = IndexMap::new();
    let mut add = |reason: String, place: String| reasons.entry(reason).or_default().push(place);
    for error in &document.errors {
        add(format!("failed: {}", error.lines().next().unwrap_or_default()), String::new());
    }
    for skipped in &document.operations.skipped {
        let method = skipped.method.to_uppercase();
        add(format!("skipped: {}", skipped.reason), format!("{method} {}", skipped.path));
    }
    for degraded in &document.degraded {
        add(format!("degraded: {}", degraded.reason), degraded.pointer.clone());
    }
    for lost in document.roundtrip.iter().flat_map(|roundtrip| &roundtrip.lost) {
        add(format!("an example does not come back: `{}`: {}", lost.ty, lost.reason), lost.pointer.clone());
    }
    reasons
}

/// A text that does not end its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use legenda::report::{Degraded, Lost, Operations, Roundtrip, Skipped};

    use super::*;

    #[test]
    fn reasons_are_told_once() {
        let degraded = |pointer: &str| Degraded { pointer: pointer.to_owned(), reason: "no `c/b.yaml`".to_owned() };
        let skipped = Skipped {
            method: "get".to_owned(),
            path: "/a".to_owned(),
            reason: "no path".to_owned(),
            pointer: "#/paths/~1a/get".to_owned(),
        };
        let document = Document {
            path: "c/a.yaml".to_owned(),
            ok: true,
            operations: Operations { total: 1, generated: 0, skipped: vec![skipped] },
            degraded: vec![degraded("#/x"), degraded("#/y")],
            ..Document::default()
        };
        let page = render(Path::new("c"), &[document]);
        assert!(page.contains("\n| a.yaml |  | 1 | 0 | 1 | 2 | 0 | 0 |\n"), "{page}");
        let end = "\n### a.yaml\n\n- skipped: no path (`GET /a`)\n- degraded: no `b.yaml` (`#/x` and 1 more)\n";
        assert!(page.ends_with(end), "{page}");
    }

    #[test]
    fn examples_have_a_column_where_they_were_tried() {
        let lost = Lost { pointer: "#/e".to_owned(), ty: "i64".to_owned(), reason: "no number".to_owned() };
        let roundtrip = Roundtrip { examples: 4, valid: 3, equal: 2, lost: vec![lost], ..Roundtrip::default() };
        let document = Document { path: "c/a.yaml".to_owned(), roundtrip: Some(roundtrip), ..Document::default() };
        let page = render(Path::new("c"), &[document]);
        assert!(page.contains("\n2 of 3 valid examples decode and come back equal. "), "{page}");
        assert!(page.contains("\n| a.yaml |  | 0 | 0 | 0 | 0 | 0 | 0 | 2 of 3 |\n"), "{page}");
        assert!(page.ends_with("\n- an example does not come back: `i64`: no number (`#/e`)\n"), "{page}");
    }
}
