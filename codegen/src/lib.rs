//! Turns `OpenAPI` documents into Rust client crates.
//!
//! ```text
//! read → bundle → normalise → Document → lower → Api → render → format → write
//! ```
//!
//! Each stage is a plain function over plain data; no stage imports a later one, and only [`mod@read`] and
//! [`mod@write`] touch the file system.

pub mod bundle;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod emit;
pub mod format;
pub mod generate;
pub mod ir;
pub mod lower;
pub mod names;
pub mod normalise;
pub mod read;
mod render;
pub mod report;
pub mod runtime_files;
pub mod schema;
pub mod source;
mod template;
pub mod write;
