//! Which parameters and properties make a style of paging certain.

use super::answer::{Kind, Leaf, Outline, fold};
use crate::ir::{In, Next, Paging};

/// A query parameter, or a property of a body.
#[derive(Debug)]
pub(super) struct Query {
    /// The name of a parameter, or those on the way to a property.
    pub(super) way: Vec<String>,
    /// Its folded name.
    pub(super) name: String,
    pub(super) kind: Kind,
    /// Its value for the first page, if the document says it.
    pub(super) first: Option<u64>,
    /// 1, if that is the least value. Offsets are often said to begin there that do not; pages do begin there.
    pub(super) from_one: Option<u64>,
}

impl Query {
    pub(super) fn new(wire: &str) -> Self {
        Self { way: vec![wire.to_owned()], name: fold(wire), kind: Kind::Other, first: None, from_one: None }
    }

    /// As what it is sent in a query.
    fn in_query(&self, _: Asks) -> In {
        In::Query(self.way.concat())
    }

    /// As what it is sent in a body: what the document says, else what it most likely is.
    pub(super) fn in_body(&self, asks: Asks) -> In {
        let way = self.way.clone();
        match (self.kind, asks) {
            (Kind::Integer, _) => In::Number(way),
            (Kind::Text | Kind::Url, _) | (_, Asks::ByText) => In::Text(way),
            (_, Asks::ByNumber) => In::Number(way),
        }
    }

    /// The number of the first page, if the document says it.
    pub(super) fn first_page(&self) -> Option<u64> {
        self.first.or(self.from_one)
    }
}

/// What asks for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    /// A number that is counted up.
    ByNumber,
    /// What the answer before has.
    ByText,
}

/// Whether answers have a `Link` header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// Among the headers of the answer.
    Declared,
    /// Only in the words about a parameter, which many operations may share.
    Described,
    Unknown,
}

const PAGES: &[&str] = &["currentpage", "page", "pageno", "pagenum", "pagenumber"];
/// Parameters that are pages, where the document says by which number they begin.
const PAGE_INDICES: &[&str] = &["pageindex"];
const OFFSETS: &[&str] = &["offset", "skip", "startat"];
const SIZES: &[&str] = &[
    "count",
    "itemsperpage",
    "limit",
    "max",
    "maxitems",
    "maxresults",
    "pagelimit",
    "pagesize",
    "perpage",
    "resultsperpage",
    "rows",
    "size",
    "take",
    "top",
];

/// Parameters that can only be cursors.
const CURSORS: &[&str] = &[
    "continuationtoken",
    "continue",
    "cursor",
    "marker",
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "pagecursor",
    "pagetoken",
    "paginationtoken",
    "startcursor",
];
/// Parameters that are cursors where the answer has one for them.
const MAYBE_CURSORS: &[&str] = &["after", "bookmark", "continuation", "offset", "page", "pageafter", "start", "token"];
/// Properties of a body that are cursors where the answer has one of the same name in an object about the list.
const BODY_CURSORS: &[&str] = &["after", "bookmark", "continuation"];
/// Properties that can only be the cursor of the next page.
const NEXT_CURSORS: &[&str] = &[
    "continuationtoken",
    "endcursor",
    "nextcontinuationtoken",
    "nextcursor",
    "nextmarker",
    "nextoffset",
    "nextpagecursor",
    "nextpagetoken",
    "nexttoken",
];
/// Properties that are the cursor of the next page where they stand in an object about the list.
const CURSORS_INSIDE: &[&str] = &["after", "cursor", "next", "nextpage"];
/// Parameters that take what stands for an item.
const AFTER_ITEM: &[&str] = &["after", "afterid", "startingafter"];
const NEXT_URLS: &[&str] = &[
    "next",
    "nexthref",
    "nextlink",
    "nextpage",
    "nextpagelink",
    "nextpageuri",
    "nextpageurl",
    "nexturl",
    "odatanextlink",
];
const HREFS: &[&str] = &["href", "uri", "url"];
const TOTALS: &[&str] = &[
    "total",
    "totalcount",
    "totalelements",
    "totalentries",
    "totalhits",
    "totalitems",
    "totalrecords",
    "totalresults",
    "totalsize",
];
const PAGE_COUNTS: &[&str] = &["lastpage", "numpages", "pagecount", "totalpage", "totalpages"];
const MORE: &[&str] =
    &["hasmore", "hasmoreitems", "hasmoreresults", "hasnext", "hasnextpage", "ismore", "moreavailable"];

