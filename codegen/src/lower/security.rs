//! Security schemes → credentials, and requirements → alternatives of them.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, SecurityScheme as Known};

use super::Lower;
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::document::{Document, Operation, SecurityRequirement, SecurityScheme};
use crate::ir::{ClientSpec, Credential, CredentialKind, Grant, Ident, Security};
use crate::names::{settle, snake};

/// The methods that every client builder has.
pub(super) const BUILDER_METHODS: &[&str] = &[
    "allow_http",
    "backoff",
    "base_url",
    "build",
    "build_with",
    "client_credentials",
    "configure_http",
    "connect_timeout",
    "credential",
    "credential_pair",
    "credential_provider",
    "credentials",
    "deadline",
    "from_env",
    "give",
    "grant_tokens",
    "header",
    "http_client",
    "keep",
    "max_body",
    "max_retries",
    "max_retry_after",
    "new",
    "no_proxy",
    "no_retry_budget",
    "query",
    "resolve_base",
    "resolve_credentials",
    "retry_budget",
    "server_variable",
    "timeout",
    "transport",
    "without_credentials",
    "without_header",
    "without_headers",
    "without_query",
    "wrap_transport",
];

impl Lower<'_> {
    pub(super) fn client_spec(&mut self, document: &Document) -> ClientSpec {
        let schemes: Vec<_> = document
            .security_schemes
            .iter()
            .filter_map(|(name, scheme)| match &scheme.value {
                SecurityScheme::Known(known) => Some((name.as_str(), known, &scheme.at)),
                SecurityScheme::MutualTls => None,
            })
            .collect();
        let wires: Vec<&str> = schemes.iter().map(|&(name, ..)| name).collect();
        let names = settle(&wires, BUILDER_METHODS, snake);
        let credentials: Vec<Credential> = schemes
            .iter()
            .zip(names)
            .map(|(&(wire, scheme, _), name)| {
                let (kind, description) = kind(scheme);
                let docs = super::docs::of_texts([description, Some(&sent_as(&kind))]);
                let variables = self.config.environment.credentials.get(wire);
                let variables = variables.map(|variables| variables.get_ref().clone()).unwrap_or_default();
                Credential { wire: wire.to_owned(), name, docs, kind, variables, provider: None, grant: None }
            })
            .collect();
        let mut credentials = credentials;
        add_sources(&mut credentials, &schemes.iter().map(|&(_, scheme, _)| scheme).collect::<Vec<_>>(), document);
        let mut client = ClientSpec {
            servers: super::server::lower(&document.servers),
            credentials,
            security: Security::default(),
            demanded: Security::default(),
            base_url_variable: self.config.environment.base_url.clone(),
        };
        self.check_variables(&client.credentials);
        self.name_variables(&mut client, document);
        if let Some(security) = &document.security {
            client.demanded = self.security(security, document, &client);
            client.security = client.demanded.clone();
        } else {
            client.security = self.usual_security(document, &client);
        }
        client
    }

    /// What most operations require of a document that says nothing of all: so does what it does not know.
    fn usual_security(&mut self, document: &Document, client: &ClientSpec) -> Security {
        let mut counts: IndexMap<Security, usize> = IndexMap::new();
        for operation in &document.operations {
            let security = self.operation_security(operation, document, client);
            *counts.entry(security).or_default() += 1;
        }
        // Of several, the first one.
        counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(security, _)| security).unwrap_or_default()
    }

    /// What an operation requires, by itself or since its document does.
    pub(super) fn operation_security(
        &mut self,
        operation: &Operation,
        document: &Document,
        client: &ClientSpec,
    ) -> Security {
        let own = operation.security.as_ref().or(document.security.as_ref());
        own.map(|own| self.security(own, document, client)).unwrap_or_default()
    }

    /// Requirements as alternatives of indices; one that names an undeclared scheme is left out.
    pub(super) fn security(
        &mut self,
        requirements: &[SecurityRequirement],
        document: &Document,
        client: &ClientSpec,
    ) -> Security {
        let mut alternatives = Vec::new();
        for requirement in requirements {
            let mut indices = Vec::new();
            let mut unknown = None;
            for name in requirement.keys() {
                match client.credentials.iter().position(|credential| credential.wire == *name) {
                    Some(index) => indices.push(index),
                    None if document.security_schemes.contains_key(name) => {}
                    None => unknown = Some(name),
                }
            }
            match unknown {
                Some(name) => self.unknown_scheme(name),
                None => alternatives.extend(self.apart(indices, client)),
            }
        }
        // What is said again is no other alternative.
        let mut said = BTreeSet::new();
        alternatives.retain(|alternative| said.insert(alternative.clone()));
        Security(alternatives)
    }

    /// One alternative for each credential that `Authorization` is to hold: a request has that header once.
    fn apart(&mut self, indices: Vec<usize>, client: &ClientSpec) -> Vec<Vec<usize>> {
        let has_header = |&index: &usize| is_authorization(&client.credentials[index].kind);
        let rivals: Vec<usize> = indices.iter().copied().filter(has_header).collect();
        if rivals.len() < 2 {
            return vec![indices];
        }
        let names: Vec<String> = rivals.iter().map(|&index| format!("`{}`", client.credentials[index].wire)).collect();
        let message = format!(
            "a request has one `Authorization`, so the security schemes {} are taken as alternatives",
            names.join(" and ")
        );
        if !self.diagnostics.0.iter().any(|before| before.message == message) {
            self.diagnostics.push(Diagnostic::note(Place::Nowhere, message));
        }
        let without_others =
            |&kept: &usize| indices.iter().copied().filter(|one| *one == kept || !rivals.contains(one)).collect();
        rivals.iter().map(without_others).collect()
    }

    /// Whether the configuration names as many variables as a credential has parts.
    fn check_variables(&mut self, credentials: &[Credential]) {
        let config = self.config;
        for (wire, variables) in &config.environment.credentials {
            let count = variables.get_ref().len();
            let (problem, help) = match credentials.iter().find(|credential| credential.wire == *wire) {
                None => {
                    let known = credentials.iter().map(|credential| credential.wire.as_str());
                    let help = nearest(wire, known).map(|name| format!("did you mean `{name}`?"));
                    (Some("there is no such security scheme"), help)
                }
                Some(credential) => (misfit(credential, count), None),
            };
            if let Some(problem) = problem {
                let message = format!("`environment.credentials.{wire}`: {problem}");
                let diagnostic = Diagnostic::error(config.origin.place(variables), message);
                self.diagnostics.push(Diagnostic { help, ..diagnostic });
            }
        }
    }

    fn unknown_scheme(&mut self, name: &str) {
        let message = format!("the security scheme `{name}` is not declared; requirements that name it are left out");
        if !self.diagnostics.0.iter().any(|before| before.message == message) {
            self.diagnostics.push(Diagnostic::note(Place::Nowhere, message));
        }
    }
}

