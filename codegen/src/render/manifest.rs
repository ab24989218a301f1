//! `Cargo.toml`.

use super::Example;
use super::index::Index;
use crate::runtime_files::{self, Conversion, RuntimeFile};

/// The whole manifest.
pub(super) fn manifest(index: &Index<'_>, files: &[&RuntimeFile], examples: &[Example<'_>]) -> String {
    let sections = [
        package(index),
        LIBRARY.to_owned(),
        examples.iter().map(example).collect::<Vec<_>>().join("\n"),
        features(index, files),
        dependencies(files),
        if examples.is_empty() { String::new() } else { EXAMPLES.to_owned() },
        LINTS.to_owned(),
    ];
    sections.into_iter().filter(|section| !section.is_empty()).collect::<Vec<_>>().join("\n")
}

const LIBRARY: &str = "[lib]\npath = \"src/lib.rs\"\n";

const EXAMPLES: &str =
    "[dev-dependencies]\ntokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }\n";

const LINTS: &str = "[lints.rust]\nunsafe_code = \"forbid\"\nmissing_docs = \"warn\"\n";

fn package(index: &Index<'_>) -> String {
    let package = &index.api.package;
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = [
        ("name", Some(package.name.clone())),
        ("version", Some(package.version.clone())),
        ("edition", Some("2024".to_owned())),
        ("rust-version", Some("1.85".to_owned())),
        ("description", Some(one_line(&package.description)).filter(|text| !text.is_empty())),
        ("license", package.license.clone()),
        ("repository", package.repository.clone()),
        ("readme", Some("README.md".to_owned())),
    ];
    let mut text = "[package]\n".to_owned();
    for (key, value) in lines {
        if let Some(value) = value {
            text.push_str(&format!("{key} = {}\n", quoted(&value)));
        }
    }
    text.push_str("autobins = false\nautoexamples = false\nautotests = false\nautobenches = false\n\n");
    text.push_str("# Generated: the files that belong to the generator say so in their first line.\n");
    text.push_str("[package.metadata.legenda]\n");
    text.push_str(&format!("document-version = {}\n\n", quoted(&one_line(&index.api.document_version))));
    text.push_str("[package.metadata.docs.rs]\nall-features = true\n");
    text
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// `examples/list.rs` and `examples/list/main.rs` are both `list`.
fn example(example: &Example<'_>) -> String {
    let Example { path, text } = example;
    // Cargo builds examples for `cargo test` as well: without the feature it has to pass over those that need it.
    let required = if text.contains(".send_blocking(") { "required-features = [\"blocking\"]\n" } else { "" };
    let name = path.trim_start_matches("examples/").trim_end_matches("/main.rs").trim_end_matches(".rs");
    format!("[[example]]\nname = {}\npath = {}\n{required}", quoted(name), quoted(path))
}

fn features(index: &Index<'_>, files: &[&RuntimeFile]) -> String {
    let resources: Vec<&str> = index.modules.iter().map(|module| module.feature.as_str()).collect();
    let list = |names: &[&str]| {
        let names: Vec<_> = names.iter().map(|name| format!("    {},\n", quoted(name))).collect();
        if names.is_empty() { "[]".to_owned() } else { format!("[\n{}]", names.concat()) }
    };
    let default: Vec<_> = runtime_files::DEFAULT_FEATURES.iter().map(|name| quoted(name)).collect();
    let mut text =
        format!("[features]\ndefault = [{}]\n\n# All resources. Each has a feature of its own.\n", default.join(", "));
    text.push_str(&format!("full = {}\n", list(&resources)));
    for feature in resources {
        text.push_str(&format!("{} = []\n", key(feature)));
    }
    text.push('\n');
    text.push_str(runtime_files::FEATURES);
    for Conversion { name, what, .. } in runtime_files::conversions(files) {
        text.push_str(&format!("\n# {what}\n{name} = [\"dep:{name}\"]\n"));
    }
    text
}

/// A key of TOML, quoted where it must be.
fn key(name: &str) -> String {
    let bare = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if bare { name.to_owned() } else { quoted(name) }
}

fn dependencies(files: &[&RuntimeFile]) -> String {
    let mut lines = runtime_files::dependencies(files);
    lines.extend(runtime_files::conversions(files).iter().map(|conversion| (conversion.name, conversion.requirement)));
    lines.sort_unstable();
    let lines: String = lines.iter().map(|(name, what)| format!("{name} = {what}\n")).collect();
    format!("[dependencies]\n{lines}")
}
