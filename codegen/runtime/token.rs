//! Tokens that the caller supplies when they are needed.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;

use super::bearer::{Lasting, ScopeList, TokenError};
use super::builder::ClientBuilder;
use super::client::Shared;
use super::credential::Credential;
use super::token_cache::{Fetch, FetchFuture, TokenCache};

/// A token, and how long it is good for.
#[derive(Clone)]
pub struct AccessToken {
    pub(super) token: SecretString,
    pub(super) lifetime: Option<Duration>,
}

impl AccessToken {
    /// A token that is good until the service refuses it.
    pub fn new(token: impl Into<SecretString>) -> Self {
        Self { token: token.into(), lifetime: None }
    }

    /// Says how long it is good for, from now on. Another one is asked for a little earlier.
    #[must_use]
    pub fn expires_in(self, lifetime: Duration) -> Self {
        Self { lifetime: Some(lifetime), ..self }
    }
}

impl From<SecretString> for AccessToken {
    fn from(token: SecretString) -> Self {
        Self::new(token)
    }
}

impl From<String> for AccessToken {
    fn from(token: String) -> Self {
        Self::new(token)
    }
}

impl From<&str> for AccessToken {
    fn from(token: &str) -> Self {
        Self::new(token)
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken").field("lifetime", &self.lifetime).finish_non_exhaustive()
    }
}

/// Supplies tokens.
///
/// It is asked by the first call that needs a token, and again when that token has expired or the service has refused it: by one
/// call at a time, on which the others wait. One token serves all operations, whatever scopes they name. The time limit of the
/// call's attempt is its time limit. It must not call the client that it supplies, except for operations without credentials.
///
/// A closure is a provider:
///
/// ```text
/// let builder = Client::builder().token_provider(|| async { vault.read("token").await });
/// ```
pub trait TokenProvider: Send + Sync {
    /// Supplies a token.
    fn token(&self) -> TokenFuture<'_>;
}

/// The future of a [`TokenProvider`].
#[cfg(not(target_arch = "wasm32"))]
pub type TokenFuture<'a> =
    Pin<Box<dyn Future<Output = Result<AccessToken, Box<dyn StdError + Send + Sync>>> + Send + 'a>>;

/// The future of a [`TokenProvider`].
#[cfg(target_arch = "wasm32")]
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<AccessToken, Box<dyn StdError + Send + Sync>>> + 'a>>;

#[cfg(not(target_arch = "wasm32"))]
impl<F, A, T, E> TokenProvider for F
where
    F: Fn() -> A + Send + Sync,
    A: Future<Output = Result<T, E>> + Send + 'static,
    T: Into<AccessToken>,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    fn token(&self) -> TokenFuture<'_> {
        let token = self();
        Box::pin(async move { token.await.map(Into::into).map_err(Into::into) })
    }
}

#[cfg(target_arch = "wasm32")]
impl<F, A, T, E> TokenProvider for F
where
    F: Fn() -> A + Send + Sync,
    A: Future<Output = Result<T, E>> + 'static,
    T: Into<AccessToken>,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    fn token(&self) -> TokenFuture<'_> {
        let token = self();
        Box::pin(async move { token.await.map(Into::into).map_err(Into::into) })
    }
}

/// A provider, asked by the client.
struct Provided<P>(P);

impl<P: TokenProvider> Fetch for Provided<P> {
    fn fetch<'a>(&'a self, _: ScopeList, _: &'a Shared) -> FetchFuture<'a> {
        let failed = |error| TokenError::new("its provider failed", Lasting::Yes).caused_by(error);
        Box::pin(async move { self.0.token().await.map_err(failed) })
    }
}

impl ClientBuilder {
    /// Gives a provider for the bearer tokens of the scheme with this index.
    pub(crate) fn credential_provider(mut self, index: usize, provider: impl TokenProvider + 'static) -> Self {
        self.give(index, Credential::Source(Arc::new(TokenCache::new(Provided(provider)))));
        self
    }
}
