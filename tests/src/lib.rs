//! Tests.

pub mod fixtures;
pub mod runtime;
pub mod sample;
pub mod samples;