/// What is wrong with so many variables for a credential.
fn misfit(credential: &Credential, variables: usize) -> Option<&'static str> {
    match credential {
        Credential { kind: CredentialKind::Basic, .. } => {
            (variables != 2).then_some("a user name and a password are in two variables")
        }
        Credential { grant, .. } => {
            let fits = variables == 1 || grant.is_some() && variables == 2;
            (!fits).then_some("this credential is in one variable")
        }
    }
}

/// Names what bearer tokens can be had from.
fn add_sources(credentials: &mut [Credential], schemes: &[&Known], document: &Document) {
    let taken: Vec<String> = credentials.iter().map(|credential| credential.name.as_str().to_owned()).collect();
    let reserved: Vec<&str> = BUILDER_METHODS.iter().copied().chain(taken.iter().map(String::as_str)).collect();
    let names = |suffix: &str| -> Vec<Ident> {
        let wires: Vec<String> = credentials.iter().map(|credential| format!("{} {suffix}", credential.wire)).collect();
        settle(&wires.iter().map(String::as_str).collect::<Vec<_>>(), &reserved, snake)
    };
    let (providers, grants) = (names("provider"), names("client credentials"));
    for (((credential, scheme), provider), name) in credentials.iter_mut().zip(schemes).zip(providers).zip(grants) {
        credential.provider = (credential.kind == CredentialKind::Bearer).then_some(provider);
        credential.grant = token_url(scheme).map(|token_url| {
            let scopes = scopes(&credential.wire, document.security.as_deref().unwrap_or_default());
            Grant { name, token_url: token_url.to_owned(), scopes }
        });
    }
}

