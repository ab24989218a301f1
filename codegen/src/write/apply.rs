//! Carries out a plan: all texts are on disk before the first file is replaced.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{MANIFEST, Plan, WriteError};
use crate::emit::Emitted;

/// Carries out a plan.
pub(super) fn apply(plan: &Plan) -> Result<(), WriteError> {
    if plan.is_fresh() {
        return Ok(());
    }
    fs::create_dir_all(&plan.root).map_err(WriteError::io("create", &plan.root))?;
    let staging = Staging::create(&plan.root)?;
    let mut files: Vec<&Emitted> = plan.created.iter().chain(plan.updated.iter().map(|update| &update.new)).collect();
    // The manifest comes first: a run that is killed in the middle leaves a folder that the next one knows as its own.
    files.sort_by_key(|file| file.path != MANIFEST);
    let staged =
        files.iter().enumerate().map(|(index, file)| staging.write(index, file)).collect::<Result<Vec<_>, _>>()?;

    for (file, staged) in files.iter().zip(staged) {
        let path = plan.root.join(&file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(WriteError::io("create", folder))?;
        }
        fs::rename(&staged, &path).map_err(WriteError::io("write", path))?;
    }
    for path in &plan.removed {
        remove(&plan.root, path)?;
    }
    Ok(())
}

/// Removes a file, and the folders that it leaves empty.
fn remove(root: &Path, path: &str) -> Result<(), WriteError> {
    let full = root.join(path);
    fs::remove_file(&full).map_err(WriteError::io("remove", &full))?;
    for folder in full.ancestors().skip(1).take_while(|&folder| folder != root) {
        match fs::remove_dir(folder) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => break,
            Err(error) => return Err(WriteError::io("remove", folder)(error)),
        }
    }
    Ok(())
}

/// A folder for texts that are not in their places yet; it goes when it is dropped. It lies in the output folder, so
/// that moving a file out of it never crosses file systems.
struct Staging {
    path: PathBuf,
}

impl Staging {
    fn create(root: &Path) -> Result<Self, WriteError> {
        let path = root.join(format!(".legenda-{}", std::process::id()));
        fs::create_dir(&path).map_err(WriteError::io("create", &path))?;
        Ok(Self { path })
    }

    fn write(&self, index: usize, file: &Emitted) -> Result<PathBuf, WriteError> {
        let path = self.path.join(index.to_string());
        fs::write(&path, &file.text).map_err(WriteError::io("write", &path))?;
        Ok(path)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed is in a hidden folder of its own, where it does no harm.
        let _ = fs::remove_dir_all(&self.path);
    }
}
