//! Writes an [`Api`] down as the files of a crate: it never fails, and decides nothing about the document.

mod argument;
mod bodies;
mod body;
mod client;
mod code;
mod comments;
mod constant;
mod constructor;
mod credential;
mod docs;
mod example;
mod form;
mod given;
mod index;
mod integer_enum;
mod library;
mod manifest;
mod markdown;
mod method;
mod module;
mod multipart;
mod object;
mod paging;
mod params;
mod path;
mod place;
mod readme;
mod resource;
mod resources;
mod responses;
mod returns;
mod runtime_module;
mod scope;
mod server;
mod string_enum;
mod struct_;
mod table;
mod type_ref;
mod types;
mod union;
mod usage;
mod value_enum;
mod waiting;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;

pub(crate) use comments::Comments;
pub(crate) use index::Index;
use module::TypeModule;
pub use path::Paths;

use crate::ir::{Resource, TypeId};
use crate::runtime_files::{self, RuntimeFile};

/// One file to be written. It is rendered on its own, so that many can be at once.
pub(crate) enum SourceFile<'a> {
    /// `Cargo.toml`, with the examples.
    Manifest(&'a [Example<'a>]),
    /// `README.md`
    Readme(&'a [Example<'a>]),
    /// `rustfmt.toml`
    Layout,
    /// `src/lib.rs`
    Library,
    /// `src/client.rs`
    Client,
    /// `src/resources/mod.rs`
    ResourcesModule,
    /// The file of one module below `src/resources/`.
    Resources(&'a str, Vec<&'a Resource>),
    /// `src/types/mod.rs`
    TypesModule,
    /// The file of one module below `src/types/`.
    Types(&'a TypeModule, Vec<TypeId>),
    /// `src/runtime/mod.rs`
    RuntimeModule,
    /// A file of the runtime.
    Runtime(&'static RuntimeFile),
}

/// An example that was written by hand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Example<'a> {
    /// Its path in the crate.
    pub(crate) path: &'a str,
    /// Its text.
    pub(crate) text: &'a str,
}

/// What a file holds.
pub(crate) enum Content {
    /// Rust, to be laid out: all of the file, or what stands before its items.
    Rust(TokenStream),
    /// Text as it is.
    Text(String),
}

/// Items of a file.
pub(crate) enum Item {
    /// To be laid out.
    Tokens(TokenStream),
    /// The same as text.
    Source(String),
    /// A part of an `impl`, likewise.
    Member(String),
    /// Laid out, but for the empty lines.
    Lines(String),
}

/// All files of a client but those that are added to it.
pub(crate) fn sources<'a>(index: &'a Index<'a>, examples: &'a [Example<'a>]) -> Vec<SourceFile<'a>> {
    let mut files = vec![
        SourceFile::Manifest(examples),
        SourceFile::Readme(examples),
        SourceFile::Layout,
        SourceFile::Library,
        SourceFile::Client,
        SourceFile::RuntimeModule,
    ];
    files.extend(runtime(index).into_iter().map(SourceFile::Runtime));
    let mut resources: BTreeMap<&str, Vec<&Resource>> = BTreeMap::new();
    for resource in &index.api.resources {
        if let Some(module) = index.modules.get(&resource.module) {
            resources.entry(&module.name).or_default().push(resource);
        }
    }
    if !resources.is_empty() {
        files.push(SourceFile::ResourcesModule);
    }
    files.extend(resources.into_iter().map(|(module, resources)| SourceFile::Resources(module, resources)));
    let types = types::by_module(index);
    if !types.is_empty() {
        files.push(SourceFile::TypesModule);
    }
    files.extend(types.into_iter().map(|(module, types)| SourceFile::Types(module, types)));
    files
}

fn runtime(index: &Index<'_>) -> Vec<&'static RuntimeFile> {
    runtime_files::files(&usage::parts(index.api))
}

impl<'a> SourceFile<'a> {
    /// Its path in the crate.
    pub(crate) fn path(&self) -> String {
        match self {
            Self::Manifest(_) => "Cargo.toml".to_owned(),
            Self::Readme(_) => "README.md".to_owned(),
            Self::Layout => "rustfmt.toml".to_owned(),
            Self::Library => "src/lib.rs".to_owned(),
            Self::Client => "src/client.rs".to_owned(),
            Self::ResourcesModule => "src/resources/mod.rs".to_owned(),
            Self::Resources(module, _) => format!("src/resources/{module}.rs"),
            Self::TypesModule => "src/types/mod.rs".to_owned(),
            Self::Types(module, _) => format!("src/types/{}.rs", module.name),
            Self::RuntimeModule => "src/runtime/mod.rs".to_owned(),
            Self::Runtime(file) => format!("src/runtime/{}.rs", file.name),
        }
    }

    /// What it holds, which refers to `comments`. The items of a file that has many are given to `each`, one after the other.
    pub(crate) fn content(&self, index: &'a Index<'a>, comments: &'a Comments, each: &mut dyn FnMut(Item)) -> Content {
        let rust = match self {
            Self::Manifest(examples) => return Content::Text(manifest::manifest(index, &runtime(index), examples)),
            Self::Readme(examples) => return Content::Text(readme::readme(index, examples)),
            Self::Layout => return Content::Text("disable_all_formatting = true\n".to_owned()),
            Self::Runtime(file) => return Content::Text(file.source.to_owned()),
            Self::Library => library::library(index, &runtime(index)),
            Self::Client => client::client(index, comments),
            Self::ResourcesModule => resources::module(index),
            Self::Resources(_, resources) => resources::file(resources, index, comments, each),
            Self::TypesModule => types::module(index),
            Self::Types(module, types) => types::file(module, types, index, comments, each),
            Self::RuntimeModule => runtime_module::runtime_module(&runtime(index)),
        };
        Content::Rust(rust)
    }
}
