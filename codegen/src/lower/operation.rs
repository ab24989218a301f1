//! One operation → its methods.

use super::Lower;
use super::naming::NamePlace;
use super::security::own_scopes;
use crate::document::{Document, Need, Operation};
use crate::ir::{ClientSpec, Docs, Ident, Method, Params, Returns};

/// Where the methods of an operation go.
pub(super) struct Target<'a> {
    /// The words of the resource, for the names of its types.
    pub(super) resource: &'a str,
    /// The name of the method.
    pub(super) method: Ident,
}

impl Lower<'_> {
    pub(super) fn methods(
        &mut self,
        operation: &Operation,
        target: &Target<'_>,
        document: &Document,
        client: &ClientSpec,
    ) -> Vec<Method> {
        let resource = NamePlace::inline(target.resource, &operation.at);
        let place = resource.child(target.method.plain());
        let arguments = self.arguments(operation, &resource, &place);
        let body = self.body(operation, &place);
        let need = operation.request_body.as_ref().map_or(Need::Optional, |body| body.need);
        let (body, optional_body) = match need {
            Need::Required => (body, None),
            Need::Optional => (None, body),
        };
        let params = (!arguments.optional.is_empty() || optional_body.is_some()).then(|| Params {
            name: crate::names::type_ident(&place.child("params").name),
            docs: super::docs::plain("Optional parameters."),
            fields: arguments.optional,
            body: optional_body,
        });
        let answers = self.answers(operation, &place);
        let paging = self.paging(operation, &answers.returns);
        let waiting = self.waiting(operation, &answers.returns);
        let security = self.operation_security(operation, document, client);
        let method = Method {
            name: target.method.clone(),
            docs: docs(operation),
            at: operation.at.clone(),
            verb: operation.verb.clone(),
            path: operation.path.split('#').next().unwrap_or_default().to_owned(),
            arguments: arguments.required,
            params,
            body,
            returns: answers.returns,
            paging,
            waiting,
            errors: self.errors(operation, &place),
            headers: self.response_headers(operation),
            scopes: own_scopes(operation, &security, client),
            security: (security != client.security).then_some(security),
            servers: operation.servers.as_deref().map(super::server::lower).unwrap_or_default(),
            deprecation: operation.deprecation,
        };
        let streaming = answers.stream.map(|returns| streaming(&method, returns));
        std::iter::once(method).chain(streaming).collect()
    }
}

/// The same operation, answered as a stream.
fn streaming(method: &Method, returns: Returns) -> Method {
    let name = crate::names::ident(&format!("{}_stream", method.name.plain().trim_end_matches('_')));
    let mut docs = method.docs.clone();
    docs.paragraphs.push("The answer is a stream.".to_owned());
    Method { name, docs, returns, paging: None, waiting: None, ..method.clone() }
}

fn docs(operation: &Operation) -> Docs {
    let id = operation.operation_id.as_ref().map(|id| format!("The operation `{}`.", id.replace('`', "'")));
    let summary = operation.summary.as_deref();
    let mut docs = super::docs::of_texts([summary, operation.description.as_deref()]);
    if docs.paragraphs.is_empty() {
        docs.paragraphs.extend(id);
    }
    let permissions = operation.extensions.get("permissions").and_then(serde_json::Value::as_array);
    if let Some(permissions) = permissions {
        let names: Vec<_> = permissions.iter().filter_map(serde_json::Value::as_str).collect();
        docs.paragraphs.push(format!("Accepted permissions (at least one): {}.", names.join(", ")));
    }
    if let Some(url) = &operation.external_docs {
        docs.paragraphs.push(format!("See <{url}>."));
    }
    if docs.paragraphs.is_empty() {
        docs.paragraphs.push(format!("`{} {}`.", operation.verb.as_str(), operation.path.replace('`', "'")));
    }
    docs
}
