//! Lists that come in pages.

use std::any::Any;

use reqwest::Method;

use super::call::Call;
use super::client::Client;
use super::page_stream::{Items, Pages};
use super::request::Request;

/// How the list of an operation comes in pages.
#[derive(Debug)]
pub(crate) struct Paging {
    /// How the next page is asked for.
    pub(crate) next: Next,
    /// Where the list stands in the answer: the properties on the way to it. None: the answer is the list.
    pub(crate) items: &'static [&'static str],
    /// Where the answer says how many items there are on all pages.
    pub(crate) total: &'static [&'static str],
    /// Where the answer says how many pages there are.
    pub(crate) pages: &'static [&'static str],
    /// Where the answer says whether there are more: a flag, or anything that is null or empty at the end.
    pub(crate) more: &'static [&'static str],
}

/// What takes the number, the cursor or what else asks for a page.
#[derive(Debug, Clone, Copy)]
#[allow(dead_code, reason = "a document pages in one or two ways")]
pub(crate) enum In {
    /// A query parameter of this name.
    Query(&'static str),
    /// A property in the JSON object that is sent, which is a text: the properties on the way to it.
    Text(&'static [&'static str]),
    /// A property in the JSON object that is sent, which is a number: the properties on the way to it.
    Number(&'static [&'static str]),
}

/// How the next page is asked for.
#[derive(Debug)]
#[allow(dead_code, reason = "a document pages in one or two ways")]
pub(crate) enum Next {
    /// By the number of the page.
    Page {
        /// What takes it.
        parameter: In,
        /// The number of the first page.
        first: u64,
    },
    /// By the number of items before it.
    Offset {
        /// What takes it.
        parameter: In,
        /// What the first page is asked for by.
        first: u64,
    },
    /// By a text that the answer holds.
    Cursor {
        /// What takes it.
        parameter: In,
        /// Where the answer has it.
        from: &'static [&'static str],
    },
    /// By the last item of the page before.
    LastItem {
        /// What takes it.
        parameter: In,
        /// The property of an item that it takes.
        field: &'static str,
    },
    /// By a URL that the answer holds.
    Url {
        /// Where the answer has it.
        from: &'static [&'static str],
    },
    /// By a `Link` header with `rel="next"`.
    Link,
}

impl Next {
    /// What takes what asks for a page.
    pub(super) fn parameter(&self) -> Option<In> {
        match self {
            Self::Page { parameter, .. }
            | Self::Offset { parameter, .. }
            | Self::Cursor { parameter, .. }
            | Self::LastItem { parameter, .. } => Some(*parameter),
            Self::Url { .. } | Self::Link => None,
        }
    }
}

/// An answer that holds a list.
pub trait Listing {
    /// What the list holds.
    type Item;

    /// The items of this answer.
    fn into_items(self) -> Vec<Self::Item>;
}

impl<T> Listing for Vec<T> {
    type Item = T;

    fn into_items(self) -> Vec<T> {
        self
    }
}

impl<T: Listing> Listing for Option<T> {
    type Item = T::Item;

    fn into_items(self) -> Vec<T::Item> {
        self.map(Listing::into_items).unwrap_or_default()
    }
}

impl<T: Listing> Listing for Box<T> {
    type Item = T::Item;

    fn into_items(self) -> Vec<T::Item> {
        (*self).into_items()
    }
}

impl Client {
    /// Begins a `GET` of a list that comes in pages.
    #[allow(dead_code, reason = "a document may have only lists that come in one page")]
    pub(crate) fn get_paged(&self, path: &'static str, paging: &'static Paging) -> Call {
        self.call(Method::GET, path).paged(paging)
    }

    /// Begins a `POST` that answers a list in pages.
    #[allow(dead_code, reason = "a document may have no such list")]
    pub(crate) fn post_paged(&self, path: &'static str, paging: &'static Paging) -> Call {
        self.call(Method::POST, path).paged(paging)
    }

    /// Begins a request of a method that is not one of the common ones and answers a list in pages.
    #[allow(dead_code, reason = "a document may have no such list")]
    pub(crate) fn verb_paged(&self, method: &'static str, path: &'static str, paging: &'static Paging) -> Call {
        self.verb(method, path).paged(paging)
    }
}

impl Call {
    fn paged(mut self, paging: &'static Paging) -> Self {
        self.draft.fact = Some(paging);
        self
    }
}

impl<T: Listing + 'static, P> Request<T, P> {
    /// All items, page after page: a stream that asks for a page when its items are wanted.
    ///
    /// It begins with the page that the request asks for, and ends behind the last one: where the server says so, where it says
    /// no more, and before a page that has come already. An error ends it too. Each page is a call of its own, with all options
    /// of this request: its time limits and retries count for each page. A server that has new items for ever, or the same ones
    /// each time with another time or number in them, is left only by [`Items::max_pages`].
    pub fn items(self) -> Items<T> {
        Items::new(self.pages())
    }

    /// All pages, as [`Request::items`] asks for them. What awaiting the request returns is the first of them.
    pub fn pages(self) -> Pages<T> {
        let fact: Option<&'static (dyn Any + Send + Sync)> = self.draft.fact;
        Pages::new(self.draft, self.decode, fact.and_then(|fact| fact.downcast_ref()))
    }
}
