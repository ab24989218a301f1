//! The only place that reads files: a document, or a folder of fragments, with all that its references name.

mod extra;
mod folder;
mod tree;

use std::collections::{HashSet, VecDeque};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::bundle::locate::positions;
use crate::bundle::references::{self, normal};
use crate::bundle::{Bundle, Parts, Tree, point};
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::source::{FileId, Pointer};
use tree::{Parsed, SyntaxError};

pub use extra::{Extra, extra};
pub use folder::documents;

/// What a run reads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Input {
    /// A document, or a folder of fragments.
    pub spec: PathBuf,
    /// The configuration; else `legenda.toml` in the folder of the document is, if it is there.
    pub config: Option<PathBuf>,
    /// Overlays, in the order of their application.
    pub overlays: Vec<PathBuf>,
}

/// Reads everything. The bundle is there even if nothing could be read, so that the diagnostics can be printed with it.
pub fn read(input: &Input, diagnostics: &mut Diagnostics) -> (Bundle, Config) {
    // Fragments are people's own work, where a second key is a slip. A document may come from anywhere, and must do.
    let repeated = if input.spec.is_dir() { Severity::Error } else { Severity::Degraded };
    let mut reader = Reader { parts: Parts::default(), repeated, diagnostics };
    let config = reader.config(input);
    for path in reader.fragment_paths(&input.spec) {
        reader.fragment(&path);
    }
    for path in &input.overlays {
        if let Some(overlay) = reader.tree(&path_text(path)) {
            reader.parts.overlays.push(overlay);
        }
    }
    reader.externals();
    let parts = reader.parts;
    (Bundle::assemble(parts, diagnostics), config)
}

/// A path with `/`, without needless steps.
fn path_text(path: &Path) -> String {
    normal(&path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"))
}

struct Reader<'d> {
    parts: Parts,
    /// What it is that a key stands twice.
    repeated: Severity,
    diagnostics: &'d mut Diagnostics,
}

