//! Objects with named properties.

use serde_json::Value;

use super::Lower;
use super::naming::NamePlace;
use super::view::{Null, View};
use crate::ir::{Field, Presence, Rest, Struct, Travels, TypeKind, TypeRef};
use crate::names::{settle, snake};
use crate::schema::{Access, Additional, SchemaId};

impl Lower<'_> {
    pub(super) fn lower_object(&mut self, id: SchemaId, view: &View, place: &NamePlace) -> TypeRef {
        let ty = self.draft(id, place);
        let object = self.object(view, place);
        self.types[ty.0 as usize].def.kind = TypeKind::Struct(object);
        TypeRef::Named(ty)
    }

    fn object(&mut self, view: &View, place: &NamePlace) -> Struct {
        let rest = self.rest(view, place);
        let undeclared: Vec<&str> = view
            .required
            .iter()
            .map(String::as_str)
            .filter(|&name| !view.properties.contains_key(name) && rest.is_none())
            .collect();
        let wires: Vec<&str> = view.properties.keys().map(String::as_str).chain(undeclared.iter().copied()).collect();
        let reserved: &[&str] = if rest.is_some() { &["additional_properties"] } else { &[] };
        let names = settle(&wires, reserved, snake);
        let mut names = names.into_iter();
        let mut fields = Vec::new();
        for ((wire, &schema), name) in view.properties.iter().zip(names.by_ref()) {
            fields.push(self.field(wire, schema, name, view, place));
        }
        fields.extend(undeclared.iter().zip(names).map(|(&wire, name)| Field {
            name,
            wire: wire.to_owned(),
            docs: super::docs::plain("Required by the document, which does not describe it."),
            ty: TypeRef::Json,
            presence: Presence::Required,
            access: Access::Both,
            constant: None,
            deprecation: crate::schema::Deprecation::Current,
        }));
        Struct { fields, rest, listing: None }
    }

    fn rest(&mut self, view: &View, place: &NamePlace) -> Option<Rest> {
        let ty = match view.additional {
            Additional::Unsaid | Additional::Forbidden => match view.pattern_properties.as_slice() {
                [] => return None,
                &[only] => self.type_ref_inside(only, place, "value").nested(),
                _ => TypeRef::Json,
            },
            Additional::Schema(schema) if view.pattern_properties.is_empty() => {
                self.type_ref_inside(schema, place, "value").nested()
            }
            Additional::Any | Additional::Schema(_) => TypeRef::Json,
        };
        Some(Rest { name: crate::names::ident("additional_properties"), ty })
    }

    fn field(&mut self, wire: &str, schema: SchemaId, name: crate::ir::Ident, view: &View, place: &NamePlace) -> Field {
        let typed = self.type_ref_inside(schema, place, wire);
        let presence = match (view.required.contains(wire), typed.null) {
            // Raw JSON can be null by itself.
            (true, _) if typed.ty == TypeRef::Json => Presence::Required,
            (false, _) if typed.ty == TypeRef::Json => Presence::Optional,
            (true, Null::No) => Presence::Required,
            (true, Null::Yes) => Presence::RequiredNullable,
            (false, Null::No) => Presence::Optional,
            (false, Null::Yes) => Presence::OptionalNullable,
        };
        let constant = self.constant(schema).filter(|_| typed.null == Null::No && is_plain(&typed.ty));
        let own = self.schemas.share(schema);
        let target = self.schemas.share(self.target(schema));
        let access = if own.access == Access::Both { target.access } else { own.access };
        Field {
            name,
            wire: wire.to_owned(),
            docs: self.field_docs(schema, constant.as_ref(), &super::docs::named(wire, "property")),
            ty: typed.ty,
            presence,
            access,
            constant,
            deprecation: own.deprecation,
        }
    }

    /// The only value that a schema allows.
    pub(super) fn constant(&mut self, schema: SchemaId) -> Option<Value> {
        let (schema, _) = self.look_through(schema);
        match self.view(schema).values.as_deref() {
            Some([only]) if !only.is_null() => Some(only.clone()),
            _ => None,
        }
    }

    /// What only the server sets is not asked for in a request, and the other way round.
    pub(super) fn adapt_to_direction(&mut self) {
        for draft in &mut self.types {
            let direction = draft.def.direction;
            let TypeKind::Struct(object) = &mut draft.def.kind else { continue };
            for field in &mut object.fields {
                let relaxed = match field.access {
                    Access::Both => Travels::No,
                    Access::ReadOnly => direction.request,
                    Access::WriteOnly => direction.response,
                };
                if relaxed == Travels::Yes {
                    field.presence = match field.presence {
                        Presence::Required => Presence::Optional,
                        Presence::RequiredNullable => Presence::OptionalNullable,
                        other => other,
                    };
                }
            }
        }
    }
}

fn is_plain(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::String | TypeRef::Bool | TypeRef::I64 | TypeRef::F64)
}
