//! Puts the lines of an event stream together to events.

use std::time::Duration;

use bytes::Bytes;

use super::error::Error;
use super::feed::{Feed, LineEnd, Piece};
use super::pending::NextItem;
use super::reconnect::{Again, Line};
use super::response::Reply;
use super::response_error::Problem;

/// The data of an event that ends the stream by a widespread convention.
const LAST: &[u8] = b"[DONE]";

/// An event stream.
pub(super) struct EventFeed {
    feed: Feed,
    /// The identifier that came last.
    id: Option<String>,
    /// The one of the last block that was complete: what came after it has to come again.
    last_id: Option<String>,
    /// The wait before connecting again that the server asked for last.
    wait: Option<Duration>,
    line: Option<Box<Line>>,
    limit: usize,
}

/// An event whose data has not been read.
pub(super) struct RawEvent {
    pub(super) event: Option<String>,
    pub(super) id: Option<String>,
    pub(super) retry: Option<Duration>,
    pub(super) data: Piece,
}

/// What reading comes to.
enum Read {
    /// An event.
    Event(RawEvent),
    /// An event that cannot be read.
    Refused(Error),
    /// The event that says that there is no more.
    Last,
    /// The answer broke off.
    Broken(Error),
    /// The answer is at its end.
    End,
}

impl EventFeed {
    pub(super) fn new(reply: Reply) -> Self {
        let limit = reply.rest.as_ref().map_or(usize::MAX, |rest| rest.limit);
        Self { feed: Feed::new(reply, LineEnd::Any), id: None, last_id: None, wait: None, line: None, limit }
    }

    /// Connects again where it broke off.
    pub(super) fn with_line(self, line: Line) -> Self {
        Self { line: Some(Box::new(line)), ..self }
    }

    /// The next event, of this answer or of one after it.
    async fn next(&mut self) -> Option<Result<RawEvent, Error>> {
        loop {
            let end = match self.read().await {
                Read::Event(event) => {
                    if let Some(line) = &mut self.line {
                        line.arrived();
                    }
                    return Some(Ok(event));
                }
                Read::Refused(error) => return Some(Err(error)),
                Read::Last => return None,
                Read::Broken(error) => Some(error),
                Read::End => None,
            };
            let Some(mut line) = self.line.take() else { return end.map(Err) };
            match line.again(self.last_id.as_deref(), self.wait, end.as_ref()).await {
                Again::Connected(reply) => {
                    self.feed = Feed::new(*reply, LineEnd::Any);
                    self.id.clone_from(&self.last_id);
                    self.line = Some(line);
                }
                Again::Refused(error) => return Some(Err(error)),
                Again::Over => return end.map(Err),
            }
        }
    }

    /// Reads up to the next event that has data. An event that the answer breaks off in is dropped, as HTML has it.
    async fn read(&mut self) -> Read {
        let (mut event, mut retry, mut data) = (None, None, None::<Vec<u8>>);
        loop {
            let line = match self.feed.line().await {
                Some(Ok(line)) => line,
                Some(Err(error @ Error::Decode(_))) => {
                    // What is too large now is so the next time.
                    self.line = None;
                    return Read::Refused(error);
                }
                Some(Err(error)) => return Read::Broken(error),
                None => return Read::End,
            };
            if line.bytes.is_empty() {
                self.last_id.clone_from(&self.id);
                match data.take() {
                    Some(data) if data == LAST => return Read::Last,
                    Some(data) => {
                        let data = self.feed.piece(Bytes::from(data));
                        return Read::Event(RawEvent { event, id: self.id.clone(), retry, data });
                    }
                    None => (event, retry) = (None, None),
                }
                continue;
            }
            let (name, value) = split(&line.bytes);
            match name {
                b"data" => {
                    if let Some(lines) = &mut data {
                        lines.push(b'\n');
                    }
                    let lines = data.get_or_insert_with(Vec::new);
                    lines.extend_from_slice(value);
                    if lines.len() > self.limit {
                        // What is left of it would pass for an event.
                        self.feed.close();
                        self.line = None;
                        return Read::Refused(line.refuse(Problem::TooLarge(self.limit)));
                    }
                }
                b"event" => event = Some(String::from_utf8_lossy(value).into_owned()).filter(|event| !event.is_empty()),
                b"id" if !value.contains(&0) => self.id = Some(String::from_utf8_lossy(value).into_owned()),
                b"retry" => {
                    retry = milliseconds(value).or(retry);
                    // It holds for the stream, with or without an event.
                    self.wait = retry.or(self.wait);
                }
                // Comments begin with a colon; fields of other names are for other readers.
                _ => {}
            }
        }
    }
}

/// Begins the next event.
pub(super) fn next_event(mut feed: Box<EventFeed>) -> NextItem<EventFeed, RawEvent> {
    Box::pin(async move {
        let event = feed.next().await;
        (feed, event)
    })
}

/// The name and the value of a field. One space after the colon belongs to neither.
fn split(line: &[u8]) -> (&[u8], &[u8]) {
    let Some(colon) = line.iter().position(|byte| *byte == b':') else {
        return (line, b"");
    };
    let value = &line[colon + 1..];
    (&line[..colon], value.strip_prefix(b" ").unwrap_or(value))
}

fn milliseconds(value: &[u8]) -> Option<Duration> {
    let digits = value.iter().all(u8::is_ascii_digit);
    let text = std::str::from_utf8(value).ok().filter(|_| digits)?;
    text.parse().ok().map(Duration::from_millis)
}
