//! The example of the docs and the README: the first method that needs no more than plain values.

use super::resource;
use crate::document::Verb;
use crate::ir::{Api, CredentialKind, Method, Resource, Returns, Security, TypeRef};
use crate::schema::Deprecation;

/// The lines of the example, inside a function that returns the crate's `Result`.
pub(super) fn lines(api: &Api) -> Vec<String> {
    let Some((method, call)) = call(api) else {
        return vec![format!("let client = {};", client(api, &api.client.security))];
    };
    let security = method.security.as_ref().unwrap_or(&api.client.security);
    vec![
        format!("let client = {};", client(api, security)),
        format!("let answer = {call}.await?;"),
        "println!(\"{answer:#?}\");".to_owned(),
    ]
}

/// The name of the crate in code.
pub(super) fn crate_name(api: &Api) -> String {
    api.package.name.replace('-', "_")
}

/// `Client::from_env()?`
fn client(api: &Api, security: &Security) -> String {
    let name = crate_name(api);
    let spec = &api.client;
    let in_environment = spec.credentials.iter().any(|credential| !credential.variables.is_empty());
    if has_server(api) && in_environment {
        return format!("{name}::Client::from_env()?");
    }
    format!("{name}::Client::builder(){}.build()?", settings(api, security).concat())
}

/// What a builder needs: `.base_url("https://api.example.com")`, `.token("token")`.
pub(super) fn settings(api: &Api, security: &Security) -> Vec<String> {
    let base = (!has_server(api)).then(|| ".base_url(\"https://api.example.com\")".to_owned());
    let needed = security.0.first().into_iter().flatten().filter_map(|&index| api.client.credentials.get(index));
    let credentials = needed.map(|credential| match credential.kind {
        CredentialKind::Basic => format!(".{}(\"user\", \"password\")", credential.name.as_str()),
        _ => format!(".{}(\"token\")", credential.name.as_str()),
    });
    base.into_iter().chain(credentials).collect()
}

fn has_server(api: &Api) -> bool {
    api.client.servers.first().is_some_and(|server| server.url.starts_with("http"))
}

/// `client.pets().get("pet_id")`
fn call(api: &Api) -> Option<(&Method, String)> {
    let mut calls = Vec::new();
    for resource in &api.resources {
        collect(resource, &resource::below("client", resource), &mut calls);
    }
    let reads = |method: &Method| method.verb == Verb::Get;
    let (path, method, values) = calls.iter().find(|(_, method, _)| reads(method)).or_else(|| calls.first())?;
    Some((method, format!("{path}.{}({})", method.name.as_str(), values.join(", "))))
}

fn collect<'a>(resource: &'a Resource, path: &str, calls: &mut Vec<(String, &'a Method, Vec<String>)>) {
    for method in &resource.methods {
        if let Some(values) = values(method) {
            calls.push((path.to_owned(), method, values));
        }
    }
    for child in &resource.children {
        collect(child, &resource::below(path, child), calls);
    }
}

/// The arguments, if the method is simple enough.
fn values(method: &Method) -> Option<Vec<String>> {
    let plain = matches!(
        method.returns,
        Returns::Nothing
            | Returns::Json { .. }
            | Returns::Enveloped { .. }
            | Returns::Page { .. }
            | Returns::Text { .. }
    );
    if !plain || method.body.is_some() || method.deprecation == Deprecation::Deprecated {
        return None;
    }
    method.arguments.iter().map(|argument| value(&argument.ty, argument.name.plain())).collect()
}

fn value(ty: &TypeRef, name: &str) -> Option<String> {
    match ty {
        TypeRef::Bool => Some("true".to_owned()),
        TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 => Some("1".to_owned()),
        TypeRef::F64 => Some("1.0".to_owned()),
        TypeRef::String => Some(format!("{name:?}")),
        _ => None,
    }
}
