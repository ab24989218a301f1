//! What documents say about their services, and the doors to their resources.

use secrecy::SecretString;

use super::captions::Stream;
use super::things::Things;
use crate::runtime::builder::ClientBuilder;
use crate::runtime::client::Client;
use crate::runtime::credentials::Credentials;
use crate::runtime::error::Error;
use crate::runtime::service::{
    CredentialKind, CredentialScheme, EnvelopeNames, Requirement, RetryDefaults, ServerTemplate, ServerVariable,
    Service,
};

static SERVICE: Service = Service {
    name: "sample-client",
    version: "1.2.3",
    servers: &[ServerTemplate { url: "https://api.cloudflare.com/client/v4", variables: &[] }],
    server_variables: &[],
    base_url_variable: Some("SAMPLE_BASE_URL"),
    credentials: &[
        CredentialScheme {
            name: "api_token",
            kind: CredentialKind::Bearer,
            variables: &["SAMPLE_API_TOKEN"],
            grant: None,
        },
        CredentialScheme {
            name: "api_email",
            kind: CredentialKind::Header("X-Auth-Email"),
            variables: &["SAMPLE_EMAIL"],
            grant: None,
        },
        CredentialScheme {
            name: "api_key",
            kind: CredentialKind::Header("X-Auth-Key"),
            variables: &["SAMPLE_API_KEY"],
            grant: None,
        },
        CredentialScheme {
            name: "user_service_key",
            kind: CredentialKind::Header("X-Auth-User-Service-Key"),
            variables: &["SAMPLE_SERVICE_KEY"],
            grant: None,
        },
    ],
    security: &[&[0], &[1, 2], &[3]],
    retry: RETRY,
    envelope: Some(EnvelopeNames {
        result: "result",
        success: Some("success"),
        errors: Some("errors"),
        messages: Some("messages"),
    }),
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

impl Client {
    /// Begins a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(&SERVICE)
    }

    /// A client of the environment's credentials.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder().from_env().build()
    }

    /// Stream.
    pub fn stream(&self) -> Stream<'_> {
        Stream { client: self }
    }

    /// Things.
    pub fn things(&self) -> Things<'_> {
        Things { client: self }
    }
}

impl ClientBuilder {
    /// A token.
    pub fn api_token(self, api_token: impl Into<SecretString>) -> Self {
        self.credential(0, api_token.into())
    }

    /// The address of an account.
    pub fn api_email(self, api_email: impl Into<SecretString>) -> Self {
        self.credential(1, api_email.into())
    }

    /// The key of an account.
    pub fn api_key(self, api_key: impl Into<SecretString>) -> Self {
        self.credential(2, api_key.into())
    }

    /// The key of a service.
    pub fn user_service_key(self, user_service_key: impl Into<SecretString>) -> Self {
        self.credential(3, user_service_key.into())
    }
}

impl Credentials {
    /// A token.
    pub fn api_token(self, api_token: impl Into<SecretString>) -> Self {
        self.credential(0, api_token.into())
    }

    /// The address of an account.
    pub fn api_email(self, api_email: impl Into<SecretString>) -> Self {
        self.credential(1, api_email.into())
    }

    /// The key of an account.
    pub fn api_key(self, api_key: impl Into<SecretString>) -> Self {
        self.credential(2, api_key.into())
    }
}

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
