//! Who uses which type, and in which direction it travels.

use std::collections::{BTreeMap, BTreeSet};

use super::Draft;
use crate::ir::{
    Body, BodyKind, Content, ContentKind, Method, Payload, Resource, Returns, Travels, TypeId, TypeKind, TypeRef,
};

/// The module of types that several top-level resources use.
pub(super) const SHARED: &str = "shared";

/// What is known about one type.
#[derive(Default)]
struct Use {
    owners: BTreeSet<usize>,
    request: Travels,
    response: Travels,
}

/// Marks directions and modules of all types.
pub(super) fn mark(types: &mut [Draft], resources: &[Resource]) {
    let mut uses: BTreeMap<TypeId, Use> = BTreeMap::new();
    let mut roots: Vec<(TypeId, Way, Option<usize>)> = types
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.def.direction.response == Travels::Yes && draft.def.at.is_some())
        .map(|(index, _)| (TypeId(u32::try_from(index).unwrap_or(u32::MAX)), Way::Response, None))
        .collect();
    for (user, resource) in resources.iter().enumerate() {
        collect(resource, user, &mut roots);
    }
    for (root, way, user) in roots {
        walk(types, root, way, user, &mut uses);
    }
    for (index, draft) in types.iter_mut().enumerate() {
        let id = TypeId(u32::try_from(index).unwrap_or(u32::MAX));
        let Some(found) = uses.remove(&id) else { continue };
        draft.def.direction.request = found.request;
        draft.def.direction.response = found.response;
        let mut owners = found.owners.into_iter();
        draft.def.module = match (owners.next(), owners.next()) {
            (Some(only), None) => resources[only].module.clone(),
            _ => SHARED.to_owned(),
        };
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Request,
    Response,
}

fn walk(types: &[Draft], root: TypeId, way: Way, owner: Option<usize>, uses: &mut BTreeMap<TypeId, Use>) {
    let mut stack = vec![root];
    while let Some(id) = stack.pop() {
        let found = uses.entry(id).or_default();
        let travels = match way {
            Way::Request => &mut found.request,
            Way::Response => &mut found.response,
        };
        let known_way = std::mem::replace(travels, Travels::Yes) == Travels::Yes;
        let known_owner = owner.is_none_or(|owner| !found.owners.insert(owner));
        if !(known_way && known_owner) {
            each_part(&types[id.0 as usize].def.kind, &mut |ty| named(ty, &mut |inner| stack.push(inner)));
        }
    }
}

/// Calls back with each type that a type is made of.
pub(super) fn each_part(kind: &TypeKind, found: &mut dyn FnMut(&TypeRef)) {
    match kind {
        TypeKind::Struct(object) => {
            object.fields.iter().for_each(|field| found(&field.ty));
            object.rest.iter().for_each(|rest| found(&rest.ty));
        }
        TypeKind::Union(union) => union.variants.iter().for_each(|variant| found(&variant.ty)),
        TypeKind::Responses(variants) => variants.iter().for_each(|variant| {
            if let Payload::Json(ty) = &variant.payload {
                found(ty);
            }
        }),
        TypeKind::Bodies(variants) => variants.iter().for_each(|variant| content(&variant.content, found)),
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::ValueEnum(_) => {}
    }
}

fn content(content: &Content, found: &mut dyn FnMut(&TypeRef)) {
    match &content.kind {
        ContentKind::Json(ty) | ContentKind::Form { ty, .. } => found(ty),
        ContentKind::Multipart(multipart) => found(&TypeRef::Named(multipart.ty)),
        ContentKind::Text | ContentKind::Bytes => {}
    }
}

/// Calls back with each named type of a reference.
pub(super) fn named(ty: &TypeRef, found: &mut dyn FnMut(TypeId)) {
    match ty {
        TypeRef::Named(id) => found(*id),
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => {
            named(inner, found);
        }
        _ => {}
    }
}

fn collect(resource: &Resource, user: usize, roots: &mut Vec<(TypeId, Way, Option<usize>)>) {
    for method in &resource.methods {
        each_root(method, &mut |ty, way| named(ty, &mut |id| roots.push((id, way, Some(user)))));
    }
    for child in &resource.children {
        collect(child, user, roots);
    }
}

fn each_root(method: &Method, found: &mut dyn FnMut(&TypeRef, Way)) {
    let optional = method.params.iter().flat_map(|params| &params.fields);
    method.arguments.iter().chain(optional).for_each(|argument| found(&argument.ty, Way::Request));
    let bodies = method.body.iter().chain(method.params.iter().filter_map(|params| params.body.as_ref()));
    for Body { kind, .. } in bodies {
        match kind {
            BodyKind::One(one) => content(one, &mut |ty| found(ty, Way::Request)),
            BodyKind::Several(id) => found(&TypeRef::Named(*id), Way::Request),
        }
    }
    if let Some(errors) = method.errors {
        found(&TypeRef::Named(errors), Way::Response);
    }
    match &method.returns {
        Returns::Json { ty, .. } | Returns::Enveloped { ty } | Returns::Events { ty } | Returns::Lines { ty, .. } => {
            found(ty, Way::Response);
        }
        Returns::Page { item, message } => {
            found(item, Way::Response);
            found(message, Way::Response);
        }
        Returns::Several { ty, .. } => found(&TypeRef::Named(*ty), Way::Response),
        Returns::Nothing | Returns::Text { .. } | Returns::Bytes { .. } => {}
    }
}
