//! Several fragments as one document: by path and operation, by component, by tag.

use serde_json::{Map, Value};

use super::origins::Origins;
use super::{Tree, error_at, point};
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Pointer, Sources};

/// The keys of a path item that are operations.
pub(crate) const VERBS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Merges the fragments, in their order.
pub(super) fn merge(sources: &Sources, fragments: Vec<Tree>, diagnostics: &mut Diagnostics) -> (Value, Origins) {
    let mut fragments = fragments.into_iter();
    let Some(first) = fragments.next() else { return (Value::Null, Origins::new(FileId(0))) };
    let mut merge = Merge { sources, origins: Origins::new(first.file), diagnostics };
    let Value::Object(mut root) = first.value else { return (first.value, merge.origins) };
    for fragment in fragments {
        if let Value::Object(object) = fragment.value {
            merge.document(&mut root, fragment.file, object);
        }
    }
    (Value::Object(root), merge.origins)
}

struct Merge<'m> {
    sources: &'m Sources,
    origins: Origins,
    diagnostics: &'m mut Diagnostics,
}

impl Merge<'_> {
    fn document(&mut self, root: &mut Map<String, Value>, file: FileId, object: Map<String, Value>) {
        for (key, value) in object {
            let pointer = Pointer::root().key(&key);
            match (key.as_str(), root.get_mut(&key), value) {
                (_, _, Value::Null) | ("info", Some(_), _) => {}
                ("openapi", Some(here), there) => self.version(here, file, &there),
                ("paths" | "webhooks", Some(Value::Object(here)), Value::Object(there)) => {
                    self.each(here, file, &pointer, there, Self::path_item);
                }
                ("components", Some(Value::Object(here)), Value::Object(there)) => {
                    self.each(here, file, &pointer, there, |merge, here, file, pointer, there| match (here, there) {
                        (Value::Object(here), Value::Object(there)) => {
                            merge.each(here, file, pointer, there, Self::same);
                        }
                        (here, there) => merge.same(here, file, pointer, there),
                    });
                }
                ("tags", Some(Value::Array(here)), Value::Array(there)) => self.tags(here, file, &pointer, there),
                (_, Some(here), there) => self.same(here, file, &pointer, there),
                (_, None, there) => self.insert(root, file, &pointer, key, there),
            }
        }
    }

    /// Merges each member, by `merge` where there are two of them.
    fn each(
        &mut self,
        here: &mut Map<String, Value>,
        file: FileId,
        pointer: &Pointer,
        there: Map<String, Value>,
        merge: fn(&mut Self, &mut Value, FileId, &Pointer, Value),
    ) {
        for (key, value) in there {
            let pointer = pointer.key(&key);
            match here.get_mut(&key) {
                Some(own) if !own.is_null() => merge(self, own, file, &pointer, value),
                _ => self.insert(here, file, &pointer, key, value),
            }
        }
    }

    fn insert(&mut self, here: &mut Map<String, Value>, file: FileId, pointer: &Pointer, key: String, value: Value) {
        self.origins.record(pointer, file, pointer.clone());
        here.insert(key, value);
    }

    fn path_item(&mut self, here: &mut Value, file: FileId, pointer: &Pointer, there: Value) {
        match (here, there) {
            (Value::Object(here), Value::Object(there)) => {
                self.each(here, file, pointer, there, |merge, here, file, pointer, there| {
                    let key = pointer.steps().last().unwrap_or_default().into_owned();
                    if VERBS.contains(&key.as_str()) {
                        let path = pointer.steps().nth(1).unwrap_or_default().into_owned();
                        let operation = format!("`{} {path}`", key.to_uppercase());
                        merge.conflict(
                            file,
                            pointer,
                            format!("{operation} is declared in two fragments"),
                            "the first one",
                        );
                    } else {
                        merge.same(here, file, pointer, there);
                    }
                });
            }
            (here, there) => self.same(here, file, pointer, there),
        }
    }

    /// Two of the same are one; two that differ are a conflict.
    #[expect(clippy::needless_pass_by_value, reason = "one of the functions that `each` takes")]
    fn same(&mut self, here: &mut Value, file: FileId, pointer: &Pointer, there: Value) {
        if *here != there {
            self.conflict(file, pointer, format!("`{pointer}` differs between two fragments"), "the first one");
        }
    }

    fn version(&mut self, here: &Value, file: FileId, there: &Value) {
        let minor = |value: &Value| match value {
            Value::String(text) => text.split('.').take(2).map(str::to_owned).collect::<Vec<_>>(),
            other => vec![other.to_string()],
        };
        if minor(here) != minor(there) {
            let message = "fragments of one document are of different OpenAPI versions";
            self.conflict(file, &Pointer::root().key("openapi"), message.to_owned(), "the first version");
        }
    }

    /// Tags go by name; one that says more than its name wins over one that does not.
    fn tags(&mut self, here: &mut Vec<Value>, file: FileId, pointer: &Pointer, there: Vec<Value>) {
        for (index, tag) in there.into_iter().enumerate() {
            let name = tag.get("name");
            let own = here.iter().position(|own| own.get("name") == name);
            let says_more = |tag: &Value| tag.as_object().is_some_and(|tag| tag.len() > 1);
            match own {
                None => {
                    self.origins.record(&pointer.index(here.len()), file, pointer.index(index));
                    here.push(tag);
                }
                Some(own) if here[own] == tag || !says_more(&tag) => {}
                Some(own) if !says_more(&here[own]) => {
                    self.origins.record(&pointer.index(own), file, pointer.index(index));
                    here[own] = tag;
                }
                Some(own) => {
                    let name = name.and_then(Value::as_str).unwrap_or_default();
                    let message = format!("the tag `{name}` differs between two fragments");
                    let (first_file, first) = self.origins.of(&pointer.index(own));
                    let diagnostic = error_at(self.sources, file, &pointer.index(index), message);
                    let first = point(self.sources, first_file, &first);
                    self.diagnostics.push(diagnostic.related(first, "the first one"));
                }
            }
        }
    }

    fn conflict(&mut self, file: FileId, pointer: &Pointer, message: String, first: &str) {
        let (first_file, first_pointer) = self.origins.of(pointer);
        let diagnostic = error_at(self.sources, file, pointer, message);
        self.diagnostics.push(diagnostic.related(point(self.sources, first_file, &first_pointer), first));
    }
}
