//! One operation as a method that returns a request.

use proc_macro2::TokenStream;

use super::code::{Code, Link, literal, tokens};
use super::scope::Scope;
use super::table::Table;
use super::{Item, argument, body, constructor, given, markdown, returns};
use crate::document::{ParameterPlace, Verb};
use crate::ir::{Argument, Method, ResponseHeader, Security, TypeId, TypeKind, TypeRef};
use crate::schema::Deprecation;
use crate::template;

/// `pub fn get(&self, account_id: &str) -> Request<SinglePage<Caption>> { self.client.get("…").path(&[…]).page() }`
pub(super) fn method<'a>(method: &'a Method, scope: &Scope<'a>) -> Item {
    let mut code = Code::new();
    code.comment(4, scope.comments.with(&method.docs, method.name.plain(), &notes(method, scope)));
    if method.deprecation == Deprecation::Deprecated {
        code.line(4, &["#[deprecated]"]);
    }
    if constructor::is_many(method.arguments.len() + method.body.iter().count() + 1) {
        code.line(4, &[constructor::MANY_ALLOWED]);
    }
    let arguments = method.arguments.iter().map(|argument| argument::declaration(argument, scope));
    let body = method.body.as_ref().map(|body| body::declaration(body, scope));
    let arguments: Vec<String> = std::iter::once("&self".to_owned()).chain(arguments).chain(body).collect();
    code.signature(4, method.name.as_str(), &arguments, &returns::ty(method, scope));
    code.chain(8, "self.client", &calls(method, scope));
    code.line(4, &["}"]);
    code.finish_member()
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
        markdown::lines(&format!("- {name} ({ty}){words}")).join("\n")
    });
    let list = items.collect::<Vec<_>>().join("\n");
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

/// `.get("…").path(&[…]).page()`
fn calls<'a>(method: &'a Method, scope: &Scope<'a>) -> Vec<Link> {
    let others = method.arguments.iter().filter(|argument| argument.place != ParameterPlace::Path);
    let servers = (!method.servers.is_empty()).then(|| scope.servers(&method.servers).to_string());
    let links = [
        Some(begin(method, scope)),
        argument::path(&path_arguments(method), scope),
        argument::arguments(others, scope),
        security(method, scope),
        servers.map(|servers| Link::new("servers", [servers])),
        method.body.as_ref().map(|body| body::send(body, scope)),
        Some(returns::finish(&method.returns)),
    ];
    links.into_iter().flatten().collect()
}

/// `.get("/zones")`, `.get_paged("/zones", &PAGES)`
fn begin<'a>(method: &'a Method, scope: &Scope<'a>) -> Link {
    let (path, verb) = (literal(&method.path), literal(method.verb.as_str()));
    if let Some(paging) = &method.paging {
        let paging = format!("&{}", scope.paging(paging));
        return match method.verb {
            Verb::Get => Link::new("get_paged", [path, paging]),
            Verb::Post => Link::new("post_paged", [path, paging]),
            _ => Link::new("verb_paged", [verb, path, paging]),
        };
    }
    if let Some(waiting) = &method.waiting {
        return Link::new("get_awaited", [path, format!("&{}", scope.waiting(waiting))]);
    }
    let name = match method.verb {
        Verb::Query | Verb::Other(_) => return Link::new("verb", [verb, path]),
        Verb::Get => "get",
        Verb::Post => "post",
        Verb::Put => "put",
        Verb::Patch => "patch",
        Verb::Delete => "delete",
        Verb::Head => "head",
        Verb::Options => "options",
        Verb::Trace => "trace",
    };
    Link::new(name, [path])
}

/// The path parameters as often and in the order in which the template has them.
fn path_arguments(method: &Method) -> Vec<&Argument> {
    let in_path = |name: &str| {
        method.arguments.iter().find(|argument| argument.place == ParameterPlace::Path && argument.wire == name)
    };
    template::variables(&method.path).filter_map(in_path).collect()
}

/// `.security(&[&[0], &[1, 2]])`, `.scoped(&[&[0]], &[(0, &["read"])])`
fn security(method: &Method, scope: &Scope<'_>) -> Option<Link> {
    if method.scopes.is_empty() {
        return Some(Link::list("security", alternatives(method.security.as_ref()?)));
    }
    let security = method.security.as_ref().unwrap_or(&scope.index.api.client.security);
    let scopes = method.scopes.iter().map(|(index, scopes)| {
        let scopes: Vec<_> = scopes.iter().map(|scope| literal(scope)).collect();
        format!("({index}, &[{}])", scopes.join(", "))
    });
    let scopes = scopes.collect::<Vec<_>>().join(", ");
    let scopes = scope.table(Table::Scopes, format!("&[{scopes}]"));
    Some(Link::new("scoped", [format!("&[{}]", alternatives(security).join(", ")), scopes]))
}

fn alternatives(Security(alternatives): &Security) -> Vec<String> {
    let one = |schemes: &Vec<usize>| {
        let schemes: Vec<_> = schemes.iter().map(usize::to_string).collect();
        format!("&[{}]", schemes.join(", "))
    };
    alternatives.iter().map(one).collect()
}

/// `&[&[0], &[1, 2]]`
pub(super) fn requirement(security: &Security) -> TokenStream {
    tokens(&format!("&[{}]", alternatives(security).join(", ")))
}
