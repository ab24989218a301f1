//! Paging as `x-legenda-pagination` or `legenda.toml` declares it.

use super::super::{Lower, configured};
use super::answer::{Kind, Outline};
use super::rules::{Asks, Query};
use crate::config::{Pagination, PagingStyle, Way, words};
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::document::{Operation, Verb};
use crate::ir::{In, Next, Paging, Returns};
use crate::source::At;

/// A declaration, and where it stands.
pub(super) struct Declared {
    pagination: Pagination,
    place: Place,
}

/// What is wrong with a declaration.
struct Fault {
    message: String,
    help: Option<String>,
}

impl Fault {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    fn meant(message: impl Into<String>, name: Option<&str>) -> Self {
        Self { message: message.into(), help: name.map(|name| format!("did you mean `{name}`?")) }
    }
}

impl Lower<'_> {
    /// What is declared for an operation: by its extension, else by the configuration.
    pub(super) fn declared(&mut self, operation: &Operation) -> Option<Declared> {
        if let Some(value) = operation.extensions.get("pagination") {
            let at = At { pointer: operation.at.pointer.key("x-legenda-pagination"), ..operation.at.clone() };
            let place = Place::from(at);
            return match serde_json::from_value(value.clone()) {
                Ok(pagination) => Some(Declared { pagination, place }),
                Err(error) => {
                    let (message, help) = words(&error.to_string());
                    self.diagnostics.push(Diagnostic { help, ..Diagnostic::error(place, message) });
                    None
                }
            };
        }
        let config = self.config;
        let found = configured::of(&config.pagination, operation)?;
        Some(Declared { pagination: found.get_ref().clone(), place: config.origin.place(found) })
    }

    /// The paging that is declared, or a diagnostic.
    pub(super) fn declared_paging(
        &mut self,
        declared: &Declared,
        operation: &Operation,
        returns: &Returns,
    ) -> Option<Paging> {
        let Declared { pagination, place } = declared;
        if pagination.style == PagingStyle::None {
            return None;
        }
        let takers =
            Takers { query: self.queries(operation, |_| true), body: self.body_properties(operation, |_| true) };
        let outline = self.outline(operation, returns);
        let paging = outline
            .filter(|_| matches!(operation.verb, Verb::Get | Verb::Post | Verb::Query))
            .ok_or_else(|| Fault::new("only a `GET`, a `POST` or a `QUERY` that answers JSON can come in pages"))
            .and_then(|outline| paging(pagination, &takers, operation, &outline));
        match paging {
            Ok(paging) => Some(paging),
            Err(Fault { message, help }) => {
                let diagnostic = Diagnostic { help, ..Diagnostic::error(place.clone(), message) };
                self.diagnostics.push(diagnostic.related(&operation.at, "the operation"));
                None
            }
        }
    }
}

/// What may take what asks for a page.
struct Takers {
    query: Vec<Query>,
    body: Vec<Query>,
}

fn paging(declared: &Pagination, takers: &Takers, operation: &Operation, outline: &Outline) -> Result<Paging, Fault> {
    let taker = |asks| taker(declared, takers, asks);
    let from = || place(declared.next.as_ref(), "next", outline, &[Kind::Text, Kind::Url, Kind::Integer]);
    let by_get = |next| match operation.verb {
        Verb::Get => Ok(next),
        _ => Err(Fault::new("only a `GET` can go on at a URL")),
    };
    let next = match declared.style {
        PagingStyle::Page => {
            let (parameter, known) = taker(Asks::ByNumber)?;
            let first = declared.first.or_else(|| known?.first_page()).unwrap_or(1);
            Next::Page { parameter, first }
        }
        PagingStyle::Offset => {
            let (parameter, known) = taker(Asks::ByNumber)?;
            let first = declared.first.or_else(|| known?.first).unwrap_or(0);
            Next::Offset { parameter, first }
        }
        PagingStyle::Cursor => Next::Cursor { parameter: taker(Asks::ByText)?.0, from: needed(from()?, "next")? },
        PagingStyle::LastItem => {
            let field = declared.field.clone().unwrap_or_else(|| "id".to_owned());
            Next::LastItem { parameter: taker(Asks::ByText)?.0, field }
        }
        PagingStyle::NextUrl => by_get(Next::Url { from: needed(from()?, "next")? })?,
        PagingStyle::Link => by_get(Next::Link)?,
        PagingStyle::Single | PagingStyle::None => Next::Nothing,
    };
    let items = match &declared.items {
        Some(way) => {
            place(Some(way), "items", outline, &[Kind::List])?;
            way.0.clone()
        }
        None => outline.items.clone().ok_or_else(|| Fault {
            help: Some("`items` says which list it is".to_owned()),
            ..Fault::new("the answer has no list of its own")
        })?,
    };
    let number = [Kind::Integer, Kind::Text];
    let flag = [Kind::Flag, Kind::Text, Kind::Url, Kind::Integer, Kind::Object, Kind::List];
    Ok(Paging {
        next,
        items,
        total: place(declared.total.as_ref(), "total", outline, &number)?,
        pages: place(declared.total_pages.as_ref(), "total-pages", outline, &number)?,
        more: place(declared.more.as_ref(), "more", outline, &flag)?,
    })
}

