//! `requestBody`.

use indexmap::IndexMap;

use super::Normaliser;
use super::fields::Field;
use super::node::Node;
use crate::document::{MediaType, Need, RequestBody};

impl<'b> Normaliser<'b> {
    /// The body of an operation. One that cannot be read is anything, so that the operation can still be called.
    pub(super) fn request_body(&mut self, holder: &Node<'b>) -> Option<RequestBody> {
        let holder_field = holder.field("requestBody")?;
        let own_description = holder_field.reference().and_then(|_| self.text(&holder_field, "description"));
        let at = holder_field.at.clone();
        let Some(node) = self.follow(&holder_field, "the body is any bytes") else {
            let any = MediaType { at: at.clone(), schema: None, item_schema: None, encoding: IndexMap::new() };
            let content = IndexMap::from([("*/*".to_owned(), any)]);
            return Some(RequestBody { at, description: None, need: Need::Optional, content });
        };
        let copy = self.copy(&node, &[Field::Text("description"), Field::Flag("required")]);
        // Both fields are optional and of the right kind by now.
        let body: openapiv3::RequestBody = Self::parse(copy).unwrap_or_default();
        let content = self.content(&node);
        let description = own_description.or(body.description);
        Some(RequestBody { description, need: body.required.into(), content, at: node.at })
    }
}
