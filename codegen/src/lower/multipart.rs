//! `multipart/form-data`: a struct whose files are parts.

use super::Lower;
use super::naming::NamePlace;
use super::request_body::content_type_of;
use crate::document::MediaType;
use crate::ir::{ContentKind, Multipart, MultipartPart, PartKind, TypeKind, TypeRef};
use crate::schema::{JsonType, SchemaId, Types};

impl Lower<'_> {
    pub(super) fn multipart(&mut self, schema: SchemaId, media_type: &MediaType, place: &NamePlace) -> ContentKind {
        let (inner, _) = self.look_through(schema);
        let mut view = self.view(inner);
        if !super::schema::is_object(&view) || view.properties.is_empty() {
            self.note_multipart(media_type);
            return ContentKind::Bytes;
        }
        // Alternatives in a form say which parts go together; each part is still one field.
        view.unions.clear();
        view.additional = crate::schema::Additional::Forbidden;
        view.pattern_properties.clear();
        view.required.retain(|name| view.properties.contains_key(name));
        let place = match self.components.get(&inner) {
            Some(name) => NamePlace::component(name),
            None => place.clone(),
        };
        let before = self.lowered.get(&inner).cloned();
        let TypeRef::Named(ty) = self.lower_object(inner, &view, &place) else { return ContentKind::Bytes };
        // The same schema may be JSON elsewhere, which is another type.
        match before {
            Some(before) => self.lowered.insert(inner, before),
            None => self.lowered.remove(&inner),
        };
        let parts = self.parts(&view, media_type);
        self.make_file_fields(ty, &parts);
        ContentKind::Multipart(Multipart { ty, parts })
    }

    fn parts(&mut self, view: &super::view::View, media_type: &MediaType) -> Vec<MultipartPart> {
        let properties: Vec<_> = view.properties.iter().map(|(name, &id)| (name.clone(), id)).collect();
        properties
            .into_iter()
            .map(|(name, id)| {
                let content_type = media_type.encoding.get(&name).and_then(content_type_of);
                let kind = self.part_kind(id, content_type.as_deref());
                MultipartPart { kind, content_type }
            })
            .collect()
    }

    fn part_kind(&mut self, id: SchemaId, content_type: Option<&str>) -> PartKind {
        let (id, _) = self.look_through(id);
        let view = self.view(id);
        if self.is_file(id, content_type) {
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
        let typed =
            content_type.or(media.as_deref()).is_some_and(|ty| !super::response::is_json(ty) && ty != "text/plain");
        text && view.values.is_none()
            && view.unions.is_empty()
            && view.items.is_none()
            && (view.format.as_deref() == Some("binary") || typed)
    }

    fn is_scalar(&mut self, id: SchemaId) -> bool {
        let view = self.view(id);
        let scalar = |ty| matches!(ty, JsonType::String | JsonType::Integer | JsonType::Number | JsonType::Boolean);
        !view.types.is_any() && view.types.iter().all(scalar) || view.values.is_some() && view.properties.is_empty()
    }

    /// The type of a file is the runtime's, so a field's own type says nothing more.
    fn make_file_fields(&mut self, ty: crate::ir::TypeId, parts: &[MultipartPart]) {
        let def = &mut self.types[ty.0 as usize].def;
        if let TypeKind::Struct(object) = &mut def.kind {
            for (field, part) in object.fields.iter_mut().zip(parts) {
                match part.kind {
                    PartKind::File => field.ty = TypeRef::String,
                    PartKind::Files => field.ty = TypeRef::List(Box::new(TypeRef::String)),
                    PartKind::Text | PartKind::Json => {}
                }
            }
        }
    }
}