/// Where a scheme has tokens for clients that act for themselves.
fn token_url(scheme: &Known) -> Option<&str> {
    let Known::OAuth2 { flows, .. } = scheme else { return None };
    let flow = flows.client_credentials.as_ref()?;
    Some(flow.token_url.as_str()).filter(|url| !url.is_empty())
}

/// The scopes that an operation asks the tokens of its credentials for, where they are not the client's own.
pub(super) fn own_scopes(
    operation: &Operation,
    Security(alternatives): &Security,
    client: &ClientSpec,
) -> Vec<(usize, Vec<String>)> {
    let Some(requirements) = &operation.security else { return Vec::new() };
    let asked = client.credentials.iter().enumerate().filter_map(|(index, credential)| {
        let grant = credential.grant.as_ref().filter(|_| alternatives.iter().flatten().any(|&one| one == index))?;
        let scopes = scopes(&credential.wire, requirements);
        (scopes != grant.scopes).then_some((index, scopes))
    });
    asked.collect()
}

/// The scopes that requirements ask a scheme for, sorted: of several alternatives, the first one that names it is sent.
fn scopes(wire: &str, requirements: &[SecurityRequirement]) -> Vec<String> {
    let scopes: BTreeSet<_> =
        requirements.iter().find_map(|one| one.get(wire)).into_iter().flatten().cloned().collect();
    scopes.into_iter().collect()
}

fn kind(scheme: &Known) -> (CredentialKind, Option<&str>) {
    match scheme {
        Known::APIKey { location, name, description, .. } => {
            let kind = match location {
                APIKeyLocation::Header if name.eq_ignore_ascii_case("authorization") => {
                    CredentialKind::Header("Authorization".to_owned())
                }
                APIKeyLocation::Header => CredentialKind::Header(name.clone()),
                APIKeyLocation::Query => CredentialKind::Query(name.clone()),
                APIKeyLocation::Cookie => CredentialKind::Cookie(name.clone()),
            };
            (kind, description.as_deref())
        }
        Known::HTTP { scheme, description, .. } => {
            let kind = match scheme.to_ascii_lowercase().as_str() {
                "bearer" => CredentialKind::Bearer,
                "basic" => CredentialKind::Basic,
                _ => CredentialKind::Scheme(scheme.clone()),
            };
            (kind, description.as_deref())
        }
        Known::OAuth2 { description, .. } | Known::OpenIDConnect { description, .. } => {
            (CredentialKind::Bearer, description.as_deref())
        }
    }
}

/// Whether the credential is what `Authorization` holds.
fn is_authorization(kind: &CredentialKind) -> bool {
    match kind {
        CredentialKind::Bearer | CredentialKind::Basic | CredentialKind::Scheme(_) => true,
        CredentialKind::Header(name) => name.eq_ignore_ascii_case("authorization"),
        CredentialKind::Query(_) | CredentialKind::Cookie(_) => false,
    }
}

fn sent_as(kind: &CredentialKind) -> String {
    match kind {
        CredentialKind::Bearer => "Sent as `Authorization: Bearer …`.".to_owned(),
        CredentialKind::Basic => "Sent as `Authorization: Basic …`.".to_owned(),
        CredentialKind::Scheme(scheme) => format!("Sent as `Authorization: {scheme} …`."),
        CredentialKind::Header(name) => format!("Sent in the header `{name}`."),
        CredentialKind::Query(name) => format!("Sent in the query parameter `{name}`."),
        CredentialKind::Cookie(name) => format!("Sent in the cookie `{name}`."),
    }
}
