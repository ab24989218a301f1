//! The resource tree: which operations stand together, and under which names.

use std::collections::BTreeMap;

use super::Lower;
use super::method_name::method_names;
use super::operation::Target;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Operation};
use crate::ir::{ClientSpec, Ident, Resource};
use crate::names::{ident, pascal, settle, snake, words};

/// A resource while operations are being sorted into it.
#[derive(Default)]
struct Node<'a> {
    operations: Vec<&'a Operation>,
    children: BTreeMap<String, Node<'a>>,
}

/// Names that the emitted client has already as methods or modules.
const RESERVED: &[&str] = &[
    "base_url",
    "builder",
    "call",
    "client",
    "clone",
    "default",
    "delete",
    "fmt",
    "from_env",
    "full",
    "get",
    "head",
    "lib",
    "new",
    "options",
    "patch",
    "post",
    "put",
    "request",
    "resources",
    "runtime",
    "trace",
    "types",
    "verb",
    "with_options",
];

impl Lower<'_> {
    /// The tree, and how many operations have a method in it.
    pub(super) fn resources(
        &mut self,
        document: &Document,
        client: &ClientSpec,
        selection: &super::Selection,
    ) -> (Vec<Resource>, usize) {
        for selector in selection.unmatched(&document.operations) {
            let message = format!("`--only` names something that the document does not have: {selector:?}");
            self.diagnostics.push(Diagnostic::error(crate::diagnostic::Place::Nowhere, message));
        }
        let wanted: Vec<_> = document.operations.iter().filter(|operation| selection.wants(operation)).collect();
        let by_tag = tags_tell(&document.operations);
        let mut root = Node::default();
        for &operation in &wanted {
            let mut node = &mut root;
            for step in path_of(operation, by_tag) {
                node = node.children.entry(step).or_default();
            }
            node.operations.push(operation);
        }
        let mut resources = Vec::new();
        let names = names_of(&root, RESERVED);
        for ((wire, child), name) in root.children.into_iter().zip(names) {
            let mut resource = self.resource(child, &[wire], name, document, client);
            resource.module = resource.accessor.as_ref().map(|name| name.plain().to_owned()).unwrap_or_default();
            resources.push(resource);
        }
        resources.sort_by(|a, b| a.module.cmp(&b.module));
        settle_structs(&mut resources);
        (resources, wanted.len())
    }

    fn resource(
        &mut self,
        node: Node<'_>,
        path: &[String],
        accessor: Ident,
        document: &Document,
        client: &ClientSpec,
    ) -> Resource {
        let own = path.last().map(String::as_str).unwrap_or_default();
        let full = path.join(" ");
        let (methods, taken) = self.resource_methods(&node, &full, own, document, client);
        let reserved: Vec<&str> = taken.iter().map(String::as_str).collect();
        let names = names_of(&node, &reserved);
        let mut children = Vec::new();
        for ((wire, child), name) in node.children.into_iter().zip(names) {
            let path: Vec<String> = path.iter().cloned().chain([wire]).collect();
            children.push(self.resource(child, &path, name, document, client));
        }
        Resource {
            accessor: Some(accessor),
            type_name: Some(ident(&pascal(own))),
            module: String::new(),
            docs: tag_docs(document, own),
            methods,
            children,
        }
    }

    fn resource_methods(
        &mut self,
        node: &Node<'_>,
        full: &str,
        own: &str,
        document: &Document,
        client: &ClientSpec,
    ) -> (Vec<crate::ir::Method>, Vec<String>) {
        let names = method_names(&node.operations, own, self.config, &mut self.settled);
        let mut methods = Vec::new();
        let mut taken: Vec<String> = names.iter().map(|name| name.plain().to_owned()).collect();
        for (operation, method) in node.operations.iter().zip(names) {
            let target = Target { resource: full, method };
            for mut method in self.methods(operation, &target, document, client) {
                if methods.iter().any(|before: &crate::ir::Method| before.name == method.name)
                    || method.name != target.method && taken.contains(&method.name.plain().to_owned())
                {
                    method.name = ident(&format!("{}_events", target.method.plain().trim_end_matches('_')));
                }
                taken.push(method.name.plain().to_owned());
                methods.push(method);
            }
        }
        (methods, taken)
    }
}

fn names_of(node: &Node<'_>, reserved: &[&str]) -> Vec<Ident> {
    let wires: Vec<&str> = node.children.keys().map(String::as_str).collect();
    settle(&wires, reserved, snake)
}

