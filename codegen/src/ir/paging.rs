//! Lists that come in pages.

/// How the list of a method comes in pages.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Paging {
    /// How the next page is asked for.
    pub next: Next,
    /// Where the list stands in the answer; empty: the answer is the list.
    pub items: Vec<String>,
    /// Where the answer has the number of all items; empty: nowhere.
    pub total: Vec<String>,
    /// Where it has the number of all pages; empty: nowhere.
    pub pages: Vec<String>,
    /// Where it says whether there are more; empty: nowhere.
    pub more: Vec<String>,
}

/// What takes the number, the cursor or what else asks for a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum In {
    /// A query parameter.
    Query(String),
    /// A property of the JSON body that is a text: the names on the way to it.
    Text(Vec<String>),
    /// A property of the JSON body that is a number: the names on the way to it.
    Number(Vec<String>),
}

/// How the next page is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Next {
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
        /// Its value for the first page.
        first: u64,
    },
    /// By a text that the answer holds.
    Cursor {
        /// What takes it.
        parameter: In,
        /// Where the answer has it.
        from: Vec<String>,
    },
    /// By the last item.
    LastItem {
        /// What takes it.
        parameter: In,
        /// The property of the item that it takes.
        field: String,
    },
    /// By a URL that the answer holds.
    Url {
        /// Where the answer has it.
        from: Vec<String>,
    },
    /// By a `Link` header.
    Link,
    /// Not at all: there is one page.
    Nothing,
}

impl Paging {
    /// The style, as `legenda.toml` calls it.
    pub fn style(&self) -> &'static str {
        match self.next {
            Next::Page { .. } => "page",
            Next::Offset { .. } => "offset",
            Next::Cursor { .. } => "cursor",
            Next::LastItem { .. } => "last-item",
            Next::Url { .. } => "next-url",
            Next::Link => "link",
            Next::Nothing => "single",
        }
    }
}
