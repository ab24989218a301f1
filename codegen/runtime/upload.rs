//! What is uploaded: bytes, a file, or a stream.

use std::error::Error as StdError;
use std::fmt;
#[cfg(not(target_arch = "wasm32"))]
use std::io::Read;
#[cfg(not(target_arch = "wasm32"))]
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;
use tokio::io::AsyncRead;

use super::body::Body;
use super::call::Call;
use super::failure::RequestError;
use super::payload::Payload;
use super::request::Request;
use super::undocumented::Undocumented;
use super::upload_once::Once;
use super::upload_read::AsyncChunks;
#[cfg(not(target_arch = "wasm32"))]
use super::upload_read::ReadChunks;

/// What is uploaded: bytes in memory, or a file or stream that is read while it is sent, so that it is never in memory as a
/// whole.
///
/// ```text
/// client.videos().upload(Upload::file("talk.mp4")).timeout(Duration::from_secs(3600)).await?;
/// ```
///
/// The time limit of an attempt is that of the upload too, so large ones need a longer one. A file is opened for each attempt; a
/// stream can be sent only once, so that a call is not tried again after the stream was begun.
#[derive(Clone)]
pub struct Upload {
    pub(super) content: Content,
    pub(super) size: Option<u64>,
    pub(super) watch: Option<Watch>,
}

#[derive(Clone)]
pub(super) enum Content {
    /// Bytes.
    Bytes(Bytes),
    /// A file.
    #[cfg(not(target_arch = "wasm32"))]
    File(Arc<Path>),
    /// A stream.
    Stream(Arc<Once>),
}

/// Who is told how far an upload is.
pub(super) type Watch = Arc<dyn Fn(Progress) + Send + Sync>;

/// How far an upload is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// How many bytes have been handed to the transport in this attempt.
    pub sent: u64,

    /// How many there are, if that is known.
    pub total: Option<u64>,
}

impl Upload {
    /// A file of this path. Nothing is opened before the request is sent; the size that the file has then is announced to the
    /// server. A file that becomes shorter while it is sent fails the call.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn file(path: impl AsRef<Path>) -> Self {
        Self { content: Content::File(path.as_ref().into()), size: None, watch: None }
    }

    /// A stream of bytes, and how many there are, if that is known: many servers want to know.
    pub fn stream<S, E>(chunks: S, size: Option<u64>) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        Self { content: Content::Stream(Arc::new(Once::new(chunks))), size, watch: None }
    }

    /// What a reader reads, and how many bytes these are, if that is known.
    pub fn reader(reader: impl AsyncRead + Send + 'static, size: Option<u64>) -> Self {
        Self::stream(AsyncChunks::new(reader), size)
    }

    /// The same of a reader that blocks: it is read in a thread for such work.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn blocking_reader(reader: impl Read + Send + 'static, size: Option<u64>) -> Self {
        Self::stream(ReadChunks::new(reader), size)
    }

    /// Tells after each piece how far the upload is. A further attempt begins again from 0.
    #[must_use]
    pub fn on_progress(mut self, watch: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.watch = Some(Arc::new(watch));
        self
    }

    /// How many bytes it has, if that is known before it is opened.
    pub fn size(&self) -> Option<u64> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes.len() as u64),
            _ => self.size,
        }
    }

    /// All of it, if it is in memory and nobody watches it.
    pub(super) fn as_plain(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) if self.watch.is_none() => Some(bytes),
            _ => None,
        }
    }
}

impl Body {
    /// Bytes, a file or a stream.
    pub(crate) fn upload(media_type: &str, upload: Upload) -> Result<Self, RequestError> {
        let payload = match upload.as_plain() {
            Some(bytes) => Payload::Bytes(bytes.clone()),
            None => Payload::Source(Arc::new(upload)),
        };
        Self::new(media_type, payload)
    }
}

impl Call {
    /// A body of bytes, a file or a stream.
    #[allow(dead_code, reason = "a document may have uploads only beside other bodies")]
    pub(crate) fn upload(self, media_type: &'static str, upload: Upload) -> Self {
        self.with_body(Body::upload(media_type, upload))
    }
}

impl<T> Request<T, Undocumented> {
    /// A body of bytes, a file or a stream.
    pub fn upload(self, media_type: &str, upload: impl Into<Upload>) -> Self {
        self.with_body(Body::upload(media_type, upload.into()))
    }
}

impl From<Bytes> for Upload {
    fn from(bytes: Bytes) -> Self {
        Self { content: Content::Bytes(bytes), size: None, watch: None }
    }
}

impl From<Vec<u8>> for Upload {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<Box<[u8]>> for Upload {
    fn from(bytes: Box<[u8]>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&'static [u8]> for Upload {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<String> for Upload {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Upload {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

/// Bytes are compared, and paths of files; a stream is the same as its copies alone.
impl PartialEq for Upload {
    fn eq(&self, other: &Self) -> bool {
        match (&self.content, &other.content) {
            (Content::Bytes(one), Content::Bytes(other)) => one == other,
            #[cfg(not(target_arch = "wasm32"))]
            (Content::File(one), Content::File(other)) => one == other,
            (Content::Stream(one), Content::Stream(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl Eq for Upload {}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Upload");
        #[cfg(not(target_arch = "wasm32"))]
        if let Content::File(path) = &self.content {
            shown.field("file", path);
        }
        shown.field("size", &self.size()).finish_non_exhaustive()
    }
}
