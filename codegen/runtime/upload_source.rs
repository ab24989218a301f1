//! Uploads on their way.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::failure::RequestError;
use super::http_body::HttpBody;
use super::payload::{Opening, Replay, Source, SourceError};
use super::upload::{Content, Progress, Upload, Watch};
use super::upload_once::Chunks;

/// An upload in one attempt.
pub(super) struct Sending {
    /// `None` at the end.
    chunks: Option<Chunks>,
    size: Option<u64>,
    sent: u64,
    watch: Option<Watch>,
}

impl Upload {
    /// Begins an attempt.
    pub(super) async fn begin(&self) -> Result<Sending, RequestError> {
        let (chunks, size) = match &self.content {
            Content::Bytes(bytes) => {
                let pieces: Chunks = Box::pin(Pieces(bytes.clone()));
                (pieces, Some(bytes.len() as u64))
            }
            #[cfg(not(target_arch = "wasm32"))]
            Content::File(path) => super::upload_read::open(path).await?,
            Content::Stream(once) => (once.take()?, self.size),
        };
        Ok(Sending { chunks: Some(chunks), size, sent: 0, watch: self.watch.clone() })
    }

    /// Whether it can be sent once more.
    pub(super) fn replay(&self) -> Replay {
        match &self.content {
            Content::Stream(once) => once.replay(),
            _ => Replay::Possible,
        }
    }
}

impl Source for Upload {
    fn open(&self) -> Opening<'_> {
        Box::pin(async move {
            let sending = self.begin().await?;
            let size = sending.size;
            Ok(HttpBody::stream(sending, size))
        })
    }

    fn replay(&self) -> Replay {
        self.replay()
    }
}

impl Sending {
    /// How many bytes there will be, if that is known.
    #[allow(dead_code, reason = "only multipart bodies ask")]
    pub(super) fn size(&self) -> Option<u64> {
        self.size
    }

    /// Holds what comes against what was announced.
    fn check(&mut self, chunk: Option<&Bytes>) -> Result<(), SourceError> {
        self.sent += chunk.map_or(0, |chunk| chunk.len() as u64);
        let Some(size) = self.size else { return Ok(()) };
        if self.sent > size {
            return Err(SourceError::new(format!("it is longer than the {size} bytes that were announced")));
        }
        if chunk.is_none() && self.sent < size {
            let sent = self.sent;
            return Err(SourceError::new(format!("it ends after {sent} of the {size} bytes that were announced")));
        }
        Ok(())
    }

    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, SourceError>>> {
        let Some(chunks) = &mut self.chunks else { return Poll::Ready(None) };
        let chunk = ready!(chunks.as_mut().poll_next(context));
        if !matches!(chunk, Some(Ok(_))) {
            self.chunks = None;
        }
        Poll::Ready(chunk)
    }

    /// Looks behind the last byte that was announced: no transport asks for more, so what comes there would be lost in silence. It is
    /// not waited for, since a source need not say when it has no more.
    fn look_behind(&mut self, context: &mut Context<'_>) -> Result<(), SourceError> {
        if self.size != Some(self.sent) {
            return Ok(());
        }
        match self.poll_chunk(context) {
            Poll::Ready(Some(more)) => self.check(Some(&more?)),
            _ => Ok(()),
        }
    }
}

impl Stream for Sending {
    type Item = Result<Bytes, SourceError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = match ready!(self.poll_chunk(context)) {
            Some(Ok(chunk)) => Some(chunk),
            Some(Err(error)) => return Poll::Ready(Some(Err(error))),
            None => None,
        };
        if let Err(error) = self.check(chunk.as_ref()).and_then(|()| self.look_behind(context)) {
            return Poll::Ready(Some(Err(error)));
        }
        if let (Some(watch), Some(_)) = (&self.watch, &chunk) {
            watch(Progress { sent: self.sent, total: self.size });
        }
        Poll::Ready(chunk.map(Ok))
    }
}

/// Bytes in pieces, so that whoever watches them sees more than the end.
struct Pieces(Bytes);

impl Stream for Pieces {
    type Item = Result<Bytes, SourceError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let length = self.0.len().min(64 * 1024);
        let piece = self.0.split_to(length);
        Poll::Ready((length > 0).then_some(Ok(piece)))
    }
}
