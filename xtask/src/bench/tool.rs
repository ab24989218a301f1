//! The generators that are compared.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{Failure, workspace};

/// A generator of Rust clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tool {
    /// This one.
    Legenda,
    /// <https://crates.io/crates/openapi-to-rust>
    OpenapiToRust,
    /// <https://crates.io/crates/ploidy>
    Ploidy,
    /// <https://crates.io/crates/oas3-gen>
    Oas3Gen,
    /// <https://crates.io/crates/cargo-progenitor>
    Progenitor,
}

impl Tool {
    /// The others.
    pub(super) const OTHERS: [Self; 4] = [Self::OpenapiToRust, Self::Ploidy, Self::Oas3Gen, Self::Progenitor];

    /// Its package and the version that is compared.
    fn package(self) -> (&'static str, &'static str) {
        match self {
            Self::Legenda => ("legenda", env!("CARGO_PKG_VERSION")),
            Self::OpenapiToRust => ("openapi-to-rust", "0.23.0"),
            Self::Ploidy => ("ploidy", "0.15.0"),
            Self::Oas3Gen => ("oas3-gen", "0.29.0"),
            Self::Progenitor => ("cargo-progenitor", "0.15.1"),
        }
    }

    /// `ploidy`, in tables.
    pub(super) fn name(self) -> &'static str {
        self.package().0
    }

    /// `ploidy 0.15.0`
    pub(super) fn label(self) -> String {
        let (name, version) = self.package();
        format!("{name} {version}")
    }

    /// Installs it below a folder, if it is not there yet.
    pub(super) fn install(self, programs: &Path) -> Result<(), Failure> {
        let (name, version) = self.package();
        // Cargo would compile it anew after each update of the compiler.
        let installed = fs::read_to_string(programs.join(".crates.toml")).unwrap_or_default();
        if installed.contains(&format!("\"{name} {version} (")) {
            return Ok(());
        }
        let status = Command::new(workspace::cargo())
            .args(["install", "--quiet", "--locked", "--root"])
            .arg(programs)
            .args(["--version", version, name])
            .status()?;
        if status.success() { Ok(()) } else { Err(format!("`cargo install {name}` failed").into()) }
    }

    /// What generates a crate.
    pub(super) fn command(self, programs: &Path, legenda: &Path, document: &Path, out: &Path) -> Command {
        let program = programs.join("bin").join(self.name());
        let package = self.crate_name();
        let mut command = Command::new(if self == Self::Legenda { legenda } else { &program });
        match self {
            Self::Legenda => {
                command.args(["generate", "--name", &package, "--spec"]).arg(document).arg("--out").arg(out);
            }
            Self::OpenapiToRust => {
                command.args(["generate", "--quiet"]).arg(document).arg("--output-dir").arg(out.join("src/api"));
            }
            Self::Ploidy => {
                command.args(["generate", "rust", "--name", &package, "--output"]).arg(out).arg(document);
            }
            Self::Oas3Gen => {
                command
                    .args(["generate", "client-mod", "--workspace", "--input"])
                    .arg(document)
                    .arg("--output")
                    .arg(out);
            }
            Self::Progenitor => {
                command.args(["progenitor", "--version", "0.1.0", "--name", &package, "--input"]);
                command.arg(document).arg("--output").arg(out);
            }
        }
        command
    }

    /// The name of its crates.
    pub(super) fn crate_name(self) -> String {
        format!("{}-client", self.name())
    }

    /// Completes a crate to what cargo takes: one of these generators leaves the manifest to its user, another gives
    /// each crate the name of its folder.
    pub(super) fn complete(self, out: &Path) -> Result<(), Failure> {
        let manifest = out.join("Cargo.toml");
        let package = self.crate_name();
        match self {
            Self::OpenapiToRust => {
                let needs = fs::read_to_string(out.join("src/api/REQUIRED_DEPS.toml"))?;
                let head = format!("[package]\nname = {package:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n");
                fs::write(manifest, head + &needs)?;
                fs::write(out.join("src/lib.rs"), "pub mod api;\n")?;
            }
            Self::Oas3Gen => {
                let text = fs::read_to_string(&manifest)?;
                let lines = text.lines().map(|line| {
                    if line.starts_with("name = ") { format!("name = {package:?}") } else { line.to_owned() }
                });
                fs::write(manifest, lines.collect::<Vec<_>>().join("\n"))?;
            }
            Self::Legenda | Self::Ploidy | Self::Progenitor => {}
        }
        Ok(())
    }
}
