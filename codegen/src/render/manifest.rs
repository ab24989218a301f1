//! `Cargo.toml`.

use super::Example;
use std::fmt::Display;

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
        runtime_files::BROWSER_DEPENDENCIES.to_owned(),
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
    let lines = lines.into_iter().filter_map(|(key, value)| Some((key, quoted(&value?))));
    let version = quoted(&one_line(&index.api.document_version));
    format!(
        "[package]\n{}autobins = false\nautoexamples = false\nautotests = false\nautobenches = false\n\n{OWNED}\
         document-version = {version}\n\n[package.metadata.docs.rs]\nall-features = true\n",
        table(lines),
    )
}

const OWNED: &str = "\
# Generated: the files that belong to the generator say so in their first line.
[package.metadata.legenda]
";

/// `key = value`, a line each.
fn table<K: Display, V: Display>(lines: impl IntoIterator<Item = (K, V)>) -> String {
    lines.into_iter().map(|(key, value)| format!("{key} = {value}\n")).collect::<Vec<_>>().concat()
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
    let conversions = runtime_files::conversions(files).into_iter();
    let conversions =
        conversions.map(|Conversion { name, what, .. }| format!("\n# {what}\n{name} = [\"dep:{name}\"]\n"));
    format!(
        "[features]\ndefault = [{}]\n\n# All resources. Each has a feature of its own.\nfull = {}\n{}\n{}{}",
        default.join(", "),
        list(&resources),
        table(resources.iter().map(|feature| (key(feature), "[]"))),
        runtime_files::FEATURES,
        conversions.collect::<Vec<_>>().concat(),
    )
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
    format!("[dependencies]\n{}", table(lines))
}
