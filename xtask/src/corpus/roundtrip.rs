//! The examples of the documents, decoded into the types of the generated crates and encoded back.

mod compare;
mod examples;
mod judge;
mod places;
mod program;
mod raise;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use legenda::diagnostic::Diagnostics;
use legenda::emit::Paths;
use legenda::lower::{self, Selection};
use legenda::report::{Document, Lost, Roundtrip};
use legenda::source::{At, DocId};
use legenda::{bundle::Bundle, normalise, read};
use serde_json::Value;

use super::{Job, check, parallel, progress};
use crate::{Failure, workspace};
use examples::Example;
use judge::{Declared, Judge, Schematics, Verdict};

/// How many of a hundred valid examples have to come back.
const WANTED: usize = 99;

/// A valid example whose schema became a type.
struct Valid {
    pointer: String,
    ty: usize,
    value: Value,
    declared: Declared,
}

/// The valid examples of a document, and their types.
#[derive(Default)]
struct Prepared {
    examples: usize,
    unjudged: usize,
    valid: Vec<Valid>,
    types: Vec<String>,
}

/// Tries the examples of each document that has a crate.
pub(super) fn roundtrip(
    folder: &Path,
    jobs: &[Job],
    workers: usize,
    documents: &mut [Document],
) -> Result<(), Failure> {
    let mut crates: Vec<(usize, &Job)> = jobs.iter().enumerate().filter(|(index, _)| documents[*index].ok).collect();
    crates.sort_by_key(|(index, _)| std::cmp::Reverse(documents[*index].lines));
    let bar = progress("judging examples", crates.len());
    let prepared = parallel::map(workers, &crates, |_, (_, job)| {
        let prepared = prepare(job).and_then(|prepared| write(job, &prepared).map(|()| prepared));
        bar.inc(1);
        prepared
    });
    bar.finish_and_clear();
    let prepared: Vec<Prepared> = prepared.into_iter().collect::<Result<_, _>>()?;

    let programs = crates.iter().zip(&prepared).filter(|(_, prepared)| !prepared.valid.is_empty());
    let members = crates.iter().map(|(_, job)| job.out.clone());
    check::make_workspace(folder, members.chain(programs.map(|((_, job), _)| program_folder(job))))?;
    let tasks: Vec<(&Job, &Prepared)> = crates.iter().map(|(_, job)| *job).zip(&prepared).collect();
    let bar = progress("trying examples", crates.len());
    let results = parallel::map(workers, &tasks, |worker, (job, prepared)| {
        let result = attempt(folder, worker, job, prepared);
        bar.inc(1);
        result
    });
    bar.finish_and_clear();
    for ((index, _), result) in crates.iter().zip(results) {
        documents[*index].roundtrip = Some(result?);
    }
    Ok(())
}

/// Whether fewer examples come back than should.
pub(super) fn falls_short(documents: &[Document]) -> bool {
    let roundtrips = || documents.iter().filter_map(|document| document.roundtrip.as_ref());
    let sum = |of: fn(&Roundtrip) -> usize| roundtrips().map(of).sum::<usize>();
    let is_broken = roundtrips().any(|roundtrip| roundtrip.failure.is_some());
    is_broken || sum(|roundtrip| roundtrip.equal) * 100 < sum(|roundtrip| roundtrip.valid) * WANTED
}

