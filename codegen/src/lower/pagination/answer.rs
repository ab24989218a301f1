//! What an answer holds, as far as it may tell about paging.

use super::super::Lower;
use crate::schema::{JsonType, SchemaId};

/// How deep an answer is looked into.
const DEPTH: usize = 4;

/// Objects that tell about a list and do not hold it.
const META: &[&str] = &[
    "cursor",
    "cursors",
    "info",
    "link",
    "links",
    "listmetadata",
    "meta",
    "metadata",
    "next",
    "nextpage",
    "page",
    "pageinfo",
    "pagemetadata",
    "pagination",
    "paginationmetadata",
    "paging",
    "pagingmetadata",
    "responsemetadata",
    "resultinfo",
];

/// Lists that are not what was asked for.
const ASIDE: &[&str] = &["errors", "facets", "included", "links", "messages", "notices", "warnings"];

/// What the list is called where the answer has others.
const LISTS: &[&str] =
    &["content", "data", "entries", "hits", "items", "list", "objects", "records", "resources", "results", "values"];

/// What a property holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Url,
    Integer,
    Flag,
    Object,
    List,
    Other,
}

/// A property that may tell about paging.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) way: Vec<String>,
    /// Its folded name.
    pub(super) name: String,
    pub(super) kind: Kind,
    schema: SchemaId,
}

/// What an answer holds.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) leaves: Vec<Leaf>,
    /// The way to the list.
    pub(super) items: Option<Vec<String>>,
    /// The folded names of an item's properties.
    pub(super) item: Vec<String>,
}

