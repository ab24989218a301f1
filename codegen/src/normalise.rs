//! From trees to a [`Document`]: schemas go into one arena, the rest is read as `openapiv3` objects, one by one, so that
//! a faulty object takes away no more than itself. Mistakes with one obvious meaning are mended, each with a note.

mod callback;
mod content;
mod fields;
mod flags;
mod header;
mod info;
mod mending;
mod node;
mod operation;
mod parameter;
mod path;
mod request_body;
mod response;
mod schema;
mod security;
mod server;
mod tag;
mod template;

use std::borrow::Cow;
use std::collections::HashSet;

use indexmap::IndexMap;
use serde_json::Value;

use crate::bundle::Bundle;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::document::Document;
use crate::source::{At, Pointer};
use mending::Mendings;
use node::Node;
use schema::Lift;

/// Reads the merged document. Where reading found none, an empty one comes of it.
pub fn normalise(bundle: &Bundle, diagnostics: &mut Diagnostics) -> Document {
    let mut root = Node { at: At::root(Pointer::root()), value: bundle.root() };
    let version = root.field("openapi").and_then(|version| version.scalar_text());
    if version.is_none() {
        root.value = &Value::Null;
    }
    let is_document = version.is_some();
    let version = version.unwrap_or_default();
    let mut cx = Normaliser {
        bundle,
        found: Vec::new(),
        dialect: match version.get(..3) {
            Some("3.0") => Dialect::V30,
            Some("3.2") => Dialect::V32,
            _ => Dialect::V31,
        },
        schemes: HashSet::new(),
        mendings: Mendings::default(),
        lift: Lift::default(),
    };
    let components = root.field("components");
    let security_schemes = cx.security_schemes(components.as_ref());
    let component_schemas = cx.component_schemas(components.as_ref());
    let mut document = Document {
        info: cx.info(&root),
        servers: cx.servers(&root).unwrap_or_default(),
        security: cx.security(&root),
        security_schemes,
        tags: cx.tags(&root),
        operations: Vec::new(),
        webhooks: Vec::new(),
        schemas: crate::schema::Schemas::default(),
        component_schemas,
        file_schemas: Vec::new(),
        total_operations: 0,
        unreadable: Vec::new(),
        version,
    };
    cx.paths(&root, &mut document);
    cx.webhooks(&root, &mut document);
    document.schemas = cx.lift_all();
    document.file_schemas = cx.file_schemas();
    if is_document {
        diagnostics.0.extend(unique(cx.found.into_iter().chain(cx.mendings.into_diagnostics())));
    }
    document
}

/// What is used in several places is read as often; what is wrong with it is told once.
fn unique(found: impl Iterator<Item = Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    found.filter(|diagnostic| seen.insert((diagnostic.place.clone(), diagnostic.message.clone()))).collect()
}

/// Which rules a document's schemas follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    /// 3.0.
    V30,
    /// 3.1.
    V31,
    /// 3.2, for the little that is read of it.
    V32,
}

/// What the readers of all objects share.
struct Normaliser<'b> {
    bundle: &'b Bundle,
    found: Vec<Diagnostic>,
    dialect: Dialect,
    /// The names of the security schemes that could be read.
    schemes: HashSet<String>,
    mendings: Mendings,
    lift: Lift<'b>,
}

impl<'b> Normaliser<'b> {
    /// Tells that a construct became something wider.
    fn degrade(&mut self, at: &At, message: impl Into<String>) {
        self.found.push(Diagnostic::degraded(at, message));
    }

    /// Tells that a mistake was mended. All with the same message become one note.
    fn mend(&mut self, at: &At, message: impl Into<Cow<'static, str>>) {
        self.mendings.add(at, message);
    }

    /// Tells of an empty list in the place of an object.
    fn mend_empty(&mut self, node: &Node<'b>) {
        if node.is_empty_list() {
            self.mend(&node.at, "an empty list stands where an object is expected; it counts as an empty object");
        }
    }

    /// The object that a node is or refers to; nothing, with a message, if there is none.
    fn follow(&mut self, node: &Node<'b>, left_out: &str) -> Option<Node<'b>> {
        let found = self.object(node).map_err(|reason| self.fault(node, format!("{reason}; {left_out}"))).ok()?;
        self.mend_empty(&found);
        Some(found)
    }

    /// The object that a node is or refers to. The error is a message without a place.
    fn object(&self, node: &Node<'b>) -> Result<Node<'b>, String> {
        let (at, value) = match node.reference() {
            Some(_) => self.bundle.follow(&node.at)?,
            None => (node.at.clone(), node.value),
        };
        let node = Node { at, value };
        if node.is_object() { Ok(node) } else { Err(format!("{} stands where an object is expected", node.kind())) }
    }

    /// Tells what is wrong with a node, or with its `$ref` if it has one.
    fn fault(&mut self, node: &Node<'b>, message: String) {
        let diagnostic = match node.reference() {
            Some(_) => self.dangling(node, message),
            None => Diagnostic::degraded(&node.at, message),
        };
        self.found.push(diagnostic);
    }

    /// The message about a `$ref` without a target, with the name that may have been meant.
    fn dangling(&self, node: &Node<'b>, message: String) -> Diagnostic {
        let diagnostic = Diagnostic::degraded(node.at.key("$ref"), message);
        let Some((holder, name)) = node.reference().and_then(|reference| reference.rsplit_once('/')) else {
            return diagnostic;
        };
        let siblings = self.bundle.resolve(&node.at, holder).ok().and_then(|at| self.bundle.get(&at)?.as_object());
        let names = siblings.into_iter().flat_map(|siblings| siblings.keys().map(String::as_str));
        match nearest(name, names) {
            Some(meant) => diagnostic.help(format!("did you mean `{holder}/{meant}`?")),
            None => diagnostic,
        }
    }

    /// The members of an object that is one of `key`; none, with a message, if it is not an object.
    fn members(&mut self, holder: &Node<'b>, key: &str) -> Vec<(&'b str, Node<'b>)> {
        let Some(node) = holder.field(key) else { return Vec::new() };
        if let Some(members) = node.members() {
            self.mend_empty(&node);
            return members.collect();
        }
        self.degrade(&node.at, format!("`{key}` is {}, not an object; it is left out", node.kind()));
        Vec::new()
    }

    /// The items of a list that is one of `key`; none, with a message, if it is not a list. Where they are objects, an object of
    /// objects is a list whose items have names, and any other one is the only item.
    fn items(&mut self, holder: &Node<'b>, key: &str) -> Vec<Node<'b>> {
        let Some(node) = holder.field(key) else { return Vec::new() };
        if let Some(items) = node.items() {
            return items.collect();
        }
        if let Some(members) = node.members().filter(|_| key != "enum") {
            let members: Vec<_> = members.map(|(_, member)| member).collect();
            let are_items = members.iter().all(|member| member.value.is_object());
            let (how, items) = if are_items { ("its members are", members) } else { ("it is", vec![node.clone()]) };
            self.mend(&node.at, format!("`{key}` is an object, not a list; {how} what is listed"));
            return items;
        }
        self.degrade(&node.at, format!("`{key}` is {}, not a list; it is left out", node.kind()));
        Vec::new()
    }

    /// `x-legenda-*`, without the prefix.
    fn extensions(node: &Node<'b>) -> IndexMap<String, Value> {
        let members = node.value.as_object().into_iter().flatten();
        members.filter_map(|(key, value)| Some((key.strip_prefix("x-legenda-")?.to_owned(), value.clone()))).collect()
    }
}
