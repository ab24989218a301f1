//! Which file each part of the merged document came from.

use std::collections::HashMap;

use crate::source::{FileId, Pointer};

/// For each subtree that was moved, where it came from. What is not listed came with the node that holds it.
#[derive(Debug)]
pub(super) struct Origins {
    root: (FileId, Pointer),
    moved: HashMap<String, (FileId, Pointer)>,
}

impl Origins {
    /// Everything comes from this file.
    pub(super) fn new(root: FileId) -> Self {
        Self { root: (root, Pointer::root()), moved: HashMap::new() }
    }

    /// The node `to` of the merged document, and all below it, came from `pointer` of `file`.
    pub(super) fn record(&mut self, to: &Pointer, file: FileId, pointer: Pointer) {
        self.moved.insert(to.as_str().to_owned(), (file, pointer));
    }

    /// Where a node came from.
    pub(super) fn of(&self, pointer: &Pointer) -> (FileId, Pointer) {
        let text = pointer.as_str();
        let mut end = text.len();
        while !self.moved.is_empty() && end > 0 {
            if let Some((file, origin)) = self.moved.get(&text[..end]) {
                return (*file, origin.below(&text[end..]));
            }
            end = text[..end].rfind('/').unwrap_or_default();
        }
        (self.root.0, self.root.1.below(text))
    }
}
