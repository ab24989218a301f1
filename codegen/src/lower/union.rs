//! `oneOf` and `anyOf`: one of several types.

mod combine;
mod label;
mod rule;

use serde_json::Value;

use super::Lower;
use super::naming::NamePlace;
use super::schema::Typed;
use super::view::{Null, UnionSource, View};
use crate::ir::{Rule, TypeKind, TypeRef, Union, UnionVariant};
use crate::names::{pascal, settle};
use crate::schema::{Additional, Discriminator, JsonType, Schema, SchemaId, Types};

/// One member on its way to a variant.
struct Member {
    schema: SchemaId,
    ty: TypeRef,
    label: String,
    rule: Rule,
}

impl Lower<'_> {
    pub(super) fn lower_union(&mut self, id: SchemaId, view: &View, place: &NamePlace) -> Typed {
        let mut null = view.null;
        let Some(source) = self.one_union(id, view) else {
            let mut plain = view.clone();
            plain.unions.clear();
            plain.additional = Additional::Any;
            self.degrade(id, "too many combinations of unions in one object: their properties became raw JSON");
            return Typed { ty: self.lower_object(id, &plain, place), null };
        };
        if let Some(ty) = self.open_enum(id, &source, view, place) {
            return Typed { ty, null };
        }
        let ty = self.draft(id, place);
        let mut members = Vec::new();
        self.members(&source, place, &mut null, &mut members);
        merge_text(&mut members);
        let single = match members.as_slice() {
            [only] => Some(only.ty.clone()),
            _ => None,
        };
        let variants = variants(members);
        let discriminator = source.discriminator.map(|discriminator| discriminator.property);
        self.types[ty.0 as usize].def.kind = TypeKind::Union(Union { variants, discriminator });
        // A union that came down to one member is that member; what nothing reaches is pruned.
        let ty = single.filter(|single| *single != TypeRef::Named(ty)).unwrap_or(TypeRef::Named(ty));
        Typed { ty, null }
    }

    /// Texts of which some are listed: an open enum.
    fn open_enum(&mut self, id: SchemaId, source: &UnionSource, view: &View, place: &NamePlace) -> Option<TypeRef> {
        let (mut texts, mut value_words) = (Vec::new(), Vec::new());
        for &member in &source.members {
            let (member, _) = self.look_through(member);
            let member = self.view(member);
            value_words.extend(member.value_words.iter().cloned());
            let is_text = member.types == Types::one(JsonType::String) || member.values.is_some();
            if !is_text || !member.unions.is_empty() || member.format.is_some() {
                return None;
            }
            for value in member.values.iter().flatten() {
                texts.push(Value::String(value.as_str()?.to_owned()));
            }
        }
        if texts.len() < 2 {
            return None;
        }
        let types = Types::one(JsonType::String);
        let listed = View { values: Some(texts), value_words, types, null: view.null, ..View::default() };
        Some(self.lower_values(id, &listed, place))
    }

    fn members(&mut self, source: &UnionSource, place: &NamePlace, null: &mut Null, members: &mut Vec<Member>) {
        let tags = self.tags(source);
        for (index, (&schema, tags)) in source.members.iter().zip(tags).enumerate() {
            let (inner, inner_null) = self.look_through(schema);
            *null = null.or(inner_null);
            let label = self.label(inner, &tags, source, index);
            let tagged = source.discriminator.as_ref().and_then(|found| self.tagged(&found.property, inner, &tags));
            let (schema, inner) = tagged.map_or((schema, inner), |tagged| (tagged, tagged));
            let (typed, view) = (self.type_ref(schema, &place.child(&label)), self.view(inner));
            *null = null.or(typed.null);
            let mut found = self.union_inside(&typed.ty, source.discriminator.as_ref(), &tags);
            if found.is_empty() {
                let rule = self.rule(&typed.ty, &view, tags);
                found.push((typed.ty, label, rule));
            }
            let found = found.into_iter().map(|(ty, label, rule)| Member { schema: inner, ty, label, rule });
            for member in found {
                match members.iter_mut().find(|before| before.ty == member.ty) {
                    Some(before) => {
                        before.rule.tags.extend(member.rule.tags);
                        rule::widen(&mut before.rule);
                    }
                    None => members.push(member),
                }
            }
        }
    }

    /// The variants of a member that is itself a union: it would keep any value, so its variants take its place. Of
    /// any other member, none.
    fn union_inside(
        &self,
        ty: &TypeRef,
        outer: Option<&Discriminator>,
        tags: &[String],
    ) -> Vec<(TypeRef, String, Rule)> {
        let TypeRef::Named(id) = ty else { return Vec::new() };
        let TypeKind::Union(union) = &self.types[id.0 as usize].def.kind else { return Vec::new() };
        let same = union.discriminator.as_ref() == outer.map(|outer| &outer.property);
        let variants = union.variants.iter().map(|variant| {
            let mut rule = variant.rule.clone();
            if let (Some(property), false) = (&union.discriminator, same || rule.tags.is_empty()) {
                let texts = rule.tags.drain(..).map(|tag| Value::String(tag).to_string()).collect();
                rule.required.retain(|name| name != property);
                rule.constants.push((property.clone(), texts));
            }
            if !same {
                rule.tags = tags.to_vec();
            }
            (variant.ty.clone(), variant.name.plain().to_owned(), rule)
        });
        variants.collect()
    }

    /// A member that does not know the discriminator's property, with it: else it would be lost when the value is written.
    fn tagged(&mut self, property: &str, member: SchemaId, tags: &[String]) -> Option<SchemaId> {
        let view = self.view(member);
        let is_plain = view.unions.is_empty() && super::schema::is_object(&view);
        if tags.is_empty() || !is_plain || view.properties.contains_key(property) {
            return None;
        }
        let values = tags.iter().map(|tag| Value::String(tag.clone())).collect();
        let types = Types::one(JsonType::String);
        let value = self.schemas.push(Schema { types, values: Some(values), ..Schema::default() });
        let (at, types) = (self.schemas[member].at.clone(), Types::one(JsonType::Object));
        let properties = std::iter::once((property.to_owned(), value)).collect();
        let tag = self.schemas.push(Schema { at, types, properties, ..Schema::default() });
        Some(self.combine(vec![tag, member]))
    }

    /// `type: [string, integer]`: a union of the types.
    pub(super) fn lower_several(&mut self, id: SchemaId, view: &View, place: &NamePlace) -> TypeRef {
        let schema = self.schemas.share(id);
        let members: Vec<_> = view
            .types
            .iter()
            .map(|ty| {
                let base = if schema.has_shape() { (*schema).clone() } else { Schema::default() };
                let only =
                    Schema { at: schema.at.clone(), types: Types::one(ty), title: None, reference: None, ..base };
                self.schemas.push(only)
            })
            .collect();
        let union = View { unions: vec![UnionSource { owner: id, members, discriminator: None }], ..View::default() };
        self.lower_union(id, &union, place).ty
    }
}

