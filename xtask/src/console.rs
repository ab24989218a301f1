//! What the commands say: results to standard output, everything else to standard error.

use std::error::Error;
use std::io::{self, Write as _};

use legenda::diagnostic::Severity;
use legenda::generate::Generated;

/// How much is said about what was generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Errors and skipped operations; the rest is counted.
    Brief,
    /// All diagnostics, and how long each stage took.
    Full,
}

/// Says a result. A reader that has gone away is no failure.
pub(crate) fn say(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// Says what is not a result.
pub(crate) fn note(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Says why a command failed, with all causes.
pub(crate) fn failure(failure: &(dyn Error + 'static)) {
    let mut text = format!("error: {failure}");
    let mut source = failure.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    note(&text);
}

/// Says what was found in a document.
pub(crate) fn diagnostics(generated: &Generated, detail: Detail) {
    let all = &generated.diagnostics.0;
    let is_told = |severity| detail == Detail::Full || matches!(severity, Severity::Error | Severity::Skipped);
    for message in generated.messages(is_told) {
        note(message.trim_end());
    }
    let count = |severity| all.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let (degraded, notes) = (count(Severity::Degraded), count(Severity::Note));
    if detail == Detail::Brief && degraded + notes > 0 {
        note(&format!("{degraded} constructs became something wider, {notes} were mended or renamed; `-v` lists them"));
    }
    if detail == Detail::Full {
        let stages = generated.report.stages.iter().map(|stage| format!("{} {:.3} s", stage.name, stage.seconds));
        note(&stages.collect::<Vec<_>>().join(", "));
    }
}
