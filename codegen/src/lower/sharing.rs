//! Types without a name of their own that are the same in several places, made one where that one has a clear name.

mod alike;
mod kin;
mod names;

use std::collections::{BTreeMap, BTreeSet};

use super::references::{each_body, each_method, each_part, each_root, named};
use super::{Draft, Lower};
use crate::ir::{BodyKind, Content, ContentKind, Resource, Travels, TypeId, TypeKind, TypeRef};
use alike::Alike;

/// Types that become one.
struct Shared {
    /// Its name, and what it is if its members say different things.
    name: String,
    docs: String,
    /// The types that are the same. The first one stays.
    members: Vec<usize>,
}

/// What the places of types that become one have in common, the clearest first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bond {
    /// What they are called where they stand.
    Step,
    /// The last word of their names.
    Noun,
    /// The object that they are properties of.
    Parent,
    /// What a union is of.
    Variants,
}

impl Lower<'_> {
    /// Lets places whose types are the same have one type.
    pub(super) fn share_types(&mut self, resources: &mut [Resource]) {
        let apart = multipart_types(&self.types, resources);
        let reached = reached(&mut self.types, resources);
        let alike = Alike::find(&self.types, &reached, &apart, &self.made_of());
        self.merge(resources, &alike.adopted);
        for bond in [Bond::Step, Bond::Noun, Bond::Parent, Bond::Variants] {
            let reached = self::reached(&mut self.types, resources);
            let shared = match bond {
                Bond::Step | Bond::Noun => names::choose(&self.types, &alike, &reached, bond),
                Bond::Parent => kin::siblings(&self.types, &alike, &reached),
                Bond::Variants => kin::unions(&self.types, &alike, &reached),
            };
            let mut merged = BTreeMap::new();
            for shared in shared {
                merged.extend(shared.members[1..].iter().map(|&member| (member, shared.members[0])));
                self.name_shared(shared);
            }
            self.merge(resources, &merged);
        }
    }

    /// Puts the types that stay in the place of the others, wherever these are named.
    fn merge(&mut self, resources: &mut [Resource], merged: &BTreeMap<usize, usize>) {
        if merged.is_empty() {
            return;
        }
        for (&gone, &stays) in merged {
            // What marks a payload that no method names goes to the type that stays, so that the other is not emitted.
            let response = &mut self.types[gone].def.direction.response;
            if std::mem::take(response) == Travels::Yes {
                self.types[stays].def.direction.response = Travels::Yes;
            }
        }
        let mut exchange = |id: &mut TypeId| {
            if let Some(&stays) = merged.get(&(id.0 as usize)) {
                *id = TypeId::of(stays);
            }
        };
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

    fn name_shared(&mut self, shared: Shared) {
        let first = shared.members[0];
        let has_one_description =
            shared.members.iter().all(|&member| self.types[member].def.docs == self.types[first].def.docs);
        let draft = &mut self.types[first];
        if !has_one_description {
            draft.def.docs = super::docs::plain(&shared.docs);
        }
        draft.place.name = shared.name;
    }

    /// The types that were made of several schemas, each with the types of those.
    fn made_of(&self) -> BTreeSet<(usize, usize)> {
        let type_of = |id| match self.lowered.get(&self.target(id)) {
            Some(Some(typed)) => match typed.ty {
                TypeRef::Named(id) => Some(id.0 as usize),
                _ => None,
            },
            _ => None,
        };
        let mut found = BTreeSet::new();
        for (members, &made) in &self.combined {
            let Some(whole) = type_of(made) else { continue };
            found.extend(members.iter().filter_map(|&member| Some((whole, type_of(member)?))));
        }
        found
    }
}

/// The types that something of the API names.
fn reached(types: &mut [Draft], resources: &mut [Resource]) -> Vec<bool> {
    let mut reached: Vec<bool> =
        types.iter().map(|draft| draft.def.direction.response == Travels::Yes && draft.def.at.is_some()).collect();
    let mut open: Vec<usize> = (0..types.len()).filter(|&index| reached[index]).collect();
    for resource in resources {
        each_method(resource, &mut |method| each_root(method, &mut |id, _| open.push(id.0 as usize)));
    }
    for &index in &open {
        reached[index] = true;
    }
    while let Some(index) = open.pop() {
        each_part(&mut types[index].def.kind, &mut |part| {
            let part = part.0 as usize;
            if !std::mem::replace(&mut reached[part], true) {
                open.push(part);
            }
        });
    }
    reached
}

/// The types of multipart bodies, whose parts belong to their operation.
fn multipart_types(types: &[Draft], resources: &mut [Resource]) -> BTreeSet<usize> {
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
            each_body(method, &mut |body| {
                if let BodyKind::One(content) = &body.kind {
                    note(content);
                }
            });
        });
    }
    found
}
