//! A clear name for a type that stands in several places: what the names of all places have in common.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::super::Draft;
use super::alike::{Alike, size};
use super::{Bond, Shared};
use crate::ir::TypeKind;
use crate::names::{pascal, words};

/// Words that say nothing about a type without the words before them, verbs of methods among them.
const VAGUE: &[&str] = &[
    "attributes",
    "body",
    "by",
    "content",
    "create",
    "data",
    "delete",
    "error",
    "event",
    "find",
    "get",
    "id",
    "input",
    "item",
    "kind",
    "list",
    "meta",
    "metadata",
    "name",
    "object",
    "option",
    "options",
    "output",
    "params",
    "patch",
    "post",
    "properties",
    "put",
    "request",
    "response",
    "result",
    "results",
    "search",
    "type",
    "update",
    "value",
    "values",
];

/// How a name is sought, the shortest first.
#[derive(Clone, Copy)]
enum Way {
    /// The words at the end of all names.
    End,
    /// The words at the end of all names, if they are several.
    LongEnd,
    /// The words at the beginning of all names, and those at the end.
    Both,
}

/// Whose names are sought, and which names are not free.
pub(super) struct Names<'a> {
    types: &'a [Draft],
    /// For each name those who would like to have it: the firsts of types.
    owners: BTreeMap<&'a str, BTreeSet<usize>>,
    taken: BTreeSet<String>,
}

impl<'a> Names<'a> {
    pub(super) fn new(types: &'a [Draft], alike: &Alike, reached: &[bool]) -> Self {
        let mut owners: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (index, draft) in types.iter().enumerate().filter(|&(index, _)| reached[index]) {
            owners.entry(&draft.place.name).or_default().insert(alike.firsts[index]);
        }
        Self { types, owners, taken: BTreeSet::new() }
    }

    /// Takes a name if no other type than this one wants it.
    pub(super) fn take(&mut self, name: &str, first: usize) -> bool {
        let others = self.owners.get(name).into_iter().flatten().any(|&owner| owner != first);
        !others && self.taken.insert(name.to_owned())
    }
}

/// Chooses names. Groups without a clear name of their own are divided by their first word, and then left apart.
pub(super) fn choose(types: &[Draft], alike: &Alike, reached: &[bool], bond: Bond) -> Vec<Shared> {
    let groups = alike.groups(types, reached, |index| match bond {
        Bond::Step => Some(types[index].place.step.clone()),
        _ => noun(&types[index]).filter(|_| size(&types[index].def.kind) > 1),
    });
    let mut names = Names::new(types, alike, reached);
    let mut shared = Vec::new();
    let way = if bond == Bond::Step { Way::End } else { Way::LongEnd };
    let open = settle(&mut names, alike, groups, way, bond, &mut shared);
    let open = open.into_iter().flat_map(|members| match name(types, &members, Way::Both) {
        Some(_) => vec![members],
        None => divide(types, members),
    });
    let open = settle(&mut names, alike, open.collect(), Way::Both, bond, &mut shared);
    let divided = open.into_iter().flat_map(|members| divide(types, members)).collect();
    settle(&mut names, alike, divided, Way::Both, bond, &mut shared);
    shared
}

/// Names the groups that have a name no other type wants; hands back the others.
fn settle(
    names: &mut Names<'_>,
    alike: &Alike,
    open: Vec<Vec<usize>>,
    way: Way,
    bond: Bond,
    shared: &mut Vec<Shared>,
) -> Vec<Vec<usize>> {
    let types = names.types;
    let mut left = Vec::new();
    let mut wanted: BTreeMap<String, Vec<Vec<usize>>> = BTreeMap::new();
    for members in open {
        match name(types, &members, way) {
            Some(name) => wanted.entry(name).or_default().push(members),
            None => left.push(members),
        }
    }
    for (name, mut groups) in wanted {
        // The widest comes last.
        groups.sort_by_key(|members| (members.len(), Reverse(types[members[0]].place.name.as_str())));
        let is_clear = matches!(way, Way::Both) || groups.len() == 1;
        if let Some(members) = groups.pop_if(|members| is_clear && names.take(&name, alike.firsts[members[0]])) {
            let called = match bond {
                Bond::Step => words(&types[members[0]].place.step),
                _ => words(&name),
            };
            let docs = format!("What several places have as their {}.", called.join(" "));
            shared.push(Shared { name, docs, members });
        }
        left.extend(groups);
    }
    left
}

fn name(types: &[Draft], members: &[usize], way: Way) -> Option<String> {
    let names: Vec<Vec<String>> = members.iter().map(|&member| words(&types[member].place.name)).collect();
    let (first, others) = names.split_first()?;
    let shortest = names.iter().map(Vec::len).min().unwrap_or_default();
    let end = (1..=shortest)
        .take_while(|&count| {
            let word = &first[first.len() - count];
            others.iter().all(|name| name[name.len() - count] == *word)
        })
        .count();
    let start = (0..shortest - end).take_while(|&at| others.iter().all(|name| name[at] == first[at])).count();
    let tail = &first[first.len() - end..];
    let clear = tail.iter().position(|word| !VAGUE.contains(&word.as_str()));
    let chosen = match (way, clear) {
        (Way::End, Some(clear)) => tail[clear..].to_vec(),
        (Way::LongEnd, Some(clear)) if clear + 1 < end => tail[clear..].to_vec(),
        (Way::End, None) if end > 0 && is_empty(&types[members[0]]) => [&["empty".to_owned()], tail].concat(),
        (Way::Both, _) if start > 0 && end > 0 => [&first[..start], tail].concat(),
        _ => return None,
    };
    Some(pascal(&chosen.join(" ")))
}

/// The last word of a type's name, if that says something.
pub(super) fn noun(draft: &Draft) -> Option<String> {
    words(&draft.place.name).pop().filter(|word| !VAGUE.contains(&word.as_str()))
}

fn is_empty(draft: &Draft) -> bool {
    matches!(&draft.def.kind, TypeKind::Struct(object) if object.fields.is_empty() && object.rest.is_none())
}

/// The members by the first word of their names.
fn divide(types: &[Draft], members: Vec<usize>) -> Vec<Vec<usize>> {
    let mut parts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for member in members {
        let first = words(&types[member].place.name).into_iter().next().unwrap_or_default();
        parts.entry(first).or_default().push(member);
    }
    parts.into_values().filter(|members| members.len() > 1).collect()
}
