//! How an object is read and written: its table, its slots and its refs.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::constant::natural;
use super::place;
use super::scope::{Scope, Std};
use crate::ir::{Presence, Struct, TypeDef};

/// `impl Blank`, `impl Object` and what follows from them.
pub(super) fn object(def: &TypeDef, body: &Struct, scope: &Scope<'_>) -> TokenStream {
    let name = &def.name;
    let blank = blank(def, body, scope);
    let info = info(def, body, scope);
    let (slots, refs) = (slots(body, scope), refs(body, scope));
    let (object, macro_) = (scope.runtime("Object"), scope.runtime("object"));
    let (info_type, slot, reference) = (scope.runtime("Info"), scope.runtime("Slot"), scope.runtime("Ref"));
    quote! {
        #blank

        impl #object for #name {
            fn info(&self) -> &'static #info_type {
                #info
            }

            fn slots(&mut self, fill: &mut dyn FnMut(&mut [#slot<'_>])) {
                fill(&mut [#(#slots),*]);
            }

            fn refs(&self, read: &mut dyn FnMut(&[#reference<'_>])) {
                read(&[#(#refs),*]);
            }
        }

        #macro_!(#name);
    }
}

fn blank(def: &TypeDef, body: &Struct, scope: &Scope<'_>) -> TokenStream {
    let name = &def.name;
    let blank = scope.runtime("Blank");
    let fields = body.fields.iter().map(|field| {
        let (name, value) = (&field.name, place::blank(&field.ty, field.presence, scope));
        quote!(#name: #value)
    });
    let rest = body.rest.as_ref().map(|rest| {
        let (name, map) = (&rest.name, scope.std(Std::BTreeMap));
        quote!(#name: #map::new())
    });
    let fields = fields.chain(rest);
    quote! {
        impl #blank for #name {
            fn blank() -> Self {
                Self { #(#fields),* }
            }
        }
    }
}

/// `&Info { name: "Caption", fields: &["status"], required: &[0b1] }`
fn info(def: &TypeDef, body: &Struct, scope: &Scope<'_>) -> TokenStream {
    let info = scope.runtime("Info");
    let name = def.name.plain();
    let fields = body.fields.iter().map(|field| &field.wire);
    let required = required(body);
    quote!(&#info { name: #name, fields: &[#(#fields),*], required: &[#(#required),*] })
}

/// A bit for each field, 64 a word; no word where nothing is required.
fn required(body: &Struct) -> Vec<TokenStream> {
    let bit = |presence: Presence| u64::from(matches!(presence, Presence::Required | Presence::RequiredNullable));
    let words: Vec<u64> = body
        .fields
        .chunks(64)
        .map(|fields| fields.iter().rev().fold(0, |word, field| word << 1 | bit(field.presence)))
        .collect();
    if words.iter().all(|&word| word == 0) {
        return Vec::new();
    }
    words.into_iter().map(bits).collect()
}

/// `0b10_1011`; a word with many bits as a plain number.
fn bits(word: u64) -> TokenStream {
    let digits = format!("{word:b}");
    let mut text = "0b".to_owned();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(4) {
            text.push('_');
        }
        text.push(digit);
    }
    match text.parse::<Literal>() {
        Ok(literal) if digits.len() <= 16 => quote!(#literal),
        _ => natural(word),
    }
}

fn slots(body: &Struct, scope: &Scope<'_>) -> Vec<TokenStream> {
    let slot = scope.runtime("Slot");
    let fields = body.fields.iter().map(|field| {
        let name = &field.name;
        place::slot(&field.ty, field.presence, &quote!(self.#name), scope)
    });
    let rest = body.rest.as_ref().map(|rest| {
        let name = &rest.name;
        quote!(#slot::Map(&mut self.#name))
    });
    fields.chain(rest).collect()
}

fn refs(body: &Struct, scope: &Scope<'_>) -> Vec<TokenStream> {
    let reference = scope.runtime("Ref");
    let fields = body.fields.iter().map(|field| {
        let name = &field.name;
        place::reference(&field.ty, field.presence, &quote!(self.#name), scope)
    });
    let rest = body.rest.as_ref().map(|rest| {
        let name = &rest.name;
        quote!(#reference::Map(&self.#name))
    });
    fields.chain(rest).collect()
}
