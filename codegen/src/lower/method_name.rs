//! Names of methods: from the operation id without the resource's name, else from verb and path.

use std::collections::{BTreeMap, BTreeSet};

use super::Settled;
use super::resource::literal;
use crate::config::Config;
use crate::document::{Document, Operation, Verb};
use crate::ir::Ident;
use crate::names::{ident, singular, snake, words};

/// The names of the methods of the resource at this path, in the order of the operations.
pub(super) fn method_names(
    operations: &[&Operation],
    resource: &[String],
    config: &Config,
    settled: &mut Vec<Settled>,
) -> Vec<Ident> {
    let wanted: Vec<String> = operations.iter().map(|operation| wanted(operation, resource, config)).collect();
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

fn wire(operation: &Operation) -> String {
    operation.operation_id.clone().unwrap_or_else(|| operation.key())
}

fn wanted(operation: &Operation, resource: &[String], config: &Config) -> String {
    let pinned = operation.extensions.get("method").and_then(serde_json::Value::as_str);
    if let Some(pinned) = pinned.or_else(|| config.names.get(&operation.key()).map(String::as_str)) {
        return snake(pinned);
    }
    let own = resource.last().map(|own| words(own)).unwrap_or_default();
    match operation.operation_id.as_deref().map(|id| words(own_part(id, operation))).filter(|words| !words.is_empty()) {
        Some(id) => {
            let id = after_resource(operation, &own).unwrap_or(id);
            let id = without_resource(&id, &words(&resource.join(" "))).unwrap_or(id);
            method_name(&without_resource(&id, &own).unwrap_or(id))
        }
        None => method_name(&from_path(operation, &own)),
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
    let leads_nowhere = rest.first().is_none_or(|first| {
        matches!(first.as_str(), "by" | "for" | "in" | "of" | "to" | "with")
            || first.chars().all(|c| c.is_ascii_digit())
    });
    (!leads_nowhere).then_some(rest)
}

/// `GET /pets` is `list`, `GET /pets/{id}` and `GET /status` are `get`, `POST /pets/{id}/toys` is `create_toys`.
fn from_path(operation: &Operation, resource: &[String]) -> Vec<String> {
    let segments: Vec<&str> = operation.path.split(['?', '#']).next().unwrap_or_default().split('/').collect();
    let ends_in_parameter = segments.iter().rev().find(|s| !s.is_empty()).is_some_and(|last| last.contains('{'));
    let literals: Vec<Vec<String>> = segments.iter().map(|segment| words(literal(segment))).collect();
    let literals: Vec<Vec<String>> = literals.into_iter().filter(|words| !words.is_empty()).collect();
    let last = literals.last().and_then(|words| words.last());
    let names_several = !ends_in_parameter && last.is_some_and(|word| singular(word) != *word);
    let verb = match &operation.verb {
        Verb::Get if names_several => "list",
        Verb::Get => "get",
        Verb::Post => "create",
        Verb::Put if ends_in_parameter => "replace",
        Verb::Put | Verb::Patch => "update",
        Verb::Delete => "delete",
        Verb::Head => "head",
        Verb::Options => "options",
        Verb::Trace => "trace",
        Verb::Query => "query",
        Verb::Other(name) => &name.to_ascii_lowercase(),
    };
    let own: Vec<String> = resource.iter().map(|word| singular(word)).collect();
    let after = literals.iter().position(|words| words.iter().map(|word| singular(word)).eq(own.iter().cloned()));
    let rest = literals.iter().skip(after.map_or(0, |index| index + 1)).flatten().cloned();
    std::iter::once(verb.to_owned()).chain(rest).collect()
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
