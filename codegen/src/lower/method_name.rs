//! Names of methods: from the operation id without the resource's name, else from verb and path.

use std::collections::{BTreeMap, BTreeSet};

use super::Settled;
use super::from_path::{from_path, repeats_path};
use super::resource::literal;
use crate::config::Config;
use crate::document::{Document, Operation};
use crate::ir::Ident;
use crate::names::{ident, singular, snake, words};
use crate::template;

/// The names of the methods of the resource at this path, in the order of the operations.
pub(super) fn method_names(
    operations: &[&Operation],
    resource: &[String],
    config: &Config,
    settled: &mut Vec<Settled>,
) -> Vec<Ident> {
    let mut wanted: Vec<String> =
        operations.iter().map(|operation| wanted(operation, operations, resource, config)).collect();
    drop_parameters(&mut wanted, operations, config);
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, name) in wanted.iter().enumerate() {
        groups.entry(name).or_default().push(index);
    }
    let mut taken: BTreeSet<String> = wanted.iter().cloned().collect();
    let mut names = wanted.clone();
    for (name, mut members) in groups {
        members.sort_by_key(|&index| (wire(operations[index]), operations[index].key()));
        for &index in &members[1..] {
            let got = other_name(name, operations[index], operations[members[0]], &taken);
            taken.insert(got.clone());
            settled.push(Settled { place: operations[index].key(), wanted: name.to_owned(), got: got.clone() });
            names[index] = got;
        }
    }
    names.iter().map(|name| ident(name)).collect()
}

/// `get_by_id` is `get` where nothing else is, and what it goes by is a parameter of its path.
fn drop_parameters(names: &mut [String], operations: &[&Operation], config: &Config) {
    let shorter: Vec<Option<String>> =
        names.iter().zip(operations).map(|(name, operation)| without_parameter(name, operation, config)).collect();
    let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names.iter().map(String::as_str).chain(shorter.iter().flatten().map(String::as_str)) {
        *taken.entry(name).or_default() += 1;
    }
    let free: Vec<bool> = shorter.iter().map(|name| name.as_deref().is_some_and(|name| taken[name] == 1)).collect();
    for ((name, shorter), is_free) in names.iter_mut().zip(shorter).zip(free) {
        if let (Some(shorter), true) = (shorter, is_free) {
            *name = shorter;
        }
    }
}

fn without_parameter(name: &str, operation: &Operation, config: &Config) -> Option<String> {
    let (head, tail) = name.rsplit_once("_by_")?;
    let tail = words(tail);
    let is_named = template::variables(&operation.path).any(|parameter| words(parameter).ends_with(&tail));
    (is_named && !head.ends_with("_by") && pinned(operation, config).is_none()).then(|| method_name(&words(head)))
}

/// What somebody decided.
fn pinned<'a>(operation: &'a Operation, config: &'a Config) -> Option<&'a str> {
    let extension = operation.extensions.get("method").and_then(serde_json::Value::as_str);
    extension.or_else(|| config.names.get(&operation.key()).map(String::as_str))
}

fn wire(operation: &Operation) -> String {
    operation.operation_id.clone().unwrap_or_else(|| operation.key())
}

fn wanted(operation: &Operation, siblings: &[&Operation], resource: &[String], config: &Config) -> String {
    if let Some(pinned) = pinned(operation, config) {
        return snake(pinned);
    }
    let own = resource.last().map(|own| words(own)).unwrap_or_default();
    let id =
        operation.operation_id.as_deref().map(|id| own_part(id, operation)).filter(|id| !repeats_path(id, operation));
    match id.map(words).filter(|words| !words.is_empty()) {
        Some(id) => {
            let id = after_resource(operation, &own).unwrap_or(id);
            let id = without_resource(&id, &words(&resource.join(" "))).unwrap_or(id);
            method_name(&without_resource(&id, &own).unwrap_or(id))
        }
        None => method_name(&from_path(operation, &own, siblings)),
    }
}

/// Bodies that are called after their operation's whole id, by what they are called after its own part, where no other
/// schema is: `Body_add_pet_pets__post` is `Body_add_pet`.
pub(super) fn body_names(document: &Document) -> BTreeMap<String, String> {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for operation in &document.operations {
        let Some(id) = operation.operation_id.as_deref() else { continue };
        let (name, shorter) = (format!("Body_{id}"), format!("Body_{}", own_part(id, operation)));
        if name != shorter && document.component_schemas.contains_key(&name) {
            names.entry(shorter).or_default().push(name);
        }
    }
    let free =
        names.into_iter().filter(|(shorter, all)| all.len() == 1 && !document.component_schemas.contains_key(shorter));
    free.flat_map(|(shorter, all)| all.into_iter().map(move |name| (name, shorter.clone()))).collect()
}

