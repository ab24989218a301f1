//! Copies of a client that differ from it in some options.

use super::builder::ClientBuilder;
use super::carrier::Carriage;
use super::client::{BaseOrigin, Client};

impl Client {
    /// Sets up a copy of this client, which differs from it in what is set on the builder. This client stays as it is.
    ///
    /// ```text
    /// let patient = client.with_options().max_retries(5).timeout(Duration::from_secs(300)).build()?;
    /// ```
    ///
    /// The copy shares the connections of this client, unless [`ClientBuilder::connect_timeout`] or [`ClientBuilder::no_proxy`]
    /// is called, which fails where the transport of this client is not the usual one. Headers and query parameters are merged; [`ClientBuilder::without_headers`] and
    /// [`ClientBuilder::without_query`] begin anew. The first credential that is given takes the place of all that this client
    /// has.
    pub fn with_options(&self) -> ClientBuilder {
        let shared = &*self.shared;
        let base_url = (shared.base_origin == BaseOrigin::Caller).then(|| shared.base.as_str().to_owned());
        ClientBuilder {
            base_url,
            server_variables: shared.server_variables.clone(),
            headers: shared.headers.clone(),
            query: shared.query.clone(),
            plain_http: shared.plain_http,
            retry: shared.retry,
            budget: shared.budget.clone(),
            limits: shared.limits,
            proxy: shared.proxy,
            carriage: Carriage::of(&shared.carrier),
            inherited: shared.credentials.to_vec(),
            ..ClientBuilder::new(shared.service)
        }
    }
}

impl ClientBuilder {
    /// Takes a header back that all requests would have.
    pub fn without_header(mut self, name: &str) -> Self {
        self.headers.remove(name);
        self
    }

    /// Takes all headers back that all requests would have.
    pub fn without_headers(mut self) -> Self {
        self.headers.clear();
        self
    }

    /// Takes all query parameters back that all requests would have.
    pub fn without_query(mut self) -> Self {
        self.query.clear();
        self
    }

    /// Takes all credentials back: those that have been given, and those of the client that this one will be a copy of.
    pub fn without_credentials(mut self) -> Self {
        self.credentials.fill(None);
        self.inherited.clear();
        self
    }
}
