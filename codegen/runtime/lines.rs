//! Answers of JSON texts, one a line.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::call::Call;
use super::decode;
use super::draft::Reading;
use super::error::Error;
use super::feed::{Feed, LineEnd, Piece, stream};
use super::model::{Blank, Place};
use super::pending::{NextItem, Pending};
use super::request::Request;
use super::response::Reply;
use super::response_error::Problem;
#[cfg(feature = "blocking")]
use super::stream_blocking::Blocking;

/// The items of an answer, as they come in: one for each line, or for each text of a JSON text sequence.
///
/// It is a [`Stream`]; without a library for streams, [`Lines::next`] does, and without `async` a `for` loop. The request's time
/// limit is that of its beginning, and then of each silence. A line that cannot be read is an error, after which
/// the next line may still be asked for; a connection that fails is an error and the end.
pub struct Lines<T> {
    pending: Pending<Feed, Piece>,
    item: PhantomData<fn() -> T>,
}

impl Call {
    /// Answers JSON texts, one a line.
    pub(crate) fn lines<T: Blank + Place, P>(mut self, accept: &'static str) -> Request<Lines<T>, P> {
        self.draft.reading = Reading::Open;
        self.answers(accept, lines)
    }
}

fn lines<T>(reply: Reply) -> Result<Lines<T>, Error> {
    let feed = Feed::new(stream(reply)?, LineEnd::Feed);
    Ok(Lines { pending: Pending::Idle(Box::new(feed)), item: PhantomData })
}

/// The next line that is not empty.
fn next_line(mut feed: Box<Feed>) -> NextItem<Feed, Piece> {
    Box::pin(async move {
        loop {
            match feed.line().await {
                Some(Ok(line)) => {
                    if !line.bytes.trim_ascii().is_empty() {
                        return (feed, Some(Ok(line)));
                    }
                }
                end => return (feed, end),
            }
        }
    })
}

impl<T: Blank + Place> Lines<T> {
    /// The next item, or `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    /// The next item, without `async`. In a thread that belongs to a Tokio runtime it is [`Error::Runtime`], and the end.
    #[cfg(feature = "blocking")]
    pub fn next_blocking(&mut self) -> Option<Result<T, Error>> {
        match super::blocking::block_on(self.next()) {
            Ok(item) => item,
            Err(error) => self.pending.end().map(|()| Err(error)),
        }
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        Poll::Ready(ready!(self.pending.poll(context, next_line)).map(|line| {
            let line = line?;
            let mut item = T::blank();
            match decode::fill(item.slot(), &line.bytes) {
                Ok(()) => Ok(item),
                Err(error) => Err(line.refuse(Problem::Json(error))),
            }
        }))
    }
}

impl<T: Blank + Place> Stream for Lines<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context)
    }
}

/// A `for` loop over them, without `async`. In a thread that belongs to a Tokio runtime it has one item, [`Error::Runtime`].
#[cfg(feature = "blocking")]
impl<T: Blank + Place> IntoIterator for Lines<T> {
    type Item = Result<T, Error>;
    type IntoIter = Blocking<Self>;

    fn into_iter(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}

impl<T> fmt::Debug for Lines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lines").finish_non_exhaustive()
    }
}
