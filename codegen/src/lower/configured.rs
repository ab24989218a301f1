//! What the configuration says of single operations, which it names by verb and path, or by their ids.

use indexmap::IndexMap;
use toml::Spanned;

use super::Lower;
use crate::diagnostic::{Diagnostic, nearest};
use crate::document::Operation;

/// What a table says of an operation.
pub(super) fn of<'c, T>(table: &'c IndexMap<String, T>, operation: &Operation) -> Option<&'c T> {
    names(operation).find_map(|name| table.get(&name))
}

/// What an operation is named by.
fn names(operation: &Operation) -> impl Iterator<Item = String> {
    std::iter::once(operation.key()).chain(operation.operation_id.clone())
}

impl Lower<'_> {
    /// Reports what the configuration says of operations that the document does not have.
    pub(super) fn check_configured(&mut self, operations: &[Operation]) {
        let config = self.config;
        self.check_table("pagination", &config.pagination, operations);
        self.check_table("wait", &config.wait, operations);
    }

    fn check_table<T>(&mut self, key: &str, table: &IndexMap<String, Spanned<T>>, operations: &[Operation]) {
        if table.is_empty() {
            return;
        }
        let known: Vec<String> = operations.iter().flat_map(names).collect();
        for (name, entry) in table.iter().filter(|(name, _)| !known.contains(name)) {
            let message = format!("`[{key}]` names an operation that the document does not have: `{name}`");
            let diagnostic = Diagnostic::error(self.config.origin.place(entry), message);
            let help = nearest(name, known.iter().map(String::as_str)).map(|name| format!("did you mean `{name}`?"));
            self.diagnostics.push(Diagnostic { help, ..diagnostic });
        }
    }
}
