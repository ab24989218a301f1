//! The client: what the document says about reaching its service, and the way to its resources.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::comments::Comments;
use super::constant::natural;
use super::index::Index;
use super::scope::{Scope, Std};
use super::{credential, docs, method, server};
use crate::config::{Envelope, Retry};
use crate::ir::{Api, Resource};

/// `src/client.rs`
pub(super) fn client(index: &Index<'_>, comments: &Comments) -> TokenStream {
    let scope = &Scope::other(index, comments, BTreeSet::new());
    let api = index.api;
    let head = docs::inner(&["How the service is reached, and the way to its resources.".to_owned()]);
    let service = service(api, scope);
    let implementation = implementation(api, scope);
    let setters = credential::setters(&api.client.credentials, scope);
    let imports = scope.imports();
    quote! {
        #head
        #imports
        #service
        #implementation
        #setters
    }
}

/// `static SERVICE: Service = …;`
fn service(api: &Api, scope: &Scope<'_>) -> TokenStream {
    let ty = scope.runtime("Service");
    let servers = server::templates(&api.client.servers, scope);
    let variables = server::variables(api);
    let base_url_variable = optional(api.client.base_url_variable.as_deref());
    let credentials = api.client.credentials.iter().map(|credential| credential::scheme(credential, scope));
    let security = method::requirement(&api.client.security);
    let demanded = method::requirement(&api.client.demanded);
    let retry = retry(&api.config.retry, scope);
    let envelope = envelope(api.config.envelope.as_ref(), scope);
    quote! {
        /// What the document says about reaching the service.
        static SERVICE: #ty = #ty {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            servers: #servers,
            server_variables: &[#(#variables),*],
            base_url_variable: #base_url_variable,
            credentials: &[#(#credentials),*],
            security: #security,
            demanded: #demanded,
            retry: #retry,
            envelope: #envelope,
        };
    }
}

fn optional(text: Option<&str>) -> TokenStream {
    text.map_or_else(|| quote!(None), |text| quote!(Some(#text)))
}

fn retry(retry: &Retry, scope: &Scope<'_>) -> TokenStream {
    let ty = scope.runtime("RetryDefaults");
    let retries = natural(retry.max_retries.into());
    let (initial, longest) = (natural(retry.initial_delay_ms), natural(retry.max_delay_ms));
    let (after, timeout) = (natural(retry.max_retry_after_ms), natural(retry.timeout_ms));
    let idempotency_header = optional(retry.idempotency_header.as_deref());
    let count_header = optional(retry.count_header.as_deref());
    quote! {
        #ty {
            max_retries: #retries,
            initial_delay_ms: #initial,
            max_delay_ms: #longest,
            max_retry_after_ms: #after,
            timeout_ms: #timeout,
            idempotency_header: #idempotency_header,
            count_header: #count_header,
        }
    }
}

fn envelope(envelope: Option<&Envelope>, scope: &Scope<'_>) -> TokenStream {
    let Some(envelope) = envelope else { return quote!(None) };
    let ty = scope.runtime("EnvelopeNames");
    let result = &envelope.result;
    let success = optional(envelope.success.as_deref());
    let errors = optional(envelope.errors.as_deref());
    let messages = optional(envelope.messages.as_deref());
    quote!(Some(#ty { result: #result, success: #success, errors: #errors, messages: #messages }))
}

/// `impl Client { … }`
fn implementation(api: &Api, scope: &Scope<'_>) -> TokenStream {
    let (client, builder, error) = (scope.runtime("Client"), scope.runtime("ClientBuilder"), scope.runtime("Error"));
    let result = scope.std(Std::Result);
    let accessors = api.resources.iter().map(|resource| accessor(resource, scope));
    let variables = scope.comments.text(&credential::environment(&api.client));
    quote! {
        impl #client {
            /// Sets up a client.
            pub fn builder() -> #builder {
                #builder::new(&SERVICE)
            }

            #variables
            pub fn from_env() -> #result<Self, #error> {
                Self::builder().from_env().build()
            }

            #(#accessors)*
        }
    }
}

/// `pub fn stream(&self) -> crate::resources::Stream<'_> { … }`
fn accessor(resource: &Resource, scope: &Scope<'_>) -> TokenStream {
    let (Some(accessor), Some(name)) = (&resource.accessor, &resource.type_name) else { return TokenStream::new() };
    let docs = scope.comments.summary(&resource.docs, accessor);
    let feature = scope.index.modules.get(&resource.module).map(|module| &module.feature);
    quote! {
        #docs
        #[cfg(feature = #feature)]
        pub fn #accessor(&self) -> crate::resources::#name<'_> {
            crate::resources::#name { client: self }
        }
    }
}
