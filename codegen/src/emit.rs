//! The files of the emitted crate.

/// One file of the emitted crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emitted {
    /// Its path in the crate, with `/`.
    pub path: String,
    /// Its whole text.
    pub text: String,
}
