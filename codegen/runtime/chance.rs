//! Chance, by the means of the platform: in a browser, the standard library's numbers are the same in every run.

#[cfg(not(target_arch = "wasm32"))]
use std::hash::{BuildHasher, Hasher, RandomState};

/// A number that differs from call to call. No secret depends on it, so the standard library's hasher is enough.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn number() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// A number that differs from call to call. No secret depends on it, so the page's numbers are enough: between 1 and 2, all 52
/// bits of the fraction are chance.
#[cfg(target_arch = "wasm32")]
pub(super) fn number() -> u64 {
    let bits = || (1.0 + js_sys::Math::random()).to_bits() << 12;
    bits() ^ bits() >> 32
}
