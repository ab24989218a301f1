//! `paths` and path items.

use super::node::Node;
use super::{Dialect, Normaliser};
use crate::config::is_token;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Unreadable, Verb};

/// A path item: its own object first, then those that its `$ref`s lead to.
#[derive(Debug)]
pub(super) struct PathItem<'b>(Vec<Node<'b>>);

impl<'b> PathItem<'b> {
    /// The first object that has a member `key`.
    pub(super) fn holder(&self, key: &str) -> Option<&Node<'b>> {
        self.0.iter().find(|layer| layer.field(key).is_some())
    }
}

impl<'b> Normaliser<'b> {
    /// All operations of `paths`.
    pub(super) fn paths(&mut self, root: &Node<'b>, document: &mut Document) {
        for (path, node) in self.members(root, "paths") {
            if path.starts_with("x-") {
                continue;
            }
            let Some(item) = self.path_item(node) else { continue };
            for (verb, name, node) in self.operations(&item) {
                document.total_operations += 1;
                let at = node.at.clone();
                let known =
                    if is_token(verb.as_str()) { Ok(verb) } else { Err("its method is none of HTTP".to_owned()) };
                let read = known.and_then(|verb| self.operation(verb, path, &item, &node, &mut document.webhooks));
                match read {
                    Ok(operation) => document.operations.push(operation),
                    Err(reason) => {
                        let method = name.to_ascii_lowercase();
                        let message = format!("`{} {path}` is left out: {reason}", name.to_ascii_uppercase());
                        self.found.push(Diagnostic::skipped(&at, message));
                        document.unreadable.push(Unreadable { method, path: path.to_owned(), reason, at });
                    }
                }
            }
        }
    }

    /// A path item with all that its `$ref`s add to it.
    pub(super) fn path_item(&mut self, node: Node<'b>) -> Option<PathItem<'b>> {
        let mut layers = Vec::new();
        let mut next = Some(node);
        while let Some(node) = next.take() {
            if !node.value.is_object() {
                self.fault(
                    &node,
                    format!("{} stands where an object is expected; the path item is left out", node.kind()),
                );
                return None;
            }
            if let Some(reference) = node.reference() {
                let target = self.bundle.resolve(&node.at, reference);
                match target.map(|at| Node { value: self.bundle.get(&at).unwrap_or(node.value), at }) {
                    Ok(target)
                        if target.at == node.at || layers.iter().any(|layer: &Node<'_>| layer.at == target.at) =>
                    {
                        self.degrade(
                            &node.at,
                            format!("`{reference}` leads back to itself; the path item has no more"),
                        );
                    }
                    Ok(target) => next = Some(target),
                    Err(message) => self.fault(&node, format!("{message}; the path item is left out")),
                }
            }
            layers.push(node);
        }
        Some(PathItem(layers))
    }

    /// The operations of a path item, in document order.
    pub(super) fn operations(&mut self, item: &PathItem<'b>) -> Vec<(Verb, &'b str, Node<'b>)> {
        let mut operations: Vec<(Verb, &'b str, Node<'b>)> = Vec::new();
        for layer in &item.0 {
            // Before 3.2 `query` and `additionalOperations` are but unknown keys.
            let is_new = self.dialect == Dialect::V32;
            let own = layer.members().into_iter().flatten();
            let own = own.filter_map(|(key, node)| Some((Verb::parse(key)?, key, node)));
            let others = if is_new { self.members(layer, "additionalOperations") } else { Vec::new() };
            let others = others.into_iter().map(|(key, node)| (Verb::of(key), key, node));
            for (verb, key, node) in own.filter(|(verb, ..)| is_new || *verb != Verb::Query).chain(others) {
                if operations.iter().all(|(other, ..)| *other != verb) {
                    operations.push((verb, key, node));
                }
            }
        }
        operations
    }
}
