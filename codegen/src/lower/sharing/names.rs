//! A clear name for a type that stands in several places: what the names of all places have in common.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::super::Draft;
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

/// One type in several places.
pub(super) struct Shared {
    /// Its name.
    pub(super) name: String,
    /// The types that are the same. The first one stays.
    pub(super) members: Vec<usize>,
}

/// How a name is sought, the shortest first.
#[derive(Clone, Copy)]
enum Way {
    /// The words at the end of all names.
    End,
    /// The words at the beginning of all names, and those at the end.
    Both,
}

/// Chooses names. Groups without a clear name of their own are divided by their first word, and then left apart.
pub(super) fn choose(types: &[Draft], groups: &[Vec<usize>]) -> Vec<Shared> {
    let mut owners: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (group, members) in groups.iter().enumerate() {
        group_of.extend(members.iter().map(|&member| (member, group)));
    }
    for (index, draft) in types.iter().enumerate() {
        // Those without a group have one of their own.
        let group = group_of.get(&index).copied().unwrap_or(groups.len() + index);
        owners.entry(&draft.place.name).or_default().insert(group);
    }
    let mut shared = Vec::new();
    let mut taken = BTreeSet::new();
    let mut open: Vec<(usize, Vec<usize>)> = groups.iter().cloned().enumerate().collect();
    for way in [Way::End, Way::Both] {
        open = settle(types, open, way, &owners, &mut taken, &mut shared);
    }
    let divided = open.into_iter().flat_map(|(group, members)| divide(types, group, members)).collect();
    settle(types, divided, Way::Both, &owners, &mut taken, &mut shared);
    shared
}

/// Names the groups that have a name no other type wants; hands back the others.
fn settle(
    types: &[Draft],
    open: Vec<(usize, Vec<usize>)>,
    way: Way,
    owners: &BTreeMap<&str, BTreeSet<usize>>,
    taken: &mut BTreeSet<String>,
    shared: &mut Vec<Shared>,
) -> Vec<(usize, Vec<usize>)> {
    let mut left = Vec::new();
    let mut wanted: BTreeMap<String, Vec<(usize, Vec<usize>)>> = BTreeMap::new();
    for (group, members) in open {
        match name(types, &members, way) {
            Some(name) => wanted.entry(name).or_default().push((group, members)),
            None => left.push((group, members)),
        }
    }
    for (name, mut groups) in wanted {
        // The widest comes last.
        groups.sort_by_key(|(_, members)| (members.len(), Reverse(types[members[0]].place.name.as_str())));
        let is_clear = matches!(way, Way::Both) || groups.len() == 1;
        let is_free = |group: usize| {
            let others = owners.get(name.as_str()).into_iter().flatten().any(|&owner| owner != group);
            is_clear && !others && !taken.contains(&name)
        };
        if let Some((_, members)) = groups.pop_if(|(group, _)| is_free(*group)) {
            taken.insert(name.clone());
            shared.push(Shared { name, members });
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
        (Way::End, None) if end > 0 && is_empty(&types[members[0]]) => [&["empty".to_owned()], tail].concat(),
        (Way::Both, _) if start > 0 && end > 0 => [&first[..start], tail].concat(),
        _ => return None,
    };
    Some(pascal(&chosen.join(" ")))
}

fn is_empty(draft: &Draft) -> bool {
    matches!(&draft.def.kind, TypeKind::Struct(object) if object.fields.is_empty() && object.rest.is_none())
}

/// The members by the first word of their names.
fn divide(types: &[Draft], group: usize, members: Vec<usize>) -> Vec<(usize, Vec<usize>)> {
    let mut parts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for member in members {
        let first = words(&types[member].place.name).into_iter().next().unwrap_or_default();
        parts.entry(first).or_default().push(member);
    }
    parts.into_values().filter(|members| members.len() > 1).map(|members| (group, members)).collect()
}
