//! The HTTP runtime, by a client as the generator writes it, against real servers on this machine.

mod answers;
mod blocking;
mod bodies;
mod captions;
mod client;
mod copies;
mod credentials;
mod environment;
mod faults;
mod fixtures;
mod floods;
mod framing;
mod hostile_streams;
mod kinds;
mod options;
mod parameters;
mod paths;
mod redirects;
mod retries;
mod secrets;
mod server;
mod soak;
mod streams;
mod transports;
mod undocumented;
