//! How lists come in pages.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::constant::natural;
use super::scope::{Scope, Std};
use super::type_ref;
use crate::ir::{In, Listing, Next, Paging, TypeDef};

/// `static PAGES: Paging = Paging { next: Next::Page { parameter: In::Query("page"), first: 1 }, … };`
pub(super) fn declaration(name: &Ident, paging: &Paging, scope: &Scope<'_>) -> TokenStream {
    let ty = scope.runtime("Paging");
    let next = next(&paging.next, scope);
    let Paging { items, total, pages, more, .. } = paging;
    quote! {
        /// How lists of this file come in pages.
        static #name: #ty = #ty {
            next: #next,
            items: &[#(#items),*],
            total: &[#(#total),*],
            pages: &[#(#pages),*],
            more: &[#(#more),*],
        };
    }
}

fn next(next: &Next, scope: &Scope<'_>) -> TokenStream {
    let ty = scope.runtime("Next");
    let taker = |parameter: &In| taker(parameter, scope);
    match next {
        Next::Page { parameter, first } => {
            let parameter = taker(parameter);
            let first = natural(*first);
            quote!(#ty::Page { parameter: #parameter, first: #first })
        }
        Next::Offset { parameter, first } => {
            let parameter = taker(parameter);
            let first = natural(*first);
            quote!(#ty::Offset { parameter: #parameter, first: #first })
        }
        Next::Cursor { parameter, from } => {
            let parameter = taker(parameter);
            quote!(#ty::Cursor { parameter: #parameter, from: &[#(#from),*] })
        }
        Next::LastItem { parameter, field } => {
            let parameter = taker(parameter);
            quote!(#ty::LastItem { parameter: #parameter, field: #field })
        }
        Next::Url { from } => quote!(#ty::Url { from: &[#(#from),*] }),
        // A method whose list comes in one page has no such description.
        Next::Link | Next::Nothing => quote!(#ty::Link),
    }
}

/// `In::Query("page")`
fn taker(parameter: &In, scope: &Scope<'_>) -> TokenStream {
    let ty = scope.runtime("In");
    match parameter {
        In::Query(name) => quote!(#ty::Query(#name)),
        In::Text(way) => quote!(#ty::Text(&[#(#way),*])),
        In::Number(way) => quote!(#ty::Number(&[#(#way),*])),
    }
}

/// `impl Listing for CaptionList { … }`
pub(super) fn listing(def: &TypeDef, listing: &Listing, scope: &Scope<'_>) -> TokenStream {
    let (name, field) = (&def.name, &listing.field);
    let item = type_ref::owned(&listing.item, scope);
    let (ty, vec) = (scope.runtime("Listing"), scope.std(Std::Vec));
    quote! {
        impl #ty for #name {
            type Item = #item;

            fn into_items(self) -> #vec<#item> {
                #ty::into_items(self.#field)
            }
        }
    }
}
