//! Operations whose answer says whether something is done, as `x-legenda-wait` or `legenda.toml` declares it.

use super::pagination::answer_schema;
use super::{Lower, configured};
use crate::config::{Wait, Way, words};
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::document::{Operation, Verb};
use crate::ir::{Ident, Returns, TypeRef, Waiting};
use crate::names::{ident, snake};
use crate::source::At;

/// What is wrong with a declaration, and what to do.
type Fault = (String, Option<String>);

impl Lower<'_> {
    /// What is declared for an operation about waiting.
    pub(super) fn waiting(&mut self, operation: &Operation, returns: &Returns) -> Option<Waiting> {
        let (declared, place) = self.declared_waiting(operation)?;
        match declared.and_then(|declared| self.check_waiting(declared, operation, returns)) {
            Ok(waiting) => Some(waiting),
            Err((message, help)) => {
                self.diagnostics.push(Diagnostic { help, ..Diagnostic::error(place, message) });
                None
            }
        }
    }

    /// By its extension, else by the configuration.
    fn declared_waiting(&self, operation: &Operation) -> Option<(Result<Wait, Fault>, Place)> {
        if let Some(value) = operation.extensions.get("wait") {
            let at = At { pointer: operation.at.pointer.key("x-legenda-wait"), ..operation.at.clone() };
            let declared = serde_json::from_value(value.clone()).map_err(|error| words(&error.to_string()));
            return Some((declared, at.into()));
        }
        let found = configured::of(&self.config.wait, operation)?;
        Some((Ok(found.get_ref().clone()), self.config.origin.place(found)))
    }

    fn check_waiting(&mut self, declared: Wait, operation: &Operation, returns: &Returns) -> Result<Waiting, Fault> {
        let Wait { field: Way(own), pending, done, failed, .. } = &declared;
        let mut field = match returns {
            Returns::Enveloped { .. } => self.config.envelope.iter().map(|names| names.result.clone()).collect(),
            _ => Vec::new(),
        };
        field.extend_from_slice(own);
        if operation.verb != Verb::Get || !is_object(returns) {
            return Err(("only a `GET` that answers an object can be waited for".to_owned(), None));
        }
        if done.is_empty() || own.is_empty() {
            return Err(("`field` and `done` say what is waited for, and cannot be empty".to_owned(), None));
        }
        let method = method_name(&declared)?;
        for value in pending.iter().chain(done).chain(failed) {
            self.check_value(value, &field, operation)?;
        }
        Ok(Waiting {
            method,
            field,
            pending: declared.pending,
            done: declared.done,
            failed: declared.failed,
            first_delay_ms: declared.first_delay_ms,
            longest_delay_ms: declared.longest_delay_ms,
            deadline_ms: declared.deadline_ms,
        })
    }

    /// Whether the property is there, and can have this value.
    fn check_value(&mut self, value: &str, field: &[String], operation: &Operation) -> Result<(), Fault> {
        let mut schema = answer_schema(operation);
        for name in field {
            let Some(id) = schema else { return Ok(()) };
            let (id, _) = self.look_through(id);
            let view = self.view(id);
            let properties = &view.properties;
            if properties.is_empty() {
                return Ok(());
            }
            schema = properties.get(name).copied();
            if schema.is_none() {
                let known = nearest(name, properties.keys().map(String::as_str));
                let help = known.map(|name| format!("did you mean `{name}`?"));
                return Err((format!("the answer has no `{}`", field.join(".")), help));
            }
        }
        let Some(id) = schema else { return Ok(()) };
        let (id, _) = self.look_through(id);
        let values: Vec<String> = self.view(id).values.iter().flatten().map(text).collect();
        if values.is_empty() || values.iter().any(|known| known == value) {
            return Ok(());
        }
        let help = nearest(value, values.iter().map(String::as_str)).map(|value| format!("did you mean `{value}`?"));
        Err((format!("`{}` is never `{value}`", field.join(".")), help))
    }
}

/// A value as the runtime compares it.
fn text(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Whether a method answers an object of a type of its own, which the waiting method stands beside.
fn is_object(returns: &Returns) -> bool {
    let (Returns::Json { ty, .. } | Returns::Enveloped { ty }) = returns else { return false };
    match ty {
        TypeRef::Named(_) => true,
        TypeRef::Nullable(inner) => matches!(**inner, TypeRef::Named(_)),
        _ => false,
    }
}

fn method_name(declared: &Wait) -> Result<Ident, Fault> {
    let done = declared.done.first().map(String::as_str).unwrap_or_default();
    let name = declared.method.clone().unwrap_or_else(|| format!("wait_until_{done}"));
    let name = snake(&name);
    if !name.starts_with("wait_") {
        let help = format!("`wait_until_{name}` is a name that cannot be another method's");
        return Err((format!("the name of a method that waits begins with `wait`, unlike `{name}`"), Some(help)));
    }
    Ok(ident(&name))
}
