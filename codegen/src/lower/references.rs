//! Where types are named: in other types, and in methods. Whoever goes there may read the name or change it.

use crate::ir::{Body, BodyKind, Content, ContentKind, Method, Payload, Resource, Returns, TypeId, TypeKind, TypeRef};

/// In which direction a method sends a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Request,
    Response,
}

/// Calls back with each type that a type is made of.
pub(super) fn each_part(kind: &mut TypeKind, found: &mut dyn FnMut(&mut TypeId)) {
    match kind {
        TypeKind::Struct(object) => {
            object.fields.iter_mut().for_each(|field| named(&mut field.ty, found));
            object.rest.iter_mut().for_each(|rest| named(&mut rest.ty, found));
        }
        TypeKind::Union(union) => union.variants.iter_mut().for_each(|variant| named(&mut variant.ty, found)),
        TypeKind::Responses(variants) => variants.iter_mut().for_each(|variant| {
            if let Payload::Json(ty) = &mut variant.payload {
                named(ty, found);
            }
        }),
        TypeKind::Bodies(variants) => variants.iter_mut().for_each(|variant| content(&mut variant.content, found)),
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::ValueEnum(_) => {}
    }
}

fn content(content: &mut Content, found: &mut dyn FnMut(&mut TypeId)) {
    match &mut content.kind {
        ContentKind::Json(ty) | ContentKind::Lines(ty) | ContentKind::Form { ty, .. } => named(ty, found),
        ContentKind::Multipart(multipart) => found(&mut multipart.ty),
        ContentKind::Text | ContentKind::Bytes => {}
    }
}

/// Calls back with the type that is in a type's reference.
pub(super) fn named(ty: &mut TypeRef, found: &mut dyn FnMut(&mut TypeId)) {
    match ty {
        TypeRef::Named(id) => found(id),
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => {
            named(inner, found);
        }
        _ => {}
    }
}

/// Calls back with each method of a resource and of those below it.
pub(super) fn each_method(resource: &mut Resource, found: &mut dyn FnMut(&mut Method)) {
    resource.methods.iter_mut().for_each(&mut *found);
    for child in &mut resource.children {
        each_method(child, found);
    }
}

/// Calls back with each body that a method may be given.
pub(super) fn each_body(method: &mut Method, found: &mut dyn FnMut(&mut Body)) {
    let optional = method.params.iter_mut().filter_map(|params| params.body.as_mut());
    method.body.iter_mut().chain(optional).for_each(found);
}

/// Calls back with each type that a method names.
pub(super) fn each_root(method: &mut Method, found: &mut dyn FnMut(&mut TypeId, Way)) {
    let mut sent = |id: &mut TypeId| found(id, Way::Request);
    let optional = method.params.iter_mut().flat_map(|params| &mut params.fields);
    method.arguments.iter_mut().chain(optional).for_each(|argument| named(&mut argument.ty, &mut sent));
    each_body(method, &mut |body| match &mut body.kind {
        BodyKind::One(one) => content(one, &mut sent),
        BodyKind::Several(id) => sent(id),
    });
    let mut received = |id: &mut TypeId| found(id, Way::Response);
    method.errors.iter_mut().for_each(&mut received);
    match &mut method.returns {
        Returns::Json { ty, .. } | Returns::Enveloped { ty } | Returns::Events { ty } | Returns::Lines { ty, .. } => {
            named(ty, &mut received);
        }
        Returns::Page { item, message } => {
            named(item, &mut received);
            named(message, &mut received);
        }
        Returns::Several { ty, .. } => received(ty),
        Returns::Nothing | Returns::Text { .. } | Returns::Bytes { .. } => {}
    }
}
