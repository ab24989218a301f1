//! The documents below a folder.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Failure;

/// The keys that make a file a document. A file without one is a part of another, or something else.
const KEYS: [&str; 2] = ["openapi", "swagger"];

/// All documents, sorted.
pub(super) fn documents(dir: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        let cannot_read = |error| format!("cannot read `{}`: {error}", folder.display());
        for entry in fs::read_dir(&folder).map_err(cannot_read)? {
            let entry = entry.map_err(cannot_read)?;
            let path = entry.path();
            if entry.file_type().map_err(cannot_read)?.is_dir() {
                folders.push(path);
            } else if is_document(&path)? {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn is_document(path: &Path) -> Result<bool, Failure> {
    let extension = path
        .extension()
        .and_then(OsStr::to_str)
        .unwrap_or_default()
        .to_ascii_lowercase();
    if !matches!(extension.as_str(), "json" | "yaml" | "yml") {
        return Ok(false);
    }
    let bytes =
        fs::read(path).map_err(|error| format!("cannot read `{}`: {error}", path.display()))?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    Ok(if text.starts_with('{') {
        has_json_key(text)
    } else {
        has_yaml_key(text)
    })
}

/// Whether a line without an indent begins with one of the keys.
fn has_yaml_key(text: &str) -> bool {
    text.lines().any(|line| {
        KEYS.iter().any(|key| {
            let quote = line
                .chars()
                .next()
                .filter(|first| matches!(first, '"' | '\''))
                .map_or("", |_| &line[..1]);
            let rest = line[quote.len()..]
                .strip_prefix(key)
                .and_then(|rest| rest.strip_prefix(quote));
            rest.is_some_and(|rest| rest.trim_start().starts_with(':'))
        })
    })
}

/// Whether the outermost object has one of the keys. Only brackets and quotes are read.
fn has_json_key(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}', '[', ']', '"']) {
        let after = &rest[at + 1..];
        match rest.as_bytes()[at] {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {
                let Some(end) = string_end(after) else {
                    return false;
                };
                rest = &after[end + 1..];
                if depth == 1 && KEYS.contains(&&after[..end]) && rest.trim_start().starts_with(':')
                {
                    return true;
                }
                continue;
            }
        }
        rest = after;
    }
    false
}

/// Where the string that `text` begins in ends.
fn string_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })
}

/// A name for each document's crate, of its path below `dir`: letters, digits and `_`.
pub(super) fn names(dir: &Path, paths: &[PathBuf]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let name = |path: &PathBuf| {
        let relative = path.strip_prefix(dir).unwrap_or(path);
        // The extension tells apart only where nothing else does.
        let short = slug(&relative.with_extension(""));
        let long = slug(relative);
        let numbered = (2..).map(|number| format!("{long}_{number}"));
        let mut candidates = [short, long.clone()].into_iter().chain(numbered);
        candidates
            .find(|candidate| taken.insert(candidate.clone()))
            .unwrap_or(long)
    };
    paths.iter().map(name).collect()
}

fn slug(path: &Path) -> String {
    let text = path.to_string_lossy().to_ascii_lowercase();
    let words = text
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("_");
    // A package's name does not begin with a digit.
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        name
    } else {
        format!("api_{name}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_documents_have_the_key_at_the_margin() {
        for text in [
            "openapi: 3.1.0",
            "# x\nopenapi: 3.1.0",
            "'openapi': 3",
            "\"swagger\" : '2.0'",
            "---\nopenapi: 3",
        ] {
            assert!(has_yaml_key(text), "{text}");
        }
        for text in [
            "info:\n  openapi: 3",
            "openapis: 3",
            "'openapi: 3",
            "overlay: 1.0.0",
            "",
        ] {
            assert!(!has_yaml_key(text), "{text}");
        }
    }

    #[test]
    fn json_documents_have_the_key_in_the_outermost_object() {
        for text in [
            r#"{"openapi":"3"}"#,
            r#"{"x":{"a":["}\"{"]},"swagger" : "2.0"}"#,
        ] {
            assert!(has_json_key(text), "{text}");
        }
        for text in [
            r#"{"x":{"openapi":1}}"#,
            r#"{"x":"openapi"}"#,
            r#"{"\"openapi":1}"#,
            r#"{"openapi"#,
            "{}}[",
            "{",
        ] {
            assert!(!has_json_key(text), "{text}");
        }
    }

    #[test]
    fn each_document_has_a_name_of_its_own() {
        let paths = [
            "c/a.json",
            "c/a.yaml",
            "c/a/json.yaml",
            "c/3d.json",
            "c/Öl/x.yml",
        ]
        .map(PathBuf::from);
        assert_eq!(
            names(Path::new("c"), &paths),
            ["a", "a_yaml", "a_json", "api_3d", "l_x"]
        );
    }
}
