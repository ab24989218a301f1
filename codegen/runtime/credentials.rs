//! Credentials for one call.

use std::fmt;

use secrecy::SecretString;

use super::builder::ClientBuilder;
use super::credential::Credential;
use super::options::Choice;
use super::request::Request;

/// Credentials that take the place of a client's, all of them: for one call by [`Request::credentials`], for a copy of a client
/// by [`ClientBuilder::credentials`].
#[derive(Clone, Default)]
#[must_use = "credentials are sent by what they are given to"]
pub struct Credentials {
    /// By the index of their scheme.
    given: Vec<Option<Credential>>,
}

impl Credentials {
    /// No credentials yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives the credential of the scheme with this index.
    #[allow(dead_code, reason = "a document may have no such scheme")]
    pub(crate) fn credential(self, index: usize, token: SecretString) -> Self {
        self.give(index, Credential::Token(token))
    }

    /// Gives the user name and the password of the scheme with this index.
    #[allow(dead_code, reason = "a document may have no such scheme")]
    pub(crate) fn credential_pair(self, index: usize, user: SecretString, password: SecretString) -> Self {
        self.give(index, Credential::Pair(user, password))
    }

    fn give(mut self, index: usize, credential: Credential) -> Self {
        if self.given.len() <= index {
            self.given.resize(index + 1, None);
        }
        self.given[index] = Some(credential);
        self
    }
}

impl<T, P> Request<T, P> {
    /// Sends these credentials with this call, in place of all that the client has: the first alternative that the operation
    /// allows and that they satisfy.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.draft.changes.credentials = Choice::Own(credentials.given.into());
        self
    }
}

impl ClientBuilder {
    /// Gives these credentials, and takes back all others.
    pub fn credentials(self, credentials: Credentials) -> Self {
        let mut builder = self.without_credentials();
        for (place, credential) in builder.credentials.iter_mut().zip(credentials.given) {
            *place = credential;
        }
        builder
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").finish_non_exhaustive()
    }
}
