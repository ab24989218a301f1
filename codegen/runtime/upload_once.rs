//! Streams that can be sent once.

use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::failure::RequestError;
use super::http_body::Failing;
use super::payload::{Replay, SourceError};

/// A stream of pieces of a body.
pub(super) type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, SourceError>> + Send>>;

/// A stream, which an attempt has to itself. One that ends before it has read anything gives it back for the next.
pub(super) struct Once {
    chunks: Mutex<Chunks>,
    state: AtomicU8,
}

/// Nobody has it.
const FREE: u8 = 0;
/// An attempt has it.
const TAKEN: u8 = 1;
/// Something has been read.
const BEGUN: u8 = 2;

impl Once {
    pub(super) fn new<S, E>(chunks: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        Self { chunks: Mutex::new(chunks_of(chunks)), state: AtomicU8::new(FREE) }
    }

    /// Whether an attempt can have it.
    pub(super) fn replay(&self) -> Replay {
        if self.state.load(Ordering::Acquire) == FREE { Replay::Possible } else { Replay::Spent }
    }

    /// Takes it for an attempt.
    pub(super) fn take(self: &Arc<Self>) -> Result<Chunks, RequestError> {
        let free = self.state.compare_exchange(FREE, TAKEN, Ordering::AcqRel, Ordering::Acquire);
        match free {
            Ok(_) => Ok(Box::pin(Taken(Arc::clone(self)))),
            Err(_) => {
                Err(RequestError::new("the body is a stream that has been sent already, and it can be sent only once"))
            }
        }
    }
}

/// A stream that an attempt has taken.
struct Taken(Arc<Once>);

impl Stream for Taken {
    type Item = Result<Bytes, SourceError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.state.store(BEGUN, Ordering::Release);
        self.0.chunks.lock().unwrap_or_else(PoisonError::into_inner).as_mut().poll_next(context)
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        // What was begun stays so.
        let _ = self.0.state.compare_exchange(TAKEN, FREE, Ordering::AcqRel, Ordering::Acquire);
    }
}

/// A stream as pieces of a body.
pub(super) fn chunks_of<S, E>(chunks: S) -> Chunks
where
    S: Stream<Item = Result<Bytes, E>> + Send + 'static,
    E: Into<Box<dyn StdError + Send + Sync>> + 'static,
{
    Box::pin(Failing::new(chunks, SourceError::new))
}
