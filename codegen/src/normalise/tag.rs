//! `tags`.

use openapiv3::Tag;
use serde::Deserialize;

use super::Normaliser;
use super::fields::Field;
use super::node::Node;

impl<'b> Normaliser<'b> {
    /// The tags that can be read, each name once.
    pub(super) fn tags(&mut self, root: &Node<'b>) -> Vec<Tag> {
        let mut tags: Vec<Tag> = Vec::new();
        for node in self.items(root, "tags") {
            let tag = Tag::deserialize(node.value).ok().or_else(|| {
                let copy = self.copy(&node, &[Field::Text("name"), Field::Text("description")]);
                Self::parse(copy).ok()
            });
            match tag {
                None => self.mend(&node.at, "a tag has a name; what has none is left out"),
                Some(tag) if tags.iter().any(|other| other.name == tag.name) => {
                    self.mend(&node.at, "a tag is declared twice; the first one counts");
                }
                Some(tag) => tags.push(tag),
            }
        }
        tags
    }
}
