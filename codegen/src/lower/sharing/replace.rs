//! Puts one type in the place of others, wherever they are named.

use std::collections::BTreeMap;

use super::super::Draft;
use super::{TypeId, TypeKind, TypeRef, type_id};
use crate::ir::{BodyKind, Content, ContentKind, Method, Payload, Resource, Returns};

/// Replaces each type that is a key by its value.
pub(super) fn replace(types: &mut [Draft], resources: &mut [Resource], merged: &BTreeMap<usize, usize>) {
    let mut exchange = |ty: &mut TypeRef| {
        named(ty, &mut |id| {
            if let Some(&first) = merged.get(&(id.0 as usize)) {
                *id = type_id(first);
            }
        });
    };
    for draft in types {
        each_part(&mut draft.def.kind, &mut exchange);
    }
    for resource in resources {
        each_method(resource, &mut |method| each_root(method, &mut exchange));
    }
}

fn each_method(resource: &mut Resource, found: &mut dyn FnMut(&mut Method)) {
    resource.methods.iter_mut().for_each(&mut *found);
    for child in &mut resource.children {
        each_method(child, found);
    }
}

/// Calls back with each type that a type is made of.
pub(super) fn each_part(kind: &mut TypeKind, found: &mut dyn FnMut(&mut TypeRef)) {
    match kind {
        TypeKind::Struct(object) => {
            object.fields.iter_mut().for_each(|field| found(&mut field.ty));
            object.rest.iter_mut().for_each(|rest| found(&mut rest.ty));
        }
        TypeKind::Union(union) => union.variants.iter_mut().for_each(|variant| found(&mut variant.ty)),
        TypeKind::Responses(variants) => {
            for variant in variants {
                if let Payload::Json(ty) = &mut variant.payload {
                    found(ty);
                }
            }
        }
        TypeKind::Bodies(variants) => variants.iter_mut().for_each(|variant| content(&mut variant.content, found)),
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::ValueEnum(_) => {}
    }
}

fn content(content: &mut Content, found: &mut dyn FnMut(&mut TypeRef)) {
    match &mut content.kind {
        ContentKind::Json(ty) | ContentKind::Form { ty, .. } => found(ty),
        ContentKind::Multipart(_) | ContentKind::Text | ContentKind::Bytes => {}
    }
}

/// Calls back with each named type of a reference.
pub(super) fn named(ty: &mut TypeRef, found: &mut dyn FnMut(&mut TypeId)) {
    match ty {
        TypeRef::Named(id) => found(id),
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => {
            named(inner, found);
        }
        _ => {}
    }
}

fn each_root(method: &mut Method, found: &mut dyn FnMut(&mut TypeRef)) {
    let (fields, optional_body) = match &mut method.params {
        Some(params) => (params.fields.as_mut_slice(), params.body.as_mut()),
        None => (&mut [] as &mut [_], None),
    };
    method.arguments.iter_mut().chain(fields).for_each(|argument| found(&mut argument.ty));
    for body in method.body.iter_mut().chain(optional_body) {
        if let BodyKind::One(one) = &mut body.kind {
            content(one, found);
        }
    }
    match &mut method.returns {
        Returns::Json { ty, .. } | Returns::Enveloped { ty } | Returns::Events { ty } | Returns::Lines { ty, .. } => {
            found(ty);
        }
        Returns::Page { item, message } => {
            found(item);
            found(message);
        }
        Returns::Several { .. } | Returns::Nothing | Returns::Text { .. } | Returns::Bytes { .. } => {}
    }
}
