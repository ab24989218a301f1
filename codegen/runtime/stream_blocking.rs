//! Streams without `async`.

use std::future::poll_fn;
use std::pin::Pin;

use futures_core::Stream;

use super::blocking::block_on;
use super::error::Error;

/// A stream as an iterator: each item is waited for.
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is asked for an item"]
pub struct Blocking<S> {
    stream: Option<S>,
}

impl<S> Blocking<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { stream: Some(stream) }
    }

    #[allow(dead_code, reason = "only pages have something to be set")]
    pub(super) fn map(self, change: impl FnOnce(S) -> S) -> Self {
        Self { stream: self.stream.map(change) }
    }
}

impl<I, S: Stream<Item = Result<I, Error>> + Unpin> Iterator for Blocking<S> {
    type Item = Result<I, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let stream = self.stream.as_mut()?;
        match block_on(poll_fn(|context| Pin::new(&mut *stream).poll_next(context))) {
            Ok(item) => item,
            Err(error) => {
                // Where one item cannot be waited for, no other can.
                self.stream = None;
                Some(Err(error))
            }
        }
    }
}
