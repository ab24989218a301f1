//! Types without a name of their own that are the same in several places, made one where that one has a clear name.

mod names;

use std::collections::{BTreeMap, BTreeSet};

use super::references::{each_body, each_method, each_part, each_root, named};
use super::{Draft, Lower};
use crate::ir::{BodyKind, Content, ContentKind, Resource, Travels, TypeId, TypeKind};
use crate::schema::Access;

impl Lower<'_> {
    /// Lets places whose types are the same have one type.
    pub(super) fn share_types(&mut self, resources: &mut [Resource]) {
        let apart = multipart_types(&self.types, resources);
        let mut merged: BTreeMap<TypeId, TypeId> = BTreeMap::new();
        for shared in names::choose(&self.types, &groups(&self.types, &apart)) {
            let first = TypeId::of(shared.members[0]);
            merged.extend(shared.members[1..].iter().map(|&member| (TypeId::of(member), first)));
            self.name_shared(shared);
        }
        self.replace(resources, &merged);
    }

    /// Puts the types that stay in the place of the others, wherever these are named.
    fn replace(&mut self, resources: &mut [Resource], merged: &BTreeMap<TypeId, TypeId>) {
        let mut exchange = |id: &mut TypeId| *id = merged.get(id).copied().unwrap_or(*id);
        for draft in &mut self.types {
            each_part(&mut draft.def.kind, &mut exchange);
        }
        for typed in self.lowered.values_mut().flatten() {
            named(&mut typed.ty, &mut exchange);
        }
        for resource in resources {
            each_method(resource, &mut |method| each_root(method, &mut |id, _| exchange(id)));
        }
    }

    fn name_shared(&mut self, shared: names::Shared) {
        let first = shared.members[0];
        let has_one_description =
            shared.members.iter().all(|&member| self.types[member].def.docs == self.types[first].def.docs);
        let is_response =
            shared.members.iter().any(|&member| self.types[member].def.direction.response == Travels::Yes);
        // What marks a payload that no method names goes to the type that stays, so that the others are not emitted.
        for &member in &shared.members {
            self.types[member].def.direction.response = Travels::No;
        }
        let draft = &mut self.types[first];
        if !has_one_description {
            let words = crate::names::words(&draft.place.step).join(" ");
            draft.def.docs = super::docs::plain(&format!("What several places have as their {words}."));
        }
        if is_response {
            draft.def.direction.response = Travels::Yes;
        }
        draft.place.name = shared.name;
    }
}

/// The types that are the same as another, each group in an order that the document's order does not change.
fn groups(types: &[Draft], apart: &BTreeSet<TypeId>) -> Vec<Vec<usize>> {
    let mut search = Search { types, apart, firsts: vec![None; types.len()], known: BTreeMap::new() };
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..types.len() {
        groups.entry(search.first(index)).or_default().push(index);
    }
    let mut groups: Vec<_> = groups.into_values().filter(|members| members.len() > 1).collect();
    for members in &mut groups {
        members.sort_by_key(|&member| types[member].place.wire.as_str());
    }
    groups
}

/// Finds types that are the same, parts first.
struct Search<'a> {
    types: &'a [Draft],
    /// Types that stay apart although they may look the same.
    apart: &'a BTreeSet<TypeId>,
    firsts: Vec<Option<usize>>,
    /// What was found so far, by what is cheap to compare.
    known: BTreeMap<(&'a str, usize), Vec<(usize, TypeKind)>>,
}

impl Search<'_> {
    /// The first type that is the same as this one.
    fn first(&mut self, index: usize) -> usize {
        if let Some(first) = self.firsts[index] {
            return first;
        }
        // A type that is met inside itself is like no other.
        self.firsts[index] = Some(index);
        let draft = &self.types[index];
        if !self.may_be_shared(index) {
            return index;
        }
        let mut kind = draft.def.kind.clone();
        each_part(&mut kind, &mut |id| *id = TypeId::of(self.first(id.0 as usize)));
        let alike = self.known.entry((&draft.place.step, size(&kind))).or_default();
        let same = alike
            .iter()
            .find(|(other, known)| *known == kind && self.types[*other].def.deprecation == draft.def.deprecation);
        let first = same.map_or(index, |&(other, _)| other);
        if first == index {
            alike.push((index, kind));
        }
        self.firsts[index] = Some(first);
        first
    }

    fn may_be_shared(&self, index: usize) -> bool {
        let draft = &self.types[index];
        let has_place = draft.place.is_inline() && !self.apart.contains(&TypeId::of(index));
        has_place
            && match &draft.def.kind {
                // What a property that travels one way is depends on the ways of its object.
                TypeKind::Struct(object) => object.fields.iter().all(|field| field.access == Access::Both),
                TypeKind::Responses(_) | TypeKind::Bodies(_) => false,
                TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::ValueEnum(_) | TypeKind::Union(_) => {
                    true
                }
            }
    }
}

fn size(kind: &TypeKind) -> usize {
    match kind {
        TypeKind::Struct(object) => object.fields.len(),
        TypeKind::StringEnum(variants) => variants.len(),
        TypeKind::IntegerEnum(variants) => variants.len(),
        TypeKind::ValueEnum(variants) => variants.len(),
        TypeKind::Union(union) => union.variants.len(),
        TypeKind::Responses(variants) => variants.len(),
        TypeKind::Bodies(variants) => variants.len(),
    }
}

/// The types of multipart bodies, whose parts belong to their operation.
fn multipart_types(types: &[Draft], resources: &mut [Resource]) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    let mut note = |content: &Content| {
        if let ContentKind::Multipart(multipart) = &content.kind {
            found.insert(multipart.ty);
        }
    };
    for draft in types {
        if let TypeKind::Bodies(variants) = &draft.def.kind {
            for variant in variants {
                note(&variant.content);
            }
        }
    }
    for resource in resources {
        each_method(resource, &mut |method| {
            each_body(method, &mut |body| {
                if let BodyKind::One(content) = &body.kind {
                    note(content);
                }
            });
        });
    }
    found
}