/// The style that is certain.
pub(super) fn find(query: &[Query], outline: &Outline, link: Link) -> Option<Paging> {
    let items = outline.items.clone()?;
    let rules = Rules { query, outline, place: Query::in_query };
    let next = (link == Link::Declared)
        .then_some(Next::Link)
        .or_else(|| rules.cursor())
        .or_else(|| rules.last_item())
        .or_else(|| rules.page())
        .or_else(|| rules.offset())
        .or_else(|| rules.url())
        .or_else(|| (link == Link::Described).then_some(Next::Link))?;
    let counts = matches!(next, Next::Page { .. } | Next::Offset { .. });
    let numbers = |names| if counts { rules.way(names, Kind::Integer) } else { Vec::new() };
    let (total, pages) = (numbers(TOTALS), numbers(PAGE_COUNTS));
    let mut more = if matches!(next, Next::Link | Next::Url { .. }) { Vec::new() } else { rules.way(MORE, Kind::Flag) };
    if let (true, true, Some(Next::Url { from })) = (counts, more.is_empty(), rules.url()) {
        more = from;
    }
    Some(Paging { next, items, total, pages, more })
}

/// The style that is certain of an operation with a body: by a cursor that can be nothing else, or by what can be little else where
/// the answer says as well that it comes in pages.
pub(super) fn find_in_body(properties: &[Query], outline: &Outline) -> Option<Paging> {
    let items = outline.items.clone()?;
    let rules = Rules { query: properties, outline, place: Query::in_body };
    let total = rules.way(TOTALS, Kind::Integer);
    let pages = rules.way(PAGE_COUNTS, Kind::Integer);
    let more = rules.way(MORE, Kind::Flag);
    let is_sized = rules.parameter(SIZES).is_some_and(|property| property.kind == Kind::Integer);
    if let Some(next) = rules.body_cursor().or_else(|| rules.body_after().filter(|_| is_sized)) {
        return Some(Paging { next, items, total: Vec::new(), pages: Vec::new(), more });
    }
    let is_counted = is_sized && [&total, &pages, &more].iter().any(|way| !way.is_empty());
    let begins = |names: &[&str]| rules.parameter(names).is_some_and(|property| property.first_page().is_some());
    let page = || rules.page().filter(|_| begins(PAGES) || begins(PAGE_INDICES));
    let next = is_counted.then(|| page().or_else(|| rules.offset()))??;
    Some(Paging { next, items, total, pages, more })
}

struct Rules<'a> {
    query: &'a [Query],
    outline: &'a Outline,
    place: fn(&Query, Asks) -> In,
}

