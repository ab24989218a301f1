//! Operations.

use serde_json::{Map, Value};

use super::Normaliser;
use super::fields::Field;
use super::node::Node;
use super::path::PathItem;
use crate::document::{Operation, Verb, Webhook};

const FIELDS: [Field; 5] = [
    Field::Text("operationId"),
    Field::Text("summary"),
    Field::Text("description"),
    Field::Texts("tags"),
    Field::Flag("deprecated"),
];

impl<'b> Normaliser<'b> {
    /// One operation of `paths`. The error is why it cannot be called at all.
    pub(super) fn operation(
        &mut self,
        verb: Verb,
        path: &str,
        item: &PathItem<'b>,
        node: &Node<'b>,
        webhooks: &mut Vec<Webhook>,
    ) -> Result<Operation, String> {
        let node = self.object(node)?;
        let mut copy = self.copy(&node, &FIELDS);
        copy.insert("responses".to_owned(), Value::Object(Map::new()));
        let own: openapiv3::Operation = Self::parse(copy)?;
        let inherited = item.holder("parameters").map(|holder| self.items(holder, "parameters")).unwrap_or_default();
        let own_parameters = self.items(&node, "parameters");
        let mut parameters = self.parameters([inherited, own_parameters])?;
        let mut path = self.match_template(path, &node.at, &mut parameters);
        if !path.starts_with('/') {
            self.mend(&node.at, "a path begins with a slash; one that does not is read as if it did");
            path.insert(0, '/');
        }
        let servers = match self.servers(&node) {
            None => item.holder("servers").and_then(|holder| self.servers(holder)),
            own => own,
        };
        self.callbacks(&node, webhooks);
        let external_docs = node.field("externalDocs").and_then(|docs| self.text(&docs, "url"));
        let inherited_text = |cx: &mut Self, key: &str| item.holder(key).and_then(|holder| cx.text(holder, key));
        Ok(Operation {
            verb,
            path,
            operation_id: own.operation_id.filter(|id| !id.trim().is_empty()),
            summary: own.summary.or_else(|| inherited_text(self, "summary")),
            description: own.description.or_else(|| inherited_text(self, "description")),
            external_docs,
            tags: own.tags,
            deprecation: own.deprecated.into(),
            security: self.security(&node),
            servers,
            parameters,
            request_body: self.request_body(&node),
            responses: self.responses(&node),
            extensions: Self::extensions(&node),
            at: node.at,
        })
    }
}
