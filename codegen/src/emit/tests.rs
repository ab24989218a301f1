//! The files of clients that are put together by hand, so that every shape of the [`Api`] stands in one.

mod sample;
mod sample_resources;
mod sample_types;

use std::path::Path;

use super::{Emitted, MARK, emit};
use crate::format::hug::hugged;

fn all() -> Vec<Emitted> {
    let extra = Emitted { path: "examples/list.rs".to_owned(), text: "//! Lists.\n\nfn main() {}\n".to_owned() };
    emit(&sample::api(), &[extra])
}

/// The files that are not a copy of the runtime.
fn own() -> Vec<Emitted> {
    let copied = |path: &str| path.starts_with("src/runtime/") && path != "src/runtime/mod.rs";
    all().into_iter().filter(|file| !copied(&file.path)).collect()
}

fn is_rust(file: &Emitted) -> bool {
    Path::new(&file.path).extension().is_some_and(|extension| extension == "rs")
}

#[test]
fn a_client_with_everything() {
    for file in own() {
        insta::assert_snapshot!(file.path.replace('/', "__"), file.text);
    }
    if let Some(folder) = std::env::var_os("LEGENDA_SAMPLE") {
        write(Path::new(&folder), &all());
    }
}

/// So that the sample can be compiled: `LEGENDA_SAMPLE=DIR cargo test -p legenda`.
fn write(folder: &Path, files: &[Emitted]) {
    for file in files {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.text).unwrap();
    }
}

#[test]
fn no_file_imports_a_name_that_the_document_has() {
    let files = emit(&sample::clashing(), &[]);
    if let Some(folder) = std::env::var_os("LEGENDA_CLASHING") {
        write(Path::new(&folder), &files);
    }
    for file in
        files.iter().filter(|file| file.path.starts_with("src/types/") || file.path.starts_with("src/resources/"))
    {
        let imports = file.text.split(';').map(str::trim_start).filter(|item| item.starts_with("use "));
        for import in imports.filter(|import| !import.starts_with("use crate::types::")) {
            let names = import.split(|c: char| !c.is_alphanumeric());
            assert_eq!(names.filter(|name| sample::CLASHING.contains(name)).count(), 0, "{}: {import}", file.path);
        }
    }
}

#[test]
fn every_file_is_marked_in_its_first_line() {
    for file in all() {
        assert!(file.text.lines().next().unwrap().contains(MARK), "{}", file.path);
    }
}

#[test]
fn every_rust_file_is_rust() {
    for file in all().iter().filter(|file| is_rust(file)) {
        syn::parse_file(&file.text).unwrap_or_else(|error| panic!("{}: {error}", file.path));
    }
}

#[test]
fn what_is_written_as_text_is_laid_out_like_what_is_parsed() {
    for file in own().iter().filter(|file| is_rust(file)) {
        let parsed = syn::parse_file(&file.text).unwrap();
        let lines: Vec<&str> = file.text.lines().filter(|line| !line.is_empty()).skip(1).collect();
        assert_eq!(hugged(&prettyplease::unparse(&parsed)), lines, "{}", file.path);
    }
}

#[test]
fn the_same_client_gives_the_same_bytes() {
    assert_eq!(all(), all());
}

#[test]
fn methods_are_short() {
    for file in own().iter().filter(|file| file.path.starts_with("src/resources/")) {
        let mut lines = file.text.lines();
        while let Some(head) = lines.next() {
            if head.starts_with("    pub fn") {
                let body = lines.by_ref().take_while(|line| *line != "    }");
                let verbs = body.filter(|line| line.starts_with("            .")).count();
                assert!(verbs <= 6, "{head} has {verbs} verbs");
            }
        }
    }
}
