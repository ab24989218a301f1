//! Bodies that are read line by line while they come in.

use std::sync::Arc;

use bytes::{Buf, Bytes, BytesMut};
use serde::de::IgnoredAny;

use super::answer::checked;
use super::error::Error;
use super::error_detail::without_bom;
use super::response::{Answer, OpenBody, Reply};
use super::response_error::Problem;

/// What stands before each text of a JSON text sequence.
const SEPARATOR: u8 = 0x1e;

/// What ends a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// A line feed; a carriage return before it belongs to it.
    #[allow(dead_code, reason = "only lines of JSON end so")]
    Feed,
    /// The separator before the next text of a JSON text sequence (RFC 7464).
    Separator,
    /// A line feed, a carriage return, or both.
    #[allow(dead_code, reason = "only event streams end so")]
    Any,
}

/// A body that is read line by line. The lines in memory are never more than one and what has come in after it.
pub(super) struct Feed {
    /// The status and headers, for errors.
    answer: Arc<Answer>,
    rest: Option<OpenBody>,
    buffer: BytesMut,
    /// How much of the buffer is known to hold no line end.
    searched: usize,
    /// How much of the buffer is known to be no whole text.
    looked_at: usize,
    line_end: LineEnd,
    /// Whether the last line ended with a carriage return, so that a line feed after it is part of its end.
    after_return: bool,
    started: bool,
    limit: usize,
}

/// A piece of a body that knows which answer it comes from.
pub(super) struct Piece {
    pub(super) bytes: Bytes,
    answer: Arc<Answer>,
}

impl Piece {
    /// Fails with what is wrong with this piece.
    pub(super) fn refuse(self, problem: Problem) -> Error {
        Answer { body: self.bytes, ..(*self.answer).clone() }.refuse(problem)
    }
}

/// Passes on an answer that can be a stream.
pub(super) fn stream(reply: Reply) -> Result<Reply, Error> {
    if reply.answer.is_foreign() {
        return Err(checked(reply.answer)?.refuse(Problem::MediaType));
    }
    Ok(reply)
}

impl Feed {
    pub(super) fn new(reply: Reply, line_end: LineEnd) -> Self {
        let Reply { mut answer, rest } = reply;
        let body = std::mem::take(&mut answer.body);
        let limit = rest.as_ref().map_or(usize::MAX, |rest| rest.limit);
        let answer = Arc::new(answer);
        Self {
            answer,
            rest,
            buffer: body.into(),
            searched: 0,
            looked_at: 0,
            line_end,
            after_return: false,
            started: false,
            limit,
        }
    }

    /// The next line without its end. The last one may have none.
    pub(super) async fn line(&mut self) -> Option<Result<Piece, Error>> {
        loop {
            if let Some(line) = self.take_line() {
                return Some(Ok(self.piece(line)));
            }
            if self.buffer.len() > self.limit {
                self.rest = None;
                let start = self.drain();
                return Some(Err(self.piece(start).refuse(Problem::TooLarge(self.limit))));
            }
            if let Some(text) = self.take_whole() {
                return Some(Ok(self.piece(text)));
            }
            match self.more().await {
                Ok(true) => {}
                Ok(false) if self.buffer.is_empty() => return None,
                Ok(false) => {
                    let line = self.drain();
                    return Some(Ok(self.piece(line)));
                }
                Err(error) => {
                    // What has come of a line that never ended is not a line.
                    self.drain();
                    return Some(Err(error));
                }
            }
        }
    }

    /// A piece of this body.
    pub(super) fn piece(&self, bytes: Bytes) -> Piece {
        Piece { bytes, answer: Arc::clone(&self.answer) }
    }

    /// Reads no further.
    #[allow(dead_code, reason = "only event streams end before their bodies do")]
    pub(super) fn close(&mut self) {
        self.rest = None;
        self.drain();
    }

    /// All that has come.
    fn drain(&mut self) -> Bytes {
        (self.searched, self.looked_at) = (0, 0);
        self.buffer.split().freeze()
    }

    /// Skips what says nothing at the beginning; whether something comes then.
    fn skip_space(&mut self) -> bool {
        let space = self.buffer.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.buffer.advance(space);
        !self.buffer.is_empty()
    }

    /// A text of a sequence that ends where a line does, and need not wait for the separator of the next one. One that is not
    /// whole is looked at again when twice as much of it has come.
    fn take_whole(&mut self) -> Option<Bytes> {
        let is_due = self.buffer.len() >= self.looked_at.saturating_mul(2);
        if self.line_end != LineEnd::Separator || !is_due || self.buffer.last() != Some(&b'\n') {
            return None;
        }
        if serde_json::from_slice::<IgnoredAny>(&self.buffer).is_err() {
            self.looked_at = self.buffer.len();
            return None;
        }
        Some(self.drain())
    }

    fn take_line(&mut self) -> Option<Bytes> {
        // A byte order mark may come in pieces, and is one only at the beginning.
        if !self.started && !is_beginning_of_bom(&self.buffer) {
            self.started = true;
            let mark = self.buffer.len() - without_bom(&self.buffer).len();
            self.buffer.advance(mark);
            // It was searched before it was known to be one.
            self.searched = 0;
            if self.line_end == LineEnd::Feed {
                self.started = self.skip_space();
            }
            // Nothing else begins so, and between separators a text may have lines.
            if self.line_end == LineEnd::Feed && self.buffer.first() == Some(&SEPARATOR) {
                self.line_end = LineEnd::Separator;
            }
        }
        if self.after_return && !self.buffer.is_empty() {
            // Only the first line feed after a return belongs to it, however the body was cut into pieces.
            self.after_return = false;
            if self.buffer[0] == b'\n' {
                self.buffer.advance(1);
            }
        }
        let (end, other) = match self.line_end {
            LineEnd::Feed => (b'\n', b'\n'),
            LineEnd::Separator => (SEPARATOR, SEPARATOR),
            LineEnd::Any => (b'\n', b'\r'),
        };
        let is_end = |byte: &u8| *byte == end || *byte == other;
        let Some(offset) = self.buffer[self.searched..].iter().position(is_end) else {
            self.searched = self.buffer.len();
            return None;
        };
        let at = self.searched + offset;
        (self.searched, self.looked_at) = (0, 0);
        self.after_return = self.buffer[at] == b'\r';
        let mut line = self.buffer.split_to(at);
        self.buffer.advance(1);
        if self.line_end == LineEnd::Feed && line.last() == Some(&b'\r') {
            line.truncate(line.len() - 1);
        }
        Some(line.freeze())
    }

    /// Waits for more of the body; whether there is more. After a failure there is none.
    async fn more(&mut self) -> Result<bool, Error> {
        let Some(mut rest) = self.rest.take() else {
            return Ok(false);
        };
        match rest.chunk(self.answer.attempts).await {
            Some(Ok(chunk)) => {
                self.buffer.extend_from_slice(&chunk);
                self.rest = Some(rest);
                Ok(true)
            }
            Some(Err(error)) => Err(error),
            None => Ok(false),
        }
    }
}

fn is_beginning_of_bom(bytes: &[u8]) -> bool {
    bytes.len() < 3 && b"\xef\xbb\xbf".starts_with(bytes)
}
