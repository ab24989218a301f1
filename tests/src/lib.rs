//! Tests.

pub mod runtime;
pub mod samples;
