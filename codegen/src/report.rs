//! The report of a run, as JSON. Other programs read it: fields are added at the end, never renamed or removed.

use serde::Serialize;

/// What `--report` writes.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// One entry for each document, sorted by path.
    pub documents: Vec<Document>,
}

/// What became of one document.
#[derive(Debug, Default, Serialize)]
pub struct Document {
    /// The file or folder, as it was given.
    pub path: String,
    /// What its `openapi` says; empty when it could not be read.
    pub openapi: String,
    /// Whether a crate was generated.
    pub ok: bool,
    /// What became of its operations.
    pub operations: Operations,
    /// How many types were generated.
    pub types: usize,
    /// What became something wider.
    pub degraded: Vec<Degraded>,
    /// How many mistakes in the document were mended, and names settled.
    pub warnings: usize,
    /// How long generating took.
    pub seconds: f64,
    /// The lines of all generated files.
    pub lines: usize,
    /// What `cargo check` said, if it was asked.
    pub check: Option<Check>,
    /// Why nothing was generated, as it was printed.
    pub errors: Vec<String>,
    /// How long each stage took, in order.
    pub stages: Vec<Stage>,
    /// The names that would have collided, and what they became.
    pub names: Vec<Name>,
    /// What became of the document's own examples, if it was asked.
    pub roundtrip: Option<Roundtrip>,
}

/// What became of the operations of a document.
#[derive(Debug, Default, Serialize)]
pub struct Operations {
    /// Every HTTP method under `paths`, whatever became of it.
    pub total: usize,
    /// Those that are methods now.
    pub generated: usize,
    /// Those that are not.
    pub skipped: Vec<Skipped>,
}

/// An operation that is not generated.
#[derive(Debug, Serialize)]
pub struct Skipped {
    /// `get`, `post`, …
    pub method: String,
    /// The path template.
    pub path: String,
    /// Why.
    pub reason: String,
    /// Where it stands in its file.
    pub pointer: String,
}

/// A construct that became something wider.
#[derive(Debug, Serialize)]
pub struct Degraded {
    /// Where it stands in its file.
    pub pointer: String,
    /// What, and why.
    pub reason: String,
}

/// What `cargo check` said of a generated crate.
#[derive(Debug, Serialize)]
pub struct Check {
    /// Whether it compiles without a warning.
    pub ok: bool,
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// The processor time that it took, of the crate alone.
    pub seconds: f64,
    /// The first of its errors and warnings.
    pub messages: Vec<String>,
}

/// One stage of a run.
#[derive(Debug, Serialize)]
pub struct Stage {
    /// `read`, `normalise`, `lower`, `emit`.
    pub name: &'static str,
    /// How long it took.
    pub seconds: f64,
}

/// A name that was settled.
#[derive(Debug, Serialize)]
pub struct Name {
    /// Where it stands in its file.
    pub pointer: String,
    /// What it became, and why.
    pub reason: String,
}

/// What became of the examples of a document in the types of its client.
#[derive(Debug, Default, Serialize)]
pub struct Roundtrip {
    /// The examples of JSON bodies and of schemas that became types.
    pub examples: usize,
    /// Those that are valid against their schema.
    pub valid: usize,
    /// Those of the valid ones that were decoded, and encoded to an equal value.
    pub equal: usize,
    /// The others of the valid ones.
    pub lost: Vec<Lost>,
    /// Why the test program did not run, if it did not.
    pub failure: Option<String>,
    /// Those whose schema the validator could not make sense of.
    pub unjudged: usize,
}

/// A valid example that does not come back.
#[derive(Debug, Serialize)]
pub struct Lost {
    /// Where it stands in its file.
    pub pointer: String,
    /// The type that its schema became.
    #[serde(rename = "type")]
    pub ty: String,
    /// What went wrong.
    pub reason: String,
}