impl Reader<'_> {
    fn fail(&mut self, place: Place, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(place, message));
    }

    fn config(&mut self, input: &Input) -> Config {
        let folder = if input.spec.is_dir() { Some(input.spec.as_path()) } else { input.spec.parent() };
        let implied = folder.map(|folder| folder.join("legenda.toml")).filter(|path| path.is_file());
        let Some(path) = input.config.clone().or(implied).map(|path| path_text(&path)) else {
            return Config::default();
        };
        let file = match self.load(&path) {
            Ok(file) => file,
            Err(reason) => {
                self.fail(Place::Nowhere, format!("`{path}` cannot be read: {reason}"));
                return Config::default();
            }
        };
        match config::parse(&self.parts.sources.file(file).text) {
            Ok(mut config) => {
                config.origin.file = Some(file);
                let folder = path.rfind('/').map_or("", |end| &path[..=end]);
                let local = |local: &String| normal(&format!("{folder}{local}"));
                let remote = config.references.iter().map(|(address, path)| (address.clone(), local(path)));
                self.parts.remote = remote.collect();
                config
            }
            Err(config::Fault { message, point: (line, column), help }) => {
                let diagnostic = Diagnostic::error(Place::Point { file, line, column }, message);
                self.diagnostics.push(Diagnostic { help, ..diagnostic });
                Config::default()
            }
        }
    }

    fn fragment_paths(&mut self, spec: &Path) -> Vec<String> {
        let path = path_text(spec);
        if !spec.is_dir() {
            return vec![path];
        }
        match documents(spec) {
            Ok(paths) if paths.is_empty() => {
                let message = format!("`{path}` holds no OpenAPI document");
                let help = "a document, or a fragment, is a .yaml, .yml or .json file with `openapi` on top";
                self.diagnostics.push(Diagnostic::error(Place::Nowhere, message).help(help));
                Vec::new()
            }
            Ok(paths) => paths.iter().map(|path| path_text(path)).collect(),
            Err(error) => {
                self.fail(Place::Nowhere, format!("`{path}` cannot be read: {error}"));
                Vec::new()
            }
        }
    }

    fn fragment(&mut self, path: &str) {
        let Some(tree) = self.tree(path) else { return };
        let sources = &self.parts.sources;
        let at = |key: &str| point(sources, tree.file, &Pointer::root().key(key));
        let version = tree.value.get("openapi").map(|version| match version {
            Value::String(text) => text.trim().to_owned(),
            other => other.to_string(),
        });
        let diagnostic = match version.as_deref() {
            Some(version) if is_version(version, "3.0") || is_version(version, "3.1") => None,
            Some(version) if is_version(version, "3.2") => {
                let message = format!("OpenAPI {version} is read as 3.1");
                Some(
                    Diagnostic::note(at("openapi"), message)
                        .help("`query`, `additionalOperations` and `itemSchema` are understood"),
                )
            }
            Some(version) => {
                let message = format!("OpenAPI {version} is not supported");
                Some(Diagnostic::error(at("openapi"), message).help("3.0, 3.1 and 3.2 are"))
            }
            None if tree.value.get("swagger").is_some() => {
                let diagnostic = Diagnostic::error(at("swagger"), "Swagger 2.0 is not supported");
                Some(diagnostic.help("convert the document, for example by `npx swagger2openapi`"))
            }
            None => {
                let message = "this is not an OpenAPI document: it has no `openapi` on top";
                Some(Diagnostic::error(Place::File(tree.file), message))
            }
        };
        self.diagnostics.0.extend(diagnostic);
        self.parts.fragments.push(tree);
    }

    /// Reads all that references name, from file to file.
    fn externals(&mut self) {
        let parts = &mut self.parts;
        let mut known: HashSet<String> =
            parts.fragments.iter().map(|tree| parts.sources.file(tree.file).path.clone()).collect();
        let mut pending = VecDeque::new();
        for tree in parts.fragments.iter().chain(&parts.overlays) {
            named(parts, tree, &mut known, &mut pending);
        }
        while let Some(path) = pending.pop_front() {
            let is_tree = [".yaml", ".yml", ".json"].iter().any(|extension| path.ends_with(extension));
            let parsed = self.load(&path).and_then(|file| {
                self.parse(file).map_err(|error| {
                    if is_tree {
                        self.diagnostics.push(syntax(file, &error));
                    }
                    error.message
                })
            });
            match parsed {
                Ok(tree) => {
                    named(&self.parts, &tree, &mut known, &mut pending);
                    self.parts.externals.push(tree);
                }
                Err(reason) => {
                    self.parts.missing.insert(path, reason);
                }
            }
        }
    }

    fn tree(&mut self, path: &str) -> Option<Tree> {
        let file = match self.load(path) {
            Ok(file) => file,
            Err(reason) => {
                self.fail(Place::Nowhere, format!("`{path}` cannot be read: {reason}"));
                return None;
            }
        };
        self.parse(file).map_err(|error| self.diagnostics.push(syntax(file, &error))).ok()
    }

    fn parse(&mut self, file: FileId) -> Result<Tree, SyntaxError> {
        let source = self.parts.sources.file(file);
        let Parsed { value, repeated } = tree::parse(&source.path, &source.text)?;
        for (pointer, position) in repeated.iter().zip(positions(&source.text, &repeated)) {
            let place = Place::Point { file, line: position.line, column: position.column };
            let key = pointer.steps().last().unwrap_or_default();
            let message = format!("the key `{key}` stands twice in the same object; the last one counts");
            let diagnostic = Diagnostic::degraded(place, message);
            self.diagnostics.push(Diagnostic { severity: self.repeated, ..diagnostic });
        }
        Ok(Tree { file, value })
    }

    /// Reads a file; the error is the reason alone.
    fn load(&mut self, path: &str) -> Result<FileId, String> {
        let reason = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound => "there is no such file".to_owned(),
            _ => error.to_string(),
        };
        if !fs::metadata(path).map_err(reason)?.is_file() {
            return Err("it is not a file".to_owned());
        }
        let bytes = fs::read(path).map_err(reason)?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = good.split(|&byte| byte == b'\n').count();
            format!("line {line} is not UTF-8")
        })?;
        Ok(self.parts.sources.add(path.to_owned(), text))
    }
}

fn is_version(version: &str, minor: &str) -> bool {
    version.strip_prefix(minor).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
}

fn syntax(file: FileId, error: &SyntaxError) -> Diagnostic {
    let place = match error.point {
        Some((line, column)) => Place::Point { file, line, column },
        None => Place::File(file),
    };
    Diagnostic::error(place, error.message.clone())
}

/// Adds the files that a tree's references name, each once.
fn named(parts: &Parts, tree: &Tree, known: &mut HashSet<String>, pending: &mut VecDeque<String>) {
    let base = &parts.sources.file(tree.file).path;
    references::scan(&tree.value, &mut |file| {
        let Ok(path) = references::target(base, file, &parts.remote) else { return };
        if known.insert(path.clone()) {
            pending.push_back(path);
        }
    });
}
