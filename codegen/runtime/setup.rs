//! Makes a client of what its builder was given.

use std::sync::Arc;

use reqwest::header::HeaderValue;

use super::builder::{ClientBuilder, Environment};
use super::client::{BaseOrigin, Client, PlainHttp, Shared};
use super::credential::{Credential, Sink, apply, choose, describe, holds_secret, is_half};
use super::environment::{Lookup, credentials, variable};
use super::error::Error;
use super::failure::ConfigError;
use super::server::{BaseUrl, check_names, expand, is_absolute};
use super::service::Service;

impl ClientBuilder {
    /// Checks all that was given, and makes the client.
    pub fn build(self) -> Result<Client, Error> {
        self.build_with(&|name| std::env::var_os(name))
    }

    /// The same with another environment.
    pub(crate) fn build_with(mut self, environment: Lookup<'_>) -> Result<Client, Error> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        check_names(&self.server_variables, self.service)?;
        self = self.resolve_credentials(environment)?;
        let (base, base_origin) = self.resolve_base(environment)?;
        let is_secret = self.credentials.iter().any(Option::is_some) || holds_secret(self.service, &self.headers);
        if is_secret && base.is_exposed() && self.plain_http == PlainHttp::Loopback {
            let problem = "the base URL is not https, so others could read the credentials; `allow_http` allows it";
            return Err(ConfigError::new(problem).into());
        }
        for credential in self.credentials.iter().flatten() {
            if let Credential::Source(source) = credential {
                source.check(&base, self.plain_http)?;
            }
        }
        let carrier = self.carriage.build(self.limits.connect, self.proxy, &base)?;
        Ok(Client {
            shared: Arc::new(Shared {
                carrier,
                service: self.service,
                agent: agent(self.service)?,
                base,
                base_origin,
                server_variables: self.server_variables,
                credentials: self.credentials.into(),
                headers: self.headers,
                query: self.query,
                plain_http: self.plain_http,
                proxy: self.proxy,
                retry: self.retry,
                budget: self.budget,
                limits: self.limits,
            }),
        })
    }

    fn resolve_credentials(mut self, environment: Lookup<'_>) -> Result<Self, ConfigError> {
        let requirement = self.service.demanded;
        if self.credentials.iter().all(Option::is_none) && !self.inherited.is_empty() {
            self.credentials = std::mem::take(&mut self.inherited);
        }
        let from_environment = self.environment == Environment::Read && self.credentials.iter().all(Option::is_none);
        if from_environment {
            self.credentials = credentials(self.service, environment)?;
            self = self.grant_tokens();
        }
        for (scheme, credential) in self.service.credentials.iter().zip(&self.credentials) {
            if let Some(credential) = credential {
                apply(scheme, credential, &mut Sink::default())?;
            }
        }
        let wanted = || describe(requirement, self.service);
        if is_half(requirement, &self.credentials) {
            return Err(ConfigError::new(format!("the credentials are not complete: give {}", wanted())));
        }
        if from_environment && choose(requirement, &self.credentials).is_none() {
            return Err(ConfigError::new(format!("there are no credentials: give {}", wanted())));
        }
        Ok(self)
    }

    /// Makes of each id and secret what tokens are had by.
    fn grant_tokens(mut self) -> Self {
        for (index, scheme) in self.service.credentials.iter().enumerate() {
            if let (Some(grant), Some(Some(Credential::Pair(id, secret)))) = (scheme.grant, self.credentials.get(index))
            {
                let (id, secret) = (id.clone(), secret.clone());
                self = grant(self, id, secret);
            }
        }
        self
    }

    fn resolve_base(&self, environment: Lookup<'_>) -> Result<(BaseUrl, BaseOrigin), ConfigError> {
        if let Some(base_url) = &self.base_url {
            return Ok((BaseUrl::parse(base_url)?, BaseOrigin::Caller));
        }
        let name = self.service.base_url_variable.filter(|_| self.environment == Environment::Read);
        if let Some(base_url) = name.map(|name| variable(name, environment)).transpose()?.flatten() {
            return Ok((BaseUrl::parse(&base_url)?, BaseOrigin::Caller));
        }
        let hint =
            self.service.base_url_variable.map_or_else(String::new, |name| format!(", or {name} in the environment"));
        let Some(server) = self.service.servers.first() else {
            return Err(ConfigError::new(format!("the document names no server: set `base_url`{hint}")));
        };
        let url = expand(server, &self.server_variables)?;
        if !is_absolute(&url) {
            return Err(ConfigError::new(format!(
                "the document names its server only as `{url}`: set `base_url`{hint}"
            )));
        }
        Ok((BaseUrl::parse(&url)?, BaseOrigin::Document))
    }
}

/// The name and version of this crate.
fn agent(service: &Service) -> Result<HeaderValue, ConfigError> {
    HeaderValue::try_from([service.name, "/", service.version].concat())
        .map_err(|_| ConfigError::new("the name or version of this crate is not one that a header can hold"))
}
