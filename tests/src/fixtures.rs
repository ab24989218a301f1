//! The client of each fixture, as `build.rs` generates it.

include!(concat!(env!("OUT_DIR"), "/fixtures/mod.rs"));
