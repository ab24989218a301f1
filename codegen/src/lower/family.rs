//! Discriminators: schemas that others extend, and the values that name each variant of a union.

use std::collections::{BTreeMap, BTreeSet};

use super::Lower;
use super::naming::NamePlace;
use super::schema::Typed;
use super::view::{UnionSource, View};
use crate::document::Document;
use crate::schema::{Discriminator, Schema, SchemaId};

impl Lower<'_> {
    /// Finds the schemas that extend one with a discriminator and no union of its own.
    pub(super) fn find_families(&mut self, document: &Document) {
        let bases: Vec<SchemaId> = document
            .component_schemas
            .values()
            .copied()
            .filter(|&id| {
                let schema = &self.schemas[id];
                schema.discriminator.is_some() && schema.one_of.is_empty() && schema.any_of.is_empty()
            })
            .collect();
        for base in bases {
            let mapping = self.schemas[base].discriminator.clone().map(|found| found.mapping).unwrap_or_default();
            let mut members: Vec<SchemaId> = mapping.values().map(|&target| self.target(target)).collect();
            if members.is_empty() {
                let all = document.component_schemas.values().copied();
                members.extend(
                    all.filter(|&id| self.schemas[id].all_of.iter().any(|&parent| self.target(parent) == base)),
                );
            }
            let mut seen = BTreeSet::new();
            members.retain(|&member| member != base && seen.insert(member));
            if !members.is_empty() {
                self.families.insert(base, members);
            }
        }
    }

    /// A schema that others extend: the union of them.
    pub(super) fn lower_family(&mut self, id: SchemaId, members: Vec<SchemaId>, place: &NamePlace) -> Typed {
        let mut discriminator = self.schemas[id].discriminator.clone();
        let mut own = BTreeMap::new();
        for &member in &members {
            if self.look_through(member).0 == id {
                own.insert(member, self.plain_member(id, member));
            }
        }
        let exchange = |id: SchemaId| own.get(&id).copied().unwrap_or(id);
        for target in discriminator.iter_mut().flat_map(|discriminator| discriminator.mapping.values_mut()) {
            *target = exchange(self.target(*target));
        }
        let members = members.into_iter().map(exchange).collect();
        let union = View { unions: vec![UnionSource { owner: id, members, discriminator }], ..View::default() };
        self.lower_union(id, &union, place)
    }

    /// A member that adds nothing to what it extends. It is an object of its own: what it extends stands for all members,
    /// and would stand for itself.
    fn plain_member(&mut self, base: SchemaId, member: SchemaId) -> SchemaId {
        let (extended, own) = (self.schemas.share(base), self.schemas.share(member));
        let plain = self.schemas.push(Schema {
            at: own.at.clone(),
            title: own.title.clone(),
            description: own.description.clone().or_else(|| extended.description.clone()),
            discriminator: None,
            name: own.name.clone(),
            ..(*extended).clone()
        });
        if let Some(name) = self.components.get(&member).cloned() {
            self.components.insert(plain, name);
        }
        plain
    }

    /// The discriminator's values that name each member.
    pub(super) fn tags(&mut self, source: &UnionSource) -> Vec<Vec<String>> {
        let Some(discriminator) = &source.discriminator else { return vec![Vec::new(); source.members.len()] };
        let listed: Vec<Vec<String>> =
            source.members.iter().map(|&member| self.listed_tags(discriminator, member)).collect();
        let mut claims: BTreeMap<&str, usize> = BTreeMap::new();
        listed.iter().flatten().for_each(|tag| *claims.entry(tag).or_default() += 1);
        // What several members list does not name any of them, where the mapping does.
        let is_own = |tag: &String| claims[tag.as_str()] == 1 || discriminator.mapping.is_empty();
        let mut all = Vec::new();
        for (&member, listed) in source.members.iter().zip(&listed) {
            let own = [member, self.target(member), self.look_through(member).0];
            let mapped = discriminator
                .mapping
                .iter()
                .filter(|(_, target)| own.contains(target) || own.contains(&self.target(**target)));
            let mut tags: BTreeSet<String> = mapped.map(|(value, _)| value.clone()).collect();
            tags.extend(listed.iter().filter(|tag| is_own(tag)).cloned());
            if tags.is_empty() {
                tags.extend(own.iter().find_map(|id| self.components.get(id)).cloned());
            }
            all.push(tags.into_iter().collect());
        }
        all
    }

    /// The values that a member itself gives for the discriminator.
    fn listed_tags(&mut self, discriminator: &Discriminator, member: SchemaId) -> Vec<String> {
        let (inner, _) = self.look_through(member);
        let Some(property) = self.view(inner).properties.get(&discriminator.property).copied() else {
            return Vec::new();
        };
        let (property, _) = self.look_through(property);
        let view = self.view(property);
        view.values.iter().flatten().filter_map(|value| value.as_str().map(str::to_owned)).collect()
    }
}
