//! `multipart/form-data`: a struct whose files are parts.

use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};

use super::Lower;
use super::naming::NamePlace;
use super::part_header::PartHeaders;
use super::request_body::content_type_of;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::document::{Encoding, MediaType};
use crate::ir::{ContentKind, Multipart, MultipartPart, PartKind, TypeKind, TypeRef};
use crate::schema::{Additional, JsonType, Schema, SchemaId, Types};

/// Alternatives inside alternatives are looked into as deep as this, since they may hold themselves.
const MOST_ALTERNATIVES: usize = 8;

/// A multipart body, and what is said of its parts.
pub(super) struct Made {
    encoding: IndexMap<String, Encoding>,
    multipart: Multipart,
}

impl Lower<'_> {
    pub(super) fn multipart(
        &mut self,
        schema: Option<SchemaId>,
        media_type: &MediaType,
        place: &NamePlace,
    ) -> ContentKind {
        let unsaid = Schema { at: Some(media_type.at.clone()), ..Schema::default() };
        let schema = schema.unwrap_or_else(|| self.schemas.push(unsaid));
        let (inner, _) = self.look_through(schema);
        let mut made = self.multiparts.get(&inner).into_iter().flatten();
        if let Some(same) = made.find(|made| made.encoding == media_type.encoding) {
            return ContentKind::Multipart(same.multipart.clone());
        }
        let mut view = Rc::unwrap_or_clone(self.view(inner));
        self.add_alternatives(&mut view, 0);
        if !super::schema::is_object(&view) && !view.says_nothing() {
            let message = "a multipart body whose schema is not an object: its parts are the caller's";
            let help = "an overlay can give the schema `properties`, one for each part";
            self.diagnostics.push(Diagnostic::degraded(&media_type.at, message).help(help));
            view = View::default();
        }
        let names_nothing = view.properties.is_empty() && view.pattern_properties.is_empty();
        if names_nothing && view.additional == Additional::Unsaid {
            view.additional = Additional::Any;
        }
        let rest = self.other_parts(&view);
        view.required.retain(|name| view.properties.contains_key(name));
        let mut headers = self.add_part_headers(&mut view, media_type);
        let place = match self.components.get(&inner) {
            Some(name) => NamePlace::component(name).form(),
            None => place.form(),
        };
        // The same schema may be JSON elsewhere, inside itself for one, which is another type.
        let own = self.schemas.push((*self.schemas.share(inner)).clone());
        let TypeRef::Named(ty) = self.lower_object(own, &view, &place) else { return ContentKind::Bytes };
        let parts = self.parts(&view, media_type, &mut headers);
        let multipart = Multipart { ty, parts, rest };
        self.adapt_fields(&multipart, &headers);
        let made = Made { encoding: media_type.encoding.clone(), multipart: multipart.clone() };
        self.multiparts.entry(inner).or_default().push(made);
        ContentKind::Multipart(multipart)
    }

    /// How the parts are sent that the schema does not name, if it allows them. Of what kind they are a schema has to say:
    /// without one each may be a file.
    fn other_parts(&mut self, view: &View) -> Option<PartKind> {
        let schema = match (view.additional, view.pattern_properties.as_slice()) {
            (Additional::Schema(schema), []) | (Additional::Unsaid | Additional::Forbidden, &[schema]) => schema,
            (Additional::Unsaid | Additional::Forbidden, []) => return None,
            _ => return Some(PartKind::File),
        };
        let (schema, _) = self.look_through(schema);
        let says_nothing = self.view(schema).says_nothing();
        Some(if says_nothing { PartKind::File } else { self.part_kind(schema, None) })
    }

    /// Alternatives in a form say which parts go together; each part is still one field, and must be given where each
    /// alternative asks for it.
    fn add_alternatives(&mut self, view: &mut View, depth: usize) {
        for union in std::mem::take(&mut view.unions) {
            let mut required: Option<IndexSet<String>> = None;
            for member in union.members {
                let (member, _) = self.look_through(member);
                let mut member = Rc::unwrap_or_clone(self.view(member));
                if depth < MOST_ALTERNATIVES {
                    self.add_alternatives(&mut member, depth + 1);
                }
                for (name, property) in member.properties {
                    let one = match view.properties.get(&name) {
                        Some(&before) if self.target(before) != self.target(property) => self.either(before, property),
                        Some(&before) => before,
                        None => property,
                    };
                    view.properties.insert(name, one);
                }
                let asks = |name: &String| member.required.contains(name);
                required = Some(match required {
                    Some(before) => before.into_iter().filter(asks).collect(),
                    None => member.required,
                });
            }
            view.required.extend(required.unwrap_or_default());
        }
    }

    /// The schema that one of two fits.
    fn either(&mut self, before: SchemaId, after: SchemaId) -> SchemaId {
        let at = self.schemas[before].at.clone();
        let mut one_of = self.schemas[before].one_of.clone();
        if one_of.is_empty() {
            one_of.push(before);
        }
        one_of.push(after);
        self.schemas.push(Schema { at, one_of, ..Schema::default() })
    }

    fn parts(&mut self, view: &View, media_type: &MediaType, headers: &mut PartHeaders<'_>) -> Vec<MultipartPart> {
        let properties: Vec<_> = view.properties.iter().map(|(name, &id)| (name.clone(), id)).collect();
        properties
            .into_iter()
            .enumerate()
            .map(|(index, (name, id))| {
                if headers.fields.contains_key(&index) {
                    return MultipartPart { kind: PartKind::Header, content_type: None, headers: Vec::new() };
                }
                let content_type = media_type.encoding.get(&name).and_then(content_type_of);
                let content_type = content_type.or_else(|| self.schemas[self.target(id)].content_media_type.clone());
                let kind = self.part_kind(id, content_type.as_deref());
                let headers = headers.by_part.swap_remove(&name).unwrap_or_default();
                MultipartPart { kind, content_type, headers }
            })
            .collect()
    }

    fn part_kind(&mut self, id: SchemaId, content_type: Option<&str>) -> PartKind {
        let (id, _) = self.look_through(id);
        let view = self.view(id);
        let members: Vec<_> = view.unions.iter().flat_map(|union| union.members.clone()).collect();
        if self.is_file(id, content_type) || members.into_iter().any(|member| self.is_file(member, content_type)) {
            return PartKind::File;
        }
        if let Some(items) = view.items {
            let (items, _) = self.look_through(items);
            return match () {
                () if self.is_file(items, content_type) => PartKind::Files,
                () if self.is_scalar(items) => PartKind::Text,
                () => PartKind::Json,
            };
        }
        if self.is_scalar(id) { PartKind::Text } else { PartKind::Json }
    }

    fn is_file(&mut self, id: SchemaId, content_type: Option<&str>) -> bool {
        let media = self.schemas[id].content_media_type.clone();
        let view = self.view(id);
        let text =
            view.types == Types::one(JsonType::String) || view.types.is_any() && !super::schema::is_object(&view);
        let is_plain = |ty: &str| super::response::is_json(ty) || super::response::essence(ty) == "text/plain";
        let typed = content_type.or(media.as_deref()).is_some_and(|ty| !is_plain(ty));
        text && view.values.is_none()
            && view.unions.is_empty()
            && view.items.is_none()
            && (view.format.as_deref() == Some("binary") || typed)
    }

    fn is_scalar(&mut self, id: SchemaId) -> bool {
        let view = self.view(id);
        let scalar = |ty| matches!(ty, JsonType::String | JsonType::Integer | JsonType::Number | JsonType::Boolean);
        let members: Vec<_> = view.unions.iter().flat_map(|union| union.members.clone()).collect();
        if !members.is_empty() && view.properties.is_empty() {
            return members.into_iter().all(|member| {
                let (member, _) = self.look_through(member);
                let view = self.view(member);
                view.unions.is_empty() && !view.types.is_any() && view.types.iter().all(scalar)
            });
        }
        !view.types.is_any() && view.types.iter().all(scalar) || view.values.is_some() && view.properties.is_empty()
    }

    /// Says of the fields that are headers what they are. The type of a file is the runtime's, so a field's own says nothing
    /// more.
    fn adapt_fields(&mut self, multipart: &Multipart, headers: &PartHeaders<'_>) {
        let described = self.part_header_docs(headers);
        let TypeKind::Struct(object) = &mut self.types[multipart.ty.0 as usize].def.kind else { return };
        for (index, docs, deprecation) in described {
            if let Some(field) = object.fields.get_mut(index) {
                (field.docs, field.deprecation) = (docs, deprecation);
            }
        }
        for (field, part) in object.fields.iter_mut().zip(&multipart.parts) {
            adapt(&mut field.ty, part.kind);
        }
        for (rest, kind) in object.rest.iter_mut().zip(multipart.rest) {
            adapt(&mut rest.ty, kind);
        }
    }
}

fn adapt(ty: &mut TypeRef, kind: PartKind) {
    match kind {
        PartKind::File => *ty = TypeRef::String,
        PartKind::Files => *ty = TypeRef::List(Box::new(TypeRef::String)),
        PartKind::Text | PartKind::Json | PartKind::Header => {}
    }
}
