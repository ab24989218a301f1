//! The programs that are measured, and the client that they use.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::bench::{Bench, fresh};
use crate::{Failure, workspace};

/// Where the programs are.
pub(super) struct Programs {
    folder: PathBuf,
}

impl Programs {
    /// A program.
    pub(super) fn command(&self, name: &str) -> Command {
        Command::new(self.path(name))
    }

    /// Its file.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// What a program says: lines of texts between tabs.
    pub(super) fn table(&self, name: &str, arguments: &[&str]) -> Result<Vec<Vec<String>>, Failure> {
        let output = self.command(name).args(arguments).output()?;
        if !output.status.success() {
            return Err(format!("`{name}` fails: {}", String::from_utf8_lossy(&output.stderr).trim_end()).into());
        }
        let text = String::from_utf8(output.stdout)?;
        Ok(text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect())
    }
}

/// Generates the client, and builds the programs in a workspace of their own, so that they are compiled as a user's are.
pub(super) fn build(bench: &Bench) -> Result<Programs, Failure> {
    let source = workspace::root()?.join("xtask/programs");
    let folder = bench.folder.join("running");
    generate(bench, &source.join("spec.yaml"), &folder.join("client"))?;
    let programs = folder.join("programs");
    fresh(&programs.join("src"))?;
    for entry in fs::read_dir(source.join("src"))? {
        let entry = entry?;
        fs::copy(entry.path(), programs.join("src").join(entry.file_name()))?;
    }
    fs::copy(source.join("manifest.toml"), programs.join("Cargo.toml"))?;
    // The versions that this workspace is tested with.
    fs::copy(workspace::root()?.join("Cargo.lock"), programs.join("Cargo.lock"))?;
    let target = folder.join("target");
    let mut cargo = Command::new(workspace::cargo());
    cargo.args(["build", "--release", "--quiet", "--target-dir"]).arg(&target).current_dir(&programs);
    let status = cargo.env_remove("CARGO_TARGET_DIR").status()?;
    if !status.success() {
        return Err("the programs of `xtask/programs` cannot be built".into());
    }
    Ok(Programs { folder: target.join("release") })
}

/// Generates the client, and opens its runtime: what a call reads and writes with is measured without the call, too.
fn generate(bench: &Bench, spec: &Path, out: &Path) -> Result<(), Failure> {
    let mut command = Command::new(&bench.legenda);
    command.args(["generate", "--name", "running-client", "--spec"]).arg(spec).arg("--out").arg(out);
    let output = command.output()?;
    if !output.status.success() {
        return Err(format!("no client of `{}`: {}", spec.display(), String::from_utf8_lossy(&output.stderr)).into());
    }
    replace(&out.join("src/lib.rs"), "\nmod runtime;", "\npub mod runtime;")?;
    replace(&out.join("src/runtime/mod.rs"), "pub(crate) mod", "pub mod")
}

fn replace(path: &Path, from: &str, to: &str) -> Result<(), Failure> {
    let text = fs::read_to_string(path)?;
    if !text.contains(from) {
        return Err(format!("`{}` has no `{}`", path.display(), from.trim()).into());
    }
    fs::write(path, text.replace(from, to))?;
    Ok(())
}
