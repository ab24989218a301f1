//! Multipart bodies: structs whose fields are parts.

use proc_macro2::TokenStream;
use quote::quote;

use super::code::tokens;
use super::constructor::{self, Source};
use super::scope::{Scope, Std};
use super::{Item, argument, struct_, type_ref};
use crate::document::ParameterPlace;
use crate::ir::{
    Field, Multipart, MultipartPart, PartHeader, PartHeaderValue, PartKind, Presence, Rest, Struct, Style, TypeDef,
};

/// The struct, its constructor, and how its parts are written.
pub(super) fn multipart(def: &TypeDef, body: &Struct, multipart: &Multipart, scope: &Scope<'_>) -> Vec<Item> {
    let name = &def.name;
    let docs = scope.comments.field(&def.docs, name.plain(), def.deprecation);
    let fields: Vec<_> = body.fields.iter().zip(&multipart.parts).collect();
    let declarations =
        fields.iter().map(|(field, part)| struct_::declaration(field, &tokens(&ty(field, part, scope)), scope));
    let mut sources: Vec<_> = fields.iter().map(|(field, part)| (&field.name, source(field, part, scope))).collect();
    let rest = body.rest.as_ref().zip(multipart.rest);
    sources.extend(rest.map(|(rest, kind)| (&rest.name, blank_rest(kind, scope))));
    let constructor = constructor::constructor(def, &sources, None, scope);
    let parts = fields.iter().filter_map(|(field, part)| self::part(field, part, &body.fields, scope));
    let named = (!fields.is_empty()).then(|| quote!(add(&[#(#parts),*]);));
    let others = rest.map(|(rest, kind)| other_parts(rest, kind, scope));
    let rest = rest.map(|(rest, kind)| rest_declaration(rest, kind, scope));
    let definition = quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#declarations,)*
            #rest
        }
    };
    let (trait_, field) = (scope.runtime("MultipartBody"), scope.runtime("Field"));
    let implementation = quote! {
        impl #trait_ for #name {
            fn parts(&self, add: &mut dyn FnMut(&[#field<'_>])) {
                #named
                #others
            }
        }
    };
    vec![Item::Tokens(definition), constructor, Item::Tokens(implementation)]
}

/// The field for parts that the document does not name. Files stand in the order in which they are sent, since some servers
/// mind it, and several may have one name.
fn rest_declaration(rest: &Rest, kind: PartKind, scope: &Scope<'_>) -> TokenStream {
    let name = &rest.name;
    match kind {
        PartKind::File | PartKind::Files => {
            let (list, string, part) = (scope.std(Std::Vec), scope.std(Std::String), scope.runtime("Part"));
            quote! {
                /// Parts that have no field of their own, each with its name, in the order in which they are sent.
                pub #name: #list<(#string, #part)>,
            }
        }
        PartKind::Text | PartKind::Json | PartKind::Header => {
            let ty = type_ref::rest(rest, scope);
            quote! {
                /// Parts that have no field of their own, by their names.
                pub #name: #ty,
            }
        }
    }
}

fn blank_rest(kind: PartKind, scope: &Scope<'_>) -> Source {
    let ty = scope.std_text(match kind {
        PartKind::File | PartKind::Files => Std::Vec,
        PartKind::Text | PartKind::Json | PartKind::Header => Std::BTreeMap,
    });
    Source::Blank([ty, "::new()"].concat())
}

/// `for (name, part) in &self.additional_properties { add(&[Field::file(name, part)]); }`
fn other_parts(rest: &Rest, kind: PartKind, scope: &Scope<'_>) -> TokenStream {
    let (field, rest) = (scope.runtime("Field"), &rest.name);
    let kind = match kind {
        PartKind::File | PartKind::Files => quote!(file),
        PartKind::Text | PartKind::Header => quote!(text),
        PartKind::Json => quote!(json),
    };
    quote! {
        for (name, part) in &self.#rest {
            add(&[#field::#kind(name, part)]);
        }
    }
}

/// `Part`, `Option<Part>`, `Vec<Part>`, or the type that the document says.
fn ty(field: &Field, part: &MultipartPart, scope: &Scope<'_>) -> String {
    let file = || scope.runtime_text("Part");
    let one = match part.kind {
        PartKind::File => file().into_owned(),
        PartKind::Files => [scope.std_text(Std::Vec), "<", &file(), ">"].concat(),
        PartKind::Text | PartKind::Json | PartKind::Header => {
            return type_ref::field(&field.ty, field.presence, scope).into_owned();
        }
    };
    if field.presence == Presence::Required {
        return one;
    }
    [scope.std_text(Std::Option), "<", &one, ">"].concat()
}

/// Files are asked for as they are.
fn source(field: &Field, part: &MultipartPart, scope: &Scope<'_>) -> Source {
    match (part.kind, field.presence) {
        (PartKind::Text | PartKind::Json | PartKind::Header, _) => constructor::source(field, scope),
        (PartKind::File | PartKind::Files, Presence::Required) => {
            Source::Argument(ty(field, part, scope), field.name.as_str().to_owned())
        }
        (PartKind::File | PartKind::Files, _) => Source::Blank("None".to_owned()),
    }
}

/// `Field::file("file", &self.file).content_type("text/vtt")`
fn part(field: &Field, part: &MultipartPart, fields: &[Field], scope: &Scope<'_>) -> Option<TokenStream> {
    let path = scope.runtime("Field");
    let kind = match part.kind {
        PartKind::File | PartKind::Files => quote!(file),
        PartKind::Text => quote!(text),
        PartKind::Json => quote!(json),
        PartKind::Header => return None,
    };
    let (name, wire) = (&field.name, &field.wire);
    let content_type = part.content_type.as_ref().map(|content_type| quote!(.content_type(#content_type)));
    let headers: Vec<_> = part.headers.iter().filter_map(|header| self::header(header, fields, scope)).collect();
    let headers = (!headers.is_empty()).then(|| quote!(.headers(&[#(#headers),*])));
    Some(quote!(#path::#kind(#wire, &self.#name) #content_type #headers))
}

/// `Arg::header("X-Checksum", &self.file_x_checksum)`
fn header(header: &PartHeader, fields: &[Field], scope: &Scope<'_>) -> Option<TokenStream> {
    let arg = scope.runtime("Arg");
    let wire = &header.wire;
    let value = match &header.value {
        PartHeaderValue::Constant(text) => quote!(#text),
        PartHeaderValue::Field(index) => {
            let name = &fields.get(*index)?.name;
            quote!(self.#name)
        }
    };
    let usual = header.style == Style::default_of(ParameterPlace::Header);
    let style = (!usual).then(|| argument::style(header.style, scope)).map(|style| quote!(.style(#style)));
    Some(quote!(#arg::header(#wire, &#value) #style))
}
