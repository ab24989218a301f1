//! What documents say about their services, for the tests of what only that decides.

use crate::runtime::builder::ClientBuilder;
use crate::runtime::client::Client;
use crate::runtime::error::Error;
use crate::runtime::service::{
    CredentialKind, CredentialScheme, Requirement, RetryDefaults, ServerTemplate, ServerVariable, Service,
};

const RETRY: RetryDefaults = RetryDefaults {
    max_retries: 2,
    initial_delay_ms: 1,
    max_delay_ms: 4,
    max_retry_after_ms: 60_000,
    timeout_ms: 60_000,
    idempotency_header: None,
    count_header: None,
};

/// Builds with an environment of the test's own.
pub fn build_in(builder: ClientBuilder, environment: &[(&str, &str)]) -> Result<Client, Error> {
    builder.build_with(&|name| environment.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into()))
}

/// A document of another kind, with one credential of each kind and an own requirement.
macro_rules! other {
    ($name:ident, $servers:expr, $kind:expr, $variables:expr, $security:expr) => {
        /// Begins a client of this document.
        pub fn $name() -> ClientBuilder {
            static OTHER: Service = Service {
                name: "other",
                version: "0.1.0",
                servers: $servers,
                server_variables: &["region", "stage"],
                base_url_variable: Some("OTHER_BASE_URL"),
                credentials: &[CredentialScheme { name: "secret", kind: $kind, variables: $variables, grant: None }],
                security: $security,
                demanded: $security,
                retry: RETRY,
                envelope: None,
            };
            ClientBuilder::new(&OTHER)
        }
    };
}

const HTTPS: &[ServerTemplate] = &[ServerTemplate { url: "https://example.com/", variables: &[] }];
const ONE: Requirement = &[&[0]];

other!(basic, HTTPS, CredentialKind::Basic, &["OTHER_USER", "OTHER_PASSWORD"], ONE);
other!(scheme, HTTPS, CredentialKind::Scheme("Token"), &[], ONE);
other!(query_key, HTTPS, CredentialKind::Query("api key"), &["OTHER_KEY"], ONE);
other!(cookie, HTTPS, CredentialKind::Cookie("session"), &["OTHER_KEY"], ONE);
other!(optional_header, HTTPS, CredentialKind::Header("X-Key"), &["OTHER_KEY"], &[&[], &[0]]);
other!(anonymous, HTTPS, CredentialKind::Header("X-Key"), &["OTHER_KEY"], &[]);
other!(relative, &[ServerTemplate { url: "/v1", variables: &[] }], CredentialKind::Bearer, &[], ONE);
other!(nameless, &[], CredentialKind::Bearer, &[], ONE);
other!(
    regional,
    &[ServerTemplate {
        url: "https://{region}.example.com/{stage}",
        variables: &[
            ServerVariable { name: "region", default: "eu", values: &["eu", "us"] },
            ServerVariable { name: "stage", default: "v1", values: &[] },
        ],
    }],
    CredentialKind::Bearer,
    &[],
    ONE
);

/// Gives the one credential of such a document.
pub fn with_secret(builder: ClientBuilder, secret: &str) -> ClientBuilder {
    builder.credential(0, secret.into())
}

/// Gives user name and password of such a document.
pub fn with_pair(builder: ClientBuilder, user: &str, password: &str) -> ClientBuilder {
    builder.credential_pair(0, user.into(), password.into())
}
