//! `new`: what a value must have.

use proc_macro2::TokenStream;
use quote::quote;

use super::code::tokens;
use super::scope::{Scope, Std};
use super::{constant, place, type_ref};
use crate::ir::{Field, Ident, Presence, Struct, TypeDef, TypeRef};
use crate::schema::Access;

/// What clippy puts up with.
const MANY: usize = 7;

/// How `new` comes by the value of a field.
pub(super) enum Source {
    /// It is asked for: the argument's type and the field's value.
    Argument(TokenStream, TokenStream),
    /// It can only be this.
    Constant(TokenStream),
    /// It is left blank, which is this value.
    Blank(TokenStream),
}

/// The constructor of an object.
pub(super) fn of_object(def: &TypeDef, body: &Struct, scope: &Scope<'_>) -> TokenStream {
    let sources: Vec<_> = body.fields.iter().map(|field| (&field.name, source(field, scope))).collect();
    let blank = body.rest.is_some() || sources.iter().any(|(_, source)| matches!(source, Source::Blank(_)));
    let rest = blank.then(|| scope.runtime("Blank")).map(|blank| quote!(#blank::blank()));
    constructor(def, &sources, rest.as_ref(), scope)
}

/// `impl Caption { pub fn new(…) -> Self { … } }`
pub(super) fn constructor(
    def: &TypeDef,
    sources: &[(&Ident, Source)],
    rest: Option<&TokenStream>,
    scope: &Scope<'_>,
) -> TokenStream {
    let name = &def.name;
    let arguments: Vec<_> = sources.iter().filter_map(|(field, source)| argument(field, source)).collect();
    let blanks = if rest.is_some() { Blanks::ByRest } else { Blanks::Written };
    let values = sources.iter().filter_map(|(field, source)| value(field, source, blanks));
    let allow = is_many(arguments.len()).then(|| tokens(MANY_ALLOWED));
    let text =
        if arguments.is_empty() { "Creates one with nothing set." } else { "Creates one with what it must have." };
    let docs = scope.comments.text(text);
    let update = rest.map(|rest| quote!(..#rest));
    let is_blank = rest.is_some() && sources.iter().all(|(_, source)| matches!(source, Source::Blank(_)));
    let body = if is_blank { quote!(#rest) } else { quote!(Self { #(#values,)* #update }) };
    let default = arguments.is_empty().then(|| default(name, scope));
    quote! {
        impl #name {
            #docs
            #allow
            pub fn new(#(#arguments),*) -> Self {
                #body
            }
        }

        #default
    }
}

/// Whether a function has more arguments than clippy puts up with.
pub(super) fn is_many(arguments: usize) -> bool {
    arguments > MANY
}

/// Allows that.
pub(super) const MANY_ALLOWED: &str =
    "#[allow(clippy::too_many_arguments, reason = \"the service asks for all of them\")]";

fn default(name: &Ident, scope: &Scope<'_>) -> TokenStream {
    let default = scope.std(Std::Default);
    quote! {
        impl #default for #name {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}

fn argument(field: &Ident, source: &Source) -> Option<TokenStream> {
    match source {
        Source::Argument(ty, _) => Some(quote!(#field: #ty)),
        Source::Constant(_) | Source::Blank(_) => None,
    }
}

/// What becomes of blank fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blanks {
    /// Each is written.
    Written,
    /// `..Blank::blank()` stands for them.
    ByRest,
}

fn value(field: &Ident, source: &Source, blanks: Blanks) -> Option<TokenStream> {
    match source {
        Source::Argument(_, value) if value.to_string() == field.as_str() => Some(quote!(#field)),
        Source::Blank(_) if blanks == Blanks::ByRest => None,
        Source::Argument(_, value) | Source::Constant(value) | Source::Blank(value) => Some(quote!(#field: #value)),
    }
}

/// Where the value of a field comes from.
pub(super) fn source(field: &Field, scope: &Scope<'_>) -> Source {
    let blank = || Source::Blank(place::blank(&field.ty, field.presence, scope));
    if matches!(field.presence, Presence::Optional | Presence::OptionalNullable) {
        return blank();
    }
    if let Some(value) = field.constant.as_ref().and_then(|value| constant::constant(&field.ty, value, scope)) {
        return match field.presence {
            Presence::RequiredNullable => Source::Constant(quote!(Some(#value))),
            _ => Source::Constant(value),
        };
    }
    if field.access == Access::ReadOnly {
        return blank();
    }
    asked(&field.name, &field.ty, field.presence, scope)
}

/// An argument for a field: text in any form, a boxed value without its box.
fn asked(name: &Ident, ty: &TypeRef, presence: Presence, scope: &Scope<'_>) -> Source {
    match (presence, ty) {
        (Presence::Required, TypeRef::String) => {
            let (into, string) = (scope.std(Std::Into), scope.std(Std::String));
            Source::Argument(quote!(impl #into<#string>), quote!(#name.into()))
        }
        (Presence::Required, TypeRef::Boxed(inner)) => {
            let boxed = scope.std(Std::Box);
            Source::Argument(type_ref::owned(inner, scope), quote!(#boxed::new(#name)))
        }
        _ => Source::Argument(type_ref::field(ty, presence, scope), quote!(#name)),
    }
}
