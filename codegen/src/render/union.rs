//! One of several types.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::scope::{Scope, Std};
use super::{place, type_ref};
use crate::ir::{Presence, Rule, TypeDef, TypeKind, TypeRef, Union, UnionVariant};
use crate::schema::{JsonType, Types};

/// The enum, the rules of its variants, and how each lends itself.
pub(super) fn union(def: &TypeDef, body: &Union, scope: &Scope<'_>) -> TokenStream {
    let name = &def.name;
    let docs = scope.comments.field(&def.docs, name.plain(), def.deprecation);
    let allow = holds_struct(body, scope).then(large_variants);
    let declarations = body.variants.iter().map(|UnionVariant { name, docs, ty, .. }| {
        let docs = scope.comments.outer(docs, name.plain());
        let ty = type_ref::owned(ty, scope);
        quote!(#docs #name(#ty))
    });
    let implementation = implementation(def, body, scope);
    let macro_ = scope.runtime("union");
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        #allow
        pub enum #name {
            #(#declarations,)*
            /// A value of no known kind.
            Unknown(serde_json::Value),
        }

        #implementation

        #macro_!(#name);
    }
}

/// Boxing the variants would be worse for the reader than their size is for the machine.
pub(super) fn large_variants() -> TokenStream {
    quote!(#[allow(clippy::large_enum_variant, reason = "one value at a time is held, and is taken apart by matching")])
}

fn holds_struct(body: &Union, scope: &Scope<'_>) -> bool {
    body.variants.iter().any(|variant| match &variant.ty {
        TypeRef::Named(id) => matches!(scope.index.api.ty(*id).kind, TypeKind::Struct(_) | TypeKind::Union(_)),
        _ => false,
    })
}

/// `impl Union for Pet { … }`
fn implementation(def: &TypeDef, body: &Union, scope: &Scope<'_>) -> TokenStream {
    let name = &def.name;
    let (union, rule) = (scope.runtime("Union"), scope.runtime("Rule"));
    let (slot, reference) = (scope.runtime("Slot"), scope.runtime("Ref"));
    let rules = body.variants.iter().map(|variant| rule_of(&variant.rule, &rule));
    let discriminator = body.discriminator.as_ref().map(|property| {
        let option = scope.std(Std::Option);
        quote! {
            fn discriminator(&self) -> #option<&'static str> {
                Some(#property)
            }
        }
    });
    let starts = body.variants.iter().enumerate().map(|(index, UnionVariant { name, ty, .. })| {
        let index = Literal::usize_unsuffixed(index);
        let blank = place::blank(ty, Presence::Required, scope);
        quote!(#index => Self::#name(#blank))
    });
    let groups = groups(&body.variants);
    let arms = |content: &dyn Fn(&TypeRef) -> TokenStream| {
        let arms = groups.iter().map(|(ty, names)| {
            let content = content(ty);
            quote!(#(Self::#names(value))|* => #content)
        });
        arms.collect::<Vec<_>>()
    };
    let slots = arms(&|ty| place::borrowed_slot(ty, scope));
    let refs = arms(&|ty| place::borrowed_reference(ty, scope));
    quote! {
        impl #union for #name {
            fn rules(&self) -> &'static [#rule] {
                &[#(#rules),*]
            }

            #discriminator

            fn start(&mut self, index: usize) {
                *self = match index {
                    #(#starts,)*
                    _ => Self::Unknown(serde_json::Value::Null),
                };
            }

            fn unknown(&mut self, value: serde_json::Value) {
                *self = Self::Unknown(value);
            }

            fn slot(&mut self) -> #slot<'_> {
                match self {
                    #(#slots,)*
                }
            }

            fn get(&self) -> #reference<'_> {
                match self {
                    #(#refs,)*
                }
            }
        }
    }
}

/// The variants by what they hold, the one for unknown values among them.
fn groups(variants: &[UnionVariant]) -> Vec<(&TypeRef, Vec<TokenStream>)> {
    let unknown = (&TypeRef::Json, quote!(Unknown));
    let variants = variants.iter().map(|UnionVariant { name, ty, .. }| (ty, quote!(#name)));
    let mut groups: Vec<(&TypeRef, Vec<TokenStream>)> = Vec::new();
    for (ty, name) in variants.chain([unknown]) {
        match groups.iter_mut().find(|(known, _)| *known == ty) {
            Some((_, names)) => names.push(name),
            None => groups.push((ty, vec![name])),
        }
    }
    groups
}

/// `Rule { types: Rule::OBJECT, required: &["name"], ..Rule::ANY }`
fn rule_of(rule: &Rule, path: &TokenStream) -> TokenStream {
    let types = (!rule.types.is_any()).then(|| types(rule.types, path)).map(|types| quote!(types: #types));
    let constants = rule.constants.iter().map(|(name, values)| quote!((#name, &[#(#values),*])));
    let constants = (!rule.constants.is_empty()).then(|| quote!(constants: &[#(#constants),*]));
    let fields = [
        types,
        texts("tags", &rule.tags),
        constants,
        texts("required", &rule.required),
        texts("known", &rule.known),
        texts("texts", &rule.texts),
    ];
    let fields: Vec<_> = fields.into_iter().flatten().collect();
    match fields.len() {
        0 => quote!(#path::ANY),
        6 => quote!(#path { #(#fields),* }),
        _ => quote!(#path { #(#fields,)* ..#path::ANY }),
    }
}

fn texts(field: &str, texts: &[String]) -> Option<TokenStream> {
    let field = format_ident!("{field}");
    (!texts.is_empty()).then(|| quote!(#field: &[#(#texts),*]))
}

/// `Rule::ARRAY | Rule::OBJECT`
fn types(types: Types, path: &TokenStream) -> TokenStream {
    let names = types.iter().map(|ty| {
        let name = match ty {
            JsonType::Null => "NULL",
            JsonType::Boolean => "BOOLEAN",
            JsonType::Integer => "INTEGER",
            JsonType::Number => "NUMBER",
            JsonType::String => "STRING",
            JsonType::Array => "ARRAY",
            JsonType::Object => "OBJECT",
        };
        let name = format_ident!("{name}");
        quote!(#path::#name)
    });
    quote!(#(#names)|*)
}
