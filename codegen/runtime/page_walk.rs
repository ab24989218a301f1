//! The way from page to page: what asks for the next one, and where it ends.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Number, Value};

use super::arguments::override_query;
use super::clock::Instant;
use super::draft::Draft;
use super::error::Error;
use super::page::{In, Next, Paging};
use super::page_body::{ask_in_body, given_in_body};
use super::page_link::next_link;
use super::page_scan::{Found, scan};
use super::pending::NextItem;
use super::percent::encode_name;
use super::response::{Answer, Decoder};
use super::response_error::Problem;
use super::transport;

/// How many pages without items are passed over, one after the other, where the server says that there are more. Some filter
/// behind their paging, so an empty page need not be the last one.
const MAX_EMPTY: u32 = 10;

/// A walk through the pages of a list.
pub(super) struct Walk<T> {
    draft: Box<Draft>,
    decode: Decoder<T>,
    paging: Option<&'static Paging>,
    then: Then,
    /// How many pages may still be asked for.
    left: u32,
    progress: Progress,
}

/// What comes after the pages that there have been.
enum Then {
    /// One more, by this draft.
    Page,
    /// An error, and then nothing.
    Failure(Box<Error>),
    /// Nothing.
    Nothing,
}

/// How far a walk has come.
#[derive(Default)]
struct Progress {
    pages: u64,
    /// The number of the page, or the offset.
    number: u64,
    /// The items on all pages so far, and before the first of them.
    items: u64,
    /// Of all pages that had items.
    seen: BTreeSet<u64>,
    /// Of all cursors and URLs.
    asked: BTreeSet<u64>,
    /// How many pages in a row had no items.
    empty: u32,
}

/// The next page, or the end.
pub(super) fn next_page<T: 'static>(mut walk: Box<Walk<T>>) -> NextItem<Walk<T>, T> {
    Box::pin(async move {
        let page = walk.next().await;
        (walk, page)
    })
}

impl<T> Walk<T> {
    pub(super) fn new(draft: Box<Draft>, decode: Decoder<T>, paging: Option<&'static Paging>) -> Self {
        Self { draft, decode, paging, then: Then::Page, left: u32::MAX, progress: Progress::default() }
    }

    /// Asks for this many pages at most.
    pub(super) fn limit(&mut self, pages: u32) {
        self.left = pages;
    }

    async fn next(&mut self) -> Option<Result<T, Error>> {
        match std::mem::replace(&mut self.then, Then::Nothing) {
            Then::Page if self.left > 0 => {}
            Then::Failure(error) => return Some(Err(*error)),
            Then::Page | Then::Nothing => return None,
        }
        self.left = self.left.saturating_sub(1);
        // The request's own deadline is that of all pages.
        self.draft.options.begun.get_or_insert_with(Instant::now);
        let reply = match transport::execute(self.draft.clone()).await {
            Ok(reply) => reply,
            Err(error) => return Some(Err(error)),
        };
        let then = match self.paging {
            Some(paging) => self.after(&reply.answer, paging)?,
            None => Then::Nothing,
        };
        let page = (self.decode)(reply);
        if page.is_ok() {
            self.then = then;
        }
        Some(page)
    }

    /// What comes after this answer; `None` when the answer itself is behind the end.
    fn after(&mut self, answer: &Answer, paging: &Paging) -> Option<Then> {
        let found = scan(&answer.body, paging);
        let is_first = self.progress.pages == 0;
        if is_first {
            self.begin(&paging.next, &found);
        }
        let is_repeated = found.count > 0 && self.progress.seen.contains(&found.digest);
        let counts = matches!(paging.next, Next::Page { .. } | Next::Offset { .. } | Next::LastItem { .. });
        if !is_first && (is_repeated || (counts && found.count == 0)) {
            return None;
        }
        self.progress.add(&found);
        if found.more == Some(false) || (counts && found.count == 0) || self.is_complete(&paging.next, &found) {
            return Some(Then::Nothing);
        }
        if self.progress.empty >= MAX_EMPTY {
            return Some(fail(answer, "no page of the last ten had an item, and the server says that there are more"));
        }
        Some(self.go_on(answer, &paging.next, found))
    }

    /// Reads where the caller begins.
    fn begin(&mut self, next: &Next, found: &Found) {
        let given = next.parameter().and_then(|parameter| given(&self.draft, parameter));
        let number = given.as_ref().and_then(|given| given.parse().ok());
        match next {
            Next::Page { first, .. } => {
                self.progress.number = number.unwrap_or(*first);
                // Pages before the first one that was asked for are taken to be as full as that one.
                self.progress.items = self.progress.number.saturating_sub(*first).saturating_mul(found.count);
            }
            Next::Offset { first, .. } => {
                self.progress.number = number.unwrap_or(*first);
                self.progress.items = self.progress.number.saturating_sub(*first);
            }
            Next::Cursor { .. } | Next::LastItem { .. } | Next::Url { .. } | Next::Link => {
                self.progress.asked.extend(given.as_deref().map(digest));
            }
        }
    }

