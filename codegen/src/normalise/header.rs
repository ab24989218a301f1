//! Header objects: of responses, and of the parts of a multipart body.

use openapiv3::Header;
use serde_json::{Map, Value};

use super::Normaliser;
use super::fields::Field;
use super::node::Node;
use crate::document::{Parameter, ParameterPlace, ParameterStyle, Reserved};

const FIELDS: [Field; 3] = [Field::Text("description"), Field::Flag("required"), Field::Flag("deprecated")];

impl<'b> Normaliser<'b> {
    /// The headers of a response or a part. The specification says to ignore `Content-Type` among them.
    pub(super) fn headers(&mut self, holder: &Node<'b>) -> Vec<Parameter> {
        let members = self.members(holder, "headers");
        let others = members.into_iter().filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
        others.filter_map(|(name, node)| self.header(name, &node)).collect()
    }

    fn header(&mut self, name: &str, node: &Node<'b>) -> Option<Parameter> {
        let node = self.follow(node, "the header is left out")?;
        let mut copy = self.copy(&node, &FIELDS);
        copy.insert("content".to_owned(), Value::Object(Map::new()));
        let header: Header = match Self::parse(copy) {
            Ok(header) => header,
            Err(reason) => {
                self.degrade(&node.at, format!("the header `{name}` is left out: {reason}"));
                return None;
            }
        };
        let explode = self.flag(&node, "explode").unwrap_or_default();
        let (schema, style) = self.parameter_schema(&node);
        Some(Parameter {
            name: name.to_owned(),
            place: ParameterPlace::Header,
            need: header.required.into(),
            description: header.description,
            deprecation: header.deprecated.unwrap_or_default().into(),
            style: style.unwrap_or(ParameterStyle::Simple),
            explode: explode.into(),
            reserved: Reserved::Encoded,
            schema,
            at: node.at,
        })
    }
}
