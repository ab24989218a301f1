//! A client as the generator writes it, by hand: the runtime's tests call it.

pub mod answers;
pub mod captions;
pub mod client;
pub mod things;
pub mod types;
