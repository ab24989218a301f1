//! Multipart bodies whose parts are read while they are sent.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::chance;
use super::http_body::HttpBody;
use super::payload::{Opening, Replay, Source, SourceError};
use super::upload::Upload;
use super::upload_source::Sending;

/// What a multipart body is made of, one after the other.
#[derive(Default)]
pub(super) struct Segments(Vec<Segment>);

enum Segment {
    /// Boundaries and heads.
    Text(String),
    /// What a part holds.
    Content(Upload),
}

impl Segments {
    /// Adds what stands between parts.
    pub(super) fn text(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Segment::Text(last)) => last.push_str(text),
            _ => self.0.push(Segment::Text(text.to_owned())),
        }
    }

    /// Adds the content of a part.
    pub(super) fn content(&mut self, content: Upload) {
        self.0.push(Segment::Content(content));
    }
}

impl Source for Segments {
    fn open(&self) -> Opening<'_> {
        Box::pin(async move {
            let mut pieces = VecDeque::new();
            let mut size = Some(0_u64);
            for segment in &self.0 {
                let (piece, length) = match segment {
                    Segment::Text(text) => (Piece::Text(text.clone().into()), Some(text.len() as u64)),
                    Segment::Content(content) => {
                        let sending = content.begin().await?;
                        let length = sending.size();
                        (Piece::Content(sending), length)
                    }
                };
                size = size.zip(length).map(|(size, length)| size.saturating_add(length));
                pieces.push_back(piece);
            }
            Ok(HttpBody::stream(Pieces(pieces), size))
        })
    }

    fn replay(&self) -> Replay {
        let spent = self
            .0
            .iter()
            .any(|segment| matches!(segment, Segment::Content(content) if content.replay() == Replay::Spent));
        if spent { Replay::Spent } else { Replay::Possible }
    }
}

/// What is left of a body in one attempt.
struct Pieces(VecDeque<Piece>);

enum Piece {
    Text(Bytes),
    Content(Sending),
}

impl Stream for Pieces {
    type Item = Result<Bytes, SourceError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match self.0.front_mut() {
                None => return Poll::Ready(None),
                Some(Piece::Text(text)) => {
                    let text = std::mem::take(text);
                    self.0.pop_front();
                    return Poll::Ready(Some(Ok(text)));
                }
                Some(Piece::Content(sending)) => match ready!(Pin::new(sending).poll_next(context)) {
                    Some(chunk) => return Poll::Ready(Some(chunk)),
                    None => self.0.pop_front(),
                },
            };
        }
    }
}

/// A boundary for parts that cannot be searched for it: nobody can know it before.
pub(super) fn random_boundary() -> String {
    format!("form-boundary-{:016x}{:016x}", chance::number(), chance::number())
}
