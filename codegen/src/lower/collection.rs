//! Lists and maps.

use super::Lower;
use super::naming::NamePlace;
use super::schema::{Shape, shape};
use super::view::View;
use crate::ir::TypeRef;
use crate::schema::{Additional, SchemaId};

impl Lower<'_> {
    pub(super) fn lower_map(&mut self, view: &View, place: &NamePlace) -> TypeRef {
        let value = match (view.additional, view.pattern_properties.as_slice()) {
            (Additional::Schema(schema), []) => Some(schema),
            (Additional::Unsaid | Additional::Forbidden, &[only]) => Some(only),
            _ => None,
        };
        let ty = value.map_or(TypeRef::Json, |schema| self.type_ref_inside(schema, place, "value").nested());
        TypeRef::Map(Box::new(ty))
    }

    pub(super) fn lower_list(&mut self, view: &View, place: &NamePlace) -> TypeRef {
        let item = match (view.items, view.prefix_items.as_slice()) {
            (Some(items), []) => self.type_ref(items, &place.item()).nested(),
            (items, first) => self.one_type(first, items, place).unwrap_or(TypeRef::Json),
        };
        TypeRef::List(Box::new(item))
    }

    /// The type of all items of a list that says of each one what it is, if they have one scalar type.
    fn one_type(&mut self, first: &[SchemaId], items: Option<SchemaId>, place: &NamePlace) -> Option<TypeRef> {
        let more = items.filter(|&items| !self.schemas[items].never);
        let mut types = Vec::new();
        for &item in first.iter().chain(more.as_ref()) {
            let view = self.view(item);
            let is_scalar = matches!(shape(&view), Shape::Scalar(_));
            types.push(is_scalar.then(|| self.type_ref(item, &place.item()).nested())?);
        }
        let first = types.first()?.clone();
        types.iter().all(|ty| *ty == first).then_some(first)
    }
}
