//! Resources: the structs that methods stand on, each followed by its parameter structs and its children.

use super::code::Code;
use super::scope::Scope;
use super::{Item, method, params};
use crate::ir::{Ident, Resource};

/// Gives `each` a resource and all below it. `path` is the expression that leads to it from a client: `client.stream()`.
pub(super) fn resource<'a>(resource: &'a Resource, path: &str, scope: &Scope<'a>, each: &mut dyn FnMut(Item)) {
    let Some(name) = &resource.type_name else { return };
    each(definition(resource, name, path, scope));
    for method in &resource.methods {
        each(method::method(method, scope));
    }
    each(Item::Lines("}\n".to_owned()));
    for method in &resource.methods {
        if let Some(body) = &method.params {
            each(params::params(body, method, path, scope));
        }
    }
    for child in &resource.children {
        self::resource(child, &below(path, child), scope, each);
    }
}

/// The struct, and the beginning of its `impl`.
fn definition(resource: &Resource, name: &Ident, path: &str, scope: &Scope<'_>) -> Item {
    let name = name.as_str();
    let mut code = Code::new();
    code.comment(0, scope.comments.noted(&resource.docs, &format!("Reached by `{path}`.")));
    code.line(0, &["#[derive(Debug, Clone, Copy)]"]);
    code.line(0, &["pub struct ", name, "<'c> {"]);
    code.line(4, &["pub(crate) client: &'c ", &scope.runtime_text("Client"), ","]);
    code.line(0, &["}"]);
    if resource.children.is_empty() {
        code.line(0, &["impl ", name, "<'_> {"]);
    } else {
        code.line(0, &["impl<'c> ", name, "<'c> {"]);
    }
    for child in &resource.children {
        accessor(&mut code, child, scope);
    }
    code.finish_part()
}

/// The expression that leads to a child.
pub(super) fn below(path: &str, child: &Resource) -> String {
    format!("{path}.{}()", child.accessor.as_ref().map_or("", Ident::as_str))
}

/// `pub fn captions(&self) -> Captions<'c> { Captions { client: self.client } }`
fn accessor(code: &mut Code, child: &Resource, scope: &Scope<'_>) {
    let (Some(accessor), Some(name)) = (&child.accessor, &child.type_name) else { return };
    code.comment(4, scope.comments.summary(&child.docs, accessor));
    let name = name.as_str();
    code.signature(4, accessor.as_str(), &["&self".to_owned()], &[name, "<'c>"].concat());
    code.structure(8, name, &["client: self.client".to_owned()], None);
    code.line(4, &["}"]);
}
