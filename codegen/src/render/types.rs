//! `src/types/`: a file for each resource that has types of its own, for each few that share types, and one for what many
//! share.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::comments::Comments;
use super::index::Index;
use super::module::TypeModule;
use super::scope::Scope;
use super::{Item, bodies, docs, integer_enum, multipart, responses, string_enum, struct_, union, value_enum, waiting};
use crate::ir::{TypeDef, TypeId, TypeKind, Users};

/// The types by the file that they stand in.
pub(super) fn by_module<'a>(index: &'a Index<'a>) -> Vec<(&'a TypeModule, Vec<TypeId>)> {
    let mut modules: BTreeMap<&str, (&TypeModule, Vec<TypeId>)> = BTreeMap::new();
    for (id, def) in index.api.reached() {
        if let Some(module) = index.type_module(def) {
            modules.entry(&module.name).or_insert((module, Vec::new())).1.push(id);
        }
    }
    modules.into_values().collect()
}

/// `src/types/mod.rs`
pub(super) fn module(index: &Index<'_>) -> TokenStream {
    let head = docs::inner(&["What requests and answers are made of.".to_owned()]);
    let modules: Vec<_> =
        by_module(index).iter().map(|(module, _)| (format_ident!("{}", module.name), module.cfg())).collect();
    let declarations = modules.iter().map(|(name, feature)| quote!(#feature mod #name;));
    let exports = modules.iter().map(|(name, feature)| quote!(#feature pub use self::#name::*;));
    quote! {
        #head
        #(#declarations)*
        #(#exports)*
    }
}

/// `src/types/stream.rs`: what stands before its types, which `each` is given.
pub(super) fn file(
    module: &TypeModule,
    types: &[TypeId],
    index: &Index<'_>,
    comments: &Comments,
    each: &mut dyn FnMut(Item),
) -> TokenStream {
    let users = types.first().map_or(&Users::Everyone, |&id| &index.api.ty(id).users);
    let scope = Scope::types(index, comments, users);
    for &id in types {
        let (items, waits) = (items(id, index.api.ty(id), &scope), waiting::methods(id, &scope));
        items.into_iter().chain((!waits.is_empty()).then_some(Item::Tokens(waits))).for_each(&mut *each);
    }
    let head = match &*module.users {
        [] => "Types of no resource in particular.".to_owned(),
        users => {
            let users: Vec<_> = users.iter().map(|user| format!("`{}`", user.name)).collect();
            format!("Types of {}.", users.join(" and "))
        }
    };
    let head = docs::inner(&[head]);
    let imports = scope.imports();
    quote! {
        #head
        #imports
    }
}

fn items(id: TypeId, def: &TypeDef, scope: &Scope<'_>) -> Vec<Item> {
    let item = match (&def.kind, scope.index.multipart(id)) {
        (TypeKind::Struct(body), None) => return struct_::struct_(def, body, scope),
        (TypeKind::Struct(body), Some(parts)) => return multipart::multipart(def, body, parts, scope),
        (TypeKind::StringEnum(variants), _) => return vec![string_enum::string_enum(def, variants, scope)],
        (TypeKind::IntegerEnum(variants), _) => integer_enum::integer_enum(def, variants, scope),
        (TypeKind::ValueEnum(variants), _) => value_enum::value_enum(def, variants, scope),
        (TypeKind::Union(body), _) => union::union(def, body, scope),
        (TypeKind::Responses(variants), _) => responses::responses(def, variants, scope),
        (TypeKind::Bodies(variants), _) => bodies::bodies(def, variants, scope),
    };
    vec![Item::Tokens(item)]
}
