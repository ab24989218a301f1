//! `servers`, at each level.

use indexmap::IndexMap;
use openapiv3::{Server, ServerVariable};
use serde::Deserialize;

use super::Normaliser;
use super::node::Node;
use crate::document::Located;

impl<'b> Normaliser<'b> {
    /// The servers of a document, a path item or an operation; `None` when it has none of its own.
    pub(super) fn servers(&mut self, holder: &Node<'b>) -> Option<Vec<Located<Server>>> {
        let servers: Vec<_> = self.items(holder, "servers").into_iter().filter_map(|node| self.server(&node)).collect();
        (!servers.is_empty()).then_some(servers)
    }

    fn server(&mut self, node: &Node<'b>) -> Option<Located<Server>> {
        let node = self.follow(node, "the server is left out")?;
        if let Ok(server) = Server::deserialize(node.value) {
            return Some(Located { at: node.at, value: server });
        }
        let Some(url) = self.text(&node, "url") else {
            self.degrade(&node.at, "a server has no `url`; it is left out");
            return None;
        };
        let variables: IndexMap<_, _> = self
            .members(&node, "variables")
            .into_iter()
            .map(|(name, variable)| (name.to_owned(), self.variable(&variable)))
            .collect();
        let description = self.text(&node, "description");
        let variables = (!variables.is_empty()).then_some(variables);
        Some(Located { value: Server { url, description, variables, ..Server::default() }, at: node.at })
    }

    fn variable(&mut self, node: &Node<'b>) -> ServerVariable {
        let enumeration: Vec<_> = self.items(node, "enum").iter().filter_map(Node::scalar_text).collect();
        let default = self.text(node, "default").unwrap_or_else(|| {
            self.mend(&node.at, "a server variable has no `default`; its first value, or nothing, is taken");
            enumeration.first().cloned().unwrap_or_default()
        });
        let description = self.text(node, "description");
        ServerVariable { enumeration, default, description, ..ServerVariable::default() }
    }
}
