//! Boxes where a type would contain itself.

use std::collections::BTreeSet;

use super::Draft;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::ir::{Payload, Presence, TypeId, TypeKind, TypeRef};

/// Boxes the edges that close a cycle, and no others.
pub(super) fn cut(types: &mut [Draft], diagnostics: &mut Diagnostics) {
    for (owner, part) in closing_edges(types) {
        box_part(&mut types[owner].def.kind, part);
    }
    relax_endless(types, diagnostics);
}

/// Takes out the variants by which a union is one of its own variants, directly or through others: reading a value would
/// never come to an end.
pub(super) fn cut_unions(types: &mut [Draft], diagnostics: &mut Diagnostics) {
    for owner in 0..types.len() {
        let TypeKind::Union(union) = &types[owner].def.kind else { continue };
        let leads_back = |ty: &TypeRef| in_place(ty).is_some_and(|part| part == owner || decides(types, part, owner));
        let keep: Vec<bool> = union.variants.iter().map(|variant| !leads_back(&variant.ty)).collect();
        if keep.contains(&false) {
            let def = &mut types[owner].def;
            let place = def.at.clone().map_or(Place::Nowhere, Place::Node);
            diagnostics.push(Diagnostic::degraded(place, "a union is one of its own members: that member is left out"));
            if let TypeKind::Union(union) = &mut def.kind {
                let mut keep = keep.into_iter();
                union.variants.retain(|_| keep.next().unwrap_or(true));
            }
        }
    }
}

/// Whether what a union is depends on what another one is.
fn decides(types: &[Draft], from: usize, to: usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut stack = vec![from];
    while let Some(index) = stack.pop() {
        if index == to {
            return true;
        }
        if let (true, TypeKind::Union(union)) = (seen.insert(index), &types[index].def.kind) {
            stack.extend(union.variants.iter().filter_map(|variant| in_place(&variant.ty)));
        }
    }
    false
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Colour {
    White,
    Grey,
    Black,
}

/// The edges, as owner and number of part, that lead back to a type that is still open.
fn closing_edges(types: &[Draft]) -> Vec<(usize, usize)> {
    let parts: Vec<Vec<Option<usize>>> = types.iter().map(|draft| direct_parts(&draft.def.kind)).collect();
    let mut colours = vec![Colour::White; types.len()];
    let mut closing = Vec::new();
    for start in 0..types.len() {
        if colours[start] != Colour::White {
            continue;
        }
        colours[start] = Colour::Grey;
        let mut stack = vec![(start, 0)];
        while let Some((owner, part)) = stack.pop() {
            let Some(target) = parts[owner].get(part) else {
                colours[owner] = Colour::Black;
                continue;
            };
            stack.push((owner, part + 1));
            match target.map(|target| (target, colours[target])) {
                Some((_, Colour::Grey)) => closing.push((owner, part)),
                Some((target, Colour::White)) => {
                    colours[target] = Colour::Grey;
                    stack.push((target, 0));
                }
                _ => {}
            }
        }
    }
    closing
}

/// For each part of a type, the type that it holds in place.
fn direct_parts(kind: &TypeKind) -> Vec<Option<usize>> {
    match kind {
        TypeKind::Struct(object) => object.fields.iter().map(|field| in_place(&field.ty)).collect(),
        TypeKind::Union(union) => union.variants.iter().map(|variant| in_place(&variant.ty)).collect(),
        TypeKind::Responses(variants) => variants
            .iter()
            .map(|variant| match &variant.payload {
                Payload::Json(ty) => in_place(ty),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn in_place(ty: &TypeRef) -> Option<usize> {
    match ty {
        TypeRef::Named(id) => Some(id.0 as usize),
        TypeRef::Nullable(inner) => in_place(inner),
        _ => None,
    }
}

fn box_part(kind: &mut TypeKind, part: usize) {
    let ty = match kind {
        TypeKind::Struct(object) => &mut object.fields[part].ty,
        TypeKind::Union(union) => &mut union.variants[part].ty,
        TypeKind::Responses(variants) => match &mut variants[part].payload {
            Payload::Json(ty) => ty,
            _ => return,
        },
        _ => return,
    };
    *ty = TypeRef::Boxed(Box::new(std::mem::replace(ty, TypeRef::Json)));
}

/// An object that requires itself has no finite value: the property becomes optional.
fn relax_endless(types: &mut [Draft], diagnostics: &mut Diagnostics) {
    for owner in 0..types.len() {
        // Each cycle has a box by now, so only boxed properties need a look.
        let endless: Vec<usize> = required_parts(types, owner)
            .into_iter()
            .filter(|&(field, target)| is_boxed(types, owner, field) && reaches(types, target, owner))
            .map(|(field, _)| field)
            .collect();
        for field in endless {
            let def = &mut types[owner].def;
            let place = def.at.clone().map_or(Place::Nowhere, Place::Node);
            if let TypeKind::Struct(object) = &mut def.kind {
                let field = &mut object.fields[field];
                field.presence = Presence::Optional;
                let message = format!("`{}` requires an object that contains this one: it became optional", field.wire);
                diagnostics.push(Diagnostic::degraded(place, message));
            }
        }
    }
}

fn required_parts(types: &[Draft], owner: usize) -> Vec<(usize, usize)> {
    let TypeKind::Struct(object) = &types[owner].def.kind else { return Vec::new() };
    let required = |(index, field): (usize, &crate::ir::Field)| {
        let target = match &field.ty {
            TypeRef::Named(id) => *id,
            TypeRef::Boxed(inner) => match **inner {
                TypeRef::Named(id) => id,
                _ => return None,
            },
            _ => return None,
        };
        (field.presence == Presence::Required).then_some((index, target_index(target)))
    };
    object.fields.iter().enumerate().filter_map(required).collect()
}

fn is_boxed(types: &[Draft], owner: usize, field: usize) -> bool {
    match &types[owner].def.kind {
        TypeKind::Struct(object) => matches!(object.fields[field].ty, TypeRef::Boxed(_)),
        _ => false,
    }
}

fn target_index(id: TypeId) -> usize {
    id.0 as usize
}

fn reaches(types: &[Draft], from: usize, to: usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut stack = vec![from];
    while let Some(index) = stack.pop() {
        if index == to {
            return true;
        }
        if seen.insert(index) {
            stack.extend(required_parts(types, index).into_iter().map(|(_, target)| target));
        }
    }
    false
}
