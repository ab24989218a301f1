//! One operation as a method that returns a request.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::scope::Scope;
use super::{argument, body, constructor, given, markdown, returns};
use crate::document::{ParameterPlace, Verb};
use crate::ir::{Argument, Method, ResponseHeader, Security, TypeId, TypeKind, TypeRef};
use crate::schema::Deprecation;
use crate::template;

/// `pub fn get(&self, account_id: &str) -> Request<SinglePage<Caption>> { self.client.get("…").path(&[…]).page() }`
pub(super) fn method<'a>(method: &'a Method, scope: &Scope<'a>) -> TokenStream {
    let name = &method.name;
    let docs = scope.comments.with(&method.docs, name.plain(), &notes(method, scope));
    let deprecated = (method.deprecation == Deprecation::Deprecated).then(|| quote!(#[deprecated]));
    let allow = constructor::many(method.arguments.len() + method.body.iter().count() + 1);
    let arguments = method.arguments.iter().map(|argument| argument::declaration(argument, scope));
    let body = method.body.as_ref().map(|body| body::declaration(body, scope));
    let parameters = arguments.chain(body);
    let answer = returns::ty(method, scope);
    let call = call(method, scope);
    quote! {
        #docs
        #deprecated
        #allow
        pub fn #name(&self #(, #parameters)*) -> #answer {
            #call
        }
    }
}

/// What the docs say beyond the document's text.
fn notes(method: &Method, scope: &Scope<'_>) -> String {
    let call = markdown::code(&format!("{} {}", method.verb.as_str(), method.path));
    let failure = method.errors.and_then(|errors| failure(errors, scope));
    let headers = headers(&method.headers);
    let pages = method.paging.as_ref().map(|_| PAGES.to_owned());
    let waits = method.waiting.as_ref().map(|waiting| {
        let done: Vec<_> = waiting.done.iter().map(|value| markdown::code(value)).collect();
        format!("`{}()` on the request waits until it is {}.", waiting.method.as_str(), done.join(" or "))
    });
    [Some(call), given::list(method, scope), pages, waits, failure, headers]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// Which headers an answer has, and how they are read.
fn headers(headers: &[ResponseHeader]) -> Option<String> {
    let items = headers.iter().map(|header| {
        let name = markdown::code(&header.wire);
        let ty = markdown::code(scalar(&header.ty));
        let words = header
            .docs
            .paragraphs
            .first()
            .map(|docs| markdown::html::rewrite(docs).split_whitespace().collect::<Vec<_>>().join(" "));
        let words = words.map(|words| format!(": {words}")).unwrap_or_default();
        format!("- {name} ({ty}){words}\n")
    });
    let list = markdown::lines(&items.collect::<String>()).join("\n");
    let how = "Headers of the answer, by [`RawResponse::header`](crate::RawResponse::header):";
    (!list.is_empty()).then(|| format!("{how}\n\n{list}"))
}

/// The type of a header's value.
fn scalar(ty: &TypeRef) -> &'static str {
    match ty {
        TypeRef::Bool => "bool",
        TypeRef::I32 => "i32",
        TypeRef::I64 => "i64",
        TypeRef::U32 => "u32",
        TypeRef::U64 => "u64",
        TypeRef::F64 => "f64",
        _ => "String",
    }
}

const PAGES: &str = "\
    The list comes in pages: this asks for one of them, [`items()`](crate::Request::items) for all.";

/// How the body of a failure is read. `Error::errors` does that for the document's envelope.
fn failure(errors: TypeId, scope: &Scope<'_>) -> Option<String> {
    let api = scope.index.api;
    let def = api.ty(errors);
    let name = def.name.plain();
    let reader = match def.kind {
        TypeKind::Responses(_) => "declared",
        _ if api.config.envelope.is_some() => return None,
        _ => "body_as",
    };
    Some(format!("Fails with a [`{name}`](crate::types::{name}): [`Error::{reader}`](crate::Error::{reader})."))
}

/// `self.client.get("…").path(&[…]).page()`
fn call<'a>(method: &'a Method, scope: &Scope<'a>) -> TokenStream {
    let begin = begin(method, scope);
    let path = argument::path(&path_arguments(method), scope);
    let arguments =
        argument::arguments(method.arguments.iter().filter(|argument| argument.place != ParameterPlace::Path), scope);
    let security = security(method, scope);
    let servers = (!method.servers.is_empty()).then(|| scope.servers(&method.servers));
    let servers = servers.map(|servers| quote!(.servers(#servers)));
    let body = method.body.as_ref().map(|body| body::send(body, scope));
    let finish = returns::finish(&method.returns);
    quote!(self.client #begin #path #arguments #security #servers #body #finish)
}

/// `.get("/zones")`, `.get_paged("/zones", &PAGES)`
fn begin<'a>(method: &'a Method, scope: &Scope<'a>) -> TokenStream {
    let path = &method.path;
    let verb = method.verb.as_str();
    if let Some(paging) = &method.paging {
        let paging = scope.paging(paging);
        return match method.verb {
            Verb::Get => quote!(.get_paged(#path, &#paging)),
            Verb::Post => quote!(.post_paged(#path, &#paging)),
            _ => quote!(.verb_paged(#verb, #path, &#paging)),
        };
    }
    if matches!(method.verb, Verb::Query | Verb::Other(_)) {
        return quote!(.verb(#verb, #path));
    }
    if let Some(waiting) = &method.waiting {
        let waiting = scope.waiting(waiting);
        return quote!(.get_awaited(#path, &#waiting));
    }
    let verb = format_ident!("{}", verb.to_ascii_lowercase());
    quote!(.#verb(#path))
}

/// The path parameters as often and in the order in which the template has them.
fn path_arguments(method: &Method) -> Vec<&Argument> {
    let in_path = |name: &str| {
        method.arguments.iter().find(|argument| argument.place == ParameterPlace::Path && argument.wire == name)
    };
    template::variables(&method.path).filter_map(in_path).collect()
}

/// `.security(&[&[0], &[1, 2]])`, `.scoped(&[&[0]], &[(0, &["read"])])`
fn security(method: &Method, scope: &Scope<'_>) -> Option<TokenStream> {
    if method.scopes.is_empty() {
        let alternatives = requirement(method.security.as_ref()?);
        return Some(quote!(.security(#alternatives)));
    }
    let alternatives = requirement(method.security.as_ref().unwrap_or(&scope.index.api.client.security));
    let scopes = method.scopes.iter().map(|(index, scopes)| {
        let index = proc_macro2::Literal::usize_unsuffixed(*index);
        quote!((#index, &[#(#scopes),*]))
    });
    Some(quote!(.scoped(#alternatives, &[#(#scopes),*])))
}

/// `&[&[0], &[1, 2]]`
pub(super) fn requirement(Security(alternatives): &Security) -> TokenStream {
    let alternatives = alternatives.iter().map(|schemes| {
        let schemes = schemes.iter().map(|&index| proc_macro2::Literal::usize_unsuffixed(index));
        quote!(&[#(#schemes),*])
    });
    quote!(&[#(#alternatives),*])
}
