//! What the configuration says of single operations, which it names by verb and path, or by their ids.

use indexmap::IndexMap;
use toml::Spanned;

use super::Lower;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::Operation;

/// What a table says of an operation.
pub(super) fn of<'c, T>(table: &'c IndexMap<String, T>, operation: &Operation) -> Option<&'c T> {
    let by_id = || table.get(operation.operation_id.as_deref()?);
    table.get(&operation.key()).or_else(by_id)
}

impl Lower<'_> {
    /// Reports what the configuration says of operations that the document does not have.
    pub(super) fn check_configured(&mut self, operations: &[Operation]) {
        let config = self.config;
        self.check_table("pagination", &config.pagination, operations);
        self.check_table("wait", &config.wait, operations);
    }

    fn check_table<T>(&mut self, key: &str, table: &IndexMap<String, Spanned<T>>, operations: &[Operation]) {
        for (name, entry) in table {
            let is_it =
                |operation: &Operation| operation.operation_id.as_ref() == Some(name) || *name == operation.key();
            if operations.iter().any(is_it) {
                continue;
            }
            let known: Vec<String> =
                operations.iter().flat_map(|one| [one.operation_id.clone(), Some(one.key())]).flatten().collect();
            let message = format!("`[{key}]` names an operation that the document does not have: `{name}`");
            let diagnostic = Diagnostic::error(self.config.origin.place(entry), message);
            let help = nearest(name, known.iter().map(String::as_str)).map(|name| format!("did you mean `{name}`?"));
            self.diagnostics.push(Diagnostic { help, ..diagnostic });
        }
    }
}
