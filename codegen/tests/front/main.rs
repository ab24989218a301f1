//! From files to a document: reading, bundling, normalising, and the words of all that can go wrong on the way.

mod configuration;
mod fragments;
mod mutations;
mod operations;
mod overlays;
mod paths;
mod references;
mod schemas;
mod syntax;

use std::fs;
use std::path::PathBuf;

use legenda::bundle::Bundle;
use legenda::config::Config;
use legenda::diagnostic::{Diagnostics, render_all};
use legenda::document::Document;
use legenda::normalise::normalise;
use legenda::read::{Input, read};
use legenda::schema::{Schema, SchemaId};

/// What came of some files.
struct Outcome {
    document: Document,
    config: Config,
    bundle: Bundle,
    diagnostics: Diagnostics,
    folder: String,
}

/// Files in a folder of their own.
struct Files {
    folder: PathBuf,
}

impl Files {
    /// Writes the files: the name and the text of each. The folder is named by the test.
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("front").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("an old folder goes");
        }
        for (name, text) in files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        Self { folder }
    }

    /// Reads one of the files, or the folder if the name is empty.
    fn read(&self, spec: &str) -> Outcome {
        self.read_with(spec, Input::default())
    }

    /// Does so with a configuration or overlays, named within the folder.
    fn read_with(&self, spec: &str, input: Input) -> Outcome {
        let input = Input {
            spec: self.folder.join(spec),
            config: input.config.map(|path| self.folder.join(path)),
            overlays: input.overlays.into_iter().map(|path| self.folder.join(path)).collect(),
        };
        let mut diagnostics = Diagnostics::default();
        let (bundle, config) = read(&input, &mut diagnostics);
        let document = normalise(&bundle, &mut diagnostics);
        let folder = self.folder.to_string_lossy().into_owned();
        Outcome { document, config, bundle, diagnostics, folder }
    }
}

impl Outcome {
    /// All diagnostics as they are printed, the folder left out.
    fn printed(&self) -> String {
        let printed = render_all(&self.bundle, &self.diagnostics.0).concat();
        printed.replace(&format!("{}/", self.folder), "").replace(&self.folder, "folder")
    }

    #[track_caller]
    fn prints(&self, expected: &str) {
        assert_eq!(self.printed(), expected);
    }

    fn component(&self, name: &str) -> &Schema {
        &self.document.schemas[self.document.component_schemas[name]]
    }

    fn schema(&self, id: Option<SchemaId>) -> &Schema {
        &self.document.schemas[id.expect("a schema")]
    }
}

/// One document that is a single file.
fn document(name: &str, text: &str) -> Outcome {
    Files::new(name, &[("api.yaml", text)]).read("api.yaml")
}

/// A document with these component schemas, indented by four.
fn components(name: &str, version: &str, schemas: &str) -> Outcome {
    let head = format!("openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n");
    document(name, &format!("{head}{schemas}"))
}

/// A document with these paths, indented by two.
fn operations(name: &str, paths: &str) -> Outcome {
    document(name, &format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}"))
}
