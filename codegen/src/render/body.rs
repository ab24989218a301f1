//! Request bodies: how a method takes one, and how it is encoded.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{Scope, Std};
use super::{form, type_ref};
use crate::ir::{Body, BodyKind, Content, ContentKind, TypeRef};

/// `body: &CaptionUpload`
pub(super) fn declaration(body: &Body, scope: &Scope<'_>) -> TokenStream {
    let ty = match &body.kind {
        BodyKind::Several(id) => borrowed(&scope.ty(*id)),
        BodyKind::One(content) => match &content.kind {
            ContentKind::Json(ty) | ContentKind::Form { ty, .. } => type_ref::borrowed(ty, scope),
            ContentKind::Multipart(multipart) => borrowed(&scope.ty(multipart.ty)),
            ContentKind::Text => quote!(&str),
            ContentKind::Lines(_) | ContentKind::Bytes => {
                let (into, payload) = (scope.std(Std::Into), payload(content, scope));
                quote!(impl #into<#payload>)
            }
        },
    };
    quote!(body: #ty)
}

fn borrowed(ty: &TokenStream) -> TokenStream {
    quote!(&#ty)
}

/// The type of an optional body, which its parameter struct owns.
pub(super) fn owned(body: &Body, scope: &Scope<'_>) -> TokenStream {
    match &body.kind {
        BodyKind::Several(id) => scope.ty(*id),
        BodyKind::One(content) => payload(content, scope),
    }
}

/// The type of what a body of one media type holds.
pub(super) fn payload(content: &Content, scope: &Scope<'_>) -> TokenStream {
    match &content.kind {
        ContentKind::Json(ty) | ContentKind::Form { ty, .. } => type_ref::owned(ty, scope),
        ContentKind::Lines(item) => {
            let (lines, item) = (scope.runtime("UploadLines"), type_ref::owned(item, scope));
            quote!(#lines<#item>)
        }
        ContentKind::Multipart(multipart) => scope.ty(multipart.ty),
        ContentKind::Text => scope.std(Std::String),
        ContentKind::Bytes => scope.runtime("Upload"),
    }
}

/// `.json(body)`
pub(super) fn send(body: &Body, scope: &Scope<'_>) -> TokenStream {
    let content = match &body.kind {
        BodyKind::Several(_) => return quote!(.body(body)),
        BodyKind::One(content) => content,
    };
    let media_type = &content.media_type;
    match &content.kind {
        ContentKind::Json(ty) => {
            let value = argument(ty);
            if media_type == JSON { quote!(.json(#value)) } else { quote!(.json_as(#media_type, #value)) }
        }
        ContentKind::Lines(_) => quote!(.json_lines(#media_type, &body.into())),
        ContentKind::Form { ty, encoding } => {
            let (value, styles) = (argument(ty), form::styles(encoding, scope));
            quote!(.form(#value, #styles))
        }
        ContentKind::Multipart(_) => quote!(.multipart(body)),
        ContentKind::Text => quote!(.text(#media_type, body)),
        ContentKind::Bytes => quote!(.upload(#media_type, body.into())),
    }
}

const JSON: &str = "application/json";

/// A body as an argument: borrowed once more where what the method took is no thin reference.
fn argument(ty: &TypeRef) -> TokenStream {
    match ty {
        TypeRef::Boxed(inner) => argument(inner),
        TypeRef::Bool
        | TypeRef::I32
        | TypeRef::I64
        | TypeRef::U32
        | TypeRef::U64
        | TypeRef::F64
        | TypeRef::String
        | TypeRef::List(_) => quote!(&body),
        TypeRef::Format(_) | TypeRef::Json | TypeRef::Named(_) | TypeRef::Map(_) | TypeRef::Nullable(_) => quote!(body),
    }
}

/// `fn body(&self) -> Option<Result<Body, RequestError>>` of a parameter struct.
pub(super) fn optional(body: &Body, scope: &Scope<'_>) -> TokenStream {
    let (option, result) = (scope.std(Std::Option), scope.std(Std::Result));
    let (encoded, error) = (scope.runtime("Body"), scope.runtime("RequestError"));
    let encode = match &body.kind {
        BodyKind::Several(_) => {
            let trait_ = scope.runtime("RequestBody");
            quote!(#trait_::encode)
        }
        BodyKind::One(content) => {
            let encode = encode(content, scope);
            quote!(|body| #encode)
        }
    };
    quote! {
        fn body(&self) -> #option<#result<#encoded, #error>> {
            self.body.as_ref().map(#encode)
        }
    }
}

/// `Body::json("application/json", body)`, of a `body` that is borrowed.
pub(super) fn encode(content: &Content, scope: &Scope<'_>) -> TokenStream {
    let body = scope.runtime("Body");
    let media_type = &content.media_type;
    match &content.kind {
        ContentKind::Json(_) => quote!(#body::json(#media_type, body)),
        ContentKind::Lines(_) => quote!(#body::json_lines(#media_type, body)),
        ContentKind::Form { encoding, .. } => {
            let styles = form::styles(encoding, scope);
            quote!(#body::form(body, #styles))
        }
        ContentKind::Multipart(_) => quote!(#body::multipart(body)),
        ContentKind::Text => quote!(#body::text(#media_type, body)),
        ContentKind::Bytes => quote!(#body::upload(#media_type, body.clone())),
    }
}
