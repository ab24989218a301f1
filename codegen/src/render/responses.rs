//! Answers that are told apart by status and media type.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::scope::{Scope, Std};
use super::{place, type_ref, union};
use crate::document::Status;
use crate::ir::{Ident, Payload, Presence, ResponseVariant, TypeDef};

/// The enum, and which answer each variant stands for.
pub(super) fn responses(def: &TypeDef, variants: &[ResponseVariant], scope: &Scope<'_>) -> TokenStream {
    let name = &def.name;
    let docs = scope.comments.field(&def.docs, name.plain(), def.deprecation);
    let allow = union::large_variants();
    let declarations = variants.iter().map(|ResponseVariant { name, docs, payload, .. }| {
        let docs = scope.comments.outer(docs, name.plain());
        let ty = self::payload(payload, scope).map(|ty| quote!((#ty)));
        quote!(#docs #name #ty)
    });
    let implementation = implementation(def, variants, scope);
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        #allow
        pub enum #name {
            #(#declarations,)*
        }

        #implementation
    }
}

/// `impl Responses for PetAnswer { … }`
fn implementation(def: &TypeDef, variants: &[ResponseVariant], scope: &Scope<'_>) -> TokenStream {
    let name = &def.name;
    let (responses, arm, slot) = (scope.runtime("Responses"), scope.runtime("Arm"), scope.runtime("PayloadSlot"));
    let arms = variants.iter().map(|ResponseVariant { status, media_type, .. }| {
        let status = self::status(*status, scope);
        quote!(#arm { status: #status, media_type: #media_type })
    });
    let start = start(variants, scope);
    let slots = groups(variants).into_iter().map(|(payload, names)| match payload {
        Payload::Nothing => quote!(#(Self::#names)|* => #slot::Nothing),
        Payload::Json(ty) => {
            let value = place::borrowed_slot(ty, scope);
            quote!(#(Self::#names(value))|* => #slot::Json(#value))
        }
        Payload::Text => quote!(#(Self::#names(value))|* => #slot::Text(value)),
        Payload::Bytes => quote!(#(Self::#names(value))|* => #slot::Bytes(value)),
    });
    quote! {
        impl #responses for #name {
            const ARMS: &'static [#arm] = &[#(#arms),*];

            #start

            fn payload(&mut self) -> #slot<'_> {
                match self {
                    #(#slots,)*
                }
            }
        }
    }
}

/// The variants by what they hold.
fn groups(variants: &[ResponseVariant]) -> Vec<(&Payload, Vec<&Ident>)> {
    let mut groups: Vec<(&Payload, Vec<&Ident>)> = Vec::new();
    for ResponseVariant { name, payload, .. } in variants {
        match groups.iter_mut().find(|(known, _)| *known == payload) {
            Some((_, names)) => names.push(name),
            None => groups.push((payload, vec![name])),
        }
    }
    groups
}

/// `fn start(index: usize) -> Self { … }`
fn start(variants: &[ResponseVariant], scope: &Scope<'_>) -> TokenStream {
    let mut blanks: Vec<_> = variants.iter().map(|variant| blank(variant, scope)).collect();
    let last = blanks.pop();
    if blanks.is_empty() {
        return quote! {
            fn start(_index: usize) -> Self {
                #last
            }
        };
    }
    let arms = blanks.iter().enumerate().map(|(index, blank)| {
        let index = Literal::usize_unsuffixed(index);
        quote!(#index => #blank)
    });
    quote! {
        fn start(index: usize) -> Self {
            match index {
                #(#arms,)*
                _ => #last,
            }
        }
    }
}

/// `Self::Ok(Blank::blank())`
fn blank(ResponseVariant { name, payload, .. }: &ResponseVariant, scope: &Scope<'_>) -> TokenStream {
    let value = match payload {
        Payload::Nothing => return quote!(Self::#name),
        Payload::Json(ty) => place::blank(ty, Presence::Required, scope),
        Payload::Text => {
            let string = scope.std(Std::String);
            quote!(#string::new())
        }
        Payload::Bytes => quote!(bytes::Bytes::new()),
    };
    quote!(Self::#name(#value))
}

/// `StatusPattern::Code(200)`
fn status(status: Status, scope: &Scope<'_>) -> TokenStream {
    let pattern = scope.runtime("StatusPattern");
    match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#pattern::Code(#code))
        }
        Status::Range(digit) => {
            let digit = Literal::u8_unsuffixed(digit);
            quote!(#pattern::Range(#digit))
        }
        Status::Default => quote!(#pattern::Default),
    }
}

/// The type of what an answer holds.
fn payload(payload: &Payload, scope: &Scope<'_>) -> Option<TokenStream> {
    match payload {
        Payload::Nothing => None,
        Payload::Json(ty) => Some(type_ref::owned(ty, scope)),
        Payload::Text => Some(scope.std(Std::String)),
        Payload::Bytes => Some(quote!(bytes::Bytes)),
    }
}
