//! Multipart bodies: structs whose fields are parts.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use super::{docs, struct_, type_ref};
use crate::ir::{Field, Multipart, MultipartPart, PartKind, Presence, Struct, TypeDef};

/// The struct, its constructor, and how its parts are written.
pub(super) fn multipart(def: &TypeDef, body: &Struct, multipart: &Multipart, scope: &Scope<'_>) -> TokenStream {
    let name = &def.name;
    let docs = docs::field(&def.docs, name.plain(), def.deprecation);
    let fields = body.fields.iter().zip(&multipart.parts).map(|(field, part)| struct_::declaration(field, &ty(field, part, scope)));
    quote! {
        #docs
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
        }
    }
}

fn ty(field: &Field, part: &MultipartPart, scope: &Scope<'_>) -> TokenStream {
    let _ = (PartKind::File, Presence::Required, part);
    type_ref::field(&field.ty, field.presence, scope)
}
