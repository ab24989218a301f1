//! Generating and type-checking, beside other generators.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::documents::Document;
use crate::measure::{self, Cost};
use crate::{Failure, console, workspace};

use super::sample::{self, Sample, Work};
use super::{Bench, Part, Section, Tool, fresh, instructions};

/// What was measured of one document.
struct Measured {
    name: String,
    /// The instructions of generating, as a multiple of those of reading the document alone.
    to_reading: Option<f64>,
    generate: BTreeMap<Tool, Result<Sample, Failure>>,
    checks: BTreeMap<Work, BTreeMap<Tool, Result<Sample, Failure>>>,
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
    pub(super) fn sections(&self, tools: &[Tool]) -> Vec<Section> {
        let mut sections = vec![generation(&self.0, tools)];
        if self.0.iter().all(|measured| !measured.checks.is_empty()) {
            sections.extend([Work::Whole, Work::Again].map(|work| checking(&self.0, tools, work)));
            sections.push(memory(&self.0, tools));
        }
        sections
    }
}

fn one(bench: &Bench, tools: &[Tool], document: &Document) -> Result<Measured, Failure> {
    let folder = bench.crates(&document.name);
    fresh(&folder)?;
    let mut measured = Measured {
        name: document.name.clone(),
        to_reading: to_reading(bench, document, &folder)?,
        generate: tools.iter().map(|&tool| (tool, Ok(Sample::default()))).collect(),
        checks: BTreeMap::new(),
        lines: BTreeMap::new(),
    };
    for _ in 0..bench.rounds {
        for (&tool, result) in &mut measured.generate {
            let out = folder.join(tool.name());
            add(result, || {
                fresh(&out)?;
                sample::run(&tool.command(&bench.programs(), &bench.legenda, &document.path, &out), Work::Whole)
            });
        }
    }
    let written: Vec<Tool> = tools.iter().copied().filter(|tool| measured.generate[tool].is_ok()).collect();
    for &tool in &written {
        let out = folder.join(tool.name());
        tool.complete(&out)?;
        measured.lines.insert(tool, lines(&out.join("src")));
    }
    for work in [Work::Whole, Work::Again].into_iter().filter(|_| bench.has(Part::Checking)) {
        let mut check: BTreeMap<_, _> = written
            .iter()
            .map(|&tool| (tool, prepare(bench, &folder, tool, work).map(|()| Sample::default())))
            .collect();
        bench.repeat(|| {
            for (&tool, result) in &mut check {
                add(result, || self::check(bench, &folder, tool, work));
            }
            Ok(())
        })?;
        measured.checks.insert(work, check);
    }
    Ok(measured)
}

