//! Answers whose bodies are handed on while they come in.

use std::fmt;
use std::future::{IntoFuture, poll_fn};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use futures_core::Stream;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_LENGTH, HeaderMap};
use tokio::io::{AsyncRead, ReadBuf};

use super::answer::checked;
use super::draft::{Draft, Reading};
use super::error::Error;
use super::pending::{NextItem, Pending};
use super::request::{CallFuture, Request};
use super::response::{Answer, OpenBody, Reply, ShownHeaders, request_id};
use super::response_error::Problem;
use super::transport;

impl<T, P> Request<T, P> {
    /// Asks for the answer as soon as its headers are there, and its body as it comes in: as a stream, a reader, or into a file.
    ///
    /// ```text
    /// let size = client.files().get(id).open().await?.save_to("report.pdf").await?;
    /// ```
    ///
    /// The time limit of an attempt is then that of the beginning, and of each silence; the deadline is that of the whole. What
    /// is read is not bounded unless by [`Request::max_body`]: it need never be in memory as a whole.
    pub fn open(mut self) -> OpenRequest {
        self.draft.reading = Reading::Open;
        OpenRequest { draft: self.draft }
    }
}

/// A request whose answer is wanted while it comes in. Made by [`Request::open`].
#[must_use = "a request does nothing until it is awaited"]
pub struct OpenRequest {
    draft: Box<Draft>,
}

impl IntoFuture for OpenRequest {
    type Output = Result<Download, Error>;
    type IntoFuture = CallFuture<Download>;

    fn into_future(self) -> CallFuture<Download> {
        let cap = self.draft.options.max_body;
        Box::pin(async move {
            let Reply { mut answer, rest } = transport::execute(self.draft).await?;
            if rest.is_none() {
                answer = checked(answer)?;
            }
            Ok(Download::new(answer, rest, cap))
        })
    }
}

impl OpenRequest {
    /// Sends the request without `async`, as [`Request::send_blocking`] does.
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<Download, Error> {
        super::blocking::block_on(self.into_future())?
    }
}

/// An answer whose body is still coming in.
///
/// It is a [`Stream`] and an [`AsyncRead`], with the feature `blocking` also a [`Read`](io::Read); without a library for
/// streams, [`Download::chunk`] does. A failure is an error and the end.
pub struct Download {
    answer: Arc<Answer>,
    pending: Pending<Rest, Bytes>,
    /// What has come and nobody has read.
    current: Bytes,
}

/// What is still to come.
struct Rest {
    answer: Arc<Answer>,
    /// What was read already.
    first: Bytes,
    body: Option<OpenBody>,
    /// How much has come.
    size: usize,
    cap: Option<usize>,
}

impl Download {
    fn new(mut answer: Answer, body: Option<OpenBody>, cap: Option<usize>) -> Self {
        let first = std::mem::take(&mut answer.body);
        let answer = Arc::new(answer);
        let rest = Rest { answer: Arc::clone(&answer), first, body, size: 0, cap };
        Self { answer, pending: Pending::Idle(Box::new(rest)), current: Bytes::new() }
    }

    /// The status; always one of success.
    pub fn status(&self) -> StatusCode {
        self.answer.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.answer.attempts
    }

    /// The server's identifier of the call.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.answer.headers)
    }

    /// How many bytes the whole body has, if the server says so.
    pub fn size(&self) -> Option<u64> {
        self.answer.headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
    }

    /// The next bytes, or `None` at the end.
    pub async fn chunk(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| self.poll_chunk(context)).await
    }

    /// The next bytes, without `async`. In a thread that belongs to a Tokio runtime it is [`Error::Runtime`], and the end.
    #[cfg(feature = "blocking")]
    pub fn chunk_blocking(&mut self) -> Option<Result<Bytes, Error>> {
        match super::blocking::block_on(self.chunk()) {
            Ok(item) => item,
            Err(error) => self.pending.end().map(|()| Err(error)),
        }
    }

    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        if !self.current.is_empty() {
            return Poll::Ready(Some(Ok(std::mem::take(&mut self.current))));
        }
        self.pending.poll(context, next_chunk)
    }

    /// Takes what has come, as much as there is room for.
    fn take(&mut self, room: usize) -> Bytes {
        let length = self.current.len().min(room);
        let taken = self.current.slice(..length);
        self.current.advance(length);
        taken
    }
}

fn next_chunk(mut rest: Box<Rest>) -> NextItem<Rest, Bytes> {
    Box::pin(async move {
        let chunk = rest.next().await;
        (rest, chunk)
    })
}

impl Rest {
    async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        // None is empty: to whoever reads, nothing is the end.
        let chunk = if self.first.is_empty() {
            self.body.as_mut()?.chunk(self.answer.attempts).await
        } else {
            Some(Ok(std::mem::take(&mut self.first)))
        };
        let size = chunk.as_ref().map(|chunk| chunk.as_ref().map_or(0, Bytes::len));
        self.size = self.size.saturating_add(size.unwrap_or_default());
        match self.cap {
            Some(cap) if self.size > cap => {
                self.body = None;
                Some(Err((*self.answer).clone().refuse(Problem::TooLarge(cap))))
            }
            _ => {
                if !matches!(chunk, Some(Ok(_))) {
                    self.body = None;
                }
                chunk
            }
        }
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_chunk(context)
    }
}

impl AsyncRead for Download {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        match ready!(this.poll_chunk(context)) {
            Some(Ok(chunk)) => {
                this.current = chunk;
                buffer.put_slice(&this.take(buffer.remaining()));
                Poll::Ready(Ok(()))
            }
            Some(Err(error)) => Poll::Ready(Err(io_error(error))),
            None => Poll::Ready(Ok(())),
        }
    }
}

#[cfg(feature = "blocking")]
impl io::Read for Download {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.chunk_blocking() {
            Some(Ok(chunk)) => {
                self.current = chunk;
                let taken = self.take(buffer.len());
                buffer[..taken.len()].copy_from_slice(&taken);
                Ok(taken.len())
            }
            Some(Err(error)) => Err(io_error(error)),
            None => Ok(0),
        }
    }
}

fn io_error(error: Error) -> io::Error {
    let kind = if error.is_timeout() { io::ErrorKind::TimedOut } else { io::ErrorKind::Other };
    io::Error::new(kind, error)
}

impl fmt::Debug for OpenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenRequest")
            .field("method", &self.draft.method)
            .field("path", &self.draft.template)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("status", &self.answer.status)
            .field("headers", &ShownHeaders(&self.answer.headers))
            .finish_non_exhaustive()
    }
}