impl Rules<'_> {
    fn parameter(&self, names: &[&str]) -> Option<&Query> {
        self.query.iter().find(|query| names.contains(&query.name.as_str()))
    }

    fn taker(&self, query: &Query, asks: Asks) -> In {
        (self.place)(query, asks)
    }

    fn leaf(&self, is: impl Fn(&Leaf) -> bool) -> Option<&Leaf> {
        self.outline.near().find(|leaf| is(leaf))
    }

    fn way(&self, names: &[&str], kind: Kind) -> Vec<String> {
        let found = self.leaf(|leaf| leaf.kind == kind && names.contains(&leaf.name.as_str()));
        found.map(|leaf| leaf.way.clone()).unwrap_or_default()
    }

    /// A cursor that the answer has, and the parameter that takes it.
    fn cursor(&self) -> Option<Next> {
        let certain =
            self.parameter(CURSORS).filter(|query| matches!(query.kind, Kind::Text | Kind::Url | Kind::Integer));
        let likely = || self.parameter(MAYBE_CURSORS).filter(|query| query.kind == Kind::Text);
        let parameter = certain.or_else(likely)?;
        let is_cursor = |leaf: &Leaf| {
            let name = leaf.name.as_str();
            let is_own = name == parameter.name && certain.is_some();
            let is_inside = leaf.way.len() > 1 && (CURSORS_INSIDE.contains(&name) || name == parameter.name);
            // Two texts of one kind: the page that is asked for is a text, so the next one is.
            let is_page = parameter.name == "page" && name == "nextpage";
            let is_text = leaf.kind == Kind::Text || (leaf.kind == Kind::Integer && parameter.kind == Kind::Integer);
            let parent = leaf.way.iter().rev().nth(1).map(|parent| fold(parent)).unwrap_or_default();
            let is_link = matches!(parent.as_str(), "link" | "links");
            is_text && !is_link && (NEXT_CURSORS.contains(&name) || is_own || is_inside || is_page)
        };
        let from = self.leaf(|leaf| is_cursor(leaf) && leaf.name.contains("next")).or_else(|| self.leaf(is_cursor));
        let from = from?.way.clone();
        Some(Next::Cursor { parameter: self.taker(parameter, Asks::ByText), from })
    }

    /// A cursor of a body that can be nothing else.
    fn body_cursor(&self) -> Option<Next> {
        self.parameter(CURSORS).filter(|property| matches!(property.kind, Kind::Text | Kind::Integer))?;
        self.cursor()
    }

    /// What the answer calls as the body does, in an object about the list: `after` and `paging.next.after`.
    fn body_after(&self) -> Option<Next> {
        let parameter = self.parameter(BODY_CURSORS)?;
        let is_fitting = |kind| matches!(kind, Kind::Text | Kind::Integer);
        let from = self.leaf(|leaf| leaf.way.len() > 1 && leaf.name == parameter.name && is_fitting(leaf.kind))?;
        let parameter = Some(parameter).filter(|parameter| is_fitting(parameter.kind))?;
        Some(Next::Cursor { parameter: self.taker(parameter, Asks::ByText), from: from.way.clone() })
    }

    /// A parameter that takes the last item, where the answer says whether there are more.
    fn last_item(&self) -> Option<Next> {
        let parameter = self.parameter(AFTER_ITEM).filter(|query| query.kind == Kind::Text)?;
        self.leaf(|leaf| leaf.kind == Kind::Flag && MORE.contains(&leaf.name.as_str()))?;
        let parameter = self.taker(parameter, Asks::ByText);
        if let Some(last) = self.leaf(|leaf| leaf.kind == Kind::Text && leaf.name == "lastid") {
            return Some(Next::Cursor { parameter, from: last.way.clone() });
        }
        let has_id = self.outline.item.iter().any(|name| name == "id");
        has_id.then(|| Next::LastItem { parameter, field: "id".to_owned() })
    }

    fn page(&self) -> Option<Next> {
        let indices = || self.parameter(PAGE_INDICES).filter(|query| query.first_page().is_some());
        let parameter = self.parameter(PAGES).or_else(indices).filter(|query| query.kind == Kind::Integer)?;
        let is_counted = self.leaf(|leaf| leaf.kind == Kind::Integer && PAGE_COUNTS.contains(&leaf.name.as_str()));
        if self.parameter(SIZES).is_none() && is_counted.is_none() {
            return None;
        }
        Some(Next::Page {
            parameter: self.taker(parameter, Asks::ByNumber),
            first: parameter.first_page().unwrap_or(1),
        })
    }

    fn offset(&self) -> Option<Next> {
        // `page[offset]` counts items, but a `pageOffset` may count pages as well.
        let in_brackets = |query: &&Query| query.way.concat().contains('[');
        let parameter = self.parameter(OFFSETS).or_else(|| self.parameter(&["pageoffset"]).filter(in_brackets));
        let parameter = parameter.filter(|query| query.kind == Kind::Integer)?;
        self.parameter(SIZES)?;
        Some(Next::Offset { parameter: self.taker(parameter, Asks::ByNumber), first: parameter.first.unwrap_or(0) })
    }

    fn url(&self) -> Option<Next> {
        let is_url = |leaf: &Leaf| {
            let name = leaf.name.as_str();
            let parent = leaf.way.iter().rev().nth(1).map(|parent| fold(parent)).unwrap_or_default();
            let is_named =
                NEXT_URLS.contains(&name) && (leaf.kind == Kind::Url || (name != "next" && name != "nextpage"));
            let is_link = name == "next" && parent == "links";
            let is_inside = HREFS.contains(&name) && NEXT_URLS.contains(&parent.as_str());
            matches!(leaf.kind, Kind::Url | Kind::Text) && (is_named || is_link || is_inside)
        };
        Some(Next::Url { from: self.leaf(is_url)?.way.clone() })
    }
}
