//! Tests.

pub mod documents;
#[expect(clippy::too_many_lines, reason = "the table of a union is as long as it has members")]
pub mod fixtures;
pub mod runtime;
pub mod samples;

pub use fixtures::sample;
