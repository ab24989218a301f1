//! `extra/` beside the fragments: files that people wrote for the emitted crate, such as its examples.

use std::fs;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// The folder's name.
const FOLDER: &str = "extra";

/// A file of `extra/`.
#[derive(Debug)]
pub struct Extra {
    /// Its path in `extra/`, and in the crate, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// All files below `extra/` of a folder of fragments, sorted. A document of one file has none.
pub fn extra(spec: &Path, diagnostics: &mut Diagnostics) -> Vec<Extra> {
    let mut files = Vec::new();
    let root = spec.join(FOLDER);
    if root.is_dir() {
        collect(&root, "", &mut files, diagnostics);
    }
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<Extra>, diagnostics: &mut Diagnostics) {
    let mut refuse = |path: &Path, reason: &str| {
        let message = format!("`{}` cannot be read: {reason}", path.display());
        diagnostics.push(Diagnostic::error(Place::Nowhere, message));
    };
    let mut names = Vec::new();
    match fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
        Ok(entries) => names.extend(entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned())),
        Err(error) => refuse(folder, &error.to_string()),
    }
    names.sort();
    let mut folders = Vec::new();
    for name in names.iter().filter(|name| !name.starts_with('.')) {
        let path = folder.join(name);
        let relative = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
        if path.is_dir() {
            folders.push((path, relative));
            continue;
        }
        match fs::read_to_string(&path) {
            Ok(text) => files.push(Extra { path: relative, text }),
            Err(error) => refuse(&path, &error.to_string()),
        }
    }
    for (path, relative) in folders {
        collect(&path, &relative, files, diagnostics);
    }
}
