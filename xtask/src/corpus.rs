//! `cargo xtask corpus`: every document below a folder, and what becomes of it.

mod build;
mod check;
mod page;
mod parallel;
mod roundtrip;
mod table;

use std::num::NonZero;
use std::path::PathBuf;
use std::thread;

use indicatif::{ProgressBar, ProgressStyle};
use legenda::report::{Document, Report};

use crate::{Failure, Outcome, console, documents, generate, workspace};

/// Generate a crate from every document below a folder
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder
    #[arg(value_name = "DIR")]
    dir: PathBuf,

    /// Type-check each crate, without allowing a warning
    #[arg(long)]
    check: bool,

    /// Decode each document's own examples into the generated types, encode them back, and compare
    #[arg(long)]
    roundtrip: bool,

    /// How many documents to work on at the same time; as many as there are processors if it is not given
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,

    /// Only documents whose path holds this text
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,

    /// Where to write a report as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,

    /// Where to write the crates, instead of cargo's target folder
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,

    /// Where to write a page about the documents as Markdown
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
}

/// A document and its crate.
struct Job {
    /// The document.
    path: PathBuf,
    /// The crate's package.
    package: String,
    /// Where the crate goes.
    out: PathBuf,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let found = documents::find(&args.dir, args.filter.as_slice())?;
    let folder = match &args.keep {
        Some(folder) => folder.clone(),
        None => workspace::target()?.join("corpus"),
    };
    let jobs: Vec<Job> = found
        .into_iter()
        .map(|document| Job {
            out: folder.join(&document.name),
            package: format!("{}-client", document.name),
            path: document.path,
        })
        .collect();
    let workers = args.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);

    let bar = progress("generating", jobs.len());
    let mut documents = parallel::map(workers, &jobs, |_, job| {
        let document = build::build(job);
        bar.inc(1);
        document
    });
    bar.finish_and_clear();
    if args.check {
        check::check(&folder, &jobs, workers, &mut documents)?;
    }
    if args.roundtrip {
        roundtrip::roundtrip(&folder, &jobs, workers, &mut documents)?;
    }
    conclude(args, documents)
}

/// Says and writes what became of the documents.
fn conclude(args: &Args, documents: Vec<Document>) -> Result<Outcome, Failure> {
    for document in documents.iter().filter(|document| is_failure(document)) {
        let messages = document.check.iter().flat_map(|check| &check.messages);
        for message in document.errors.iter().chain(messages) {
            console::note(&format!("{}: {}", document.path, message.trim_end()));
        }
    }
    for document in &documents {
        for message in table::losses(&args.dir, document) {
            console::note(&message);
        }
    }
    console::say(&table::render(&args.dir, &documents));
    console::say(&table::summary(&documents));
    if args.roundtrip {
        console::say(&table::roundtrips(&documents));
    }
    if let Some(megabytes) = peak_megabytes() {
        console::note(&format!("generating took at most {megabytes} MB of memory"));
    }
    let fell_short = documents.iter().any(is_failure) || roundtrip::falls_short(&documents);
    let outcome = if fell_short { Outcome::FellShort } else { Outcome::Done };
    if let Some(path) = &args.page {
        let page = page::render(&args.dir, &documents);
        std::fs::write(path, page).map_err(|error| format!("cannot write `{}`: {error}", path.display()))?;
    }
    if let Some(path) = &args.report {
        generate::write_report(path, &Report { documents })?;
    }
    Ok(outcome)
}

/// Whether a document has no crate, or one that does not compile without a warning.
fn is_failure(document: &Document) -> bool {
    !document.ok || document.check.as_ref().is_some_and(|check| !check.ok)
}

/// A bar on a terminal, nothing anywhere else.
fn progress(word: &'static str, length: usize) -> ProgressBar {
    let bar = ProgressBar::new(length as u64).with_message(word);
    match ProgressStyle::with_template("{msg} {bar:40} {pos}/{len} {elapsed}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// The most memory that this process has had, where the system tells.
fn peak_megabytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes / 1024)
}
