//! A document without its meaning.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::Failure;

/// A document as a tree.
pub(super) fn read(path: &Path) -> Result<Value, Failure> {
    let text = fs::read_to_string(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    let is_json = path.extension().is_some_and(|extension| extension == "json");
    Ok(if is_json { serde_json::from_str(&text)? } else { serde_yaml::from_str(&text)? })
}
