//! Which parts of the runtime a client needs.

use std::collections::BTreeSet;

use super::index::methods;
use crate::ir::{
    Api, Body, BodyKind, Content, ContentKind, Format, Method, Payload, Presence, Returns, TypeDef, TypeKind, TypeRef,
};
use crate::runtime_files::Part;

/// The optional parts of the runtime that a client needs.
pub(crate) fn parts(api: &Api) -> BTreeSet<Part> {
    let mut usage = Usage(BTreeSet::new());
    api.reached().for_each(|(_, def)| usage.def(def));
    api.resources.iter().flat_map(methods).for_each(|method| usage.method(method));
    if !api.client.credentials.is_empty() {
        usage.add(Part::Credentials);
    }
    if api.client.credentials.iter().any(|credential| credential.provider.is_some()) {
        usage.add(Part::Tokens);
    }
    if api.client.credentials.iter().any(|credential| credential.grant.is_some()) {
        usage.add(Part::OAuth);
    }
    usage.0
}

struct Usage(BTreeSet<Part>);

impl Usage {
    fn add(&mut self, part: Part) {
        self.0.insert(part);
    }

    fn def(&mut self, def: &TypeDef) {
        match &def.kind {
            TypeKind::Struct(body) => {
                if body.listing.is_some() {
                    self.add(Part::Paging);
                }
                for field in &body.fields {
                    self.ty(&field.ty);
                    if field.presence == Presence::OptionalNullable {
                        self.add(Part::Maybe);
                    }
                }
                body.rest.iter().for_each(|rest| self.ty(&rest.ty));
            }
            TypeKind::StringEnum(_) => self.add(Part::Text),
            TypeKind::IntegerEnum(_) => self.add(Part::Integer),
            TypeKind::ValueEnum(_) => self.add(Part::Values),
            TypeKind::Union(union) => {
                self.add(Part::Union);
                union.variants.iter().for_each(|variant| self.ty(&variant.ty));
            }
            TypeKind::Responses(variants) => {
                self.add(Part::Responses);
                for variant in variants {
                    self.payload(&variant.payload);
                }
            }
            TypeKind::Bodies(variants) => variants.iter().for_each(|variant| self.content(&variant.content)),
        }
    }

    fn method(&mut self, method: &Method) {
        let params = method.params.iter();
        method
            .arguments
            .iter()
            .chain(params.clone().flat_map(|params| &params.fields))
            .for_each(|argument| self.ty(&argument.ty));
        method.body.iter().chain(params.filter_map(|params| params.body.as_ref())).for_each(|body| self.body(body));
        if method.waiting.is_some() {
            self.add(Part::Waiting);
        }
        if method.lists() {
            self.add(Part::Paging);
        }
        match &method.returns {
            Returns::Nothing | Returns::Several { .. } => {}
            Returns::Json { ty, .. } => self.ty(ty),
            Returns::Enveloped { ty } => {
                self.add(Part::Envelope);
                self.ty(ty);
            }
            Returns::Page { item, message } => {
                self.add(Part::Envelope);
                self.ty(item);
                self.ty(message);
            }
            Returns::Text { .. } => self.add(Part::TextAnswer),
            Returns::Bytes { .. } => self.add(Part::BytesAnswer),
            Returns::Events { ty } => {
                self.add(Part::Events);
                self.ty(ty);
            }
            Returns::Lines { ty, .. } => {
                self.add(Part::Lines);
                self.ty(ty);
            }
        }
    }

    fn body(&mut self, body: &Body) {
        if let BodyKind::One(content) = &body.kind {
            self.content(content);
        }
    }

    fn content(&mut self, content: &Content) {
        match &content.kind {
            ContentKind::Json(ty) => self.ty(ty),
            ContentKind::Lines(ty) => {
                self.add(Part::LinesBody);
                self.ty(ty);
            }
            ContentKind::Form { ty, .. } => {
                self.add(Part::Form);
                self.ty(ty);
            }
            ContentKind::Multipart(_) => self.add(Part::Multipart),
            ContentKind::Bytes => self.add(Part::Upload),
            ContentKind::Text => {}
        }
    }

    fn payload(&mut self, payload: &Payload) {
        match payload {
            Payload::Json(ty) => self.ty(ty),
            Payload::Nothing | Payload::Text | Payload::Bytes => {}
        }
    }

    fn ty(&mut self, ty: &TypeRef) {
        match ty {
            TypeRef::Format(format) => self.add(format_part(*format)),
            TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => {
                self.ty(inner);
            }
            _ => {}
        }
    }
}

/// The part of the runtime that holds text of this format.
pub(super) fn format_part(format: Format) -> Part {
    match format {
        Format::DateTime => Part::DateTime,
        Format::Date => Part::Date,
        Format::Time => Part::Time,
        Format::Duration => Part::Duration,
        Format::Uuid => Part::Uuid,
        Format::Ipv4 => Part::Ipv4,
        Format::Ipv6 => Part::Ipv6,
        Format::Ip => Part::Ip,
        Format::Uri => Part::Uri,
        Format::Decimal => Part::Decimal,
        Format::Base64 => Part::Base64,
    }
}
