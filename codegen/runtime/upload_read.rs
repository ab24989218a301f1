//! Readers as streams of bytes.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use tokio::io::{AsyncRead, ReadBuf};

#[cfg(not(target_arch = "wasm32"))]
use {
    super::failure::RequestError,
    super::upload_once::{Chunks, chunks_of},
    std::fs::File,
    std::io::Read,
    std::path::Path,
    std::sync::Arc,
    tokio::task::{JoinHandle, spawn_blocking},
};

/// How much is read at once.
const PIECE: usize = 64 * 1024;

/// What a reader reads.
pub(super) struct AsyncChunks<R> {
    reader: Pin<Box<R>>,
    buffer: Box<[u8]>,
}

impl<R> AsyncChunks<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader: Box::pin(reader), buffer: vec![0; PIECE].into() }
    }
}

impl<R: AsyncRead> Stream for AsyncChunks<R> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { reader, buffer } = &mut *self;
        let mut read = ReadBuf::new(buffer);
        Poll::Ready(match ready!(reader.as_mut().poll_read(context, &mut read)) {
            Ok(()) if read.filled().is_empty() => None,
            Ok(()) => Some(Ok(Bytes::copy_from_slice(read.filled()))),
            Err(error) => Some(Err(error)),
        })
    }
}

/// What a reader that blocks reads, in a thread for such work.
#[cfg(not(target_arch = "wasm32"))]
pub(super) enum ReadChunks<R> {
    /// Nobody waits for it.
    Idle(Box<R>),
    /// A thread reads it.
    Busy(JoinHandle<(Box<R>, io::Result<Bytes>)>),
    /// It is at its end.
    Done,
}

#[cfg(not(target_arch = "wasm32"))]
impl<R> ReadChunks<R> {
    pub(super) fn new(reader: R) -> Self {
        Self::Idle(Box::new(reader))
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl<R: Read + Send + 'static> Stream for ReadChunks<R> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut reading = match std::mem::replace(&mut *self, Self::Done) {
            Self::Idle(reader) => spawn_blocking(move || read(reader)),
            Self::Busy(reading) => reading,
            Self::Done => return Poll::Ready(None),
        };
        match Pin::new(&mut reading).poll(context) {
            Poll::Pending => {
                *self = Self::Busy(reading);
                Poll::Pending
            }
            Poll::Ready(Ok((_, Ok(bytes)))) if bytes.is_empty() => Poll::Ready(None),
            Poll::Ready(Ok((reader, Ok(bytes)))) => {
                *self = Self::Idle(reader);
                Poll::Ready(Some(Ok(bytes)))
            }
            Poll::Ready(Ok((_, Err(error)))) => Poll::Ready(Some(Err(error))),
            Poll::Ready(Err(error)) => Poll::Ready(Some(Err(io::Error::other(error)))),
        }
    }
}

/// Reads once, but for interruptions.
#[cfg(not(target_arch = "wasm32"))]
fn read<R: Read>(mut reader: Box<R>) -> (Box<R>, io::Result<Bytes>) {
    let mut buffer = vec![0; PIECE];
    loop {
        match reader.read(&mut buffer) {
            Ok(length) => {
                buffer.truncate(length);
                return (reader, Ok(buffer.into()));
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return (reader, Err(error)),
        }
    }
}

/// Opens a file: its content, and how much that is, if the file can tell.
#[cfg(not(target_arch = "wasm32"))]
pub(super) async fn open(path: &Arc<Path>) -> Result<(Chunks, Option<u64>), RequestError> {
    let opened = Arc::clone(path);
    let opening = spawn_blocking(move || {
        let file = File::open(opened)?;
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok((file, metadata.is_file().then_some(metadata.len())))
    });
    let refuse = |error: io::Error| RequestError::new(format!("cannot read the file `{}`: {error}", path.display()));
    let (file, size) = opening.await.map_err(io::Error::other).and_then(|opened| opened).map_err(refuse)?;
    // What is added to it meanwhile was not announced.
    Ok((chunks_of(ReadChunks::new(file.take(size.unwrap_or(u64::MAX)))), size))
}
