//! Which parameters and properties make a style of paging certain.

use super::answer::{Kind, Leaf, Outline, fold};
use crate::ir::{In, Next, Paging};

/// A query parameter, or a property of a body.
#[derive(Debug)]
pub(super) struct Query {
    pub(super) wire: String,
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
        Self { wire: wire.to_owned(), name: fold(wire), kind: Kind::Other, first: None, from_one: None }
    }

    /// The number of the first page, if the document says it.
    pub(super) fn first_page(&self) -> Option<u64> {
        self.first.or(self.from_one)
    }
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
const OFFSETS: &[&str] = &["offset", "pageoffset", "skip", "startat"];
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
    let rules = Rules { query, outline, place: In::Query };
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

/// The style that is certain of an operation with a body: by a cursor that can be nothing else.
pub(super) fn find_in_body(properties: &[Query], outline: &Outline) -> Option<Paging> {
    let items = outline.items.clone()?;
    let rules = Rules { query: properties, outline, place: In::Body };
    rules.parameter(CURSORS).filter(|property| property.kind == Kind::Text)?;
    let next = rules.cursor()?;
    let more = rules.way(MORE, Kind::Flag);
    Some(Paging { next, items, total: Vec::new(), pages: Vec::new(), more })
}

struct Rules<'a> {
    query: &'a [Query],
    outline: &'a Outline,
    place: fn(String) -> In,
}

impl Rules<'_> {
    fn parameter(&self, names: &[&str]) -> Option<&Query> {
        self.query.iter().find(|query| names.contains(&query.name.as_str()))
    }

    fn taker(&self, query: &Query) -> In {
        (self.place)(query.wire.clone())
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
        Some(Next::Cursor { parameter: self.taker(parameter), from })
    }

    /// A parameter that takes the last item, where the answer says whether there are more.
    fn last_item(&self) -> Option<Next> {
        let parameter = self.parameter(AFTER_ITEM).filter(|query| query.kind == Kind::Text)?;
        self.leaf(|leaf| leaf.kind == Kind::Flag && MORE.contains(&leaf.name.as_str()))?;
        let parameter = self.taker(parameter);
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
        Some(Next::Page { parameter: self.taker(parameter), first: parameter.first_page().unwrap_or(1) })
    }

    fn offset(&self) -> Option<Next> {
        let parameter = self.parameter(OFFSETS).filter(|query| query.kind == Kind::Integer)?;
        self.parameter(SIZES)?;
        Some(Next::Offset { parameter: self.taker(parameter), first: parameter.first.unwrap_or(0) })
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
