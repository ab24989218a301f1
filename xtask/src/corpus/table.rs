//! The documents as a table on the terminal, and the summary.

use std::path::Path;

use legenda::report::{Document, Roundtrip};

const HEAD: [&str; 11] = [
    "document",
    "openapi",
    "operations",
    "generated",
    "skipped",
    "degraded",
    "types",
    "lines",
    "seconds",
    "check",
    "examples",
];

/// One line for each document.
pub(super) fn render(dir: &Path, documents: &[Document]) -> String {
    let mut rows = vec![HEAD.map(str::to_owned)];
    rows.extend(documents.iter().map(|document| row(dir, document)));
    let mut widths = [0; HEAD.len()];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let lines = rows.iter().map(|row| {
        let cells = row.iter().zip(widths).enumerate().map(|(column, (cell, width))| {
            // Words stand at the left, numbers at the right.
            if column < 2 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn row(dir: &Path, document: &Document) -> [String; HEAD.len()] {
    let operations = &document.operations;
    let check = match &document.check {
        None => "-".to_owned(),
        Some(check) if check.ok => format!("{:.2}", check.seconds),
        Some(check) => format!("{} errors, {} warnings", check.errors, check.warnings),
    };
    [
        name(dir, document),
        if document.ok { document.openapi.clone() } else { "failed".to_owned() },
        operations.total.to_string(),
        operations.generated.to_string(),
        operations.skipped.len().to_string(),
        document.degraded.len().to_string(),
        document.types.to_string(),
        document.lines.to_string(),
        format!("{:.3}", document.seconds),
        check,
        document.roundtrip.as_ref().map_or_else(|| "-".to_owned(), share),
    ]
}

/// How many of the valid examples come back.
pub(super) fn share(roundtrip: &Roundtrip) -> String {
    format!("{} of {}", roundtrip.equal, roundtrip.valid)
}

/// The examples of a document that do not come back, a line for each.
pub(super) fn losses(dir: &Path, document: &Document) -> Vec<String> {
    let Some(roundtrip) = &document.roundtrip else { return Vec::new() };
    let lost = roundtrip.lost.iter().map(|lost| format!("{}: `{}`: {}", lost.pointer, lost.ty, lost.reason));
    let name = name(dir, document);
    let unjudged = (roundtrip.unjudged > 0)
        .then(|| format!("{} examples are of schemas that the validator cannot make sense of", roundtrip.unjudged));
    lost.chain(roundtrip.failure.clone()).chain(unjudged).map(|message| format!("{name}: {message}")).collect()
}

/// The line about the examples of all documents.
pub(super) fn roundtrips(documents: &[Document]) -> String {
    let roundtrips = || documents.iter().filter_map(|document| document.roundtrip.as_ref());
    let equal: usize = roundtrips().map(|roundtrip| roundtrip.equal).sum();
    let valid: usize = roundtrips().map(|roundtrip| roundtrip.valid).sum();
    format!("{equal} of {valid} valid examples decode and come back equal")
}

/// The path of a document below the folder.
pub(super) fn name(dir: &Path, document: &Document) -> String {
    let path = Path::new(&document.path);
    path.strip_prefix(dir).unwrap_or(path).display().to_string().replace('\\', "/")
}

/// The last line, whose words other programs read.
pub(super) fn summary(documents: &[Document]) -> String {
    let total = documents.len();
    let generated = documents.iter().filter(|document| document.ok).count();
    let sum = |of: fn(&Document) -> usize| documents.iter().map(of).sum::<usize>();
    let checks: Vec<_> = documents.iter().filter_map(|document| document.check.as_ref()).collect();
    let compile = checks.iter().filter(|check| check.ok).count();
    let compile = if checks.is_empty() { String::new() } else { format!("{compile} of {total} compile, ") };
    format!(
        "{generated} of {total} documents generated, {compile}{} of {} operations, {} skipped, {} degraded",
        sum(|document| document.operations.generated),
        sum(|document| document.operations.total),
        sum(|document| document.operations.skipped.len()),
        sum(|document| document.degraded.len()),
    )
}

#[cfg(test)]
mod tests {
    use legenda::report::{Check, Degraded, Operations};

    use super::*;

    fn document(path: &str, warnings: Option<usize>) -> Document {
        let degraded = vec![Degraded { pointer: "#/a".to_owned(), reason: "b".to_owned() }];
        let check = warnings.map(|warnings| Check {
            ok: warnings == 0,
            errors: 0,
            warnings,
            seconds: 1.5,
            messages: Vec::new(),
        });
        Document {
            path: path.to_owned(),
            openapi: "3.1.0".to_owned(),
            ok: true,
            operations: Operations { total: 12, generated: 10, ..Operations::default() },
            degraded,
            check,
            ..Document::default()
        }
    }

    fn failed(path: &str) -> Document {
        Document { ok: false, ..document(path, None) }
    }

    #[test]
    fn columns_line_up() {
        let documents = [document("c/long/name.yaml", Some(0)), failed("c/x.json")];
        assert_eq!(
            render(Path::new("c"), &documents),
            "document        openapi  operations  generated  skipped  degraded  types  lines  seconds  check  examples\n\
             long/name.yaml  3.1.0            12         10        0         1      0      0    0.000   1.50         -\n\
             x.json          failed           12         10        0         1      0      0    0.000      -         -"
        );
    }

    #[test]
    fn the_summary_counts() {
        let documents = [document("a", Some(0)), document("b", Some(3)), failed("c")];
        assert_eq!(
            summary(&documents),
            "2 of 3 documents generated, 1 of 3 compile, 30 of 36 operations, 0 skipped, 3 degraded"
        );
        assert_eq!(
            summary(&[document("a", None)]),
            "1 of 1 documents generated, 10 of 12 operations, 0 skipped, 1 degraded"
        );
    }
}
