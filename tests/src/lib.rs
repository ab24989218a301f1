//! Tests.

pub mod runtime;
pub mod sample;
pub mod samples;
pub mod fixtures;
