//! Where a validator finds a document's schemas.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use legenda::bundle::Bundle;
use legenda::source::{At, DocId, Pointer};
use serde_json::Value;

use super::raise::{Dialect, has_null_beside};

/// The documents with schemas, and what stands elsewhere there once it is raised.
pub(super) struct Places {
    documents: BTreeSet<DocId>,
    /// Schemas that allow null beside what they say: what they say has moved inwards.
    moved: BTreeSet<At>,
}

impl Places {
    pub(super) fn of(bundle: &Bundle, schemas: &BTreeSet<At>, dialect: Dialect) -> Self {
        let has_moved =
            |at: &&At| bundle.get(at).and_then(Value::as_object).is_some_and(|schema| has_null_beside(schema, dialect));
        Self {
            documents: schemas.iter().map(|at| at.doc).collect(),
            moved: schemas.iter().filter(has_moved).cloned().collect(),
        }
    }

    pub(super) fn documents(&self) -> &BTreeSet<DocId> {
        &self.documents
    }

    /// The address of a document as a validator knows it.
    pub(super) fn document(&self, doc: DocId) -> String {
        let number = self.documents.iter().position(|other| *other == doc).unwrap_or_default();
        format!("urn:legenda:{number}")
    }

    /// The address of a node.
    pub(super) fn address(&self, at: &At) -> String {
        let mut address = self.document(at.doc);
        address.push('#');
        let mut outer = String::new();
        for token in at.pointer.as_str().split('/').skip(1) {
            if self.moved.contains(&At { doc: at.doc, pointer: Pointer::from_text(&outer) }) {
                address.push_str("/anyOf/1");
            }
            let _ = write!(outer, "/{token}");
            address.push('/');
            escape(token, &mut address);
        }
        address
    }
}

fn escape(token: &str, address: &mut String) {
    for byte in token.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            address.push(char::from(byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_becomes_a_fragment() {
        let at = At::root(Pointer::root().key("paths").key("/a b/{id}"));
        let places = Places { documents: BTreeSet::from([DocId::ROOT]), moved: BTreeSet::new() };
        assert_eq!(places.address(&at), "urn:legenda:0#/paths/~1a%20b~1%7Bid%7D");
    }

    #[test]
    fn what_a_schema_says_beside_null_stands_further_inside() {
        let outer = At::root(Pointer::from_text("/schemas/A"));
        let inner = outer.key("allOf").index(0);
        let places =
            Places { documents: BTreeSet::from([DocId::ROOT]), moved: BTreeSet::from([outer.clone(), inner.clone()]) };
        assert_eq!(places.address(&outer), "urn:legenda:0#/schemas/A");
        assert_eq!(places.address(&inner), "urn:legenda:0#/schemas/A/anyOf/1/allOf/0");
        assert_eq!(places.address(&inner.key("items")), "urn:legenda:0#/schemas/A/anyOf/1/allOf/0/anyOf/1/items");
    }
}
