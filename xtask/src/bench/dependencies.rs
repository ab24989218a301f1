//! What the default client brings along.

use std::collections::BTreeSet;
use std::process::Command;

use crate::{Failure, workspace};

use super::Section;

/// The platform whose dependencies are counted.
const PLATFORM: &str = "x86_64-unknown-linux-gnu";

/// How far the tree is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// To what the manifest names.
    Direct,
    /// To its end.
    Whole,
}

/// The crates of the default client's tree, itself included, as `cargo tree` writes them, without those for tests and
/// for building.
fn tree(features: &[&str], depth: Depth) -> Result<BTreeSet<String>, Failure> {
    let mut cargo = Command::new(workspace::cargo());
    cargo.args(["tree", "--quiet", "--locked", "--offline", "--package", "cloudflare-client", "--edges", "normal"]);
    cargo.args(["--prefix", "none", "--target", PLATFORM]).args(features);
    if depth == Depth::Direct {
        cargo.args(["--depth", "1"]);
    }
    let output = cargo.current_dir(workspace::root()?).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim_end().to_owned().into());
    }
    // A crate that stands in the tree already is marked by a star.
    let text = String::from_utf8(output.stdout)?;
    Ok(text.lines().map(|line| line.trim_end_matches(" (*)").to_owned()).filter(|line| !line.is_empty()).collect())
}

/// Counts the crates.
pub(super) fn measure() -> Result<Section, Failure> {
    let without_tls = ["--no-default-features", "--features", "full"];
    let kinds = [("default features", &[][..]), ("without TLS, HTTP/2 and the system's proxy", &without_tls[..])];
    let mut rows = Vec::new();
    for (name, features) in kinds {
        let [direct, whole] = [tree(features, Depth::Direct)?, tree(features, Depth::Whole)?];
        rows.push(vec![name.to_owned(), (direct.len() - 1).to_string(), whole.len().to_string()]);
    }
    Ok(Section {
        title: "Dependencies".to_owned(),
        text: format!("The crates that are compiled for the default client on {PLATFORM}, itself included."),
        head: ["client", "direct dependencies", "crates"].map(str::to_owned).to_vec(),
        rows,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All of the tree with default features must have been downloaded, which it has where it is built.
    #[cfg(all(target_os = "linux", target_arch = "x86_64", target_env = "gnu"))]
    #[test]
    fn the_default_client_brings_few_crates_along() {
        let crates = tree(&[], Depth::Whole).unwrap_or_else(|failure| panic!("{failure}"));
        assert!(crates.len() <= 95, "{} crates: {crates:#?}", crates.len());
    }

    #[cfg(all(target_os = "linux", target_arch = "x86_64", target_env = "gnu"))]
    #[test]
    fn the_default_client_depends_on_what_it_needs_and_on_no_macro() {
        let crates = tree(&[], Depth::Direct).unwrap_or_else(|failure| panic!("{failure}"));
        assert!(!crates.iter().any(|line| line.contains("(proc-macro)")), "{crates:#?}");
        let names: Vec<&str> = crates.iter().filter_map(|line| line.split(' ').next()).collect();
        let needed = [
            "bytes",
            "futures-core",
            "http-body",
            "httpdate",
            "percent-encoding",
            "reqwest",
            "secrecy",
            "serde",
            "serde_json",
            "tokio",
        ];
        assert_eq!(
            names.iter().filter(|name| **name != "cloudflare-client").collect::<Vec<_>>(),
            needed.iter().collect::<Vec<_>>()
        );
    }
}
