//! The heads of the parts of multipart bodies.

use std::fmt::Write;

use reqwest::header::{HeaderName, HeaderValue};

use super::argument::Arg;
use super::failure::RequestError;
use super::part::Part;
use super::style::header_text;

/// What stands before the content of a part.
#[derive(Clone)]
pub(super) struct Head<'a> {
    pub(super) name: &'a str,
    file_name: Option<&'a str>,
    content_type: Option<&'a str>,
    /// Those that the document declares.
    headers: Vec<(&'a str, String)>,
    /// Those that the caller has given to a file.
    own: &'a [(String, String)],
}

impl<'a> Head<'a> {
    /// The head of all parts of one field.
    pub(super) fn of(name: &'a str, content_type: Option<&'a str>, headers: &[Arg<'a>]) -> Result<Self, RequestError> {
        let mut texts = Vec::new();
        for header in headers {
            texts.extend(header_text(header.name, header.value, header.style)?.map(|text| (header.name, text)));
        }
        Ok(Self { name, file_name: None, content_type, headers: texts, own: &[] })
    }

    /// The head of one of them that is a file.
    pub(super) fn of_file(&self, file: &'a Part) -> Self {
        let mut head = match file.file_name {
            Some(_) => self.or_type("application/octet-stream"),
            None => self.clone(),
        };
        head.file_name = file.file_name.as_deref();
        head.content_type = file.content_type.as_deref().or(head.content_type);
        head.own = &file.headers;
        head.headers.retain(|(name, _)| !file.headers.iter().any(|(own, _)| own.eq_ignore_ascii_case(name)));
        head
    }

    /// The same, of this type if nobody says another one.
    pub(super) fn or_type(&self, content_type: &'a str) -> Self {
        Self { content_type: self.content_type.or(Some(content_type)), ..self.clone() }
    }

    /// The head as it is sent.
    pub(super) fn write(&self) -> Result<String, RequestError> {
        let mut out = format!("Content-Disposition: form-data; name=\"{}\"", escape(self.name));
        if let Some(file_name) = self.file_name {
            // Writing to a string cannot fail, here as below.
            let _ = write!(out, "; filename=\"{}\"", escape(file_name));
        }
        out.push_str("\r\n");
        if let Some(content_type) = self.content_type {
            if HeaderValue::from_str(content_type).is_err() {
                return Err(RequestError::argument(
                    self.name,
                    "has a content type with characters that a header cannot hold",
                ));
            }
            let _ = write!(out, "Content-Type: {content_type}\r\n");
        }
        let headers = self.headers.iter().map(|(name, value)| (*name, value));
        for (name, value) in headers.chain(self.own.iter().map(|(name, value)| (name.as_str(), value))) {
            self.check(name, value)?;
            let _ = write!(out, "{name}: {value}\r\n");
        }
        out.push_str("\r\n");
        Ok(out)
    }

    /// Headers cannot break out of their line, and the two above stand there already.
    fn check(&self, name: &str, value: &str) -> Result<(), RequestError> {
        let is_above = ["content-disposition", "content-type"].iter().any(|above| name.eq_ignore_ascii_case(above));
        if is_above {
            return Err(RequestError::argument(self.name, "has a header that the client writes itself"));
        }
        if HeaderName::from_bytes(name.as_bytes()).is_err() || HeaderValue::from_str(value).is_err() {
            return Err(RequestError::argument(self.name, "has a header with characters that a header cannot hold"));
        }
        Ok(())
    }
}

/// As HTML's form submission does it, for all control characters.
fn escape(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            '"' => out.push_str("%22"),
            '\0'..='\x1f' | '\x7f' => {
                let _ = write!(out, "%{:02X}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out
}