    /// Whether these were all items, or all pages, that the server says there are. A number that cannot be true is not believed.
    fn is_complete(&self, next: &Next, found: &Found) -> bool {
        let (page, first) = match next {
            Next::Page { first, .. } => (Some(self.progress.number), *first),
            _ => (None, 0),
        };
        let last_page = found.pages.filter(|&pages| pages > 0).map(|pages| (pages - 1).saturating_add(first));
        let counts = matches!(next, Next::Page { .. } | Next::Offset { .. });
        let total = found.total.filter(|&total| counts && total >= found.count);
        page.zip(last_page).is_some_and(|(page, last)| page >= last)
            || total.is_some_and(|total| self.progress.items >= total)
    }

    fn go_on(&mut self, answer: &Answer, next: &Next, found: Found) -> Then {
        match next {
            Next::Page { parameter, .. } => {
                self.progress.number = self.progress.number.saturating_add(1);
                self.ask(*parameter, &self.progress.number.to_string())
            }
            Next::Offset { parameter, .. } => {
                self.progress.number = self.progress.number.saturating_add(found.count);
                self.ask(*parameter, &self.progress.number.to_string())
            }
            Next::Cursor { parameter, .. } => self.ask_once(*parameter, found.next),
            Next::LastItem { parameter, .. } => self.ask_once(*parameter, found.last),
            Next::Url { .. } => self.follow(answer, found.next),
            Next::Link => self.follow(answer, next_link(&answer.headers)),
        }
    }

    fn ask(&mut self, parameter: In, value: &str) -> Then {
        match parameter {
            In::Query(name) => {
                let pair = format!("{}={}", encode_name(name), encode_name(value));
                override_query(&mut self.draft.added.query, vec![pair]);
            }
            In::Text(way) => ask_in_body(&mut self.draft, way, value.into()),
            // What the server gives as a text may have to be given back as a number.
            In::Number(way) => {
                let number = value.parse::<Number>().map_or_else(|_| value.into(), Value::Number);
                ask_in_body(&mut self.draft, way, number);
            }
        }
        Then::Page
    }

    /// Asks by a text that the server has not given before.
    fn ask_once(&mut self, parameter: In, cursor: Option<String>) -> Then {
        let cursor = cursor.filter(|cursor| self.progress.asked.insert(digest(&encode_name(cursor))));
        match cursor {
            Some(cursor) => self.ask(parameter, &cursor),
            None => Then::Nothing,
        }
    }

    /// Goes to a URL that the server has not named before. It must be one of the same server: the credentials go there.
    fn follow(&mut self, answer: &Answer, location: Option<String>) -> Then {
        let Some(location) = location else { return Then::Nothing };
        let Ok(mut url) = answer.url.join(&location) else {
            return fail(answer, "the next page has no valid URL");
        };
        if url.origin() != answer.url.origin() || !url.username().is_empty() || url.password().is_some() {
            return fail(answer, "the next page is on another server, which is not asked");
        }
        url.set_fragment(None);
        if url == answer.url || !self.progress.asked.insert(digest(url.as_str())) {
            return Then::Nothing;
        }
        self.draft.continues = Some(url);
        Then::Page
    }
}

impl Progress {
    fn add(&mut self, found: &Found) {
        self.pages += 1;
        self.items = self.items.saturating_add(found.count);
        if found.count > 0 {
            self.seen.insert(found.digest);
        }
        self.empty = if found.count == 0 { self.empty + 1 } else { 0 };
    }
}

fn fail(answer: &Answer, problem: &'static str) -> Then {
    Then::Failure(Box::new(answer.clone().refuse(Problem::Page(problem))))
}

/// What the caller asks for the first page by, encoded as in a query.
fn given(draft: &Draft, parameter: In) -> Option<String> {
    match parameter {
        In::Query(name) => given_in_query(draft, name),
        In::Text(way) | In::Number(way) => given_in_body(draft, way),
    }
}

fn given_in_query(draft: &Draft, parameter: &str) -> Option<String> {
    let start = format!("{}=", encode_name(parameter));
    let layers = [&draft.added.query, &draft.optional.query, &draft.required.query, &draft.client.shared.query];
    layers
        .into_iter()
        .find_map(|pairs| pairs.iter().rev().find_map(|pair| pair.strip_prefix(&start)).map(str::to_owned))
}

fn digest(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
