//! Request bodies: how a method takes one, and how it is encoded.

use std::borrow::Cow;

use proc_macro2::TokenStream;

use super::code::{Code, Link, literal, tokens};
use super::scope::{Scope, Std};
use super::{form, type_ref};
use crate::ir::{Body, BodyKind, Content, ContentKind, TypeRef};

/// `body: &CaptionUpload`
pub(super) fn declaration(body: &Body, scope: &Scope<'_>) -> String {
    let borrowed = |ty: &str| ["&", ty].concat();
    let ty = match &body.kind {
        BodyKind::Several(id) => borrowed(&scope.ty(*id)),
        BodyKind::One(content) => match &content.kind {
            ContentKind::Json(ty) | ContentKind::Form { ty, .. } => type_ref::borrowed(ty, scope).into_owned(),
            ContentKind::Multipart(multipart) => borrowed(&scope.ty(multipart.ty)),
            ContentKind::Text => "&str".to_owned(),
            ContentKind::Lines(_) | ContentKind::Bytes => {
                ["impl ", scope.std_text(Std::Into), "<", &payload_text(content, scope), ">"].concat()
            }
        },
    };
    ["body: ", &ty].concat()
}

/// The type of an optional body, which its parameter struct owns.
pub(super) fn owned<'a>(body: &Body, scope: &Scope<'a>) -> Cow<'a, str> {
    match &body.kind {
        BodyKind::Several(id) => scope.ty(*id),
        BodyKind::One(content) => payload_text(content, scope),
    }
}

/// The type of what a body of one media type holds.
pub(super) fn payload(content: &Content, scope: &Scope<'_>) -> TokenStream {
    tokens(&payload_text(content, scope))
}

/// The same as text.
fn payload_text<'a>(content: &Content, scope: &Scope<'a>) -> Cow<'a, str> {
    match &content.kind {
        ContentKind::Json(ty) | ContentKind::Form { ty, .. } => type_ref::text(ty, scope),
        ContentKind::Lines(item) => {
            Cow::Owned([&scope.runtime_text("UploadLines"), "<", &type_ref::text(item, scope), ">"].concat())
        }
        ContentKind::Multipart(multipart) => scope.ty(multipart.ty),
        ContentKind::Text => Cow::Borrowed(scope.std_text(Std::String)),
        ContentKind::Bytes => scope.runtime_text("Upload"),
    }
}

/// `.json(body)`
pub(super) fn send(body: &Body, scope: &Scope<'_>) -> Link {
    let content = match &body.kind {
        BodyKind::Several(_) => return Link::new("body", ["body".to_owned()]),
        BodyKind::One(content) => content,
    };
    let media_type = literal(&content.media_type);
    match &content.kind {
        ContentKind::Json(ty) if content.media_type == JSON => Link::new("json", [argument(ty).to_owned()]),
        ContentKind::Json(ty) => Link::new("json_as", [media_type, argument(ty).to_owned()]),
        ContentKind::Lines(_) => Link::new("json_lines", [media_type, "&body.into()".to_owned()]),
        ContentKind::Form { ty, encoding } => {
            Link::new("form", [argument(ty).to_owned(), form::styles(encoding, scope)])
        }
        ContentKind::Multipart(_) => Link::new("multipart", ["body".to_owned()]),
        ContentKind::Text => Link::new("text", [media_type, "body".to_owned()]),
        ContentKind::Bytes => Link::new("upload", [media_type, "body.into()".to_owned()]),
    }
}

const JSON: &str = "application/json";

/// A body as an argument: borrowed once more where what the method took is no thin reference.
fn argument(ty: &TypeRef) -> &'static str {
    match ty {
        TypeRef::Boxed(inner) => argument(inner),
        TypeRef::Bool
        | TypeRef::I32
        | TypeRef::I64
        | TypeRef::U32
        | TypeRef::U64
        | TypeRef::F64
        | TypeRef::String
        | TypeRef::List(_) => "&body",
        TypeRef::Format(_) | TypeRef::Json | TypeRef::Named(_) | TypeRef::Map(_) | TypeRef::Nullable(_) => "body",
    }
}

/// `fn body(&self) -> Option<Result<Body, RequestError>>` of a parameter struct.
pub(super) fn optional(code: &mut Code, body: &Body, scope: &Scope<'_>) {
    let (option, result) = (scope.std_text(Std::Option), scope.std_text(Std::Result));
    let (encoded, error) = (scope.runtime_text("Body"), scope.runtime_text("RequestError"));
    let encode = match &body.kind {
        BodyKind::Several(_) => [&scope.runtime_text("RequestBody"), "::encode"].concat(),
        BodyKind::One(content) => ["|body| ", &encode_text(content, scope)].concat(),
    };
    code.line(4, &["fn body(&self) -> ", option, "<", result, "<", &encoded, ", ", &error, ">> {"]);
    code.chain(8, "self.body", &[Link::new("as_ref", []), Link::new("map", [encode])]);
    code.line(4, &["}"]);
}

/// `Body::json("application/json", body)`, of a `body` that is borrowed.
pub(super) fn encode(content: &Content, scope: &Scope<'_>) -> TokenStream {
    tokens(&encode_text(content, scope))
}

/// The same as text.
fn encode_text(content: &Content, scope: &Scope<'_>) -> String {
    let body = scope.runtime_text("Body");
    let media_type = literal(&content.media_type);
    let (function, arguments) = match &content.kind {
        ContentKind::Json(_) => ("json", [&media_type, ", body"].concat()),
        ContentKind::Lines(_) => ("json_lines", [&media_type, ", body"].concat()),
        ContentKind::Form { encoding, .. } => ("form", ["body, ", &form::styles(encoding, scope)].concat()),
        ContentKind::Multipart(_) => ("multipart", "body".to_owned()),
        ContentKind::Text => ("text", [&media_type, ", body"].concat()),
        ContentKind::Bytes => ("upload", [&media_type, ", body.clone()"].concat()),
    };
    [&body, "::", function, "(", &arguments, ")"].concat()
}
