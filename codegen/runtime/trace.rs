//! What is told of a call to whoever watches.

#[cfg(not(feature = "tracing"))]
pub(super) use super::trace_nothing::*;
#[cfg(feature = "tracing")]
pub(super) use super::trace_spans::*;
