//! The whole way: a document in, the files of a crate out.

use std::path::PathBuf;
use std::thread;
use std::time::Instant;

use crate::bundle::Bundle;
use crate::config::Config;
use crate::diagnostic::{self, Diagnostic, Diagnostics, Place, Severity};
use crate::emit::{self, Emitted};
use crate::lower::{self, Lowered, Selection};
use crate::normalise;
use crate::read;
use crate::report;
use crate::source::At;

/// What to generate from what.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A document, or a folder of fragments.
    pub spec: PathBuf,
    /// A configuration to use instead of the `legenda.toml` beside the document.
    pub config: Option<PathBuf>,
    /// Overlays, applied in this order.
    pub overlays: Vec<PathBuf>,
    /// Which operations to generate: tags, paths or operations. Empty: all.
    pub only: Vec<String>,
    /// The package name, instead of the configuration's.
    pub name: Option<String>,
}

/// What became of a document.
#[derive(Debug)]
pub struct Generated {
    /// The crate; empty when there are errors.
    pub files: Vec<Emitted>,
    /// All that was found on the way.
    pub diagnostics: Diagnostics,
    /// The report, without the check.
    pub report: report::Document,
    bundle: Bundle,
}

impl Generated {
    /// The diagnostics of these severities as a reader wants them: with file, line and the text that stands there.
    pub fn messages(&self, is_wanted: impl Fn(Severity) -> bool) -> Vec<String> {
        messages(&self.bundle, &self.diagnostics, is_wanted)
    }
}

/// How much stack the stages may use: schemas may refer to each other in chains as long as a document can hold. Only
/// what is used is ever taken from memory.
const STACK: usize = 1 << 30;

/// Generates a crate. Nothing is written.
pub fn generate(options: &Options) -> Generated {
    thread::scope(|scope| {
        let stages = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || stages(options));
        match stages.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(generated)) => generated,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            // Without a thread of its own, what the caller's stack holds has to do.
            Err(_) => self::stages(options),
        }
    })
}

fn stages(options: &Options) -> Generated {
    let mut run = Run::start(options);
    let input =
        read::Input { spec: options.spec.clone(), config: options.config.clone(), overlays: options.overlays.clone() };
    let (bundle, mut config) = read::read(&input, &mut run.diagnostics);
    let extra = read::extra(&options.spec, &mut run.diagnostics);
    let extra: Vec<_> = extra.into_iter().map(|file| Emitted { path: file.path, text: file.text }).collect();
    if options.name.is_some() {
        config.package.name.clone_from(&options.name);
    }
    run.end("read");

    let files = run.emit(&bundle, &config, &options.only, &extra).unwrap_or_default();
    run.finish(files, bundle)
}

/// What all stages add to.
struct Run {
    diagnostics: Diagnostics,
    report: report::Document,
    start: Instant,
    stage: Instant,
}

impl Run {
    fn start(options: &Options) -> Self {
        let now = Instant::now();
        let report = report::Document { path: options.spec.display().to_string(), ..report::Document::default() };
        Self { diagnostics: Diagnostics::default(), report, start: now, stage: now }
    }

    /// Ends the stage that has run since the last one ended.
    fn end(&mut self, name: &'static str) {
        let now = Instant::now();
        let seconds = (now - self.stage).as_secs_f64();
        self.report.stages.push(report::Stage { name, seconds });
        self.stage = now;
    }

    /// All stages behind reading, up to the first that finds that nothing can be generated.
    fn emit(&mut self, bundle: &Bundle, config: &Config, only: &[String], extra: &[Emitted]) -> Option<Vec<Emitted>> {
        self.go_on()?;
        let document = normalise::normalise(bundle, &mut self.diagnostics);
        self.report.openapi.clone_from(&document.version);
        self.report.operations.total = document.total_operations;
        self.end("normalise");
        self.go_on()?;

        let selection = Selection::new(only);
        let lowered = lower::lower(document, config, &selection, &mut self.diagnostics);
        self.end("lower");
        self.go_on()?;

        let files = emit::emit(&lowered.api, extra);
        self.end("emit");
        self.report_lowered(lowered, bundle);
        Some(files)
    }

    fn go_on(&self) -> Option<()> {
        if self.diagnostics.has_errors() { None } else { Some(()) }
    }

    fn report_lowered(&mut self, lowered: Lowered, bundle: &Bundle) {
        self.report.types = lowered.api.reached().count();
        self.report.operations.generated = lowered.generated;
        let skipped = lowered.skipped.into_iter().map(|skipped| report::Skipped {
            method: skipped.method,
            path: skipped.path,
            reason: skipped.reason,
            pointer: self.pointer(bundle, &skipped.at),
        });
        let skipped = skipped.collect();
        let names = lowered.settled.into_iter().map(|settled| report::Name {
            reason: format!("`{}` was taken: this is `{}`", settled.wanted, settled.got),
            pointer: settled.place,
        });
        self.report.names = names.collect();
        self.report.operations.skipped = skipped;
    }

    /// Where a node stands, as a person would look it up: `#/paths/…`, with the file in front if it is another one
    /// than the document itself.
    fn pointer(&self, bundle: &Bundle, at: &At) -> String {
        let (file, pointer) = bundle.origin(at);
        let path = &bundle.sources().file(file).path;
        if *path == self.report.path { pointer.to_string() } else { format!("{path}{pointer}") }
    }

    fn finish(mut self, files: Vec<Emitted>, bundle: Bundle) -> Generated {
        let of = |severity| self.diagnostics.0.iter().filter(move |found| found.severity == severity);
        let degraded = of(Severity::Degraded).map(|found| report::Degraded {
            pointer: match &found.place {
                Place::Node(at) => self.pointer(&bundle, at),
                Place::Point { .. } | Place::File(_) | Place::Nowhere => String::new(),
            },
            reason: found.message.clone(),
        });
        self.report.degraded = degraded.collect();
        self.report.errors = messages(&bundle, &self.diagnostics, |severity| severity == Severity::Error);
        self.report.warnings = of(Severity::Note).count();
        self.report.ok = self.report.errors.is_empty();
        self.report.lines = files.iter().map(|file| file.text.lines().count()).sum();
        self.report.seconds = self.start.elapsed().as_secs_f64();
        Generated { files, diagnostics: self.diagnostics, report: self.report, bundle }
    }
}

fn messages(bundle: &Bundle, diagnostics: &Diagnostics, is_wanted: impl Fn(Severity) -> bool) -> Vec<String> {
    let wanted = diagnostics.0.iter().filter(|found| is_wanted(found.severity));
    diagnostic::render_all(bundle, &wanted.cloned().collect::<Vec<Diagnostic>>())
}
