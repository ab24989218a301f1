//! Types without a name of their own that are the same in several places, made one where that one has a clear name.

mod names;
mod replace;

use std::collections::{BTreeMap, BTreeSet};

use super::{Draft, Lower};
use crate::ir::{BodyKind, Content, ContentKind, Method, Resource, Travels, TypeId, TypeKind, TypeRef};
use crate::schema::Access;

/// For each type, the first one that is the same.
struct Sameness {
    firsts: Vec<usize>,
}

impl Lower<'_> {
    /// Lets places whose types are the same have one type.
    pub(super) fn share_types(&mut self, resources: &mut [Resource]) {
        let sameness = Sameness::of(&self.types, &multipart_types(&self.types, resources));
        let mut merged: BTreeMap<usize, usize> = BTreeMap::new();
        for shared in names::choose(&self.types, &sameness.groups(&self.types)) {
            let first = shared.members[0];
            self.name_shared(&shared);
            merged.extend(shared.members[1..].iter().map(|&member| (member, first)));
        }
        replace::replace(&mut self.types, resources, &merged);
    }

    fn name_shared(&mut self, shared: &names::Shared) {
        let first = shared.members[0];
        let has_one_description =
            shared.members.iter().all(|&member| self.types[member].def.docs == self.types[first].def.docs);
        let is_response =
            shared.members.iter().any(|&member| self.types[member].def.direction.response == Travels::Yes);
        let draft = &mut self.types[first];
        if !has_one_description {
            let words = crate::names::words(&draft.place.step).join(" ");
            draft.def.docs = super::docs::plain(&format!("What several places have as their {words}."));
        }
        if is_response {
            draft.def.direction.response = Travels::Yes;
        }
        draft.place = draft.place.renamed(shared.name.clone());
    }
}

impl Sameness {
    fn of(types: &[Draft], apart: &BTreeSet<usize>) -> Self {
        let mut search = Search { types, apart, firsts: vec![None; types.len()], known: BTreeMap::new() };
        for index in 0..types.len() {
            search.first(index);
        }
        Self { firsts: search.firsts.into_iter().enumerate().map(|(index, first)| first.unwrap_or(index)).collect() }
    }

    /// The types that are the same as another, each group in an order that the document's order does not change.
    fn groups(&self, types: &[Draft]) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, &first) in self.firsts.iter().enumerate() {
            groups.entry(first).or_default().push(index);
        }
        let mut groups: Vec<_> = groups.into_values().filter(|members| members.len() > 1).collect();
        for members in &mut groups {
            members.sort_by_key(|&member| types[member].place.wire.as_str());
        }
        groups
    }
}

/// Finds types that are the same, parts first.
struct Search<'a> {
    types: &'a [Draft],
    /// Types that stay apart although they may look the same.
    apart: &'a BTreeSet<usize>,
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
        replace::each_part(&mut kind, &mut |ty| {
            replace::named(ty, &mut |id| *id = type_id(self.first(id.0 as usize)));
        });
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
        let has_place = draft.place.is_inline() && !self.apart.contains(&index);
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

fn type_id(index: usize) -> TypeId {
    TypeId(u32::try_from(index).unwrap_or(u32::MAX))
}

/// The types of multipart bodies, whose parts belong to their operation.
fn multipart_types(types: &[Draft], resources: &[Resource]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut note = |content: &Content| {
        if let ContentKind::Multipart(multipart) = &content.kind {
            found.insert(multipart.ty.0 as usize);
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
            let optional = method.params.iter().filter_map(|params| params.body.as_ref());
            for body in method.body.iter().chain(optional) {
                if let BodyKind::One(content) = &body.kind {
                    note(content);
                }
            }
        });
    }
    found
}

fn each_method(resource: &Resource, found: &mut dyn FnMut(&Method)) {
    resource.methods.iter().for_each(&mut *found);
    for child in &resource.children {
        each_method(child, found);
    }
}
