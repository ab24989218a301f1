//! Tests.

pub mod runtime;
pub mod samples;
pub mod fixtures;
