//! The bodies of requests and answers on their way.

use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::clock::give_way;
use super::http_error::TransportError;

/// The body of a request or an answer on its way: bytes, or a stream of them.
///
/// It is a [`Stream`]; without a library for streams, [`HttpBody::chunk`] does.
#[derive(Default)]
pub struct HttpBody {
    content: Content,
}

enum Content {
    /// All of it.
    Bytes(Bytes),
    /// What is still coming from a server.
    #[cfg(not(target_arch = "wasm32"))]
    Answer(reqwest::Response),
    /// The same, once it is polled.
    #[cfg(not(target_arch = "wasm32"))]
    Polled(reqwest::Body),
    /// What someone else makes.
    Stream(ChunkStream),
}

#[cfg(not(target_arch = "wasm32"))]
type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

#[cfg(target_arch = "wasm32")]
type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>>>>;

/// A stream of chunks, and how many bytes it has, if that is known.
struct ChunkStream {
    // What can be reached through an exclusive reference alone may be shared between threads: the lock is never taken.
    chunks: Mutex<Chunks>,
    size: Option<u64>,
}

impl Default for Content {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

impl HttpBody {
    /// A body of chunks as they come, and how many bytes it has, if that is known.
    pub fn stream<S, E>(chunks: S, size: Option<u64>) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        let chunks: Chunks = Box::pin(Failing::new(chunks, TransportError::new));
        let chunks = Mutex::new(chunks);
        Self { content: Content::Stream(ChunkStream { chunks, size }) }
    }

    /// All of it, unless it is a stream.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// How many bytes are still to come, if that is known.
    pub fn size(&self) -> Option<u64> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes.len() as u64),
            #[cfg(not(target_arch = "wasm32"))]
            Content::Answer(response) => response.content_length(),
            #[cfg(not(target_arch = "wasm32"))]
            Content::Polled(body) => http_body::Body::size_hint(body).exact(),
            Content::Stream(stream) => stream.size,
        }
    }

    /// A copy, unless it is a stream.
    pub fn try_clone(&self) -> Option<Self> {
        self.as_bytes().cloned().map(Self::from)
    }

    /// The next bytes, or `None` at the end. After a failure there is nothing more.
    pub async fn chunk(&mut self) -> Option<Result<Bytes, TransportError>> {
        #[cfg(not(target_arch = "wasm32"))]
        if let Content::Answer(response) = &mut self.content {
            let chunk = response.chunk().await.map_err(TransportError::from).transpose();
            if !matches!(chunk, Some(Ok(_))) {
                self.content = Content::default();
            }
            return chunk;
        }
        poll_fn(|context| self.poll_chunk(context)).await
    }

    /// The next bytes that are more than none.
    pub(super) async fn piece(&mut self) -> Option<Result<Bytes, TransportError>> {
        loop {
            match self.chunk().await {
                // A body may have such pieces at hand without end: time limits are met only where others get their turn.
                Some(Ok(chunk)) if chunk.is_empty() => give_way().await,
                chunk => return chunk,
            }
        }
    }

    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        let chunk = match &mut self.content {
            Content::Bytes(bytes) if bytes.is_empty() => None,
            Content::Bytes(bytes) => Some(Ok(std::mem::take(bytes))),
            #[cfg(not(target_arch = "wasm32"))]
            Content::Answer(_) => {
                if let Content::Answer(response) = std::mem::take(&mut self.content) {
                    self.content = Content::Polled(response.into());
                }
                return self.poll_chunk(context);
            }
            #[cfg(not(target_arch = "wasm32"))]
            Content::Polled(body) => ready!(poll_data(body, context)),
            Content::Stream(stream) => ready!(stream.poll_chunk(context)),
        };
        if !matches!(chunk, Some(Ok(_))) {
            self.content = Content::default();
        }
        Poll::Ready(chunk)
    }
}

/// The next data; what else a body may have at its end is passed over.
#[cfg(not(target_arch = "wasm32"))]
fn poll_data(body: &mut reqwest::Body, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
    loop {
        match ready!(http_body::Body::poll_frame(Pin::new(&mut *body), context)) {
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    return Poll::Ready(Some(Ok(data)));
                }
            }
            Some(Err(error)) => return Poll::Ready(Some(Err(error.into()))),
            None => return Poll::Ready(None),
        }
    }
}

impl ChunkStream {
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        let chunks = self.chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
        let chunk = ready!(chunks.as_mut().poll_next(context));
        if let (Some(size), Some(Ok(chunk))) = (&mut self.size, &chunk) {
            *size = size.saturating_sub(chunk.len() as u64);
        }
        Poll::Ready(chunk)
    }
}

/// A stream whose failures become those of a transport, or of a source.
pub(super) struct Failing<S, E, F> {
    chunks: Pin<Box<S>>,
    told: fn(E) -> F,
}

impl<S, E, F> Failing<S, E, F> {
    pub(super) fn new(chunks: S, told: fn(E) -> F) -> Self {
        Self { chunks: Box::pin(chunks), told }
    }
}

impl<S: Stream<Item = Result<Bytes, E>>, E, F> Stream for Failing<S, E, F> {
    type Item = Result<Bytes, F>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let told = self.told;
        self.chunks.as_mut().poll_next(context).map_err(told)
    }
}

impl Stream for HttpBody {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_chunk(context)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl From<reqwest::Response> for HttpBody {
    fn from(response: reqwest::Response) -> Self {
        Self { content: Content::Answer(response) }
    }
}

#[cfg(target_arch = "wasm32")]
impl From<reqwest::Response> for HttpBody {
    fn from(response: reqwest::Response) -> Self {
        let size = response.content_length();
        let chunks: Chunks = Box::pin(Failing::new(response.bytes_stream(), TransportError::new));
        Self { content: Content::Stream(ChunkStream { chunks: Mutex::new(chunks), size }) }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl From<HttpBody> for reqwest::Body {
    fn from(body: HttpBody) -> Self {
        match body.content {
            Content::Bytes(bytes) => bytes.into(),
            Content::Answer(response) => response.into(),
            Content::Polled(body) => body,
            content @ Content::Stream(_) => Self::wrap(HttpBody { content }),
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl http_body::Body for HttpBody {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, TransportError>>> {
        self.get_mut().poll_chunk(context).map_ok(http_body::Frame::data)
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.size().map_or_else(http_body::SizeHint::default, http_body::SizeHint::with_exact)
    }
}

impl From<Bytes> for HttpBody {
    fn from(bytes: Bytes) -> Self {
        Self { content: Content::Bytes(bytes) }
    }
}

impl From<Vec<u8>> for HttpBody {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for HttpBody {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for HttpBody {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

impl fmt::Debug for HttpBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpBody").field("size", &self.size()).finish_non_exhaustive()
    }
}
