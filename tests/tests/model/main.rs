//! The codec of the runtime.
