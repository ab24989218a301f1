//! Generating and type-checking, beside other generators.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::documents::Document;
use crate::measure::{self, Cost};
use crate::{Failure, console, workspace};

use super::sample::{self, Sample};
use super::{Bench, Section, Tool, fresh};

/// What was measured of one document.
struct Measured {
    name: String,
    /// The time of reading the document alone.
    parse: Sample,
    generate: BTreeMap<Tool, Result<Sample, Failure>>,
    check: BTreeMap<Tool, Result<Sample, Failure>>,
    lines: BTreeMap<Tool, usize>,
}

/// What was measured of several documents.
#[derive(Default)]
pub(super) struct Comparison(Vec<Measured>);

impl Comparison {
    /// Measures one more.
    pub(super) fn add(&mut self, bench: &Bench, tools: &[Tool], document: &Document) -> Result<(), Failure> {
        console::note(&format!("comparing clients of {}", document.name));
        self.0.push(one(bench, tools, document)?);
        Ok(())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The tables.
    pub(super) fn sections(&self, tools: &[Tool]) -> [Section; 3] {
        [generation(&self.0, tools), checking(&self.0, tools), memory(&self.0, tools)]
    }
}

fn one(bench: &Bench, tools: &[Tool], document: &Document) -> Result<Measured, Failure> {
    let folder = bench.crates(&document.name);
    fresh(&folder)?;
    let mut parse = Command::new(&bench.legenda);
    parse.arg("parse").arg(&document.path);
    let mut measured = Measured {
        name: document.name.clone(),
        parse: Sample::default(),
        generate: tools.iter().map(|&tool| (tool, Ok(Sample::default()))).collect(),
        check: BTreeMap::new(),
        lines: BTreeMap::new(),
    };
    for _ in 0..bench.rounds {
        measured.parse.add(sample::run(&parse)?);
        for (&tool, result) in &mut measured.generate {
            let out = folder.join(tool.name());
            add(result, || {
                fresh(&out)?;
                sample::run(&tool.command(&bench.programs(), &bench.legenda, &document.path, &out))
            });
        }
    }
    for &tool in tools.iter().filter(|tool| measured.generate[tool].is_ok()) {
        let out = folder.join(tool.name());
        tool.complete(&out)?;
        measured.lines.insert(tool, lines(&out.join("src")));
        measured.check.insert(tool, first_check(bench, &folder, tool));
    }
    for _ in 0..bench.rounds {
        for (&tool, result) in &mut measured.check {
            add(result, || check(bench, &folder, tool));
        }
    }
    Ok(measured)
}

/// Adds one more run to a sample, as long as none has failed.
fn add(result: &mut Result<Sample, Failure>, run: impl FnOnce() -> Result<Cost, Failure>) {
    if let Ok(sample) = result {
        match run() {
            Ok(cost) => sample.add(cost),
            Err(failure) => *result = Err(failure),
        }
    }
}

/// Makes a crate a workspace of its own, so that no other's dependencies serve it, builds its dependencies, and finds out
/// whether it compiles at all.
pub(super) fn first_check(bench: &Bench, folder: &Path, tool: Tool) -> Result<Sample, Failure> {
    let out = folder.join(tool.name());
    let manifest = out.join("Cargo.toml");
    let mut text = fs::read_to_string(&manifest)?;
    if !text.contains("\n[workspace]") {
        text.push_str("\n[workspace]\n");
        fs::write(&manifest, text)?;
    }
    if tool == Tool::Legenda {
        // The versions that this workspace is tested with.
        fs::copy(workspace::root()?.join("Cargo.lock"), out.join("Cargo.lock"))?;
    }
    check(bench, folder, tool).map(|_| Sample::default())
}

/// Checks the crate, and it alone: its dependencies are built.
pub(super) fn check(bench: &Bench, folder: &Path, tool: Tool) -> Result<Cost, Failure> {
    let out = folder.join(tool.name());
    measure::make_stale(&out)?;
    let mut cargo = Command::new(workspace::cargo());
    cargo.args(["check", "--quiet", "--all-features", "--package", &tool.crate_name(), "--target-dir"]);
    cargo.arg(bench.folder.join("target")).current_dir(&out);
    sample::run(&cargo)
}

fn lines(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let count = |path: &Path| fs::read_to_string(path).map_or(0, |text| text.lines().count());
    entries.map(|entry| if entry.path().is_dir() { lines(&entry.path()) } else { count(&entry.path()) }).sum()
}

/// The other generator that took least, and how this one compares.
fn ratio(results: &BTreeMap<Tool, Result<Sample, Failure>>, figure: fn(&Sample) -> f64) -> String {
    let of = |tool: &Tool| results.get(tool).and_then(|result| result.as_ref().ok()).map(figure);
    let best = Tool::OTHERS.iter().filter_map(of).min_by(f64::total_cmp);
    match (of(&Tool::Legenda), best) {
        (Some(own), Some(best)) => format!("**{:.2}**", own / best),
        _ => "–".to_owned(),
    }
}

fn head(tools: &[Tool], more: &[&str]) -> Vec<String> {
    let names = tools.iter().map(|tool| tool.name());
    std::iter::once("document").chain(names).chain(more.iter().copied()).map(str::to_owned).collect()
}

fn generation(all: &[Measured], tools: &[Tool]) -> Section {
    let rows = all.iter().map(|measured| {
        let cell = |tool: &Tool| match &measured.generate[tool] {
            Ok(sample) => format!("{:.2} s", sample.seconds()),
            Err(_) => "fails".to_owned(),
        };
        let parse = measured.parse.seconds();
        let own = measured.generate[&Tool::Legenda].as_ref().map_or(f64::NAN, Sample::seconds);
        let ratios = [ratio(&measured.generate, Sample::seconds), format!("{:.1}", own / parse)];
        std::iter::once(measured.name.clone()).chain(tools.iter().map(cell)).chain(ratios).collect()
    });
    Section {
        title: "Generating a client".to_owned(),
        text: "From the document to the files of the crate. The last columns: this generator's time as a share of the \
               quickest other's, and as a multiple of the time that reading the document as a tree of values takes."
            .to_owned(),
        head: head(tools, &["to the quickest other", "to reading"]),
        rows: rows.collect(),
    }
}

fn checking(all: &[Measured], tools: &[Tool]) -> Section {
    let rows = all.iter().map(|measured| {
        let cell = |tool: &Tool| match measured.check.get(tool) {
            Some(Ok(sample)) => format!("{:.1} s, {}k lines", sample.seconds(), measured.lines[tool] / 1000),
            Some(Err(_)) => "does not compile".to_owned(),
            None => "not generated".to_owned(),
        };
        let ratio = ratio(&measured.check, Sample::seconds);
        std::iter::once(measured.name.clone()).chain(tools.iter().map(cell)).chain([ratio]).collect()
    });
    Section {
        title: "Type-checking a client".to_owned(),
        text:
            "`cargo check` of the whole crate with all features, without incremental compilation, its dependencies being built. The last column: this \
               generator's crate as a share of the quickest other's."
                .to_owned(),
        head: head(tools, &["to the quickest other"]),
        rows: rows.collect(),
    }
}

fn memory(all: &[Measured], tools: &[Tool]) -> Section {
    let rows = all.iter().map(|measured| {
        let cell = |tool: &Tool| match measured.check.get(tool) {
            Some(Ok(sample)) => format!("{:.0} MB", sample.megabytes()),
            _ => "–".to_owned(),
        };
        let ratio = ratio(&measured.check, Sample::megabytes);
        std::iter::once(measured.name.clone()).chain(tools.iter().map(cell)).chain([ratio]).collect()
    });
    Section {
        title: "Memory for type-checking".to_owned(),
        text: "The most memory that the compiler had in the same runs.".to_owned(),
        head: head(tools, &["to the smallest other"]),
        rows: rows.collect(),
    }
}
