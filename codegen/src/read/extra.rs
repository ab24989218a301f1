//! `extra/` beside the fragments: files that people wrote for the emitted crate, such as its examples.

use std::fs;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::emit::Emitted;

/// The folder's name.
const FOLDER: &str = "extra";

/// Reads all files below `extra/` of a folder of fragments and marks each as a copy. A document of one file has none.
pub fn read(spec: &Path, diagnostics: &mut Diagnostics) -> Vec<Emitted> {
    let mut files = Vec::new();
    let root = spec.join(FOLDER);
    if root.is_dir() {
        collect(&root, "", &mut files, diagnostics);
    }
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<Emitted>, diagnostics: &mut Diagnostics) {
    let mut names = Vec::new();
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    match entries {
        Ok(entries) => names.extend(entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned())),
        Err(error) => refuse(folder, &error.to_string(), diagnostics),
    }
    names.sort();
    for name in names.iter().filter(|name| !name.starts_with('.')) {
        let path = folder.join(name);
        let relative = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
        if path.is_dir() {
            collect(&path, &relative, files, diagnostics);
            continue;
        }
        match fs::read_to_string(&path) {
            Ok(text) => match mark(&relative, &text) {
                Some(text) => files.push(Emitted { path: relative, text }),
                None => refuse(&path, "a file of this kind cannot say that it is a copy", diagnostics),
            },
            Err(error) => refuse(&path, &error.to_string(), diagnostics),
        }
    }
}

fn refuse(path: &Path, reason: &str, diagnostics: &mut Diagnostics) {
    let message = format!("`{}` cannot be copied into the crate: {reason}", path.display());
    diagnostics.push(Diagnostic::error(Place::Nowhere, message));
}

/// Puts the mark in front of the text, as a comment of its language.
fn mark(path: &str, text: &str) -> Option<String> {
    let (start, end) = match path.rsplit('.').next()? {
        "rs" => ("//", ""),
        "md" => ("<!--", " -->"),
        "toml" | "yaml" | "yml" | "sh" => ("#", ""),
        _ => return None,
    };
    let mark = crate::write::MARK;
    Some(format!("{start} {mark} as a copy of `{FOLDER}/{path}`; change it there.{end}\n{text}"))
}
