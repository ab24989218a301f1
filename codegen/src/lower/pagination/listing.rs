//! Which types are lists that come in pages, once all types are as they will be emitted.

use super::super::references::each_method;
use super::super::{Draft, Lower};
use crate::diagnostic::Diagnostic;
use crate::ir::{Listing, Next, Paging, Resource, Returns, TypeId, TypeKind, TypeRef};

impl Lower<'_> {
    /// Marks the types on the way to each list. Where a type already leads to another list, or to nothing that is known, the
    /// method answers one page as any other.
    pub(in super::super) fn mark_listings(&mut self, resources: &mut [Resource]) {
        let envelope = self.config.envelope.as_ref().map(|names| names.result.clone());
        let mut lost = Vec::new();
        for resource in resources {
            each_method(resource, &mut |method| {
                let Some(paging) = method.paging.take() else { return };
                match find(&self.types, &method.returns, &paging, envelope.as_deref()) {
                    Some(marks) => {
                        for (id, listing) in marks {
                            if let TypeKind::Struct(object) = &mut self.types[id.0 as usize].def.kind {
                                object.listing = Some(listing);
                            }
                        }
                        method.paging = (paging.next != Next::Nothing).then_some(paging);
                    }
                    None => lost.push(method.at.clone()),
                }
            });
        }
        for at in lost {
            let message = "the list of this operation comes in pages, but its type does not say which list it is";
            self.diagnostics.push(Diagnostic::note(&at, message));
        }
    }
}

/// The types on the way to a list, each with its own step.
fn find(types: &[Draft], returns: &Returns, paging: &Paging, envelope: Option<&str>) -> Option<Vec<(TypeId, Listing)>> {
    let way = paging.items.as_slice();
    match returns {
        Returns::Page { .. } => (way.len() == 1).then(Vec::new),
        Returns::Json { ty, .. } => along(types, ty, way),
        Returns::Enveloped { ty } => match way.split_first() {
            Some((first, rest)) if Some(first.as_str()) == envelope => along(types, ty, rest),
            _ => None,
        },
        _ => None,
    }
}

fn along(types: &[Draft], ty: &TypeRef, way: &[String]) -> Option<Vec<(TypeId, Listing)>> {
    let mut ty = ty;
    let mut steps = Vec::new();
    for step in way {
        let TypeRef::Named(id) = bare(ty) else { return None };
        let TypeKind::Struct(object) = &types[id.0 as usize].def.kind else { return None };
        let field = object.fields.iter().find(|field| field.wire == *step)?;
        if object.listing.as_ref().is_some_and(|listing| listing.field != field.name) {
            return None;
        }
        steps.push((*id, field.name.clone()));
        ty = &field.ty;
    }
    let TypeRef::List(item) = bare(ty) else { return None };
    Some(steps.into_iter().map(|(id, field)| (id, Listing { field, item: (**item).clone() })).collect())
}

/// A type without what it may be wrapped in.
fn bare(ty: &TypeRef) -> &TypeRef {
    match ty {
        TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => bare(inner),
        other => other,
    }
}
