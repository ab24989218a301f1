//! Credentials: how each is sent, and the builder's setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::markdown;
use super::scope::{Scope, Std};
use crate::ir::{ClientSpec, Credential, CredentialKind, Grant};

/// `CredentialScheme { name: "api_token", kind: CredentialKind::Bearer, variables: &["API_TOKEN"], grant: None }`
pub(super) fn scheme(credential: &Credential, scope: &Scope<'_>) -> TokenStream {
    let (ty, kind) = (scope.runtime("CredentialScheme"), scope.runtime("CredentialKind"));
    let kind = match &credential.kind {
        CredentialKind::Bearer => quote!(#kind::Bearer),
        CredentialKind::Basic => quote!(#kind::Basic),
        CredentialKind::Scheme(name) => quote!(#kind::Scheme(#name)),
        CredentialKind::Header(name) => quote!(#kind::Header(#name)),
        CredentialKind::Query(name) => quote!(#kind::Query(#name)),
        CredentialKind::Cookie(name) => quote!(#kind::Cookie(#name)),
    };
    let name = credential.name.plain();
    let variables = &credential.variables;
    let grant = grant_of_variables(credential).map(|Grant { name, .. }| {
        let given = scope.runtime("ClientCredentials");
        quote!(Some(|builder, id, secret| builder.#name(#given::new(id, secret))))
    });
    let grant = grant.unwrap_or_else(|| quote!(None));
    quote!(#ty { name: #name, kind: #kind, variables: &[#(#variables),*], grant: #grant })
}

/// What takes a client's id and secret, if they are what the variables hold.
fn grant_of_variables(credential: &Credential) -> Option<&Grant> {
    credential.grant.as_ref().filter(|_| credential.kind == CredentialKind::Bearer && credential.variables.len() == 2)
}

/// `impl ClientBuilder { … }` and `impl Credentials { … }`
pub(super) fn setters(credentials: &[Credential], scope: &Scope<'_>) -> Option<TokenStream> {
    if credentials.is_empty() {
        return None;
    }
    let (builder, own) = (scope.runtime("ClientBuilder"), scope.runtime("Credentials"));
    let setters: Vec<_> =
        credentials.iter().enumerate().map(|(index, credential)| setter(index, credential, scope)).collect();
    let sources = credentials.iter().enumerate().map(|(index, credential)| sources(index, credential, scope));
    Some(quote! {
        impl #builder {
            #(#setters)*
            #(#sources)*
        }

        impl #own {
            #(#setters)*
        }
    })
}

fn setter(index: usize, credential: &Credential, scope: &Scope<'_>) -> TokenStream {
    let index = proc_macro2::Literal::usize_unsuffixed(index);
    let name = &credential.name;
    let docs = match variables(credential).filter(|_| grant_of_variables(credential).is_none()) {
        Some(variables) => scope.comments.with(&credential.docs, &credential.wire, &variables),
        None => scope.comments.outer(&credential.docs, &credential.wire),
    };
    let into = scope.std(Std::Into);
    let secret = quote!(impl #into<secrecy::SecretString>);
    if credential.kind == CredentialKind::Basic {
        return quote! {
            #docs
            pub fn #name(self, user: #secret, password: #secret) -> Self {
                self.credential_pair(#index, user.into(), password.into())
            }
        };
    }
    quote! {
        #docs
        pub fn #name(self, #name: #secret) -> Self {
            self.credential(#index, #name.into())
        }
    }
}

/// The setters of what tokens are had from.
fn sources(index: usize, credential: &Credential, scope: &Scope<'_>) -> TokenStream {
    let index = proc_macro2::Literal::usize_unsuffixed(index);
    let token = markdown::code(credential.name.as_str());
    let provider = credential.provider.as_ref().map(|name| {
        let docs = scope.comments.text(&format!("Supplies {token} when it is needed."));
        let provider = scope.runtime("TokenProvider");
        quote! {
            #docs
            pub fn #name(self, provider: impl #provider + 'static) -> Self {
                self.credential_provider(#index, provider)
            }
        }
    });
    let grant = credential.grant.as_ref().map(|Grant { name, token_url, scopes }| {
        let variables = variables(credential).filter(|_| grant_of_variables(credential).is_some());
        let docs = scope.comments.text(&grant_docs(&token, token_url, scopes, variables.as_deref()));
        let given = scope.runtime("ClientCredentials");
        quote! {
            #docs
            pub fn #name(self, credentials: #given) -> Self {
                self.client_credentials(#index, credentials, #token_url, &[#(#scopes),*])
            }
        }
    });
    quote!(#provider #grant)
}

fn grant_docs(token: &str, token_url: &str, scopes: &[String], variables: Option<&str>) -> String {
    let scopes: Vec<_> = scopes.iter().map(|scope| markdown::code(scope)).collect();
    let scopes = if scopes.is_empty() {
        String::new()
    } else {
        format!(", for the scopes {} where an operation names no others", scopes.join(", "))
    };
    let text = format!("Has {token} by `OAuth2`'s client credentials, from {}{scopes}.", markdown::code(token_url));
    [Some(text.as_str()), variables].into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

/// Where a credential is found in the environment.
fn variables(credential: &Credential) -> Option<String> {
    let variables: Vec<_> = credential.variables.iter().map(|name| markdown::code(name)).collect();
    (!variables.is_empty()).then(|| format!("In the environment: {}.", variables.join(" and ")))
}

/// How a credential is sent: `Authorization: Bearer …`.
pub(super) fn sent(credential: &Credential) -> String {
    let code = |text: &str| markdown::code(text);
    match &credential.kind {
        CredentialKind::Bearer => code("Authorization: Bearer …"),
        CredentialKind::Basic => code("Authorization: Basic …"),
        CredentialKind::Scheme(name) => code(&format!("Authorization: {name} …")),
        CredentialKind::Header(name) => format!("the header {}", code(name)),
        CredentialKind::Query(name) => format!("the query parameter {}", code(name)),
        CredentialKind::Cookie(name) => format!("the cookie {}", code(name)),
    }
}

/// The docs of `Client::from_env`.
pub(super) fn environment(client: &ClientSpec) -> String {
    let variables: Vec<_> = client.credentials.iter().flat_map(|credential| &credential.variables).collect();
    let mut lines = vec!["Sets up a client by the environment.".to_owned()];
    if !variables.is_empty() {
        lines.push(String::new());
        lines.push("Credentials are read from these variables:".to_owned());
        lines.push(String::new());
        lines.extend(variables.iter().map(|variable| format!("- {}", markdown::code(variable))));
    }
    if let Some(variable) = &client.base_url_variable {
        lines.push(String::new());
        lines.push(format!("The base URL is read from {}, if it is set.", markdown::code(variable)));
    }
    lines.join("\n")
}
