//! `cargo xtask generate`: documents to crates.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use legenda::generate::{Generated, Options, generate};
use legenda::report::{Report, Stage};
use legenda::write::{self, Plan};

use crate::console::{self, Detail};
use crate::{Failure, Outcome, workspace};

/// The longest diff that `--check` prints, in lines.
const DIFF: usize = 200;

/// Generate a client crate: from spec/ to generated-client/, or from any document
#[derive(clap::Args)]
pub(crate) struct Args {
    /// A document, or a folder of fragments
    #[arg(long, value_name = "PATH", requires_all = ["out", "name"])]
    spec: Option<PathBuf>,

    /// The folder to write the crate to
    #[arg(long, value_name = "DIR", requires = "spec")]
    out: Option<PathBuf>,

    /// The name of the crate
    #[arg(long, value_name = "CRATE", requires = "spec", value_parser = package_name)]
    name: Option<String>,

    /// A configuration to use instead of the `legenda.toml` beside the document
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// An OpenAPI overlay to apply; can be given several times
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,

    /// A tag, a path or an operation to generate, leaving out the others; can be given several times
    #[arg(long, value_name = "SELECTOR", requires = "spec")]
    only: Vec<String>,

    /// Where to write a report as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,

    /// Write nothing; fail with a diff if the crate is out of date
    #[arg(long)]
    check: bool,

    /// Print every diagnostic, and how long each stage took
    #[arg(short, long)]
    verbose: bool,
}

/// The form that cargo asks of a package name.
fn package_name(text: &str) -> Result<String, String> {
    let mut characters = text.chars();
    let starts_well = characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_');
    if starts_well && characters.all(|rest| rest.is_ascii_alphanumeric() || matches!(rest, '-' | '_')) {
        Ok(text.to_owned())
    } else {
        Err("a crate's name begins with a letter and goes on with letters, digits, `-` and `_`".to_owned())
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    take_small_pages();
    let (spec, out) = match (&args.spec, &args.out) {
        (Some(spec), Some(out)) => (spec.clone(), out.clone()),
        _ => default_paths()?,
    };
    let options = Options {
        spec,
        config: args.config.clone(),
        overlays: args.overlay.clone(),
        only: args.only.clone(),
        name: args.name.clone(),
    };
    let detail = if args.verbose { Detail::Full } else { Detail::Brief };

    let mut generated = generate(&options);
    let outcome = if generated.report.ok {
        let start = Instant::now();
        let plan = write::plan(&out, &generated.files)?;
        if !args.check {
            plan.apply()?;
        }
        let seconds = start.elapsed().as_secs_f64();
        generated.report.stages.push(Stage { name: "write", seconds });
        console::diagnostics(&generated, detail);
        conclude(args, &out, &plan, &generated)
    } else {
        console::diagnostics(&generated, detail);
        Outcome::FellShort
    };
    if let Some(path) = &args.report {
        write_report(path, &Report { documents: vec![generated.report] })?;
    }
    Ok(outcome)
}

/// Has the system give out small pages: large ones are cleared whole for the little that is asked of them. Without them,
/// GitHub's document takes 0.82 of the processor time and half the memory. Programs that this one starts would inherit it, so
/// only a command that starts none may ask for it.
#[cfg(target_os = "linux")]
fn take_small_pages() {
    // Where it cannot be had, all works as well, only slower.
    let _ = nix::sys::prctl::set_thp_disable(true);
}

#[cfg(not(target_os = "linux"))]
fn take_small_pages() {}

/// `spec/` and `generated-client/`.
pub(crate) fn default_paths() -> Result<(PathBuf, PathBuf), Failure> {
    let root = workspace::root()?;
    Ok((workspace::from_here(&root.join("spec")), workspace::from_here(&root.join("generated-client"))))
}

/// Writes a report.
pub(crate) fn write_report(path: &Path, report: &Report) -> Result<(), Failure> {
    let mut text = serde_json::to_string_pretty(report)?;
    text.push('\n');
    fs::write(path, text).map_err(|error| format!("cannot write `{}`: {error}", path.display()))?;
    Ok(())
}

/// Says how it ended.
fn conclude(args: &Args, out: &Path, plan: &Plan, generated: &Generated) -> Outcome {
    let out = out.display();
    if args.check && !plan.is_fresh() {
        console::say(plan.diff(DIFF).trim_end());
        console::note(&format!("error: `{out}` is out of date"));
        console::note("help: run the same command without `--check`, and commit the result");
        return Outcome::FellShort;
    }
    let files = if plan.is_fresh() {
        format!("up to date, {} files", plan.unchanged)
    } else {
        let (created, updated, removed) = (plan.created.len(), plan.updated.len(), plan.removed.len());
        format!("{created} created, {updated} updated, {removed} removed, {} unchanged", plan.unchanged)
    };
    let operations = &generated.report.operations;
    console::say(&format!(
        "{out}: {files}; {} of {} operations, {} skipped, {} degraded",
        operations.generated,
        operations.total,
        operations.skipped.len(),
        generated.report.degraded.len(),
    ));
    Outcome::Done
}
