//! Request bodies of lines of JSON.

use std::error::Error as StdError;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::body::Body;
use super::call::Call;
use super::encode;
use super::failure::RequestError;
use super::http_body::HttpBody;
use super::model::Argument;
use super::payload::{Opening, Payload, Replay, Source, SourceError};
use super::upload_once::{Chunks, Once};

/// What a body of lines is made of: items in memory, or a stream of items, each of which becomes a line when it is sent.
///
/// ```text
/// client.notes().add(&notes)
/// client.notes().add(UploadLines::iter(notes.into_iter().filter(Note::is_new)))
/// client.notes().add(UploadLines::stream(rows))
/// ```
///
/// A stream or an iterator can be sent only once, so that a call is not tried again after it was begun.
pub struct UploadLines<T> {
    content: Content,
    items: PhantomData<fn(T)>,
}

#[derive(Clone)]
enum Content {
    /// All lines.
    Encoded(Result<Bytes, RequestError>),
    /// Each piece is a line.
    Stream(Arc<Once>),
}

impl<T: Argument> UploadLines<T> {
    /// A stream of items. One that fails fails the call.
    pub fn stream<S, E>(items: S) -> Self
    where
        S: Stream<Item = Result<T, E>> + Send + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        let lines = Encoding { items: Box::pin(items), error: PhantomData::<fn(E)> };
        Self { content: Content::Stream(Arc::new(Once::new(lines))), items: PhantomData }
    }

    /// The items of an iterator, which is asked for the next one when the one before is sent.
    pub fn iter<I>(items: I) -> Self
    where
        I: IntoIterator<Item = T>,
        I::IntoIter: Send + 'static,
    {
        Self::stream(Items(items.into_iter()))
    }

    fn of(items: &[T]) -> Self {
        let mut out = Vec::new();
        let result = items.iter().try_for_each(|item| line(item, &mut out));
        Self { content: Content::Encoded(result.map(|()| out.into())), items: PhantomData }
    }
}

/// Writes an item and what ends a line.
fn line(item: &dyn Argument, out: &mut Vec<u8>) -> Result<(), RequestError> {
    let told = |error| RequestError::new(format!("a line of the body cannot be written as JSON: {error}"));
    out.extend(encode::to_vec(item.get_ref()).map_err(told)?);
    out.push(b'\n');
    Ok(())
}

/// Items as lines.
struct Encoding<S, E> {
    items: Pin<Box<S>>,
    error: PhantomData<fn(E)>,
}

impl<T, S, E> Stream for Encoding<S, E>
where
    T: Argument,
    S: Stream<Item = Result<T, E>>,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    type Item = Result<Bytes, Box<dyn StdError + Send + Sync>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(item) = ready!(self.items.as_mut().poll_next(context)) else { return Poll::Ready(None) };
        let mut out = Vec::new();
        let result = item.map_err(Into::into).and_then(|item| Ok(line(&item, &mut out)?));
        Poll::Ready(Some(result.map(|()| out.into())))
    }
}

/// An iterator as a stream.
struct Items<I>(I);

impl<I> Unpin for Items<I> {}

impl<I: Iterator> Stream for Items<I> {
    type Item = Result<I::Item, RequestError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next().map(Ok))
    }
}

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    Nothing,
    /// As `application/json-seq` (RFC 7464) does, so that a text that was cut off is noticed.
    RecordSeparator,
}

impl Start {
    fn of(media_type: &str) -> Self {
        let is_sequence = media_type.trim_start().to_ascii_lowercase().starts_with("application/json-seq");
        if is_sequence { Self::RecordSeparator } else { Self::Nothing }
    }

    /// Lines that begin as they should. JSON has no line break inside.
    fn begin(self, lines: Bytes) -> Bytes {
        match self {
            Self::Nothing => lines,
            Self::RecordSeparator => {
                let lines = lines.split_inclusive(|byte| *byte == b'\n');
                lines.flat_map(|line| [b"\x1e", line].concat()).collect()
            }
        }
    }
}

/// A stream of lines as a body.
struct Lines {
    lines: Arc<Once>,
    start: Start,
}

impl Source for Lines {
    fn open(&self) -> Opening<'_> {
        Box::pin(async move { Ok(HttpBody::stream(Begun { lines: self.lines.take()?, start: self.start }, None)) })
    }

    fn replay(&self) -> Replay {
        self.lines.replay()
    }
}

/// The lines in one attempt.
struct Begun {
    lines: Chunks,
    start: Start,
}

impl Stream for Begun {
    type Item = Result<Bytes, SourceError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let start = self.start;
        self.lines.as_mut().poll_next(context).map_ok(|line| start.begin(line))
    }
}

impl Body {
    /// One line for each item.
    pub(crate) fn json_lines<T>(media_type: &str, lines: &UploadLines<T>) -> Result<Self, RequestError> {
        let start = Start::of(media_type);
        let payload = match lines.content.clone() {
            Content::Encoded(lines) => Payload::Bytes(start.begin(lines?)),
            Content::Stream(lines) => Payload::Source(Arc::new(Lines { lines, start })),
        };
        Self::new(media_type, payload)
    }
}

#[allow(dead_code, reason = "a document may have such bodies only beside others")]
impl Call {
    /// A body of one line for each item.
    pub(crate) fn json_lines<T>(self, media_type: &'static str, lines: &UploadLines<T>) -> Self {
        self.with_body(Body::json_lines(media_type, lines))
    }
}

impl<T: Argument> From<&[T]> for UploadLines<T> {
    fn from(items: &[T]) -> Self {
        Self::of(items)
    }
}

impl<T: Argument, const N: usize> From<&[T; N]> for UploadLines<T> {
    fn from(items: &[T; N]) -> Self {
        Self::of(items)
    }
}

impl<T: Argument, const N: usize> From<[T; N]> for UploadLines<T> {
    fn from(items: [T; N]) -> Self {
        Self::of(&items)
    }
}

impl<T: Argument> From<&Vec<T>> for UploadLines<T> {
    fn from(items: &Vec<T>) -> Self {
        Self::of(items)
    }
}

impl<T: Argument> From<Vec<T>> for UploadLines<T> {
    fn from(items: Vec<T>) -> Self {
        Self::of(&items)
    }
}

impl<T> Clone for UploadLines<T> {
    fn clone(&self) -> Self {
        Self { content: self.content.clone(), items: PhantomData }
    }
}

/// Items are compared as they are sent; a stream is the same as its copies alone.
impl<T> PartialEq for UploadLines<T> {
    fn eq(&self, other: &Self) -> bool {
        match (&self.content, &other.content) {
            (Content::Encoded(one), Content::Encoded(other)) => one == other,
            (Content::Stream(one), Content::Stream(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl<T> fmt::Debug for UploadLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = match &self.content {
            Content::Encoded(Ok(lines)) => Some(lines.len()),
            _ => None,
        };
        f.debug_struct("UploadLines").field("size", &size).finish_non_exhaustive()
    }
}
