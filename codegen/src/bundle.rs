//! All files of a document as one: fragments merged, references followed across files, each node's origin kept.

mod fragments;
pub(crate) mod locate;
mod origins;
mod overlay;
pub(crate) mod references;

use std::collections::HashMap;

use indexmap::IndexMap;
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::{At, DocId, FileId, Pointer, Sources};
use origins::Origins;
use references::Link;

/// A file as a tree.
#[derive(Debug)]
pub(crate) struct Tree {
    /// The file.
    pub file: FileId,
    /// Its content.
    pub value: Value,
}

/// All that was read for one document.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    /// The files.
    pub sources: Sources,
    /// The files that are merged, in order.
    pub fragments: Vec<Tree>,
    /// The files that references name.
    pub externals: Vec<Tree>,
    /// The overlays, in the order of their application.
    pub overlays: Vec<Tree>,
    /// Files that references name and that could not be read: the path and why.
    pub missing: HashMap<String, String>,
    /// Remote addresses to local files.
    pub remote: IndexMap<String, String>,
}

/// All files of a document as one.
#[derive(Debug)]
pub struct Bundle {
    sources: Sources,
    /// The merged fragments, then each file that a reference brought in.
    docs: Vec<Tree>,
    origins: Origins,
    by_path: HashMap<String, DocId>,
    missing: HashMap<String, String>,
    remote: IndexMap<String, String>,
}

/// Where a node stands, in a reader's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file, as the user would write it.
    pub path: String,
    /// The node in that file.
    pub pointer: Pointer,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The text of that line.
    pub line_text: String,
}

impl Bundle {
    /// Merges the fragments and applies the overlays.
    pub(crate) fn assemble(parts: Parts, diagnostics: &mut Diagnostics) -> Self {
        let Parts { sources, fragments, externals, overlays, missing, remote } = parts;
        let root_file = fragments.first().map_or(FileId(0), |fragment| fragment.file);
        let mut by_path = HashMap::new();
        for fragment in &fragments {
            by_path.insert(sources.file(fragment.file).path.clone(), DocId::ROOT);
        }
        let (mut root, mut origins) = fragments::merge(&sources, fragments, diagnostics);
        for overlay in &overlays {
            overlay::apply(&sources, overlay, &mut root, &mut origins, diagnostics);
        }
        let mut docs = vec![Tree { file: root_file, value: root }];
        for tree in externals {
            let id = DocId(u32::try_from(docs.len()).unwrap_or(u32::MAX));
            by_path.insert(sources.file(tree.file).path.clone(), id);
            docs.push(tree);
        }
        Self { sources, docs, origins, by_path, missing, remote }
    }

    /// The files.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The merged fragments.
    pub fn root(&self) -> &Value {
        self.docs.first().map_or(&Value::Null, |doc| &doc.value)
    }