fn needed(way: Vec<String>, key: &str) -> Result<Vec<String>, Fault> {
    if way.is_empty() { Err(Fault::new(format!("this style of paging needs `{key}`"))) } else { Ok(way) }
}

/// What takes what asks for a page, and what the document says of it: a query parameter; or `body.page.cursor` or `/page/cursor`, a
/// property of the body.
fn taker<'t>(declared: &Pagination, takers: &'t Takers, asks: Asks) -> Result<(In, Option<&'t Query>), Fault> {
    let name = declared.parameter.clone().ok_or_else(|| Fault::new("this style of paging needs `parameter`"))?;
    let find = |name: &str| takers.query.iter().find(|query| query.way == [name]);
    // `page[number]` may be declared as a property of the object `page`.
    let outer = name.split('[').next().unwrap_or_default();
    if let Some(query) = find(&name) {
        return Ok((In::Query(name), Some(query)));
    }
    if find(outer).is_some() {
        return Ok((In::Query(name), None));
    }
    let Some(ways) = ways_in_body(&name) else {
        let message = format!("the operation has no query parameter `{name}`");
        let in_body = Some(format!("body.{name}")).filter(|in_body| property(in_body, &takers.body).is_some());
        let meant =
            in_body.or_else(|| nearest(&name, names(&takers.query).iter().map(String::as_str)).map(str::to_owned));
        return Err(Fault::meant(message, meant.as_deref()));
    };
    if let Some(query) = property(&name, &takers.body) {
        return Ok((query.in_body(asks), Some(query)));
    }
    let way = ways.last().map(|way| way.join(".")).unwrap_or_default();
    let message = format!("the operation sends no JSON object with a property `{way}`");
    let meant = nearest(&way, names(&takers.body).iter().map(String::as_str)).map(|way| format!("body.{way}"));
    Err(Fault::meant(message, meant.as_deref()))
}

fn names(known: &[Query]) -> Vec<String> {
    known.iter().map(|query| query.way.join(".")).collect()
}

fn property<'t>(name: &str, known: &'t [Query]) -> Option<&'t Query> {
    let ways = ways_in_body(name)?;
    ways.iter().find_map(|way| known.iter().find(|query| query.way == *way))
}

/// The ways in a body that a name may mean: the one name with dots in it, or the names between them. `None`: it means no body.
fn ways_in_body(name: &str) -> Option<Vec<Vec<String>>> {
    if let Some(pointer) = name.strip_prefix('/') {
        return Some(vec![pointer.split('/').map(|step| step.replace("~1", "/").replace("~0", "~")).collect()]);
    }
    let path = name.strip_prefix("body.")?;
    Some(vec![vec![path.to_owned()], path.split('.').map(str::to_owned).collect()])
}

/// A place in the answer. What the document does not describe is believed; what it describes otherwise is not.
fn place(way: Option<&Way>, key: &str, outline: &Outline, kinds: &[Kind]) -> Result<Vec<String>, Fault> {
    let Some(way) = way else { return Ok(Vec::new()) };
    if way.0.is_empty() && key != "items" {
        return Err(Fault::new(format!("`{key}` names no property")));
    }
    let is_list = way.0.is_empty() && outline.items.as_ref().is_some_and(Vec::is_empty);
    match outline.at(&way.0) {
        Some(leaf) if kinds.contains(&leaf.kind) || leaf.kind == Kind::Other => Ok(way.0.clone()),
        Some(_) => Err(Fault::new(format!("`{key}` is not of a fitting type: `{way}`"))),
        None if is_list || (key != "items" && outline.at(&way.0[..1]).is_none()) => Ok(way.0.clone()),
        None => {
            let known: Vec<String> = outline.leaves.iter().map(|leaf| leaf.way.join(".")).collect();
            let message = format!("the answer has no `{way}`");
            Err(Fault::meant(message, nearest(&way.to_string(), known.iter().map(String::as_str))))
        }
    }
}
