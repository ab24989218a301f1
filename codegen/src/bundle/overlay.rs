//! `OpenAPI` Overlay 1.0: actions that change the merged document, each at the nodes that a `JSONPath` selects.

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use super::origins::Origins;
use super::{Tree, error_at, point};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{FileId, Pointer, Sources};

/// Applies the actions of one overlay, in their order.
pub(super) fn apply(
    sources: &Sources,
    overlay: &Tree,
    root: &mut Value,
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) {
    let mut error = |pointer: &Pointer, message: &str| {
        diagnostics.push(error_at(sources, overlay.file, pointer, message));
    };
    if overlay.value.get("overlay").is_none() {
        return error(&Pointer::root(), "this is not an overlay: it has no `overlay` key");
    }
    let all = Pointer::root().key("actions");
    let Some(Value::Array(actions)) = overlay.value.get("actions") else {
        return error(&all, "an overlay has a list of `actions`");
    };
    for (index, action) in actions.iter().enumerate() {
        let at = all.index(index);
        let change = Change { file: overlay.file, at: &at };
        match change.apply(action, root, origins) {
            Ok(0) => diagnostics.push(
                Diagnostic::note(point(sources, overlay.file, &at.key("target")), "the target selects nothing")
                    .help("the action did nothing; look at the names in its path"),
            ),
            Ok(_) => {}
            Err(Fault { key, message, help }) => {
                let pointer = key.map_or_else(|| at.clone(), |key| at.key(key));
                let diagnostic = error_at(sources, overlay.file, &pointer, message);
                diagnostics.push(Diagnostic { help, ..diagnostic });
            }
        }
    }
}

/// What is wrong with an action, or with one of its keys.
struct Fault {
    key: Option<&'static str>,
    message: String,
    help: Option<String>,
}

impl Fault {
    fn new(message: &str) -> Self {
        Self { key: None, message: message.to_owned(), help: None }
    }
}

/// One action.
struct Change<'o> {
    file: FileId,
    at: &'o Pointer,
}

impl Change<'_> {
    /// Applies it, and tells how many nodes it changed.
    fn apply(&self, action: &Value, root: &mut Value, origins: &mut Origins) -> Result<usize, Fault> {
        let target = action.get("target").and_then(Value::as_str);
        let target = target.ok_or_else(|| Fault::new("an action has a `target`"))?;
        let path = JsonPath::parse(target).map_err(|error| Fault {
            key: Some("target"),
            message: format!("`{target}` is not a JSONPath: {}", error.message()),
            help: Some(
                "a name with other characters than letters, digits and `_` is written `['like-this']`".to_owned(),
            ),
        })?;
        let mut nodes: Vec<Pointer> = path
            .query_located(root)
            .locations()
            .map(|location| Pointer::root().below(&location.to_json_pointer()))
            .collect();
        if action.get("remove").and_then(Value::as_bool) == Some(true) {
            // From the back, so that the indices of those still to be removed hold.
            nodes.reverse();
            for node in &nodes {
                remove(root, node, origins);
            }
        } else if let Some(update) = action.get("update") {
            for node in &nodes {
                if let Some(target) = root.pointer_mut(node.as_str()) {
                    self.merge(target, node, update, &self.at.key("update"), origins);
                }
            }
        } else {
            return Err(Fault::new("an action has an `update`, or `remove: true`"));
        }
        Ok(nodes.len())
    }

    /// Objects are merged, lists are appended to, the rest is replaced.
    fn merge(&self, target: &mut Value, to: &Pointer, update: &Value, from: &Pointer, origins: &mut Origins) {
        match (target, update) {
            (Value::Object(target), Value::Object(update)) => {
                for (key, value) in update {
                    let (to, from) = (to.key(key), from.key(key));
                    if let Some(own) = target.get_mut(key) {
                        self.merge(own, &to, value, &from, origins);
                    } else {
                        origins.record(&to, self.file, from);
                        target.insert(key.clone(), value.clone());
                    }
                }
            }
            (Value::Array(target), Value::Array(update)) => {
                for (index, value) in update.iter().enumerate() {
                    origins.record(&to.index(target.len()), self.file, from.index(index));
                    target.push(value.clone());
                }
            }
            (Value::Array(target), update) => {
                origins.record(&to.index(target.len()), self.file, from.clone());
                target.push(update.clone());
            }
            (target, update) => {
                origins.record(to, self.file, from.clone());
                target.clone_from(update);
            }
        }
    }
}

fn remove(root: &mut Value, node: &Pointer, origins: &mut Origins) {
    let Some((holder, _)) = node.as_str().rsplit_once('/') else {
        *root = Value::Object(Map::new());
        return;
    };
    let step = node.steps().last().unwrap_or_default().into_owned();
    match root.pointer_mut(holder) {
        Some(Value::Object(object)) => {
            object.shift_remove(&step);
        }
        Some(Value::Array(items)) => {
            let Some(index) = step.parse::<usize>().ok().filter(|&index| index < items.len()) else { return };
            items.remove(index);
            let holder = Pointer::root().below(holder);
            // The items behind it moved up; what is known about them moves along.
            for index in index..items.len() {
                let (file, pointer) = origins.of(&holder.index(index + 1));
                origins.record(&holder.index(index), file, pointer);
            }
        }
        _ => {}
    }
}
