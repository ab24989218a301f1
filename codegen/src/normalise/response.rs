//! `responses`.

use indexmap::IndexMap;

use super::Normaliser;
use super::fields::Field;
use super::node::Node;
use crate::document::{MediaType, Response, Status};

impl<'b> Normaliser<'b> {
    /// The responses of an operation, in document order, each status once.
    pub(super) fn responses(&mut self, operation: &Node<'b>) -> Vec<Response> {
        let mut responses: Vec<Response> = Vec::new();
        for (key, node) in self.members(operation, "responses") {
            let Some(status) = self.status(key, &node) else { continue };
            if responses.iter().any(|other| other.status == status) {
                self.mend(&node.at, format!("`{key}` says again what another response says; the first one counts"));
                continue;
            }
            responses.push(self.response(status, &node));
        }
        responses
    }

    fn status(&mut self, key: &str, node: &Node<'b>) -> Option<Status> {
        let (status, is_plain) = status(key)?;
        let status = status.or_else(|| {
            self.degrade(&node.at, format!("`{key}` is no status; the response is left out"));
            None
        })?;
        if !is_plain {
            self.mend(
                &node.at,
                "a status is three digits, `4XX` or `default`; other spellings of these are read as them",
            );
        }
        Some(status)
    }

    /// A response that cannot be read is anything, so that its bytes reach the caller.
    fn response(&mut self, status: Status, node: &Node<'b>) -> Response {
        let own_description = node.reference().and_then(|_| self.text(node, "description"));
        let at = node.at.clone();
        let Some(node) = self.follow(node, "the response is any bytes") else {
            let any = MediaType { at: at.clone(), schema: None, item_schema: None, encoding: IndexMap::new() };
            let content = IndexMap::from([("*/*".to_owned(), any)]);
            return Response { at, status, description: String::new(), headers: Vec::new(), content };
        };
        let mut copy = self.copy(&node, &[Field::Text("description")]);
        if !copy.contains_key("description") {
            self.mend(&node.at, "a response has no `description`; it is taken to be empty");
            copy.insert("description".to_owned(), String::new().into());
        }
        let response: openapiv3::Response = Self::parse(copy).unwrap_or_default();
        let description = own_description.unwrap_or(response.description);
        let headers = self.headers(&node);
        let mut content = self.content(&node);
        if let Some(schema) = node.field("schema").filter(|_| content.is_empty()) {
            self.mend(
                &schema.at,
                "a response has a `schema` and no `content`; it is taken for that of `application/json`",
            );
            let schema = Some(self.schema(schema));
            let json = MediaType { at: node.at.clone(), schema, item_schema: None, encoding: IndexMap::new() };
            content.insert("application/json".to_owned(), json);
        }
        Response { status, description, headers, content, at: node.at }
    }
}

/// What a key of `responses` means, and whether it is written as the specification wants it. `None` for an extension.
fn status(key: &str) -> Option<(Option<Status>, bool)> {
    let word = key.trim();
    let is_default = word.eq_ignore_ascii_case("default");
    let status = match word.as_bytes() {
        _ if is_default => Some(Status::Default),
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] => word.parse().ok().map(Status::Code),
        [first @ b'1'..=b'5', second, third] if is_any(*second) && is_any(*third) => Some(Status::Range(first - b'0')),
        [first @ b'1'..=b'5', b'0', third] if is_any(*third) => Some(Status::Range(first - b'0')),
        _ if word.starts_with("x-") => return None,
        _ => None,
    };
    let is_plain = match status {
        Some(Status::Range(_)) => word.ends_with("XX"),
        Some(Status::Default) => word == "default",
        _ => true,
    };
    Some((status, is_plain && word == key))
}

fn is_any(digit: u8) -> bool {
    matches!(digit, b'x' | b'X' | b'*' | b'?')
}

#[cfg(test)]
mod tests {
    use super::status;
    use crate::document::Status::{Code, Default, Range};

    #[test]
    fn spellings() {
        assert_eq!(status("200"), Some((Some(Code(200)), true)));
        assert_eq!(status("200 "), Some((Some(Code(200)), false)));
        assert_eq!(status("4XX"), Some((Some(Range(4)), true)));
        for odd in ["4xx", "40X", "4**"] {
            assert_eq!(status(odd), Some((Some(Range(4)), false)), "{odd}");
        }
        assert_eq!(status("default"), Some((Some(Default), true)));
        assert_eq!(status("Default"), Some((Some(Default), false)));
        for wrong in ["2000", "OK", "0XX", "", "2é"] {
            assert_eq!(status(wrong).map(|(status, _)| status), Some(None), "{wrong}");
        }
    }
}
