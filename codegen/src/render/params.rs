//! The optional parameters of an operation: a struct with a setter for each.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{Scope, Std};
use super::{argument, body, type_ref};
use crate::ir::{Argument, Ident, Method, Params, TypeRef};

/// One field and its setter.
struct Member {
    docs: TokenStream,
    /// The docs of the setter.
    summary: TokenStream,
    name: Ident,
    /// The type of the value.
    ty: TokenStream,
    /// What the setter takes.
    argument: TokenStream,
    /// The value, from what the setter took.
    value: TokenStream,
}

/// The struct, its setters, and how it is written.
pub(super) fn params(params: &Params, method: &Method, path: &str, scope: &Scope<'_>) -> TokenStream {
    let name = &params.name;
    let docs = scope.comments.noted(&params.docs, &format!("Taken by `{path}.{}(…)`.", method.name.as_str()));
    let members: Vec<_> =
        params.fields.iter().map(|field| member(field, scope)).chain(body_member(params, scope)).collect();
    let option = scope.std(Std::Option);
    let fields = members.iter().map(|Member { docs, name, ty, .. }| quote!(#docs pub #name: #option<#ty>));
    let setters = members.iter().map(setter);
    let implementation = implementation(params, scope);
    // A setter of that name would be meant otherwise.
    let has_default = members.iter().any(|member| member.name.plain() == "default");
    let default =
        if has_default { quote!(<Self as ::std::default::Default>::default()) } else { quote!(Self::default()) };
    quote! {
        #docs
        #[derive(Debug, Clone, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
        }

        impl #name {
            /// Creates one with nothing set.
            pub fn new() -> Self {
                #default
            }

            #(#setters)*
        }

        #implementation
    }
}

fn member(field: &Argument, scope: &Scope<'_>) -> Member {
    let ty = type_ref::owned(&field.ty, scope);
    let (argument, value) = taken(&field.ty, &field.name, &ty, scope);
    let said = argument::docs(field);
    let docs = scope.comments.field(&said, &field.wire, field.deprecation);
    let summary = scope.comments.summary(&said, &field.name);
    Member { docs, summary, name: field.name.clone(), ty, argument, value }
}

fn taken(field: &TypeRef, name: &Ident, ty: &TokenStream, scope: &Scope<'_>) -> (TokenStream, TokenStream) {
    match field {
        TypeRef::String | TypeRef::Format(_) => {
            let into = scope.std(Std::Into);
            (quote!(impl #into<#ty>), quote!(#name.into()))
        }
        _ => (ty.clone(), quote!(#name)),
    }
}

fn body_member(params: &Params, scope: &Scope<'_>) -> Option<Member> {
    let body = params.body.as_ref()?;
    let ty = body::owned(body, scope);
    let name = Ident("body".to_owned());
    let (docs, summary) = (scope.comments.outer(&body.docs, "body"), scope.comments.summary(&body.docs, &name));
    Some(Member { docs, summary, argument: ty.clone(), value: quote!(#name), name, ty })
}

/// `pub fn limit(mut self, limit: i64) -> Self { self.limit = Some(limit); self }`
fn setter(member: &Member) -> TokenStream {
    let Member { summary: docs, name, argument, value, .. } = member;
    quote! {
        #docs
        #[must_use]
        pub fn #name(mut self, #name: #argument) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}

/// `impl Parameters for …`
fn implementation(params: &Params, scope: &Scope<'_>) -> TokenStream {
    let name = &params.name;
    let (parameters, arg) = (scope.runtime("Parameters"), scope.runtime("Arg"));
    let arguments = params.fields.iter().map(|field| {
        let name = &field.name;
        argument::one(field, &quote!(self.#name), scope)
    });
    let add = if params.fields.is_empty() { quote!(_add) } else { quote!(add) };
    let call = (!params.fields.is_empty()).then(|| quote!(add(&[#(#arguments),*]);));
    let body = params.body.as_ref().map(|body| body::optional(body, scope));
    quote! {
        impl #parameters for #name {
            fn arguments(&self, #add: &mut dyn FnMut(&[#arg<'_>])) {
                #call
            }

            #body
        }
    }
}