/// A name without what is only spelling: `page[size]`, `pageSize` and `page_size` are one.
pub(super) fn fold(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether an object of this name tells about a list.
pub(super) fn is_meta(name: &str) -> bool {
    META.contains(&fold(name).as_str())
}

impl Outline {
    /// The properties that stand beside the list, or in objects about it.
    pub(super) fn near(&self) -> impl Iterator<Item = &Leaf> {
        let holder = self.items.as_deref().and_then(<[String]>::split_last).map_or(&[][..], |(_, holder)| holder);
        self.leaves.iter().filter(move |leaf| {
            let parents = &leaf.way[..leaf.way.len() - 1];
            let shared = parents.iter().zip(holder).take_while(|(parent, step)| parent == step).count();
            parents[shared..].iter().all(|parent| is_meta(parent))
        })
    }

    /// The property at a way.
    pub(super) fn at(&self, way: &[String]) -> Option<&Leaf> {
        self.leaves.iter().find(|leaf| leaf.way == way)
    }

    /// The list among those that stand in the object at this way.
    fn choose(&self, holder: &[String], step: &str) -> Option<&Leaf> {
        let lists = self.leaves.iter().filter(|leaf| {
            leaf.kind == Kind::List
                && leaf.way.split_last().is_some_and(|(_, parents)| parents == holder)
                && !ASIDE.contains(&leaf.name.as_str())
        });
        let lists: Vec<_> = lists.collect();
        if let [only] = lists.as_slice() {
            return Some(only);
        }
        let step = fold(step);
        let named = |is: &dyn Fn(&str) -> bool| {
            let mut named = lists.iter().filter(|leaf| is(&leaf.name));
            named.next().copied().filter(|_| named.next().is_none())
        };
        named(&|name| LISTS.contains(&name)).or_else(|| named(&|name| name == step))
    }

    /// The list of the answer: what the method returns, or in it, or in its only object that has one.
    fn find_items(&self, below: &[String], step: &str) -> Option<&Leaf> {
        if let Some(leaf) = self.at(below).filter(|leaf| leaf.kind == Kind::List) {
            return Some(leaf);
        }
        let is_inside = |leaf: &&Leaf| leaf.way.split_last().is_some_and(|(_, parents)| parents == below);
        let has_list = self
            .leaves
            .iter()
            .filter(is_inside)
            .any(|leaf| leaf.kind == Kind::List && !ASIDE.contains(&leaf.name.as_str()));
        if has_list {
            return self.choose(below, step);
        }
        let objects = self.leaves.iter().filter(is_inside).filter(|leaf| leaf.kind == Kind::Object);
        let mut lists = objects.filter(|leaf| !is_meta(&leaf.name)).filter_map(|leaf| self.choose(&leaf.way, step));
        lists.next().filter(|_| lists.next().is_none())
    }
}

impl Lower<'_> {
    /// What an answer holds. `below` leads to what the method returns, and `step` is what the path ends with.
    pub(super) fn outline_of(&mut self, schema: SchemaId, below: &[String], step: &str) -> Outline {
        if self.leaf_kind(schema) == Kind::List {
            let item = self.item_fields(schema);
            return Outline { leaves: Vec::new(), items: Some(Vec::new()), item };
        }
        let mut outline = Outline::default();
        self.explore(schema, &mut Vec::new(), below, &mut outline.leaves);
        let items = outline.find_items(below, step).map(|leaf| (leaf.way.clone(), leaf.schema));
        if let Some((way, schema)) = items {
            outline.items = Some(way);
            outline.item = self.item_fields(schema);
        }
        outline
    }

    fn explore(&mut self, schema: SchemaId, way: &mut Vec<String>, below: &[String], leaves: &mut Vec<Leaf>) {
        let (schema, _) = self.look_through(schema);
        for (name, &schema) in &self.view(schema).properties {
            let kind = self.leaf_kind(schema);
            way.push(name.clone());
            let name = fold(name);
            let is_answer = below.starts_with(way);
            leaves.push(Leaf { way: way.clone(), name: name.clone(), kind, schema });
            // The object that holds the list may have any name, and stands in what the method returns.
            let may_hold = way.len() == below.len() + 1 && way.starts_with(below);
            if kind == Kind::Object && way.len() < DEPTH && (is_answer || may_hold || is_meta(&name)) {
                self.explore(schema, way, below, leaves);
            }
            way.pop();
        }
    }

    /// What a value of a schema is.
    pub(super) fn leaf_kind(&mut self, schema: SchemaId) -> Kind {
        let (inner, _) = self.look_through(schema);
        let view = self.view(inner);
        let is = |ty| view.types.contains(ty);
        if !view.unions.is_empty() {
            return Kind::Other;
        }
        if is(JsonType::Array) || view.types.is_any() && view.items.is_some() {
            Kind::List
        } else if is(JsonType::Object) || !view.properties.is_empty() {
            Kind::Object
        } else if is(JsonType::String) {
            let format = view.format.as_deref().unwrap_or_default();
            let is_url = matches!(format, "uri" | "url" | "uri-reference" | "iri" | "iri-reference");
            if is_url || self.speaks_of_urls(schema) || self.speaks_of_urls(inner) { Kind::Url } else { Kind::Text }
        } else if is(JsonType::Integer) || is(JsonType::Number) {
            Kind::Integer
        } else if is(JsonType::Boolean) {
            Kind::Flag
        } else {
            Kind::Other
        }
    }

    /// Whether the description or an example of a text says that it is a URL.
    fn speaks_of_urls(&self, schema: SchemaId) -> bool {
        let schema = &self.schemas[schema];
        let described = schema.description.iter().any(|text| text.contains("URL") || text.contains("URI"));
        let mut examples = schema.examples.iter().chain(&schema.default).filter_map(serde_json::Value::as_str);
        described || examples.any(|text| text.starts_with("http://") || text.starts_with("https://"))
    }

    fn item_fields(&mut self, list: SchemaId) -> Vec<String> {
        let (list, _) = self.look_through(list);
        let Some(item) = self.view(list).items else { return Vec::new() };
        let (item, _) = self.look_through(item);
        self.view(item).properties.keys().cloned().collect()
    }
}
