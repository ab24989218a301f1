//! Tables of what the runtime's pure functions make of their arguments.

mod credentials;
mod details;
mod excerpts;
mod feeds;
mod multiparts;
mod pages;
mod paths;
mod redirects;
mod retries;
mod servers;
mod styles;
