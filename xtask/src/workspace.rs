//! Where things are.

use std::env;
use std::path::{Component, Path, PathBuf};

use crate::Failure;

/// The folder of the workspace, from wherever in it the command runs.
pub(crate) fn root() -> Result<PathBuf, Failure> {
    // Cargo sets it for the run; the compiled-in one serves a binary that is started by hand.
    let manifest =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let root = manifest.parent().ok_or("the workspace has no folder")?;
    Ok(root.to_owned())
}

/// A path of the workspace as a reader would write it: relative to where the command runs.
pub(crate) fn from_here(path: &Path) -> PathBuf {
    env::current_dir().map_or_else(|_| path.to_owned(), |here| relative(&here, path))
}

fn relative(here: &Path, path: &Path) -> PathBuf {
    let shared = here.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    if shared <= 1 {
        // Nothing but the root of the file system: no shorter way leads there.
        return path.to_owned();
    }
    let up = here.components().skip(shared).map(|_| Component::ParentDir);
    let relative: PathBuf = up.chain(path.components().skip(shared)).collect();
    if relative.as_os_str().is_empty() { PathBuf::from(".") } else { relative }
}

/// The folder that cargo builds in.
pub(crate) fn target() -> Result<PathBuf, Failure> {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(target) => Ok(env::current_dir()?.join(target)),
        None => Ok(root()?.join("target")),
    }
}

/// The cargo that runs this command.
pub(crate) fn cargo() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[track_caller]
    fn check(here: &str, path: &str, expected: &str) {
        assert_eq!(relative(Path::new(here), Path::new(path)), Path::new(expected));
    }

    #[test]
    fn paths_are_relative_to_where_the_command_runs() {
        check("/home/me/ws", "/home/me/ws/spec", "spec");
        check("/home/me/ws/codegen/src", "/home/me/ws/spec", "../../spec");
        check("/home/me/ws", "/home/me/ws", ".");
        check("/elsewhere", "/home/me/ws/spec", "/home/me/ws/spec");
    }
}
