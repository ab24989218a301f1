//! What stands in the output folder, and whose it is.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{MANIFEST, MARK, WriteError};

/// Cargo's own files in a package.
const CARGO: [&str; 2] = ["Cargo.lock", "target"];

/// An output folder that may be written to; it need not exist yet.
pub(super) struct Folder<'a> {
    root: &'a Path,
}

/// What stands at an emitted path.
pub(super) enum Standing {
    /// Nothing.
    Nothing,
    /// A file of an earlier run.
    Marked(Vec<u8>),
    /// Something else, at this path in the folder.
    InTheWay(String),
}

impl<'a> Folder<'a> {
    /// Refuses a folder that is someone else's.
    pub(super) fn open(root: &'a Path) -> Result<Self, WriteError> {
        let is_empty = match fs::read_dir(root) {
            Ok(mut entries) => entries.next().is_none(),
            // A dangling link is not a place to make a folder.
            Err(error) if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(root).is_err() => true,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotADirectory | io::ErrorKind::NotFound) => {
                return Err(WriteError::NotAFolder { root: root.to_owned() });
            }
            Err(error) => return Err(WriteError::io("read", root)(error)),
        };
        let folder = Self { root };
        if is_empty || folder.has_marked_manifest()? {
            Ok(folder)
        } else {
            Err(WriteError::Foreign { root: root.to_owned() })
        }
    }

    fn has_marked_manifest(&self) -> Result<bool, WriteError> {
        let path = self.root.join(MANIFEST);
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_file() => {
                let bytes = fs::read(&path).map_err(WriteError::io("read", &path))?;
                Ok(is_marked(MANIFEST, &bytes))
            }
            Ok(_) => Ok(false),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(WriteError::io("read", path)(error)),
        }
    }

    /// The paths of all marked files, sorted. Links are not followed; hidden folders, other packages and what is
    /// cargo's own are left alone.
    pub(super) fn marked(&self) -> Result<Vec<String>, WriteError> {
        let mut found = Vec::new();
        let mut folders = vec![String::new()];
        while let Some(folder) = folders.pop() {
            let path = self.root.join(&folder);
            let entries = match fs::read_dir(&path) {
                Ok(entries) => entries,
                Err(error) if folder.is_empty() && error.kind() == io::ErrorKind::NotFound => break,
                Err(error) => return Err(WriteError::io("read", path)(error)),
            };
            for entry in entries {
                let entry = entry.map_err(WriteError::io("read", &path))?;
                // A name that is not Unicode was never emitted.
                let Ok(name) = entry.file_name().into_string() else {
                    continue;
                };
                if folder.is_empty() && CARGO.contains(&name.as_str()) {
                    continue;
                }
                let kind = entry.file_type().map_err(WriteError::io("read", entry.path()))?;
                let child = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
                if kind.is_dir() && !name.starts_with('.') && !self.root.join(&child).join(MANIFEST).exists() {
                    folders.push(child);
                } else if kind.is_file() && self.is_marked_file(&child)? {
                    found.push(child);
                }
            }
        }
        found.sort();
        Ok(found)
    }

    fn is_marked_file(&self, path: &str) -> Result<bool, WriteError> {
        let full = self.root.join(path);
        let bytes = fs::read(&full).map_err(WriteError::io("read", full))?;
        Ok(is_marked(path, &bytes))
    }

    /// What stands at `path`, or above it where no folder does.
    pub(super) fn standing(&self, path: &str) -> Result<Standing, WriteError> {
        let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        for part in ends.map(|end| &path[..end]) {
            let full = self.root.join(part);
            let kind = match fs::symlink_metadata(&full) {
                Ok(metadata) => metadata.file_type(),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    return Ok(Standing::Nothing);
                }
                Err(error) => return Err(WriteError::io("read", full)(error)),
            };
            if kind.is_file() && part == path {
                let bytes = fs::read(&full).map_err(WriteError::io("read", full))?;
                let is_ours = is_marked(path, &bytes);
                return Ok(if is_ours { Standing::Marked(bytes) } else { Standing::InTheWay(path.to_owned()) });
            }
            if !kind.is_dir() || part == path {
                return Ok(Standing::InTheWay(part.to_owned()));
            }
        }
        Ok(Standing::Nothing)
    }
}

/// Whether a file of this path and content is the generator's own.
pub(super) fn is_marked(path: &str, bytes: &[u8]) -> bool {
    if path == MANIFEST {
        let Some(manifest) = std::str::from_utf8(bytes).ok().and_then(|text| text.parse::<toml::Table>().ok()) else {
            return false;
        };
        let metadata = manifest.get("package").and_then(|package| package.get("metadata"));
        return metadata.and_then(|metadata| metadata.get("legenda")).is_some_and(toml::Value::is_table);
    }
    let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    line.windows(MARK.len()).any(|window| window.eq_ignore_ascii_case(MARK.as_bytes()))
}

/// Whether a path stays in the folder and is not cargo's own.
pub(super) fn is_inside(path: &str) -> bool {
    let plain = path.split('/').all(|part| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']));
    let is_relative = PathBuf::from(path).components().all(|component| matches!(component, Component::Normal(_)));
    plain && is_relative && !CARGO.contains(&path.split('/').next().unwrap_or_default())
}
