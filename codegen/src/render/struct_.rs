//! Objects.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use super::{constructor, object, paging, type_ref};
use crate::ir::{Field, Rest, Struct, Travels, TypeDef};

/// The struct, its constructor if requests hold it, and how it is read and written.
pub(super) fn struct_(def: &TypeDef, body: &Struct, scope: &Scope<'_>) -> TokenStream {
    let name = &def.name;
    let docs = scope.comments.field(&def.docs, name.plain(), def.deprecation);
    let fields =
        body.fields.iter().map(|field| declaration(field, &type_ref::field(&field.ty, field.presence, scope), scope));
    let rest = body.rest.as_ref().map(|rest| rest_declaration(rest, scope));
    let constructor = (def.direction.request == Travels::Yes).then(|| constructor::of_object(def, body, scope));
    let object = object::object(def, body, scope);
    let listing = body.listing.as_ref().map(|listing| paging::listing(def, listing, scope));
    quote! {
        #docs
        #[derive(Clone)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            #rest
        }

        #constructor
        #object
        #listing
    }
}

/// `/// …` `pub status: Option<CaptionStatus>`
pub(super) fn declaration(field: &Field, ty: &TokenStream, scope: &Scope<'_>) -> TokenStream {
    let docs = scope.comments.field(&field.docs, &field.wire, field.deprecation);
    let name = &field.name;
    quote!(#docs pub #name: #ty)
}

/// The field for what the document does not name.
fn rest_declaration(rest: &Rest, scope: &Scope<'_>) -> TokenStream {
    let name = &rest.name;
    let ty = type_ref::rest(rest, scope);
    quote! {
        /// Properties that have no field of their own.
        pub #name: #ty,
    }
}
