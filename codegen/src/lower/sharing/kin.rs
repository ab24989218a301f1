//! Types that are the same without being called the same: properties of one object, and unions of the same types.

use std::collections::BTreeMap;

use super::super::Draft;
use super::super::references::named;
use super::Shared;
use super::alike::Alike;
use super::names::Names;
use crate::ir::{TypeKind, TypeRef, Union};
use crate::names::{pascal, singular, words};

/// How many properties have one type for that to be no chance.
const MANY: usize = 3;

/// How many variants the name of a union can say.
const SAYABLE: usize = 3;

/// The types of properties of one object, with the singular of its name.
pub(super) fn siblings(types: &[Draft], alike: &Alike, reached: &[bool]) -> Vec<Shared> {
    let parents = parents(types, reached);
    let groups = alike.groups(types, reached, |index| match parents.get(&index).map(Vec::as_slice) {
        Some(&[only]) => Some(only),
        _ => None,
    });
    let mut names = Names::new(types, alike, reached);
    let mut shared = Vec::new();
    for members in groups.into_iter().filter(|members| members.len() >= MANY) {
        let parent = &types[parents[&members[0]][0]].place.name;
        let wanted = [one_of(parent), format!("{parent}Item")];
        if let Some(name) = wanted.into_iter().find(|name| names.take(name, alike.firsts[members[0]])) {
            let docs = "What several properties of one object are.".to_owned();
            shared.push(Shared { name, docs, members });
        }
    }
    shared
}

/// The name with its last word in the singular.
fn one_of(name: &str) -> String {
    let mut words = words(name);
    let last = words.pop().map(|word| singular(&word));
    words.extend(last);
    pascal(&words.join(" "))
}

/// The objects with a property of each type that is made for one.
fn parents(types: &[Draft], reached: &[bool]) -> BTreeMap<usize, Vec<usize>> {
    let mut parents: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, draft) in types.iter().enumerate().filter(|&(index, _)| reached[index]) {
        let TypeKind::Struct(object) = &draft.def.kind else { continue };
        for field in &object.fields {
            named(&mut field.ty.clone(), &mut |part| {
                let parents = parents.entry(part.0 as usize).or_default();
                if parents.last() != Some(&index) {
                    parents.push(index);
                }
            });
        }
    }
    parents
}

/// Unions whose names can say what they are of.
pub(super) fn unions(types: &[Draft], alike: &Alike, reached: &[bool]) -> Vec<Shared> {
    let groups = alike.groups(types, reached, |index| match &types[index].def.kind {
        TypeKind::Union(union) => name(types, union),
        _ => None,
    });
    let mut names = Names::new(types, alike, reached);
    let mut shared = Vec::new();
    for members in groups {
        let TypeKind::Union(union) = &types[members[0]].def.kind else { continue };
        let Some(name) = name(types, union) else { continue };
        if names.take(&name, alike.firsts[members[0]]) {
            let docs = "What several places have, which allow the same types.".to_owned();
            shared.push(Shared { name, docs, members });
        }
    }
    shared
}

fn name(types: &[Draft], union: &Union) -> Option<String> {
    let has_names = union.variants.iter().all(|variant| is_known_by_name(types, &variant.ty));
    let names: Vec<&str> = union.variants.iter().map(|variant| variant.name.as_str()).collect();
    ((2..=SAYABLE).contains(&names.len()) && has_names).then(|| names.join("Or"))
}

/// Whether a type says what it is wherever it stands.
fn is_known_by_name(types: &[Draft], ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Named(id) => !types[id.0 as usize].place.is_inline(),
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => {
            is_known_by_name(types, inner)
        }
        _ => true,
    }
}
