//! `[pagination]` and `x-legenda-pagination`: how a list comes in pages, where the rules do not see it or see it wrong.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IntoDeserializer, MapAccess, Visitor};

/// How a list comes in pages: a style alone, or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagination {
    /// `style`.
    pub style: PagingStyle,
    /// `parameter`: the query parameter that asks for a page; or `body.page.cursor` or `/page/cursor`, a property of the body.
    pub parameter: Option<String>,
    /// `first`: its value for the first page, a number; what the document says of the parameter, if it is not given.
    pub first: Option<u64>,
    /// `items`: where the list stands in the answer; found if it is not given.
    pub items: Option<Way>,
    /// `next`: where the answer has the next cursor or URL.
    pub next: Option<Way>,
    /// `field`: the property of the last item that stands for it; `id` if it is not given.
    pub field: Option<String>,
    /// `total`: where the answer has the number of all items.
    pub total: Option<Way>,
    /// `total-pages`: where it has the number of all pages.
    pub total_pages: Option<Way>,
    /// `more`: where it says whether there are more.
    pub more: Option<Way>,
}

/// A way of asking for the next page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PagingStyle {
    /// By its number.
    Page,
    /// By the number of items before it.
    Offset,
    /// By a text that the answer holds.
    Cursor,
    /// By the last item.
    LastItem,
    /// By a URL that the answer holds.
    NextUrl,
    /// By a `Link` header.
    Link,
    /// There is one page.
    Single,
    /// It is not a list.
    None,
}

/// A property in an answer: `result_info.cursor`, or a list of names where one has a dot in it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "WaySource")]
pub struct Way(pub Vec<String>);

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected names with dots between them, or a list of names")]
enum WaySource {
    Text(String),
    Names(Vec<String>),
}

impl From<WaySource> for Way {
    fn from(source: WaySource) -> Self {
        Self(match source {
            WaySource::Text(text) => text.split('.').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            WaySource::Names(names) => names,
        })
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("."))
    }
}

/// The table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Table {
    style: PagingStyle,
    parameter: Option<String>,
    first: Option<u64>,
    items: Option<Way>,
    next: Option<Way>,
    field: Option<String>,
    total: Option<Way>,
    total_pages: Option<Way>,
    more: Option<Way>,
}

impl From<Table> for Pagination {
    fn from(table: Table) -> Self {
        let Table { style, parameter, first, items, next, field, total, total_pages, more } = table;
        Self { style, parameter, first, items, next, field, total, total_pages, more }
    }
}

impl From<PagingStyle> for Pagination {
    fn from(style: PagingStyle) -> Self {
        Self {
            style,
            parameter: None,
            first: None,
            items: None,
            next: None,
            field: None,
            total: None,
            total_pages: None,
            more: None,
        }
    }
}

impl<'de> Deserialize<'de> for Pagination {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Either)
    }
}

struct Either;

impl<'de> Visitor<'de> for Either {
    type Value = Pagination;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a style of paging, or a table with one")
    }

    fn visit_str<E: serde::de::Error>(self, style: &str) -> Result<Pagination, E> {
        PagingStyle::deserialize(style.into_deserializer()).map(Pagination::from)
    }

    fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<Pagination, A::Error> {
        Table::deserialize(MapAccessDeserializer::new(table)).map(Pagination::from)
    }
}
