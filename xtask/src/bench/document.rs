//! The documents that clients are generated of.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::Failure;

/// A document.
pub(super) struct Document {
    /// What it is called in tables and folders.
    pub(super) name: String,
    /// Where it is.
    pub(super) path: PathBuf,
}

/// The documents below a folder whose path holds one of these texts; all of them if there are none.
pub(super) fn find(dir: &Path, filter: &[String]) -> Result<Vec<Document>, Failure> {
    let found = legenda::read::documents(dir).map_err(|error| format!("cannot read `{}`: {error}", dir.display()))?;
    let is_wanted = |path: &Path| {
        let path = path.strip_prefix(dir).unwrap_or(path).to_string_lossy().into_owned();
        filter.is_empty() || filter.iter().any(|text| path.contains(text.as_str()))
    };
    let documents: Vec<_> = found
        .into_iter()
        .filter(|path| is_wanted(path))
        .map(|path| Document { name: name(&path), path: fs::canonicalize(&path).unwrap_or(path) })
        .collect();
    if documents.is_empty() {
        Err(format!("there is no such document below `{}`", dir.display()).into())
    } else {
        Ok(documents)
    }
}

fn name(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A document as a tree.
pub(super) fn tree(path: &Path) -> Result<Value, Failure> {
    let text = fs::read_to_string(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    let is_json = path.extension().is_some_and(|extension| extension == "json");
    Ok(if is_json { serde_json::from_str(&text)? } else { serde_yaml::from_str(&text)? })
}
