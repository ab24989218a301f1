//! `info`.

use openapiv3::Info;
use serde::Deserialize;
use serde_json::Value;

use super::Normaliser;
use super::fields::Field;
use super::node::Node;
use crate::diagnostic::Diagnostic;

const FIELDS: [Field; 4] =
    [Field::Text("title"), Field::Text("version"), Field::Text("description"), Field::Text("termsOfService")];

impl<'b> Normaliser<'b> {
    /// `info`, whole in any case.
    pub(super) fn info(&mut self, root: &Node<'b>) -> Info {
        let Some(node) = root.field("info") else {
            self.found.push(Diagnostic::note(&root.at, "the document has no `info`").help("add a title and a version"));
            return Info { title: "API".to_owned(), version: "0.0.0".to_owned(), ..Info::default() };
        };
        if let Ok(info) = Info::deserialize(node.value) {
            return info;
        }
        let mut copy = self.copy(&node, &FIELDS);
        for (key, default) in [("title", "API"), ("version", "0.0.0")] {
            if !copy.contains_key(key) {
                self.mend(&node.at, format!("`info` has no `{key}`; `{default}` is taken"));
                copy.insert(key.to_owned(), Value::String(default.to_owned()));
            }
        }
        let text = |key: &str| copy.get(key).and_then(Value::as_str).map(str::to_owned);
        Info {
            title: text("title").unwrap_or_default(),
            version: text("version").unwrap_or_default(),
            description: text("description"),
            terms_of_service: text("termsOfService"),
            contact: node.field("contact").and_then(|contact| Deserialize::deserialize(contact.value).ok()),
            license: node.field("license").and_then(|license| Deserialize::deserialize(license.value).ok()),
            ..Info::default()
        }
    }
}