/// Both are short, and their time is not the same in two runs.
fn to_reading(bench: &Bench, document: &Document, folder: &Path) -> Result<Option<f64>, Failure> {
    let mut parse = Command::new(&bench.legenda);
    parse.arg("parse").arg(&document.path);
    let out = folder.join(Tool::Legenda.name());
    let generate = Tool::Legenda.command(&bench.programs(), &bench.legenda, &document.path, &out);
    // What cannot be read so may still be read by the generator.
    let Ok(Some(parsed)) = instructions::of(&parse) else { return Ok(None) };
    Ok(instructions::of(&generate)?.map(|generated| generated / parsed))
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

/// Makes a crate a workspace of its own, so that no other's dependencies serve it, and checks all that is not to be
/// measured: its dependencies, and for [`Work::Again`] the crate itself.
pub(super) fn prepare(bench: &Bench, folder: &Path, tool: Tool, work: Work) -> Result<(), Failure> {
    let out = folder.join(tool.name());
    let (manifest, library) = (out.join("Cargo.toml"), out.join("src/lib.rs"));
    let mut text = fs::read_to_string(&manifest)?;
    if !text.contains("\n[workspace]") {
        text.push_str("\n[workspace]\n");
        fs::write(&manifest, text)?;
    }
    if tool == Tool::Legenda {
        // The versions that this workspace is tested with.
        fs::copy(workspace::root()?.join("Cargo.lock"), out.join("Cargo.lock"))?;
    }
    if work == Work::Again {
        return check(bench, folder, tool, work).map(|_| ());
    }
    let text = fs::read(&library)?;
    fs::write(&library, "")?;
    let empty = check(bench, folder, tool, work);
    fs::write(&library, text)?;
    empty.map(|_| ())
}

/// Checks the crate, and it alone: its dependencies are built.
pub(super) fn check(bench: &Bench, folder: &Path, tool: Tool, work: Work) -> Result<Cost, Failure> {
    let out = folder.join(tool.name());
    measure::make_stale(&out)?;
    let mut cargo = Command::new(workspace::cargo());
    cargo.args(["check", "--quiet", "--all-features", "--package", &tool.crate_name(), "--target-dir"]);
    cargo.arg(bench.folder.join("target")).current_dir(&out);
    sample::run(&cargo, work)
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
        let to_reading = measured.to_reading.map_or_else(|| "–".to_owned(), |multiple| format!("{multiple:.1}"));
        let ratios = [ratio(&measured.generate, Sample::seconds), to_reading];
        std::iter::once(measured.name.clone()).chain(tools.iter().map(cell)).chain(ratios).collect()
    });
    Section {
        title: "Generating a client".to_owned(),
        text: "From the document to the files of the crate. The last columns: this generator's time as a share of the \
               quickest other's, and its instructions as a multiple of those that reading the document as a tree of values takes, where \
               `serde_yaml` has a type for each of its numbers."
            .to_owned(),
        head: head(tools, &["to the quickest other", "to reading"]),
        rows: rows.collect(),
    }
}

fn checking(all: &[Measured], tools: &[Tool], work: Work) -> Section {
    let rows = all.iter().map(|measured| {
        let cell = |tool: &Tool| match measured.checks[&work].get(tool) {
            Some(Ok(sample)) => format!("{:.1} s, {}k lines", sample.seconds(), measured.lines[tool] / 1000),
            Some(Err(_)) => "does not compile".to_owned(),
            None => "not generated".to_owned(),
        };
        let check = &measured.checks[&work];
        let rounds = check.values().flatten().map(Sample::rounds).max().unwrap_or_default();
        let last = [ratio(check, Sample::seconds), rounds.to_string()];
        std::iter::once(measured.name.clone()).chain(tools.iter().map(cell)).chain(last).collect()
    });
    let (title, text) = match work {
        Work::Whole => (
            "Type-checking a client",
            "`cargo check` of the whole crate with all features, without incremental compilation, its dependencies being \
             built, and this generator's crate as a share of the quickest other's.",
        ),
        Work::Again => (
            "Type-checking it again",
            "The same with incremental compilation, after a check of the same sources: what cargo does when `src/lib.rs` \
             was saved and nothing in it changed.",
        ),
    };
    let head = head(tools, &["to the quickest other", "rounds"]);
    Section { title: title.to_owned(), text: text.to_owned(), head, rows: rows.collect() }
}

fn memory(all: &[Measured], tools: &[Tool]) -> Section {
    let rows = all.iter().map(|measured| {
        let [whole, again] = [Work::Whole, Work::Again].map(|work| &measured.checks[&work]);
        let cell = |tool: &Tool| match (whole.get(tool), again.get(tool)) {
            (Some(Ok(whole)), Some(Ok(again))) => format!("{:.0}, {:.0} MB", whole.megabytes(), again.megabytes()),
            _ => "–".to_owned(),
        };
        let ratios = [ratio(whole, Sample::megabytes), ratio(again, Sample::megabytes)];
        std::iter::once(measured.name.clone()).chain(tools.iter().map(cell)).chain(ratios).collect()
    });
    Section {
        title: "Memory for type-checking".to_owned(),
        text: "The most memory that the compiler had in the runs of the last two tables.".to_owned(),
        head: head(tools, &["to the smallest other", "again"]),
        rows: rows.collect(),
    }
}
