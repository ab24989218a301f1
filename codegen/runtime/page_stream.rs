//! Pages and their items as streams.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::draft::Draft;
use super::error::Error;
use super::page::{Listing, Paging};
use super::page_walk::{Walk, next_page};
use super::pending::Pending;
use super::response::Decoder;

/// The pages of a list. Made by [`Request::pages`](super::request::Request::pages).
///
/// It is a [`Stream`]; without a library for streams, [`Pages::next`] does.
#[must_use = "a stream does nothing until it is asked for a page"]
pub struct Pages<T> {
    walk: Pending<Walk<T>, T>,
}

impl<T: 'static> Pages<T> {
    pub(super) fn new(draft: Box<Draft>, decode: Decoder<T>, paging: Option<&'static Paging>) -> Self {
        Self { walk: Pending::Idle(Box::new(Walk::new(draft, decode, paging))) }
    }

    /// Asks for this many pages at most; the stream then ends as if there were no more.
    pub fn max_pages(mut self, pages: u32) -> Self {
        if let Pending::Idle(walk) = &mut self.walk {
            walk.limit(pages);
        }
        self
    }

    /// The next page, or `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        self.walk.poll(context, next_page)
    }
}

impl<T: 'static> Stream for Pages<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(context)
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

/// The items of a list, of all its pages. Made by [`Request::items`](super::request::Request::items).
///
/// It is a [`Stream`]; without a library for streams, [`Items::next`] does:
///
/// ```text
/// let mut items = client.zones().list().items();
/// while let Some(item) = items.next().await {
///     println!("{}", item?.name);
/// }
/// ```
#[must_use = "a stream does nothing until it is asked for an item"]
pub struct Items<T: Listing> {
    pages: Pages<T>,
    /// What is left of the last page.
    ready: std::vec::IntoIter<T::Item>,
}

impl<T: Listing + 'static> Items<T> {
    pub(super) fn new(pages: Pages<T>) -> Self {
        Self { pages, ready: Vec::new().into_iter() }
    }

    /// Asks for this many pages at most; the stream then ends as if there were no more.
    pub fn max_pages(mut self, pages: u32) -> Self {
        self.pages = self.pages.max_pages(pages);
        self
    }

    /// The next item, or `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T::Item, Error>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T::Item, Error>>> {
        loop {
            if let Some(item) = self.ready.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => self.ready = page.into_items().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

// Nothing is ever pinned inside it.
impl<T: Listing> Unpin for Items<T> {}

impl<T: Listing + 'static> Stream for Items<T> {
    type Item = Result<T::Item, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context)
    }
}

impl<T: Listing> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}