    /// The node, if it is there.
    pub fn get(&self, at: &At) -> Option<&Value> {
        let mut node = &self.docs.get(at.doc.0 as usize)?.value;
        for step in at.pointer.steps() {
            node = match node {
                Value::Object(object) => object.get(step.as_ref())?,
                Value::Array(items) => items.get(step.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(node)
    }

    /// What `reference` means at the node that holds it. The error is a message without a place.
    pub fn resolve(&self, from: &At, reference: &str) -> Result<At, String> {
        let link = Link::of(reference);
        let doc = if link.file.is_empty() { from.doc } else { self.document(from, &link.file)? };
        // A file that was cut out of a document often goes on to speak of that document as its own.
        let found = self.fragment(doc, &link).or_else(|| self.fragment(DocId::ROOT, &link));
        found.ok_or_else(|| format!("`{reference}` does not exist"))
    }

    /// Follows `$ref`s from a node to the first one that is not a reference.
    pub fn follow(&self, at: &At) -> Result<(At, &Value), String> {
        let mut at = at.clone();
        let mut passed: Vec<At> = Vec::new();
        loop {
            let node = self.get(&at).ok_or_else(|| format!("`{}` does not exist", at.pointer))?;
            let Some(reference) = node.get("$ref").and_then(Value::as_str) else { return Ok((at, node)) };
            let target = self.resolve(&at, reference)?;
            if target == at || passed.contains(&target) {
                return Err(format!("`{reference}` leads back to itself"));
            }
            passed.push(std::mem::replace(&mut at, target));
        }
    }

    /// The name of a document's file, without its folder and ending.
    pub(crate) fn stem(&self, doc: DocId) -> &str {
        let path = self.docs.get(doc.0 as usize).map_or("", |doc| self.sources.file(doc.file).path.as_str());
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
        name.split_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The file and the node in it that a node of the bundle came from.
    pub(crate) fn origin(&self, at: &At) -> (FileId, Pointer) {
        match self.docs.get(at.doc.0 as usize) {
            Some(doc) if at.doc != DocId::ROOT => (doc.file, at.pointer.clone()),
            _ => self.origins.of(&at.pointer),
        }
    }

    /// Where a node stands.
    pub fn locate(&self, at: &At) -> Location {
        let (file, pointer) = self.origin(at);
        let source = self.sources.file(file);
        let position = locate::position(&source.text, &pointer);
        self.location(file, pointer, position)
    }

    /// Where each of these nodes stands, with one pass over each file.
    pub(crate) fn locate_all(&self, nodes: &[&At]) -> Vec<Location> {
        let origins: Vec<_> = nodes.iter().map(|at| self.origin(at)).collect();
        let mut by_file: IndexMap<FileId, Vec<usize>> = IndexMap::new();
        for (index, (file, _)) in origins.iter().enumerate() {
            by_file.entry(*file).or_default().push(index);
        }
        let mut found = vec![None; nodes.len()];
        for (file, indices) in by_file {
            let pointers: Vec<_> = indices.iter().map(|&index| &origins[index].1).collect();
            let positions = locate::positions(&self.sources.file(file).text, pointers.iter().copied());
            for (index, position) in indices.into_iter().zip(positions) {
                found[index] = Some(self.location(file, origins[index].1.clone(), position));
            }
        }
        found.into_iter().flatten().collect()
    }

    /// The location with its line.
    pub(crate) fn location(&self, file: FileId, pointer: Pointer, position: locate::Position) -> Location {
        let source = self.sources.file(file);
        let line_text = source.text.lines().nth(position.line.saturating_sub(1)).unwrap_or_default().to_owned();
        Location { path: source.path.clone(), pointer, line: position.line, column: position.column, line_text }
    }

    fn document(&self, from: &At, file: &str) -> Result<DocId, String> {
        let base = &self.sources.file(self.origin(from).0).path;
        let path = references::target(base, file, &self.remote)?;
        if let Some(&id) = self.by_path.get(&path) {
            return Ok(id);
        }
        let reason = self.missing.get(&path).map_or("it was not read", String::as_str);
        Err(format!("`{path}` cannot be read: {reason}"))
    }

    /// The node of a document that the part after the `#` names.
    fn fragment(&self, doc: DocId, link: &Link<'_>) -> Option<At> {
        let is_pointer = link.fragment.is_empty() || link.fragment.starts_with('/');
        if !is_pointer && let Some(at) = self.anchor(doc, &link.fragment) {
            return Some(at);
        }
        let slash = if is_pointer { "" } else { "/" };
        let place = |pointer| Some(At { doc, pointer }).filter(|at| self.get(at).is_some());
        let read = |fragment: &str| place(Pointer::from_text(&format!("{slash}{fragment}")));
        let unescaped = || references::component(&link.fragment).and_then(place);
        read(&link.fragment).or_else(|| read(link.raw_fragment)).or_else(unescaped)
    }

    fn anchor(&self, doc: DocId, name: &str) -> Option<At> {
        let tree = &self.docs.get(doc.0 as usize)?.value;
        references::anchor(tree, name).map(|pointer| At { doc, pointer })
    }
}

/// The place of a node of a file that is not, or not yet, part of the bundle.
pub(crate) fn point(sources: &Sources, file: FileId, pointer: &Pointer) -> Place {
    let position = locate::position(&sources.file(file).text, pointer);
    Place::Point { file, line: position.line, column: position.column }
}

/// An error about a node of such a file.
fn error_at(sources: &Sources, file: FileId, pointer: &Pointer, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(point(sources, file, pointer), message)
}