/// Whether tags tell operations apart: more than one, and nearly every operation has one.
fn tags_tell(operations: &[Operation]) -> ByTag {
    let mut tags: Vec<&str> =
        operations.iter().filter_map(|operation| Some(operation.tags.first()?.as_str())).collect();
    let tagged = tags.len();
    tags.sort_unstable();
    tags.dedup();
    let enough = tagged * 10 >= operations.len() * 9;
    if enough && (tags.len() > 1 || operations.len() < 12) && !tags.is_empty() { ByTag::Yes } else { ByTag::No }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ByTag {
    Yes,
    No,
}

/// The steps from the client to the operation's resource.
fn path_of(operation: &Operation, by_tag: ByTag) -> Vec<String> {
    let pinned = operation.extensions.get("resource").and_then(serde_json::Value::as_str);
    if let Some(pinned) = pinned {
        return pinned.split('.').map(str::to_owned).collect();
    }
    let tag = operation.tags.first().filter(|tag| by_tag == ByTag::Yes && !words(tag).is_empty());
    let name = tag.map(|tag| tag_name(tag)).or_else(|| first_literal(&operation.path).map(|name| snake(&name)));
    vec![name.unwrap_or_else(|| "root".to_owned())]
}

/// The resource of a tag: `pet-controller` is `pet`.
fn tag_name(tag: &str) -> String {
    let name = snake(tag);
    match name.strip_suffix("_controller") {
        Some(thing) => thing.to_owned(),
        None => name,
    }
}

/// The first segment of a path that names a thing: no parameter, no version, no `api`.
fn first_literal(path: &str) -> Option<String> {
    let is_version = |segment: &str| {
        let rest = segment.strip_prefix('v').unwrap_or(segment);
        !rest.is_empty() && rest.starts_with(|c: char| c.is_ascii_digit())
    };
    let mut literals =
        path.split(['?', '#']).next()?.split('/').map(literal).filter(|segment| !words(segment).is_empty());
    let all: Vec<_> = literals.by_ref().collect();
    let named = all.iter().find(|segment| !is_version(segment) && !matches!(**segment, "api" | "rest" | "apis"));
    named.or(all.first()).map(|&segment| segment.to_owned())
}

/// What a segment of a path names beside its parameters: `pets` of `pets('{id}')`, nothing of `{id}.json`.
pub(super) fn literal(segment: &str) -> &str {
    match segment.split_once('(') {
        Some((name, keys)) if keys.contains('{') && !name.contains('{') => name,
        _ if segment.contains('{') => "",
        _ => segment,
    }
}

fn tag_docs(document: &Document, name: &str) -> crate::ir::Docs {
    let tag = document.tags.iter().find(|tag| tag_name(&tag.name) == name);
    super::docs::of_texts([tag.and_then(|tag| tag.description.as_deref())])
}

/// Struct names of resources are unique within the file of their top-level resource.
fn settle_structs(resources: &mut [Resource]) {
    for resource in resources {
        let mut taken = Vec::new();
        let top = resource.type_name.clone().map(|name| name.plain().to_owned()).unwrap_or_default();
        claim(resource, &top, &mut taken);
    }
}

fn claim(resource: &mut Resource, prefix: &str, taken: &mut Vec<String>) {
    let own = resource.type_name.as_ref().map(|name| name.plain().to_owned()).unwrap_or_default();
    let candidates = [own.clone(), format!("{prefix}{own}"), format!("{prefix}{own}Resource")];
    let numbers = (2..).map(|number| format!("{prefix}{own}{number}"));
    let name = candidates.into_iter().chain(numbers).find(|name| !taken.contains(name)).unwrap_or(own);
    taken.push(name.clone());
    resource.type_name = Some(ident(&name));
    for child in &mut resource.children {
        claim(child, &name, taken);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::security::BUILDER_METHODS;
    use super::RESERVED;

    /// The methods of a runtime type, private ones included: none can be defined twice.
    fn methods(of: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for file in crate::runtime_files::all() {
            let file = syn::parse_file(file.source).expect("the runtime is Rust");
            for item in file.items {
                let syn::Item::Impl(block) = item else { continue };
                let syn::Type::Path(ty) = &*block.self_ty else { continue };
                if block.trait_.is_none() && ty.path.is_ident(of) {
                    found.extend(block.items.iter().filter_map(|item| match item {
                        syn::ImplItem::Fn(method) => Some(method.sig.ident.to_string()),
                        _ => None,
                    }));
                }
            }
        }
        assert!(!found.is_empty());
        found
    }

    #[test]
    fn the_runtimes_methods_are_reserved() {
        for (ty, reserved) in
            [("Client", RESERVED), ("ClientBuilder", BUILDER_METHODS), ("Credentials", BUILDER_METHODS)]
        {
            for method in methods(ty) {
                assert!(reserved.contains(&method.as_str()), "`{ty}` has `{method}`");
            }
        }
    }
}
