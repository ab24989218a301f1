//! Bodies of the type `multipart/form-data`.

use std::sync::Arc;

use bytes::Bytes;

use super::argument::Arg;
use super::body::{Body, Framing};
use super::call::Call;
use super::failure::RequestError;
use super::flat::scalar;
use super::model::{Argument, Ref};
use super::multipart_head::Head;
use super::multipart_source::{Segments, random_boundary};
use super::part::FileField;
use super::payload::Payload;
use super::style::json;
use super::upload::Upload;

/// A body of several parts.
pub trait MultipartBody {
    /// Lends the parts to `add`.
    fn parts(&self, add: &mut dyn FnMut(&[Field<'_>]));
}

/// One field of a multipart body.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    name: &'a str,
    content: Content<'a>,
    content_type: Option<&'a str>,
    headers: &'a [Arg<'a>],
}

#[derive(Clone, Copy)]
#[allow(dead_code, reason = "no document has all of them")]
enum Content<'a> {
    File(&'a dyn FileField),
    Text(&'a dyn Argument),
    Json(&'a dyn Argument),
}

#[allow(dead_code, reason = "no document has all of them")]
impl<'a> Field<'a> {
    /// A file, or several under one name.
    pub(crate) const fn file(name: &'a str, file: &'a dyn FileField) -> Self {
        Self { name, content: Content::File(file), content_type: None, headers: &[] }
    }

    /// A scalar as text; a list as one part for each item.
    pub(crate) const fn text(name: &'a str, value: &'a dyn Argument) -> Self {
        Self { name, content: Content::Text(value), content_type: None, headers: &[] }
    }

    /// One JSON text.
    pub(crate) const fn json(name: &'a str, value: &'a dyn Argument) -> Self {
        Self { name, content: Content::Json(value), content_type: None, headers: &[] }
    }

    /// The content type that the document gives it; a list of them stands for the first one.
    pub(crate) const fn content_type(self, content_type: &'a str) -> Self {
        Self { content_type: Some(content_type), ..self }
    }

    /// The headers of the part, or of each of them.
    pub(crate) const fn headers(self, headers: &'a [Arg<'a>]) -> Self {
        Self { headers, ..self }
    }
}

impl Body {
    /// A multipart body.
    pub(crate) fn multipart(body: &dyn MultipartBody) -> Result<Self, RequestError> {
        let mut form = Form::default();
        let mut result = Ok(());
        body.parts(&mut |fields| {
            for field in fields {
                if result.is_ok() {
                    result = form.add(field);
                }
            }
        });
        result?;
        form.finish()
    }
}

#[allow(dead_code, reason = "a document may have multipart bodies only beside others")]
impl Call {
    /// A multipart body.
    pub(crate) fn multipart(self, body: &dyn MultipartBody) -> Self {
        self.with_body(Body::multipart(body))
    }
}

/// Parts whose boundary is not chosen yet: head and content.
#[derive(Default)]
struct Form {
    parts: Vec<(String, Upload)>,
}

impl Form {
    fn add(&mut self, field: &Field<'_>) -> Result<(), RequestError> {
        let head = Head::of(field.name, field.content_type.and_then(concrete), field.headers)?;
        match field.content {
            Content::File(file) => {
                file.parts().iter().try_for_each(|part| self.push(&head.of_file(part), part.content.clone()))
            }
            Content::Json(value) => match json(field.name, value.get_ref())? {
                Some(text) => self.push(&head.or_type("application/json"), text.into()),
                None => Ok(()),
            },
            Content::Text(value) => self.add_text(&head, value.get_ref()),
        }
    }

    fn add_text(&mut self, head: &Head<'_>, value: Ref<'_>) -> Result<(), RequestError> {
        let mut result = Ok(());
        match value.resolve() {
            Ref::Strs(items) => items.iter().try_for_each(|item| self.push(head, item.clone().into()))?,
            Ref::List(items) => items.each_ref(&mut |item| {
                if result.is_ok() {
                    result = self.add_text(head, item);
                }
            }),
            Ref::Object(_) | Ref::Map(_) => {
                let text = json(head.name, value)?.unwrap_or_default();
                self.push(&head.or_type("application/json"), text.into())?;
            }
            plain => {
                if let Some(text) = scalar(head.name, plain)? {
                    self.push(head, text.into())?;
                }
            }
        }
        result
    }

    fn push(&mut self, head: &Head<'_>, content: Upload) -> Result<(), RequestError> {
        self.parts.push((head.write()?, content));
        Ok(())
    }

    fn finish(self) -> Result<Body, RequestError> {
        let plain: Option<Vec<(&str, &Bytes)>> =
            self.parts.iter().map(|(head, content)| Some((head.as_str(), content.as_plain()?))).collect();
        let (boundary, payload) = if let Some(parts) = plain {
            let boundary = free_boundary(&parts);
            let payload = Payload::Bytes(join(&boundary, &parts).into());
            (boundary, payload)
        } else {
            let boundary = random_boundary();
            let payload = Payload::Source(Arc::new(self.segments(&boundary)));
            (boundary, payload)
        };
        let body = Body::new(&format!("multipart/form-data; boundary={boundary}"), payload)?;
        Ok(Body { framing: Framing::Bound, ..body })
    }

    /// Parts that are read while they are sent.
    fn segments(self, boundary: &str) -> Segments {
        let mut segments = Segments::default();
        for (head, content) in self.parts {
            segments.text(&format!("--{boundary}\r\n{head}"));
            segments.content(content);
            segments.text("\r\n");
        }
        segments.text(&format!("--{boundary}--\r\n"));
        segments
    }
}

/// Parts in memory.
fn join(boundary: &str, parts: &[(&str, &Bytes)]) -> Vec<u8> {
    let frame = boundary.len() + 6;
    let size = parts.iter().map(|(head, content)| head.len() + content.len() + frame).sum::<usize>() + frame;
    let mut out = Vec::with_capacity(size);
    for (head, content) in parts {
        out.extend_from_slice(format!("--{boundary}\r\n{head}").as_bytes());
        out.extend_from_slice(content);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    out
}

/// What usually stands between parts.
const BOUNDARY: &str = "form-boundary-00000000";

/// The usual boundary, so that a request can be compared with another; one that nobody can have foreseen, where a part contains
/// the usual one.
fn free_boundary(parts: &[(&str, &Bytes)]) -> String {
    let has = |(head, content): &(&str, &Bytes)| head.contains(BOUNDARY) || contains(content, BOUNDARY.as_bytes());
    if parts.iter().any(has) { random_boundary() } else { BOUNDARY.to_owned() }
}

/// Looks at every byte of few contents, by Horspool's algorithm: a byte tells how far the needle can be moved on.
fn contains(content: &[u8], needle: &[u8]) -> bool {
    let last = needle.len() - 1;
    let mut steps = [needle.len(); 256];
    for (place, byte) in needle[..last].iter().enumerate() {
        steps[usize::from(*byte)] = last - place;
    }
    let mut at = 0;
    while let Some(window) = content.get(at..at + needle.len()) {
        if window == needle {
            return true;
        }
        at += steps[usize::from(window[last])];
    }
    false
}

/// The first media type of a list, unless it is a range.
fn concrete(content_type: &str) -> Option<&str> {
    content_type.split(',').next().map(str::trim).filter(|first| !first.is_empty() && !first.contains('*'))
}
