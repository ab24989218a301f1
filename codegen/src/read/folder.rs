//! Which files of a folder are documents: those with `openapi` on top.

use std::cell::Cell;
use std::fmt;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

/// The documents and fragments below a folder, sorted. Hidden files and folders are passed over.
pub fn documents(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else if is_document(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Whether a file calls itself a document. It need not be a good one: then its errors are worth telling.
fn is_document(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    if extension != "yaml" && extension != "yml" && extension != "json" {
        return false;
    }
    let Ok(bytes) = fs::read(path) else { return false };
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('{') { has_top_key(text) } else { text.lines().any(is_top_line) }
}

const TOP: [&str; 2] = ["openapi", "swagger"];

fn is_top_line(line: &str) -> bool {
    TOP.iter().any(|key| {
        let rest = line.trim_start_matches(['"', '\'']).strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start_matches(['"', '\'']).trim_start().starts_with(':'))
    })
}

/// Whether one of the outermost keys of a JSON text is `openapi`.
fn has_top_key(text: &str) -> bool {
    let found = Cell::new(false);
    // The visitor stops in the middle, so the result is always an error.
    let read = serde_json::Deserializer::from_str(text).deserialize_map(TopKeys(&found));
    // Flow style YAML looks like JSON; its keys stand at the starts of lines if anywhere.
    found.get() || (read.is_err() && text.lines().any(|line| is_top_line(line.trim_start_matches(['{', ' ', '\t']))))
}

struct TopKeys<'f>(&'f Cell<bool>);

impl<'de> Visitor<'de> for TopKeys<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(key) = entries.next_key::<String>()? {
            if TOP.contains(&key.as_str()) {
                self.0.set(true);
                return Ok(());
            }
            entries.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}
