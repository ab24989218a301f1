//! Members of `allOf`, `oneOf` and `anyOf`: which of them say anything, which only allow null, and which one is all there is.

use serde_json::Value;

use super::Lower;
use super::schema::is_object;
use super::view::{Null, View};
use crate::schema::{Additional, JsonType, Schema, SchemaId, Types};

impl Lower<'_> {
    /// Follows references and wrappers of one member, and takes null out of them.
    pub(super) fn look_through(&mut self, mut id: SchemaId) -> (SchemaId, Null) {
        let mut null = Null::No;
        for _ in 0..64 {
            let schema = &self.schemas[id];
            if schema.types.contains(JsonType::Null) {
                null = Null::Yes;
            }
            if !schema.has_members() {
                break;
            }
            let Some(only) = self.only_member(id, &mut null) else { break };
            id = only;
        }
        (id, null)
    }

    /// The one schema that this one is a wrapper of.
    fn only_member(&mut self, id: SchemaId, null: &mut Null) -> Option<SchemaId> {
        let schema = self.schemas.share(id);
        let mut rest = (*schema).clone();
        rest.types = Types::ANY;
        rest.discriminator = None;
        rest.one_of.clear();
        rest.any_of.clear();
        rest.all_of.clear();
        if rest.has_shape() || !schema.required.is_empty() {
            return None;
        }
        let unions: Vec<_> = schema.one_of.iter().chain(&schema.any_of).copied().collect();
        let members = self.without_null(&unions);
        // A component keeps its name.
        let all_of = match self.components.get(&id) {
            Some(_) => schema.all_of.clone(),
            None => self.without_unsaid(&schema.all_of),
        };
        let candidates = [
            schema.reference.as_slice(),
            all_of.as_slice(),
            if schema.discriminator.is_none() || members.len() < unions.len() { &members } else { &[] },
        ];
        let mut wrapped = candidates.into_iter().filter(|members| !members.is_empty());
        let (Some(&[only]), None) = (wrapped.next(), wrapped.next()) else { return None };
        if !schema.types.without(JsonType::Null).is_any() && !self.has_types(only, schema.types.without(JsonType::Null))
        {
            return None;
        }
        // A component that wraps a schema of its own gives it its name.
        let is_own = self.schemas[only].reference.is_none() && !self.components.contains_key(&only);
        if is_own && self.components.contains_key(&id) {
            return None;
        }
        let nulls = |&member: &SchemaId| self.schemas[member].types.contains(JsonType::Null);
        if members.len() < unions.len() || all_of.len() < schema.all_of.len() && schema.all_of.iter().any(nulls) {
            *null = Null::Yes;
        }
        Some(only)
    }

    fn has_types(&mut self, id: SchemaId, types: Types) -> bool {
        let view = self.view(id);
        view.types == types || (view.types.is_any() && types == Types::one(JsonType::Object) && is_object(&view))
    }

    pub(super) fn reduce_unions(&mut self, view: &mut View, seen: &mut Vec<SchemaId>) {
        for mut union in std::mem::take(&mut view.unions) {
            // A member that is the union itself adds nothing; what is one of the members already, as a schema is that
            // extends the one with the union, need not be one again.
            let owner = union.owner;
            union.members.retain(|&member| self.target(member) != owner);
            if union.members.iter().any(|&member| seen.contains(&self.target(member))) {
                continue;
            }
            let all = union.members.len();
            union.members = self.without_null(&union.members);
            let types = view.types;
            if union.members.len() < all && (types.is_any() || types.contains(JsonType::Null)) {
                view.null = Null::Yes;
            }
            union.members.retain(|&member| self.may_be(member, types));
            let only_validates = union.members.iter().all(|&member| self.says_nothing_of_shape(member));
            match union.members.as_slice() {
                [] => {}
                _ if only_validates => {}
                &[only] if union.discriminator.is_none() => {
                    let nullable = view.null;
                    self.gather(only, view, seen);
                    view.null = nullable;
                    self.reduce_unions(view, seen);
                }
                _ => view.unions.push(union),
            }
        }
    }

    /// Whether this schema, references followed, only says which properties are required.
    fn says_nothing_of_shape(&self, id: SchemaId) -> bool {
        let schema = &self.schemas[self.target(id)];
        schema.reference.is_none()
            && (schema.types.is_any() || schema.types == Types::one(JsonType::Object))
            && schema.properties.is_empty()
            && schema.all_of.is_empty()
            && schema.one_of.is_empty()
            && schema.any_of.is_empty()
            && schema.values.is_none()
            && schema.items.is_none()
            && matches!(schema.additional, Additional::Unsaid | Additional::Any)
            && !schema.never
            && !schema.required.is_empty()
    }

    /// Whether null is the only value.
    pub(super) fn is_null(&self, id: SchemaId) -> bool {
        let schema = &self.schemas[self.target(id)];
        schema.types == Types::one(JsonType::Null)
            || schema.values.as_ref().is_some_and(|values| !values.is_empty() && values.iter().all(Value::is_null))
    }

    /// Members of a union but those that only add null: null itself and, as some documents write it, an object that may be null
    /// and says nothing more, beside one that does.
    pub(super) fn without_null(&mut self, members: &[SchemaId]) -> Vec<SchemaId> {
        let mut rest: Vec<_> = members.iter().copied().filter(|&member| !self.is_null(member)).collect();
        let is_mark = |schema: &Schema| schema.types.contains(JsonType::Null) && schema.only_says_object();
        let object = Types::one(JsonType::Object);
        if rest.iter().any(|&member| !self.schemas[member].only_says_object() && self.may_be(member, object)) {
            rest.retain(|&member| !is_mark(&self.schemas[member]));
        }
        rest
    }

    /// The members of an `allOf` but those that say nothing about a value, if any is left.
    pub(super) fn without_unsaid(&mut self, members: &[SchemaId]) -> Vec<SchemaId> {
        let object = Types::one(JsonType::Object);
        let are_objects =
            members.iter().any(|&member| !self.schemas[member].only_says_object() && self.may_be(member, object));
        let is_said =
            |&member: &SchemaId| !(self.says_nothing(member) || are_objects && self.schemas[member].only_says_object());
        let said: Vec<_> = members.iter().copied().filter(is_said).collect();
        if said.is_empty() { members.to_vec() } else { said }
    }

    /// Whether a value of this schema can have one of these types.
    fn may_be(&mut self, id: SchemaId, types: Types) -> bool {
        if types.is_any() {
            return true;
        }
        let mut member = View::default();
        self.gather(id, &mut member, &mut Vec::new());
        let own = member.types;
        own.is_any() || own.iter().any(|ty| types.contains(ty) || is_number(ty) && types.iter().any(is_number))
    }
}

pub(super) fn is_number(ty: JsonType) -> bool {
    matches!(ty, JsonType::Integer | JsonType::Number)
}
