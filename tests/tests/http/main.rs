//! The HTTP runtime, against real local servers.
