//! Why a crate could not be written.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a crate could not be written.
#[derive(Debug)]
#[non_exhaustive]
pub enum WriteError {
    /// The output is not a folder.
    NotAFolder {
        /// The output.
        root: PathBuf,
    },
    /// The folder holds files, and no manifest that says that they may be replaced.
    Foreign {
        /// The output.
        root: PathBuf,
    },
    /// Unmarked files, folders or links stand where files are emitted.
    InTheWay {
        /// The output.
        root: PathBuf,
        /// Their paths in it.
        paths: Vec<String>,
    },
    /// An emitted path leaves the folder, or is cargo's own.
    Outside {
        /// The path.
        path: String,
    },
    /// An emitted path comes twice.
    Twice {
        /// The path.
        path: String,
    },
    /// An emitted file has no mark, so that the next run would not replace it.
    Unmarked {
        /// The path.
        path: String,
    },
    /// The file system refused.
    Io {
        /// What was tried: `read`, `write`, …
        verb: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl WriteError {
    /// An error of the file system.
    pub(super) fn io(verb: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { verb, path, source }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAFolder { root } => write!(f, "`{}` is not a folder", root.display()),
            Self::Foreign { root } => write!(
                f,
                "`{}` is not empty, and has no `Cargo.toml` with a `[package.metadata.legenda]` table; \
                 name an empty folder, or one that an earlier run wrote",
                root.display()
            ),
            Self::InTheWay { root, paths } => {
                write!(f, "`{}` has files of its own where files are generated; move them away:", root.display())?;
                paths.iter().try_for_each(|path| write!(f, "\n  {path}"))
            }
            Self::Outside { path } => write!(f, "the generated path `{path}` does not lie in the output folder"),
            Self::Twice { path } => write!(f, "the path `{path}` is generated twice"),
            Self::Unmarked { path } => write!(f, "the generated file `{path}` lacks its mark"),
            Self::Io { verb, path, .. } => write!(f, "cannot {verb} `{}`", path.display()),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
