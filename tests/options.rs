//! How the client of a fixture is generated.

use std::fs;
use std::path::Path;

use legenda::generate::Options;

/// By the document of this folder, the overlay that may stand beside it, and the operations that `only.txt` may list.
pub(crate) fn options(folder: &Path, name: &str) -> Options {
    let overlay = Some(folder.join("overlay.yaml")).filter(|path| path.is_file());
    let only = fs::read_to_string(folder.join("only.txt")).unwrap_or_default();
    Options {
        spec: folder.join("spec.yaml"),
        name: Some(name.to_owned()),
        overlays: overlay.into_iter().collect(),
        only: only.lines().map(str::to_owned).collect(),
        ..Options::default()
    }
}
