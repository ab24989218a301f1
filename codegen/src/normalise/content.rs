//! `content`: media types with their schemas and encodings.

use indexmap::IndexMap;
use serde_json::Value;

use super::Normaliser;
use super::fields::Field;
use super::node::Node;
use super::parameter::query_style;
use crate::document::{Encoding, MediaType};

const ENCODING: [Field; 3] = [Field::Text("contentType"), Field::Text("style"), Field::Flag("allowReserved")];

/// What a media type object can hold.
const KNOWN: [&str; 6] = ["schema", "itemSchema", "example", "examples", "encoding", "itemEncoding"];

impl<'b> Normaliser<'b> {
    /// The media types of a body, a response or a parameter, in document order, their names as they are written.
    pub(super) fn content(&mut self, holder: &Node<'b>) -> IndexMap<String, MediaType> {
        let mut content = IndexMap::new();
        for (name, node) in self.members(holder, "content") {
            let is_extension = name.starts_with("x-") && !name.contains('/');
            if name == "$ref" {
                self.content_reference(holder, &node, &mut content);
            } else if is_extension {
                // It says nothing about the body.
            } else if let Some(media_type) = self.media_type(node) {
                content.entry(name.to_owned()).or_insert(media_type);
            }
        }
        content
    }

    /// A `$ref` among the media types: no rule allows it, but where it leads to media types its meaning is clear.
    fn content_reference(&mut self, holder: &Node<'b>, node: &Node<'b>, content: &mut IndexMap<String, MediaType>) {
        let Some(at) = holder.field("content").map(|content| content.at) else { return };
        let left_out = "this reference among the media types is left out";
        let Some(target) =
            self.follow(&Node { at, value: holder.value.get("content").unwrap_or(&Value::Null) }, left_out)
        else {
            return;
        };
        let members = target.members().into_iter().flatten().filter(|(name, _)| name.contains('/'));
        let mut count = 0;
        for (name, member) in members {
            if let Some(media_type) = self.media_type(member) {
                content.entry(name.to_owned()).or_insert(media_type);
                count += 1;
            }
        }
        if count == 0 {
            self.degrade(&node.at, format!("a `$ref` stands among the media types and leads to none; {left_out}"));
        } else {
            self.mend(&node.at, "a `$ref` stands among the media types; those that it leads to are taken");
        }
    }

    fn media_type(&mut self, node: Node<'b>) -> Option<MediaType> {
        if node.value.is_null() {
            return Some(MediaType { at: node.at, schema: None, item_schema: None, encoding: IndexMap::new() });
        }
        let direct = node.clone();
        let node = self.follow(&node, "the media type is left out")?;
        let has_known = KNOWN.iter().any(|key| node.value.get(key).is_some());
        let is_schema = !has_known
            && ["type", "properties", "allOf", "oneOf", "anyOf"].iter().any(|key| node.value.get(key).is_some());
        if is_schema {
            self.mend(
                &direct.at,
                "a schema stands where a media type object is expected; it is taken for its `schema`",
            );
            let schema = Some(self.schema(direct.clone()));
            return Some(MediaType { at: direct.at, schema, item_schema: None, encoding: IndexMap::new() });
        }
        let schema = node.field("schema").map(|schema| self.schema(schema));
        let item_schema = node.field("itemSchema").map(|schema| self.schema(schema));
        let encodings = self.members(&node, "encoding");
        let encoding = encodings.into_iter().filter_map(|(name, node)| Some((name.to_owned(), self.encoding(&node)?)));
        let encoding = encoding.collect();
        Some(MediaType { at: node.at, schema, item_schema, encoding })
    }

    fn encoding(&mut self, node: &Node<'b>) -> Option<Encoding> {
        let copy = self.copy(node, &ENCODING);
        let is_said = |key: &str| copy.contains_key(key);
        let said_reserved = is_said("allowReserved");
        let encoding: openapiv3::Encoding = match Self::parse(copy) {
            Ok(encoding) => encoding,
            Err(reason) => {
                self.degrade(&node.at, format!("the encoding of a property is left out: {reason}"));
                return None;
            }
        };
        Some(Encoding {
            content_type: encoding.content_type,
            style: encoding.style.as_ref().map(query_style),
            explode: self.flag(node, "explode").map(Into::into),
            reserved: said_reserved.then(|| encoding.allow_reserved.into()),
            headers: self.headers(node),
        })
    }
}
