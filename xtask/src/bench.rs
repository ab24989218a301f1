//! `cargo xtask bench`: how quick generating, compiling and calling are, as ratios within one run.

mod compile;
mod dependencies;
mod growth;
mod instructions;
mod running;
mod sample;
mod section;
mod tool;
mod tree;

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::{Failure, Outcome, console, documents, workspace};

use compile::Comparison;
use growth::Growth;
use section::Section;
use tool::Tool;

/// Measure speed: against other generators, against code by hand, and as documents grow
#[derive(clap::Args)]
pub(crate) struct Args {
    /// A folder of documents to generate clients of. Without it, only reading, writing and calling are measured
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,

    /// Only documents whose path holds one of these texts
    #[arg(long, value_name = "TEXT", requires = "dir")]
    filter: Vec<String>,

    /// How often each thing is measured; the median counts
    #[arg(long, value_name = "N", default_value = "5")]
    rounds: NonZero<usize>,

    /// How long the checks of one document are repeated at most; each is made once, however long it takes
    #[arg(long, value_name = "N", default_value = "60")]
    minutes: u64,

    /// What to measure; else all
    #[arg(long, value_name = "PART", requires = "dir")]
    part: Vec<Part>,

    /// Where to write the tables as Markdown
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
}

/// A part of the measurements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// Generating clients
    Generating,
    /// Type-checking them as well
    Checking,
    /// A document with fewer and fewer paths
    Growth,
    /// Reading, writing, calling, the size of a program, dependencies
    Running,
}

/// Read a document as JSON or YAML, and do nothing with it
#[derive(clap::Args)]
pub(crate) struct ParseArgs {
    /// The document
    path: PathBuf,
}

/// What all measurements need.
struct Bench {
    /// Where crates and programs are put.
    folder: PathBuf,
    /// The generator, built for speed as the others are.
    legenda: PathBuf,
    rounds: usize,
    /// How long checks are repeated.
    most: Duration,
    /// What is measured; all, if it is empty.
    parts: Vec<Part>,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let mut documents =
        args.dir.as_ref().map(|dir| documents::find(dir, &args.filter)).transpose()?.unwrap_or_default();
    // What takes least comes first.
    documents.sort_by_cached_key(|document| fs::metadata(&document.path).map_or(0, |file| file.len()));
    let folder = workspace::target()?.join("bench");
    let most = Duration::from_secs(60 * args.minutes);
    let bench = Bench { folder, legenda: release()?, rounds: args.rounds.get(), most, parts: args.part.clone() };
    let tools = if documents.is_empty() { Vec::new() } else { bench.tools() };
    // What took long is written down before the next begins.
    let write = |sections: &[Section]| match &args.page {
        Some(path) => fs::write(path, section::page(&bench, &tools, sections))
            .map_err(|error| Failure::from(format!("cannot write `{}`: {error}", path.display()))),
        None => Ok(()),
    };
    let mut own = Vec::new();
    if bench.has(Part::Running) {
        own = running::measure(&bench)?;
        own.push(dependencies::measure()?);
    }
    write(&own)?;
    let mut comparison = Comparison::default();
    let mut growth = Growth::default();
    let compares = bench.has(Part::Generating) || bench.has(Part::Checking);
    for document in &documents {
        if compares {
            comparison.add(&bench, &tools, document)?;
        }
        if bench.has(Part::Growth)
            && let Err(failure) = growth.add(&bench, document)
        {
            console::note(&format!("the growth of {} is left out: {failure}", document.name));
        }
        write(&sections(&comparison, &growth, &tools, &own))?;
    }
    console::say(&section::page(&bench, &tools, &sections(&comparison, &growth, &tools, &own)));
    Ok(Outcome::Done)
}

/// Reads a document as the generator's fastest possible first step would.
pub(crate) fn parse(args: &ParseArgs) -> Result<Outcome, Failure> {
    tree::parse(&args.path)?;
    Ok(Outcome::Done)
}

/// All tables, in the order of the page.
fn sections(comparison: &Comparison, growth: &Growth, tools: &[Tool], own: &[Section]) -> Vec<Section> {
    let mut sections = Vec::new();
    if !comparison.is_empty() {
        sections.extend(comparison.sections(tools));
    }
    if !growth.is_empty() {
        sections.push(growth.section());
    }
    sections.extend_from_slice(own);
    sections
}

/// This command, built with optimisations.
fn release() -> Result<PathBuf, Failure> {
    console::note("building the generator for speed");
    let status = Command::new(workspace::cargo())
        .args(["build", "--release", "--quiet", "--package", "xtask"])
        .current_dir(workspace::root()?)
        .status()?;
    if !status.success() {
        return Err("the generator cannot be built with `--release`".into());
    }
    Ok(workspace::target()?.join("release").join(format!("xtask{}", std::env::consts::EXE_SUFFIX)))
}

impl Bench {
    /// The generators that can be had. One that cannot is named and left out.
    fn tools(&self) -> Vec<Tool> {
        let mut tools = vec![Tool::Legenda];
        for tool in Tool::OTHERS {
            console::note(&format!("installing {}", tool.label()));
            match tool.install(&self.programs()) {
                Ok(()) => tools.push(tool),
                Err(failure) => console::note(&format!("{} is left out: {failure}", tool.label())),
            }
        }
        tools
    }

    /// Does something that takes long as often as it is asked for and there is time for.
    fn repeat(&self, mut round: impl FnMut() -> Result<(), Failure>) -> Result<(), Failure> {
        let start = Instant::now();
        for done in 1..=self.rounds {
            round()?;
            let average = start.elapsed() / u32::try_from(done)?;
            if start.elapsed() + average > self.most {
                break;
            }
        }
        Ok(())
    }

    /// Whether something is measured.
    fn has(&self, part: Part) -> bool {
        self.parts.is_empty() || self.parts.contains(&part)
    }

    /// Where other generators are installed.
    fn programs(&self) -> PathBuf {
        self.folder.join("programs")
    }

    /// The folder of one document's crates.
    fn crates(&self, document: &str) -> PathBuf {
        self.folder.join("crates").join(document)
    }
}

/// Empties a folder that this command made.
fn fresh(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Ok(())
}
