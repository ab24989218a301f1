//! Pages and items without `async`.

use super::page::Listing;
use super::page_stream::{Items, Pages};
use super::request::Request;
use super::stream_blocking::Blocking;

impl<T: Listing + 'static, P> Request<T, P> {
    /// All items, page after page, as [`Request::items`] without `async`: an iterator that asks for a page when its items are
    /// wanted.
    ///
    /// In a thread that belongs to a Tokio runtime it returns [`Error::Runtime`](super::error::Error::Runtime), and ends.
    pub fn items_blocking(self) -> Blocking<Items<T>> {
        Blocking::new(self.items())
    }

    /// All pages, as [`Request::pages`] without `async`.
    pub fn pages_blocking(self) -> Blocking<Pages<T>> {
        Blocking::new(self.pages())
    }
}

impl<T: 'static> Blocking<Pages<T>> {
    /// Asks for this many pages at most; the iterator then ends as if there were no more.
    pub fn max_pages(self, pages: u32) -> Self {
        self.map(|stream| stream.max_pages(pages))
    }
}

impl<T: Listing + 'static> Blocking<Items<T>> {
    /// Asks for this many pages at most; the iterator then ends as if there were no more.
    pub fn max_pages(self, pages: u32) -> Self {
        self.map(|stream| stream.max_pages(pages))
    }
}