/// Text and text of a known format cannot be told apart: both are text.
fn merge_text(members: &mut Vec<Member>) {
    let plain = members.iter().position(|member| member.ty == TypeRef::String && member.rule.texts.is_empty());
    let formats = members.iter().filter(|member| matches!(member.ty, TypeRef::Format(_))).count();
    if plain.is_none() && formats < 2 {
        return;
    }
    let keep = plain.or_else(|| members.iter().position(|member| matches!(member.ty, TypeRef::Format(_))));
    let Some(keep) = keep else { return };
    members[keep].ty = TypeRef::String;
    if formats > 0 && plain.is_none() {
        "String".clone_into(&mut members[keep].label);
    }
    let schema = members[keep].schema;
    members.retain(|member| member.schema == schema || !matches!(member.ty, TypeRef::Format(_)));
}

fn variants(members: Vec<Member>) -> Vec<UnionVariant> {
    let labels: Vec<&str> = members.iter().map(|member| member.label.as_str()).collect();
    let names = settle(&labels, &["Unknown"], pascal);
    members
        .into_iter()
        .zip(names)
        .map(|(member, name)| UnionVariant {
            docs: super::docs::plain(&format!("{}.", pascal(&member.label))),
            name,
            ty: member.ty,
            rule: member.rule,
        })
        .collect()
}
