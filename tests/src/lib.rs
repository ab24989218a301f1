//! Tests.

pub mod fixtures;
