//! Waiting without `async`.

use std::future::IntoFuture;

use super::blocking::block_on;
use super::error::Error;
use super::wait::Wait;

impl<T: 'static> Wait<T> {
    /// Waits without `async`, as [`Request::send_blocking`](super::request::Request::send_blocking) does.
    pub fn send_blocking(self) -> Result<T, Error> {
        block_on(self.into_future())?
    }
}
