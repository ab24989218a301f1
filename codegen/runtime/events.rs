//! Answers that are event streams (`text/event-stream`, the server-sent events of HTML).

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;

use super::call::Call;
use super::decode;
use super::draft::Reading;
use super::error::Error;
use super::event_feed::{EventFeed, RawEvent, next_event};
use super::feed::stream;
use super::model::{Blank, Place, Slot};
use super::pending::Pending;
use super::request::Request;
use super::response::Reply;
use super::response_error::Problem;
#[cfg(feature = "blocking")]
use super::stream_blocking::Blocking;

/// One event of a stream.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The kind of event, where the server names one.
    pub event: Option<String>,

    /// The identifier that the server gave last, with this event or an earlier one.
    pub id: Option<String>,

    /// How long the server asks to wait before connecting again, if it says so with this event.
    pub retry: Option<Duration>,

    /// The content.
    pub data: T,
}

/// The events of an answer, as they come in.
///
/// It is a [`Stream`]; without a library for streams, [`Events::next`] does, and without `async` a `for` loop. It ends with the
/// answer, or with an event whose data is `[DONE]`. The request's time limit is that of its beginning, and then of each silence; the deadline is that of the whole.
/// An event whose data cannot be read is an error, after which the next event may still be asked for; a connection that fails is
/// an error and the end, unless the request says by [`Request::reconnect`] that it is taken up again.
pub struct Events<T> {
    pending: Pending<EventFeed, RawEvent>,
    data: PhantomData<fn() -> T>,
}

impl Call {
    /// Answers an event stream.
    pub(crate) fn events<T: Blank + Place, P>(mut self) -> Request<Events<T>, P> {
        self.draft.reading = Reading::Open;
        self.answers("text/event-stream", events)
    }
}

fn events<T>(reply: Reply) -> Result<Events<T>, Error> {
    let reply = stream(reply)?;
    Ok(Events::of(EventFeed::new(reply)))
}

impl<T> Events<T> {
    pub(super) fn of(feed: EventFeed) -> Self {
        Self { pending: Pending::Idle(Box::new(feed)), data: PhantomData }
    }
}

impl<T: Blank + Place> Events<T> {
    /// The next event, or `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|context| self.poll_event(context)).await
    }

    /// The next event, without `async`. In a thread that belongs to a Tokio runtime it is [`Error::Runtime`], and the end.
    #[cfg(feature = "blocking")]
    pub fn next_blocking(&mut self) -> Option<Result<Event<T>, Error>> {
        match super::blocking::block_on(self.next()) {
            Ok(item) => item,
            Err(error) => self.pending.end().map(|()| Err(error)),
        }
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        Poll::Ready(ready!(self.pending.poll(context, next_event)).map(|event| {
            let RawEvent { event, id, retry, data } = event?;
            let mut value = T::blank();
            match fill(value.slot(), &data.bytes) {
                Ok(()) => Ok(Event { event, id, retry, data: value }),
                Err(problem) => Err(data.refuse(problem)),
            }
        }))
    }
}

/// Data is JSON, unless the document says that it is just text.
fn fill(slot: Slot<'_>, data: &[u8]) -> Result<(), Problem> {
    match slot {
        Slot::Str(place) => std::str::from_utf8(data).map(|text| text.clone_into(place)).map_err(Problem::Utf8),
        slot => decode::fill(slot, data).map_err(Problem::Json),
    }
}

impl<T: Blank + Place> Stream for Events<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_event(context)
    }
}

/// A `for` loop over them, without `async`. In a thread that belongs to a Tokio runtime it has one item, [`Error::Runtime`].
#[cfg(feature = "blocking")]
impl<T: Blank + Place> IntoIterator for Events<T> {
    type Item = Result<Event<T>, Error>;
    type IntoIter = Blocking<Self>;

    fn into_iter(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").finish_non_exhaustive()
    }
}
