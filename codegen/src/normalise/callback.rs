//! Requests that the server sends: `webhooks` and `callbacks`.

use super::Normaliser;
use super::node::Node;
use crate::document::{Document, Webhook};

impl<'b> Normaliser<'b> {
    /// The webhooks of a document; before 3.1 they were written `x-webhooks`.
    pub(super) fn webhooks(&mut self, root: &Node<'b>, document: &mut Document) {
        for key in ["webhooks", "x-webhooks"] {
            for (name, node) in self.members(root, key) {
                self.webhook(name, node, &mut document.webhooks);
            }
        }
    }

    /// The callbacks of an operation.
    pub(super) fn callbacks(&mut self, operation: &Node<'b>, webhooks: &mut Vec<Webhook>) {
        for (name, node) in self.members(operation, "callbacks") {
            let Some(callback) = self.follow(&node, "the callback is left out") else { continue };
            let items = callback.members().into_iter().flatten().filter(|(url, _)| !url.starts_with("x-"));
            for (_, item) in items {
                self.webhook(name, item, webhooks);
            }
        }
    }

    fn webhook(&mut self, name: &str, node: Node<'b>, webhooks: &mut Vec<Webhook>) {
        let Some(item) = self.path_item(node) else { return };
        for (_, _, node) in self.operations(&item) {
            let Some(node) = self.follow(&node, "the webhook is left out") else { continue };
            // Several operations may share one callback.
            if webhooks.iter().any(|other| other.at == node.at) {
                continue;
            }
            let description = self.text(&node, "summary").or_else(|| self.text(&node, "description"));
            let request_body = self.request_body(&node);
            webhooks.push(Webhook { name: name.to_owned(), description, request_body, at: node.at });
        }
    }
}
