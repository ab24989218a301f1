//! A source of items that is polled as a stream, over a plain `async` function that makes one item.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::error::Error;

/// A source together with the future of its next item, while there is one. The future lives here and not with whoever asks for
/// the item, so that nothing is lost when they stop waiting.
pub(super) enum Pending<S, I> {
    /// Nobody waits for an item.
    Idle(Box<S>),
    /// The next item is on its way.
    Busy(NextItem<S, I>),
    /// There are no more items.
    Done,
}

/// An item, and the source that it came from.
#[cfg(target_arch = "wasm32")]
pub(super) type NextItem<S, I> = Pin<Box<dyn Future<Output = (Box<S>, Option<Result<I, Error>>)>>>;

/// An item, and the source that it came from.
#[cfg(not(target_arch = "wasm32"))]
pub(super) type NextItem<S, I> = Pin<Box<dyn Future<Output = (Box<S>, Option<Result<I, Error>>)> + Send>>;

impl<S, I> Pending<S, I> {
    /// Makes this the end, unless it has been reached already.
    #[cfg(feature = "blocking")]
    #[allow(dead_code, reason = "pages have no end of their own making")]
    pub(super) fn end(&mut self) -> Option<()> {
        match std::mem::replace(self, Self::Done) {
            Self::Idle(_) | Self::Busy(_) => Some(()),
            Self::Done => None,
        }
    }

    /// Polls for the next item; `next` begins one.
    pub(super) fn poll(
        &mut self,
        context: &mut Context<'_>,
        next: fn(Box<S>) -> NextItem<S, I>,
    ) -> Poll<Option<Result<I, Error>>> {
        let mut future = match std::mem::replace(self, Self::Done) {
            Self::Idle(source) => next(source),
            Self::Busy(future) => future,
            Self::Done => return Poll::Ready(None),
        };
        match future.as_mut().poll(context) {
            Poll::Pending => {
                *self = Self::Busy(future);
                Poll::Pending
            }
            Poll::Ready((source, item)) => {
                if item.is_some() {
                    *self = Self::Idle(source);
                }
                Poll::Ready(item)
            }
        }
    }
}
