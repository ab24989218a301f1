//! The optional parameters of an operation: a struct with a setter for each.

use std::borrow::Cow;

use super::code::Code;
use super::comments::Comment;
use super::scope::{Scope, Std};
use super::{Item, argument, body, type_ref};
use crate::ir::{Argument, Method, Params, TypeRef};

/// One field and its setter.
struct Member<'a> {
    docs: Comment,
    /// The docs of the setter.
    summary: Comment,
    name: &'a str,
    /// The type of the value.
    ty: Cow<'a, str>,
    taken: Taken,
}

/// What a setter takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    /// The value.
    Value,
    /// What becomes one.
    Into,
}

/// The struct, its setters, and how it is written.
pub(super) fn params<'a>(params: &'a Params, method: &Method, path: &str, scope: &Scope<'a>) -> Item {
    let name = params.name.as_str();
    let docs = scope.comments.noted(&params.docs, &format!("Taken by `{path}.{}(…)`.", method.name.as_str()));
    let members: Vec<_> =
        params.fields.iter().map(|field| member(field, scope)).chain(body_member(params, scope)).collect();
    let mut code = Code::new();
    code.comment(0, docs);
    code.line(0, &["#[derive(Debug, Clone, Default, PartialEq)]"]);
    code.line(0, &["#[non_exhaustive]"]);
    code.whole(0, &["pub struct ", name, " {"]);
    for Member { docs, name, ty, .. } in &members {
        code.comment(4, *docs);
        code.line(4, &["pub ", name, ": ", scope.std_text(Std::Option), "<", ty, ">,"]);
    }
    code.line(0, &["}"]);
    code.whole(0, &["impl ", name, " {"]);
    code.line(4, &["/// Creates one with nothing set."]);
    code.line(4, &["pub fn new() -> Self {"]);
    // A setter of that name would be meant otherwise.
    let has_default = members.iter().any(|member| member.name == "default");
    let default = if has_default { "<Self as ::std::default::Default>::default()" } else { "Self::default()" };
    code.line(8, &[default]);
    code.line(4, &["}"]);
    for member in &members {
        setter(&mut code, member, scope);
    }
    code.line(0, &["}"]);
    implementation(&mut code, params, scope);
    code.finish()
}

fn member<'a>(field: &'a Argument, scope: &Scope<'a>) -> Member<'a> {
    let said = argument::docs(field);
    Member {
        docs: scope.comments.field(&said, &field.wire, field.deprecation),
        summary: scope.comments.summary(&said, &field.name),
        name: field.name.as_str(),
        ty: type_ref::text(&field.ty, scope),
        taken: match field.ty {
            TypeRef::String | TypeRef::Format(_) => Taken::Into,
            _ => Taken::Value,
        },
    }
}

fn body_member<'a>(params: &'a Params, scope: &Scope<'a>) -> Option<Member<'a>> {
    let body = params.body.as_ref()?;
    let name = crate::names::ident("body");
    let (docs, summary) = (scope.comments.outer(&body.docs, "body"), scope.comments.summary(&body.docs, &name));
    Some(Member { docs, summary, name: "body", ty: body::owned(body, scope), taken: Taken::Value })
}

/// `pub fn limit(mut self, limit: i64) -> Self { self.limit = Some(limit); self }`
fn setter(code: &mut Code, member: &Member<'_>, scope: &Scope<'_>) {
    let Member { summary, name, ty, taken, .. } = member;
    code.comment(4, *summary);
    code.line(4, &["#[must_use]"]);
    let (ty, into) = match taken {
        Taken::Value => (ty.clone(), ""),
        Taken::Into => (Cow::Owned(["impl ", scope.std_text(Std::Into), "<", ty, ">"].concat()), ".into()"),
    };
    code.signature(4, name, &["mut self".to_owned(), [name, ": ", &ty].concat()], "Self");
    code.line(8, &["self.", name, " = Some(", name, into, ");"]);
    code.line(8, &["self"]);
    code.line(4, &["}"]);
}

/// `impl Parameters for …`
fn implementation(code: &mut Code, params: &Params, scope: &Scope<'_>) {
    code.whole(0, &["impl ", &scope.runtime_text("Parameters"), " for ", params.name.as_str(), " {"]);
    let arg = scope.runtime_text("Arg");
    let head = |add: &str| ["fn arguments(&self, ", add, ": &mut dyn FnMut(&[", &arg, "<'_>])) {"].concat();
    if params.fields.is_empty() {
        code.line(4, &[&head("_add"), "}"]);
    } else {
        code.line(4, &[&head("add")]);
        let one = |field: &Argument| argument::one(field, &["self.", field.name.as_str()].concat(), scope);
        code.call(8, "add", "&", &params.fields.iter().map(one).collect::<Vec<_>>());
        code.line(4, &["}"]);
    }
    if let Some(body) = &params.body {
        body::optional(code, body, scope);
    }
    code.line(0, &["}"]);
}
