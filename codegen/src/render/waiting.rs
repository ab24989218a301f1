//! Waiting until something is done.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::constant::natural;
use super::scope::Scope;
use super::{markdown, type_ref};
use crate::ir::{TypeId, TypeRef, Waiting};

/// `static WAIT: Waiting = Waiting { field: &["status"], done: &["ready"], … };`
pub(super) fn declaration(name: &Ident, waiting: &Waiting, scope: &Scope<'_>) -> TokenStream {
    let ty = scope.runtime("Waiting");
    let Waiting { field, done, failed, .. } = waiting;
    let [first, longest, deadline] =
        [waiting.first_delay_ms, waiting.longest_delay_ms, waiting.deadline_ms].map(natural);
    quote! {
        /// What an answer of this file says when something is done.
        static #name: #ty = #ty {
            field: &[#(#field),*],
            done: &[#(#done),*],
            failed: &[#(#failed),*],
            first_delay_ms: #first,
            longest_delay_ms: #longest,
            deadline_ms: #deadline,
        };
    }
}

/// `impl<P> Request<Caption, P> { pub fn wait_until_ready(self) -> Wait<Caption> { self.wait() } }` for each that waits for
/// this type.
pub(super) fn methods(id: TypeId, scope: &Scope<'_>) -> TokenStream {
    let blocks = scope.index.waits(id).iter().map(|(ty, waiting)| method(ty, waiting, scope));
    quote!(#(#blocks)*)
}

fn method(ty: &TypeRef, waiting: &Waiting, scope: &Scope<'_>) -> TokenStream {
    let name = &waiting.method;
    let docs = scope.comments.text(&words(waiting).join("\n"));
    let answer = type_ref::owned(ty, scope);
    let (request, wait) = (scope.runtime("Request"), scope.runtime("Wait"));
    quote! {
        impl<P> #request<#answer, P> {
            #docs
            pub fn #name(self) -> #wait<#answer> {
                self.wait()
            }
        }
    }
}

/// What the method does.
fn words(waiting: &Waiting) -> Vec<String> {
    let list = |values: &[String]| values.iter().map(|value| markdown::code(value)).collect::<Vec<_>>().join(" or ");
    let field = markdown::code(waiting.field.last().map(String::as_str).unwrap_or_default());
    let mut lines = vec![
        format!("Sends the request until {field} is {}, and returns that answer.", list(&waiting.done)),
        String::new(),
    ];
    if !waiting.failed.is_empty() {
        let failed = list(&waiting.failed);
        lines.push(format!("{failed} is an error ([`Error::Api`](crate::Error::Api))."));
    }
    let pending = if waiting.pending.is_empty() { String::new() } else { format!("{} and ", list(&waiting.pending)) };
    lines.push(format!("{pending}values that are not known mean that it is not done yet."));
    lines.push(format!(
        "After {} seconds it is given up ([`Error::Timeout`](crate::Error::Timeout)).",
        waiting.deadline_ms.div_ceil(1_000)
    ));
    lines.push(
        "Only the request of an operation that declares it can wait; any other returns an error and sends nothing."
            .to_owned(),
    );
    lines
}
