//! The resource tree: which operations stand together, and under which names.

use std::collections::{BTreeMap, BTreeSet};

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
    "call",
    "client",
    "clone",
    "default",
    "delete",
    "fmt",
    "from_env",
    "full",
    "get",
    "get_awaited",
    "get_paged",
    "post_paged",
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
    "verb_paged",
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
        let tags = Tags::new(&document.operations);
        let mut root = Node::default();
        for &operation in &wanted {
            let mut node = &mut root;
            for step in path_of(operation, &tags) {
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
        let (methods, taken) = self.resource_methods(&node, path, document, client);
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
            docs: tag_docs(document, &path.join("_")),
            methods,
            children,
        }
    }

    fn resource_methods(
        &mut self,
        node: &Node<'_>,
        path: &[String],
        document: &Document,
        client: &ClientSpec,
    ) -> (Vec<crate::ir::Method>, Vec<String>) {
        let names = method_names(&node.operations, path, self.config, &mut self.settled);
        let full = path.join(" ");
        let mut methods = Vec::new();
        let mut taken: Vec<String> = names.iter().map(|name| name.plain().to_owned()).collect();
        for (operation, method) in node.operations.iter().zip(names) {
            let target = Target { resource: &full, method };
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

/// The steps from the client to the resource of each tag; empty where tags do not tell operations apart.
struct Tags<'a>(BTreeMap<&'a str, Vec<String>>);

impl<'a> Tags<'a> {
    fn new(operations: &'a [Operation]) -> Self {
        let mut paths: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for operation in operations {
            if let Some(tag) = operation.tags.first() {
                paths.entry(tag).or_default().push(&operation.path);
            }
        }
        // More than one tag, and nearly every operation has one.
        let tagged: usize = paths.values().map(Vec::len).sum();
        let enough = tagged * 10 >= operations.len() * 9 && (paths.len() > 1 || operations.len() < 12);
        let named = paths.into_iter().filter(|(tag, _)| enough && !words(tag).is_empty());
        Self(named.map(|(tag, paths)| (tag, steps_of(tag, &paths))).collect())
    }

    fn steps(&self, operation: &Operation) -> Option<Vec<String>> {
        self.0.get(operation.tags.first()?.as_str()).cloned()
    }
}

/// `Stream Live Inputs` is `live_inputs` in `stream`, if all of its paths go through a segment `stream`.
fn steps_of(tag: &str, paths: &[&str]) -> Vec<String> {
    let name = tag_words(tag);
    let leads = |outer: &&[String]| paths.iter().all(|path| literals(path).any(|segment| words(segment) == *outer));
    let outer = (1..name.len()).rev().map(|count| &name[..count]).find(leads).unwrap_or_default();
    let steps = [outer, &name[outer.len()..]];
    steps.iter().filter(|step| !step.is_empty()).map(|step| snake(&step.join("_"))).collect()
}

/// The steps from the client to the operation's resource.
fn path_of(operation: &Operation, tags: &Tags<'_>) -> Vec<String> {
    let pinned = operation.extensions.get("resource").and_then(serde_json::Value::as_str);
    if let Some(pinned) = pinned {
        return pinned.split('.').map(str::to_owned).collect();
    }
    let name = || literals(&operation.path).next().or_else(|| segments(&operation.path).next()).unwrap_or("root");
    tags.steps(operation).unwrap_or_else(|| vec![snake(name())])
}

/// What a tag names: `pet-controller` is `pet`.
fn tag_words(tag: &str) -> Vec<String> {
    let mut words = words(tag);
    if words.len() > 1 && words.last().is_some_and(|last| last == "controller") {
        words.pop();
    }
    words
}

/// What the segments of a path name beside its parameters.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.split('/').map(literal).filter(|segment| !words(segment).is_empty())
}

/// Those that name a thing.
fn literals(path: &str) -> impl Iterator<Item = &str> {
    segments(path).filter(|segment| !is_noise(segment))
}

/// Whether a segment only says that this is an API, or which version of it: `v1beta1`, `2024-01-31`.
pub(super) fn is_noise(segment: &str) -> bool {
    let version = segment.strip_prefix(['v', 'V']).unwrap_or(segment);
    let letters: String = version.chars().filter(|c| !matches!(c, '0'..='9' | '.' | '-' | '_')).collect();
    let is_version = version.starts_with(|c: char| c.is_ascii_digit())
        && matches!(letters.to_ascii_lowercase().as_str(), "" | "alpha" | "beta" | "p" | "preview" | "rc");
    is_version || matches!(segment, "api" | "rest" | "apis")
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
    let tag = document.tags.iter().find(|tag| snake(&tag_words(&tag.name).join("_")) == name);
    super::docs::of_texts([tag.and_then(|tag| tag.description.as_deref())])
}

/// Struct names of resources are unique in the crate. Those on top choose first.
fn settle_structs(resources: &mut [Resource]) {
    let mut taken = BTreeSet::new();
    for resource in &mut *resources {
        claim(resource, "", &mut taken);
    }
    for resource in resources {
        claim_below(resource, &mut taken);
    }
}

fn claim_below(resource: &mut Resource, taken: &mut BTreeSet<String>) {
    let prefix = resource.type_name.as_ref().map(|name| name.plain().to_owned()).unwrap_or_default();
    for child in &mut resource.children {
        claim(child, &prefix, taken);
        claim_below(child, taken);
    }
}

fn claim(resource: &mut Resource, prefix: &str, taken: &mut BTreeSet<String>) {
    let own = resource.type_name.as_ref().map(|name| name.plain().to_owned()).unwrap_or_default();
    let candidates = [own.clone(), format!("{prefix}{own}"), format!("{prefix}{own}Resource")];
    let numbers = (2..).map(|number| format!("{prefix}{own}{number}"));
    let name = candidates.into_iter().chain(numbers).find(|name| !taken.contains(name)).unwrap_or(own);
    resource.type_name = Some(ident(&name));
    taken.insert(name);
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
