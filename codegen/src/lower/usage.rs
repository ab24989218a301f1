//! Who uses which type, and in which direction it travels.

use std::collections::{BTreeMap, BTreeSet};

use super::Draft;
use super::references::{Way, each_method, each_part, each_root};
use crate::ir::{Resource, Travels, TypeId, Users};

/// How many resources share a module of types of their own. Types of more users are few, and stand together.
const MAX_USERS: usize = 3;

/// What is known about one type.
#[derive(Default)]
struct Use {
    /// Indices of resources, or `None` for what belongs to none of them.
    owners: BTreeSet<Option<usize>>,
    request: Travels,
    response: Travels,
}

/// Marks directions and users of all types.
pub(super) fn mark(types: &mut [Draft], resources: &mut [Resource]) {
    let mut uses: BTreeMap<TypeId, Use> = BTreeMap::new();
    let mut roots: Vec<(TypeId, Way, Option<usize>)> = types
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.def.direction.response == Travels::Yes && draft.def.at.is_some())
        .map(|(index, _)| (TypeId::of(index), Way::Response, None))
        .collect();
    for (user, resource) in resources.iter_mut().enumerate() {
        each_method(resource, &mut |method| each_root(method, &mut |id, way| roots.push((*id, way, Some(user)))));
    }
    for (root, way, user) in roots {
        walk(types, root, way, user, &mut uses);
    }
    for (index, draft) in types.iter_mut().enumerate() {
        let id = TypeId::of(index);
        let Some(found) = uses.remove(&id) else { continue };
        draft.def.direction.request = found.request;
        draft.def.direction.response = found.response;
        draft.def.users = users(&found.owners, resources);
    }
}

fn users(owners: &BTreeSet<Option<usize>>, resources: &[Resource]) -> Users {
    let module = |&owner: &Option<usize>| owner.map(|owner| resources[owner].module.clone());
    match owners.iter().map(module).collect() {
        Some(modules) if owners.len() <= MAX_USERS => Users::Resources(modules),
        _ => Users::Everyone,
    }
}

fn walk(types: &mut [Draft], root: TypeId, way: Way, owner: Option<usize>, uses: &mut BTreeMap<TypeId, Use>) {
    let mut stack = vec![root];
    while let Some(id) = stack.pop() {
        let found = uses.entry(id).or_default();
        let travels = match way {
            Way::Request => &mut found.request,
            Way::Response => &mut found.response,
        };
        let known_way = std::mem::replace(travels, Travels::Yes) == Travels::Yes;
        let known_owner = !found.owners.insert(owner);
        if !(known_way && known_owner) {
            each_part(&mut types[id.0 as usize].def.kind, &mut |inner| stack.push(*inner));
        }
    }
}
