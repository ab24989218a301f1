//! All files of a document as one: fragments merged, references followed across files, each node's origin kept.
