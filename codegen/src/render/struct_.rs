//! Objects.

use proc_macro2::TokenStream;
use quote::quote;

use super::code::Code;
use super::scope::Scope;
use super::{Item, constructor, object, paging, type_ref};
use crate::ir::{Field, Struct, Travels, TypeDef};

/// The struct, its constructor if requests hold it, and how it is read and written.
pub(super) fn struct_(def: &TypeDef, body: &Struct, scope: &Scope<'_>) -> Vec<Item> {
    let constructor = (def.direction.request == Travels::Yes).then(|| constructor::of_object(def, body, scope));
    let mut object = Code::new();
    object::object(&mut object, def, body, scope);
    let listing = body.listing.as_ref().map(|listing| paging::listing(def, listing, scope));
    let items = [Some(definition(def, body, scope)), constructor, Some(object.finish()), listing.map(Item::Tokens)];
    items.into_iter().flatten().collect()
}

fn definition(def: &TypeDef, body: &Struct, scope: &Scope<'_>) -> Item {
    let name = def.name.as_str();
    let mut code = Code::new();
    code.comment(0, scope.comments.field(&def.docs, def.name.plain(), def.deprecation));
    code.line(0, &["#[derive(Clone)]"]);
    code.line(0, &["#[non_exhaustive]"]);
    if body.fields.is_empty() && body.rest.is_none() {
        code.whole(0, &["pub struct ", name, " {}"]);
        return code.finish();
    }
    code.whole(0, &["pub struct ", name, " {"]);
    for field in &body.fields {
        code.comment(4, scope.comments.field(&field.docs, &field.wire, field.deprecation));
        let ty = type_ref::field(&field.ty, field.presence, scope);
        code.line(4, &["pub ", field.name.as_str(), ": ", &ty, ","]);
    }
    if let Some(rest) = &body.rest {
        code.line(4, &["/// Properties that have no field of their own."]);
        code.line(4, &["pub ", rest.name.as_str(), ": ", &type_ref::rest_text(rest, scope), ","]);
    }
    code.line(0, &["}"]);
    code.finish()
}

/// `/// …` `pub status: Option<CaptionStatus>`
pub(super) fn declaration(field: &Field, ty: &TokenStream, scope: &Scope<'_>) -> TokenStream {
    let docs = scope.comments.field(&field.docs, &field.wire, field.deprecation);
    let name = &field.name;
    quote!(#docs pub #name: #ty)
}
