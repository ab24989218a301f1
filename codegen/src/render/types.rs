//! `src/types/`: a file for each resource that has types of its own, and one for those that several share.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::index::{Index, SHARED};
use super::scope::Scope;
use super::{bodies, docs, integer_enum, multipart, responses, string_enum, struct_, union, value_enum};
use crate::ir::{TypeDef, TypeId, TypeKind};

/// The types by the file that they stand in.
pub(super) fn by_module<'a>(index: &'a Index<'a>) -> BTreeMap<&'a str, Vec<TypeId>> {
    let mut modules: BTreeMap<&str, Vec<TypeId>> = BTreeMap::new();
    for (id, def) in index.api.reached() {
        modules.entry(index.type_module(def)).or_default().push(id);
    }
    modules
}

/// `src/types/mod.rs`
pub(super) fn module(index: &Index<'_>) -> TokenStream {
    let head = docs::inner(&["What requests and answers are made of.".to_owned()]);
    let modules: Vec<_> = by_module(index)
        .keys()
        .map(|module| (format_ident!("{module}"), index.modules.iter().find(|owner| owner.name == *module)))
        .map(|(name, owner)| {
            (name, owner.map(|owner| &owner.feature).map(|feature| quote!(#[cfg(feature = #feature)])))
        })
        .collect();
    let declarations = modules.iter().map(|(name, feature)| quote!(#feature mod #name;));
    let exports = modules.iter().map(|(name, feature)| quote!(#feature pub use self::#name::*;));
    quote! {
        #head
        #(#declarations)*
        #(#exports)*
    }
}

/// `src/types/stream.rs`: what stands before its types, which `each` is given.
pub(super) fn file(module: &str, types: &[TypeId], index: &Index<'_>, each: &mut dyn FnMut(TokenStream)) -> TokenStream {
    let scope = Scope::types(index, module);
    for &id in types {
        each(item(id, index.api.ty(id), &scope));
    }
    let head = match module {
        SHARED => "Types that several resources use.".to_owned(),
        module => format!("Types of `{module}`."),
    };
    let head = docs::inner(&[head]);
    let imports = scope.imports();
    quote! {
        #head
        #imports
    }
}

fn item(id: TypeId, def: &TypeDef, scope: &Scope<'_>) -> TokenStream {
    match (&def.kind, scope.index.multipart(id)) {
        (TypeKind::Struct(body), Some(parts)) => multipart::multipart(def, body, parts, scope),
        (TypeKind::Struct(body), None) => struct_::struct_(def, body, scope),
        (TypeKind::StringEnum(variants), _) => string_enum::string_enum(def, variants, scope),
        (TypeKind::IntegerEnum(variants), _) => integer_enum::integer_enum(def, variants, scope),
        (TypeKind::ValueEnum(variants), _) => value_enum::value_enum(def, variants, scope),
        (TypeKind::Union(body), _) => union::union(def, body, scope),
        (TypeKind::Responses(variants), _) => responses::responses(def, variants, scope),
        (TypeKind::Bodies(variants), _) => bodies::bodies(def, variants, scope),
    }
}
