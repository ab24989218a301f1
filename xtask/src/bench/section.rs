//! Tables of figures as Markdown.

use std::fmt::Write as _;
use std::process::Command;

use super::{Bench, Tool};

/// A table, and what is to be known about it.
#[derive(Clone)]
pub(super) struct Section {
    /// Its heading.
    pub(super) title: String,
    /// What was measured, and how.
    pub(super) text: String,
    /// The heads of the columns.
    pub(super) head: Vec<String>,
    /// The rows.
    pub(super) rows: Vec<Vec<String>>,
}

/// All tables, and what they were measured with.
pub(super) fn page(bench: &Bench, tools: &[Tool], sections: &[Section]) -> String {
    let mut page = "# Performance\n\nWritten by `cargo xtask bench`. ".to_owned();
    let _ = writeln!(
        page,
        "All figures of a table are of one run on one machine, measured in turns. Unless a table says otherwise, each is \
         the median of {} rounds, and seconds are of processor time. They say little about another machine: the \
         ratios do.\n",
        bench.rounds
    );
    let programs = ["rustc", "valgrind"].map(|program| said_by(program, &["--version"]));
    for line in std::iter::once(machine()).chain(programs).flatten() {
        let _ = writeln!(page, "* {line}");
    }
    for tool in tools.iter().filter(|tool| **tool != Tool::Legenda) {
        let _ = writeln!(page, "* {}", tool.label());
    }
    for section in sections {
        let _ = write!(page, "\n## {}\n\n{}\n\n", section.title, section.text);
        let _ = writeln!(page, "| {} |", section.head.join(" | "));
        let _ = writeln!(page, "|{}", "---|".repeat(section.head.len()));
        for row in &section.rows {
            let _ = writeln!(page, "| {} |", row.join(" | "));
        }
    }
    page
}

/// The processor, where the system tells.
fn machine() -> Option<String> {
    let text = std::fs::read_to_string("/proc/cpuinfo").ok()?;
    let model = text.lines().find_map(|line| line.strip_prefix("model name"))?;
    let count = text.lines().filter(|line| line.starts_with("processor")).count();
    Some(format!("{count} × {}, {}", model.trim_start_matches([' ', '\t', ':']), std::env::consts::OS))
}

fn said_by(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