/// An operation id without what frameworks put into it to make it unique: `CatsController_find` is `find`, and
/// `read_pet_pets__id__get` of `GET /pets/{id}` is `read_pet`.
fn own_part<'a>(id: &'a str, operation: &Operation) -> &'a str {
    let class = id.split_once("Controller").filter(|(class, _)| class.chars().all(char::is_alphanumeric));
    if let Some((_, method)) = class
        && let Some(method) = method.strip_prefix(['_', '.', '#', '/'])
        && !words(method).is_empty()
    {
        return method;
    }
    let underlined = |c: char| if c.is_alphanumeric() { c } else { '_' };
    let place: String = operation.path.chars().map(underlined).collect();
    let end = format!("{place}_{}", operation.verb.as_str().to_ascii_lowercase());
    id.strip_suffix(end.as_str()).filter(|rest| !words(rest).is_empty()).unwrap_or(id)
}

fn method_name(words: &[String]) -> String {
    let name = words.join("_");
    match name.as_str() {
        // What every resource or its derives have already.
        "clone" | "fmt" | "client" => format!("{name}_it"),
        _ => snake(&name),
    }
}

/// Where an id is a path of names, what stands below the resource: `youtube.videos.list` in `videos` is `list`.
fn after_resource(operation: &Operation, resource: &[String]) -> Option<Vec<String>> {
    let steps: Vec<&str> = operation.operation_id.as_deref()?.split('.').collect();
    let (at, _) = steps.iter().enumerate().skip(1).find(|(_, step)| words(step) == resource)?;
    let rest: Vec<String> = steps[at + 1..].iter().flat_map(|step| words(step)).collect();
    (!rest.is_empty()).then_some(rest)
}

/// `list_pets` and `pets_list_pets` in `pets` are `list`; `issues/list-for-repo` in `issues` is `list_for_repo`.
fn without_resource(id: &[String], resource: &[String]) -> Option<Vec<String>> {
    let count = resource.len();
    if count == 0 || id.len() <= count {
        return None;
    }
    let same = |a: &String, b: &String| a == b || singular(a) == singular(b);
    let start =
        (0..=id.len() - count).find(|&start| (0..count).all(|step| same(&id[start + step], &resource[step])))?;
    let rest: Vec<String> = [&id[..start], &id[start + count..]].concat();
    let joins = |word: &String| matches!(word.as_str(), "by" | "for" | "in" | "of" | "to" | "with");
    let leads_nowhere = rest.first().is_none_or(|first| joins(first) || first.chars().all(|c| c.is_ascii_digit()))
        || rest.last().is_some_and(joins);
    (!leads_nowhere).then_some(rest)
}

/// The name with words of its own path that the first one's path does not have, else with its verb.
fn other_name(name: &str, operation: &Operation, first: &Operation, taken: &BTreeSet<String>) -> String {
    let literals = |path: &str| -> Vec<String> { path.split('/').map(literal).flat_map(words).collect() };
    let parameters = |path: &str| -> Vec<String> {
        path.split('/').filter(|segment| segment.contains('{')).flat_map(words).collect()
    };
    let (own, others) = (literals(&operation.path), literals(&first.path));
    let different: Vec<String> = own.iter().filter(|word| !others.contains(word)).cloned().collect();
    let own_parameters = parameters(&operation.path);
    let first_parameters = parameters(&first.path);
    let by: Vec<String> = own_parameters.into_iter().filter(|word| !first_parameters.contains(word)).collect();
    let verb = operation.verb.as_str().to_ascii_lowercase();
    let candidates = [
        (!different.is_empty()).then(|| format!("{name}_{}", different.join("_"))),
        (!by.is_empty()).then(|| format!("{name}_by_{}", by.join("_"))),
        (operation.verb != first.verb).then(|| format!("{name}_{verb}")),
        Some(format!("{name}_{}", own.join("_"))),
        Some(format!("{name}_{}_{verb}", own.join("_"))),
    ];
    candidates
        .into_iter()
        .flatten()
        .map(|candidate| snake(&candidate))
        .chain((2..=u32::MAX).map(|number| format!("{name}_{number}")))
        .find(|candidate| !taken.contains(candidate))
        .unwrap_or_else(|| name.to_owned())
}
