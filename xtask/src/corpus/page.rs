//! The documents as a page of Markdown. It says nothing that differs from one run to the next.

use std::fmt::Write as _;
use std::path::Path;

use indexmap::IndexMap;
use legenda::report::Document;

use super::table;

/// The whole page.
pub(super) fn render(dir: &Path, documents: &[Document]) -> String {
    let mut page = String::from(
        "# Documents\n\nWhat becomes of real documents, as `cargo xtask corpus DIR --page docs/documents.md` found it.\n\n",
    );
    let _ = writeln!(page, "{}.\n", table::summary(documents));
    page.push_str("| Document | OpenAPI | Operations | Generated | Skipped | Degraded | Types | Lines |\n");
    page.push_str("|---|---|--:|--:|--:|--:|--:|--:|\n");
    for document in documents {
        let operations = &document.operations;
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} | {} | {} | {} | {} |",
            cell(&table::name(dir, document)),
            cell(&document.openapi),
            operations.total,
            operations.generated,
            operations.skipped.len(),
            document.degraded.len(),
            document.types,
            document.lines,
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
    reasons
}

/// A text that does not end its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use legenda::report::{Degraded, Operations, Skipped};

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
}