/// Judges the examples of a document.
fn prepare(job: &Job) -> Result<Prepared, Failure> {
    let mut diagnostics = Diagnostics::default();
    let input = read::Input { spec: job.path.clone(), ..read::Input::default() };
    let (bundle, config) = read::read(&input, &mut diagnostics);
    let document = normalise::normalise(&bundle, &mut diagnostics);
    let examples = examples::collect(&document, &bundle);
    let schematics = Schematics::of(&bundle, &document.schemas, &document.version);
    let places: BTreeMap<_, At> = examples
        .iter()
        .filter_map(|example| Some((example.schema, document.schemas.get(example.schema).at.clone()?)))
        .collect();
    let lowered = lower::lower(document, &config, &Selection::default(), &mut diagnostics);
    let paths = Paths::new(&lowered.api);

    let registry = schematics.registry()?;
    let mut judge = Judge::new(&schematics, &registry);
    let mut prepared = Prepared::default();
    let mut types: BTreeMap<String, usize> = BTreeMap::new();
    for Example { at, schema, value } in examples {
        let path = lowered.schema_types.get(&schema).and_then(|ty| paths.of(ty, program::CLIENT));
        let (Some(path), Some(place)) = (path, places.get(&schema)) else { continue };
        prepared.examples += 1;
        let value = judge.meant(schema, place, value);
        let declared = match judge.judge(schema, place, &value) {
            Verdict::Valid(declared) => declared,
            Verdict::Invalid => continue,
            Verdict::Unknown => {
                prepared.unjudged += 1;
                continue;
            }
        };
        let next = types.len();
        let ty = *types.entry(path).or_insert(next);
        prepared.valid.push(Valid { pointer: pointer(&bundle, &at), ty, value, declared });
    }
    let mut types: Vec<(String, usize)> = types.into_iter().collect();
    types.sort_by_key(|(_, index)| *index);
    prepared.types = types.into_iter().map(|(path, _)| path).collect();
    Ok(prepared)
}

/// Where an example stands, with the file in front if it is another one than the document.
fn pointer(bundle: &Bundle, at: &At) -> String {
    if at.doc == DocId::ROOT {
        return at.pointer.to_string();
    }
    let location = bundle.locate(at);
    format!("{}{}", location.path, location.pointer)
}

fn program_folder(job: &Job) -> PathBuf {
    let name = job.out.file_name().unwrap_or_default().to_string_lossy();
    job.out.with_file_name(format!("{name}_roundtrip"))
}

fn write(job: &Job, prepared: &Prepared) -> Result<(), Failure> {
    if prepared.valid.is_empty() {
        return Ok(());
    }
    let examples: Vec<_> = prepared.valid.iter().map(|valid| (valid.ty, &valid.value)).collect();
    program::write(&program_folder(job), (&job.package, &job.out), &prepared.types, &examples)
}

/// Runs the program of a document, and compares.
fn attempt(folder: &Path, worker: usize, job: &Job, prepared: &Prepared) -> Result<Roundtrip, Failure> {
    let mut result = Roundtrip {
        examples: prepared.examples,
        valid: prepared.valid.len(),
        unjudged: prepared.unjudged,
        ..Roundtrip::default()
    };
    if prepared.valid.is_empty() {
        return Ok(result);
    }
    let program = program_folder(job);
    let package = program.file_name().unwrap_or_default();
    let output = check::cargo(folder, Command::new(workspace::cargo()))
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .args(["run", "--quiet", "--package"])
        .arg(package)
        .arg("--target-dir")
        .arg(format!("target/{worker}"))
        .arg("--")
        .arg(fs_path(&program)?)
        .output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        result.failure = Some(format!("the examples could not be tried: {}\n{said}", output.status));
        return Ok(result);
    }
    let answers = program::answers(&String::from_utf8_lossy(&output.stdout))?;
    for (valid, answer) in prepared.valid.iter().zip(answers) {
        let reason = match answer.back {
            Ok(back) => compare::difference(&answer.value, &back, &valid.declared),
            Err(error) => Some(error),
        };
        match reason {
            None => result.equal += 1,
            Some(reason) => result.lost.push(lost(valid, &prepared.types[valid.ty], reason)),
        }
    }
    Ok(result)
}

fn fs_path(program: &Path) -> Result<PathBuf, Failure> {
    Ok(std::fs::canonicalize(program)?.join("examples.json"))
}

fn lost(valid: &Valid, ty: &str, reason: String) -> Lost {
    let ty = ty.replace(&format!("{}::", program::CLIENT), "").replace("::std::", "std::");
    Lost { pointer: valid.pointer.clone(), ty, reason }
}
