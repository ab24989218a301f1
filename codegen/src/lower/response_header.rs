//! The headers of answers.

use super::Lower;
use crate::document::{Operation, Parameter};
use crate::ir::{ResponseHeader, TypeRef};

impl Lower<'_> {
    /// The headers of all answers of an operation, each once, the first declaration of several.
    pub(super) fn response_headers(&mut self, operation: &Operation) -> Vec<ResponseHeader> {
        let mut headers: Vec<ResponseHeader> = Vec::new();
        for declared in operation.responses.iter().flat_map(|response| &response.headers) {
            if !headers.iter().any(|before| before.wire.eq_ignore_ascii_case(&declared.name)) {
                headers.push(self.response_header(declared));
            }
        }
        headers
    }

    fn response_header(&mut self, header: &Parameter) -> ResponseHeader {
        let described = header.description.clone();
        let (ty, own) = match header.schema {
            Some(schema) => (self.header_type(schema), self.docs_of(schema)),
            None => (TypeRef::String, crate::ir::Docs::default()),
        };
        let docs = match &described {
            Some(described) => super::docs::of_texts([Some(described.as_str())]),
            None => own,
        };
        ResponseHeader { wire: header.name.clone(), ty, docs }
    }

    /// A scalar as what it is; anything else as text.
    fn header_type(&mut self, schema: crate::schema::SchemaId) -> TypeRef {
        let (inner, _) = self.look_through(schema);
        let view = self.view(inner);
        let mut types = view.types.iter();
        match (types.next(), types.next()) {
            (Some(ty), None) if view.unions.is_empty() => match super::scalar::lower(ty, &view) {
                TypeRef::Json | TypeRef::Format(_) => TypeRef::String,
                scalar => scalar,
            },
            _ => TypeRef::String,
        }
    }
}
