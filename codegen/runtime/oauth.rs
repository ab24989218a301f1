//! Tokens by `OAuth2`'s client credentials grant (RFC 6749, section 4.4).

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, USER_AGENT};
use reqwest::{Method, StatusCode, Url};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::bearer::{Lasting, ScopeList, TokenError};
use super::builder::ClientBuilder;
use super::client::{PlainHttp, Shared};
use super::clock::{now, timeout};
use super::credential::{Credential, base64};
use super::failure::ConfigError;
use super::http::HttpRequest;
use super::percent::encode_name;
use super::read::{End, read};
use super::retry::{is_transient, retry_after};
use super::server::{BaseUrl, is_exposed};
use super::token::AccessToken;
use super::token_cache::{Fetch, FetchFuture, TokenCache};
use super::trace;

/// The largest answer of a token endpoint that is read.
const MAX_BODY: usize = 64 * 1024;

/// How long a token endpoint may take, also where a call may take longer.
const TIME: Duration = Duration::from_secs(30);

/// What a client identifies itself with to a token endpoint, to act for itself and not for a user.
///
/// A token is asked for by the first call that needs it, for the scopes that its operation names, and kept for all calls with the
/// same scopes until it expires or the service refuses it. So a client needs no scope for what it does not call. Where a service
/// counts its tokens, [`ClientCredentials::scopes`] has one for all calls.
#[derive(Clone)]
#[must_use = "it does nothing until a builder has it"]
pub struct ClientCredentials {
    id: SecretString,
    secret: SecretString,
    token_url: Option<String>,
    scopes: Option<Vec<String>>,
    fields: Vec<(String, SecretString)>,
    place: SecretPlace,
}

/// Where the secret is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SecretPlace {
    /// In `Authorization: Basic …`, which every server has to understand.
    Header,
    /// In the form.
    Form,
}

impl ClientCredentials {
    /// The client's id and secret.
    pub fn new(id: impl Into<SecretString>, secret: impl Into<SecretString>) -> Self {
        Self {
            id: id.into(),
            secret: secret.into(),
            token_url: None,
            scopes: None,
            fields: Vec::new(),
            place: SecretPlace::Header,
        }
    }

    /// Asks for these scopes, whatever the operations name: so one token serves all calls. None: the server chooses.
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// Asks at another address than the document's. It may be relative to the service's base URL.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Sends one more field with the form, such as the `audience` that some servers ask for.
    pub fn field(mut self, name: impl Into<String>, value: impl Into<SecretString>) -> Self {
        self.fields.push((name.into(), value.into()));
        self
    }

    /// Sends id and secret in the form, for servers that do not take them in `Authorization: Basic …`.
    pub fn secret_in_form(mut self) -> Self {
        self.place = SecretPlace::Form;
        self
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials").field("scopes", &self.scopes).finish_non_exhaustive()
    }
}

impl ClientBuilder {
    /// Gives what the tokens of the scheme with this index are had by.
    pub(crate) fn client_credentials(
        mut self,
        index: usize,
        given: ClientCredentials,
        token_url: &'static str,
        scopes: ScopeList,
    ) -> Self {
        let grant = Grant { given, token_url, scopes };
        self.give(index, Credential::Source(std::sync::Arc::new(TokenCache::new(grant))));
        self
    }
}

/// A token endpoint, and what it is asked with.
struct Grant {
    given: ClientCredentials,
    token_url: &'static str,
    /// Those of operations that name none of their own.
    scopes: ScopeList,
}

impl Fetch for Grant {
    fn check(&self, base: &BaseUrl, plain_http: PlainHttp) -> Result<(), ConfigError> {
        self.url(base, plain_http).map(|_| ())
    }

    fn scopes(&self, asked: Option<ScopeList>) -> ScopeList {
        if self.given.scopes.is_some() { &[] } else { asked.unwrap_or(self.scopes) }
    }

    fn fetch<'a>(&'a self, scopes: ScopeList, shared: &'a Shared) -> FetchFuture<'a> {
        Box::pin(async move {
            let request = self.request(scopes, shared)?;
            let url = request.url.clone();
            let (status, Told { body, retry_after }) = trace::token(&url, ask(request, shared)).await?;
            if status.is_success() { parse(&body) } else { Err(refusal(status, &body).asking_for(retry_after)) }
        })
    }
}

impl Grant {
    fn url(&self, base: &BaseUrl, plain_http: PlainHttp) -> Result<Url, ConfigError> {
        let refuse = |problem: &str| ConfigError::new(format!("the URL of the token endpoint {problem}"));
        let text = self.given.token_url.as_deref().unwrap_or(self.token_url);
        let url = Url::parse(base.as_str()).and_then(|base| base.join(text)).map_err(|_| refuse("is not a URL"))?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(refuse("is not an https URL"));
        }
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            return Err(refuse("holds a user name, a password or a fragment"));
        }
        if is_exposed(&url) && plain_http == PlainHttp::Loopback {
            return Err(refuse("is not https, so others could read the secret"));
        }
        Ok(url)
    }

    fn request(&self, scopes: ScopeList, shared: &Shared) -> Result<HttpRequest, TokenError> {
        let url = self.url(&shared.base, shared.plain_http);
        let url = url.map_err(|error| TokenError::new(error.to_string(), Lasting::Yes))?;
        let mut request = HttpRequest::new(Method::POST, url);
        request.headers = self.headers(shared)?;
        request.body = self.form(scopes).into();
        Ok(request)
    }

    fn headers(&self, shared: &Shared) -> Result<HeaderMap, TokenError> {
        let invalid = |_| TokenError::new("a header of the request for it cannot be written", Lasting::Yes);
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        headers.insert(USER_AGENT, shared.agent.clone());
        if self.given.place == SecretPlace::Header {
            let (id, secret) = self.encoded();
            let value = format!("Basic {}", base64(format!("{id}:{secret}").as_bytes()));
            let mut value = HeaderValue::from_str(&value).map_err(invalid)?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        Ok(headers)
    }

    /// Both are encoded as in a form, also in the header (RFC 6749, section 2.3.1).
    fn encoded(&self) -> (String, String) {
        (encode_name(self.given.id.expose_secret()), encode_name(self.given.secret.expose_secret()))
    }

    fn form(&self, scopes: ScopeList) -> Bytes {
        let mut form = "grant_type=client_credentials".to_owned();
        let mut add = |name: &str, value: &str| form.extend(["&", name, "=", value]);
        let scopes = self.given.scopes.as_ref().map_or_else(|| scopes.join(" "), |own| own.join(" "));
        if !scopes.is_empty() {
            add("scope", &encode_name(&scopes));
        }
        for (name, value) in &self.given.fields {
            add(&encode_name(name), &encode_name(value.expose_secret()));
        }
        if self.given.place == SecretPlace::Form {
            let (id, secret) = self.encoded();
            add("client_id", &id);
            add("client_secret", &secret);
        }
        form.into()
    }
}

/// What a token endpoint tells.
struct Told {
    body: Bytes,
    /// How long it asks to wait.
    retry_after: Option<Duration>,
}

/// Sends the request, within its time.
async fn ask(request: HttpRequest, shared: &Shared) -> Result<(StatusCode, Told), TokenError> {
    let limit = TIME.min(shared.limits.attempt);
    let late = |_| TokenError::new(format!("the token endpoint took longer than {limit:?}"), Lasting::No);
    timeout(limit, exchange(request, shared)).await.map_err(late)?
}

async fn exchange(request: HttpRequest, shared: &Shared) -> Result<(StatusCode, Told), TokenError> {
    let response = shared.carrier.send(request).await;
    let mut response =
        response.map_err(|error| TokenError::new("the token endpoint did not answer", Lasting::No).caused_by(error))?;
    let (bytes, end) = read(&mut response.body, MAX_BODY).await;
    match end {
        End::Broken(error) => {
            Err(TokenError::new("the token endpoint did not answer to the end", Lasting::No).caused_by(error))
        }
        End::Cut => Err(unreadable("is too large")),
        End::Reached => {
            let retry_after = retry_after(&response.headers, now());
            Ok((response.status, Told { body: bytes, retry_after }))
        }
    }
}

fn unreadable(problem: &str) -> TokenError {
    TokenError::new(format!("the answer of the token endpoint {problem}"), Lasting::Yes)
}

/// Nothing of an answer is shown: there may be a token in it.
fn parse(body: &[u8]) -> Result<AccessToken, TokenError> {
    let answer: Value = serde_json::from_slice(body).map_err(|_| unreadable("is not JSON"))?;
    let text = |name: &str| answer.get(name).and_then(Value::as_str);
    let Some(token) = text("access_token") else {
        return Err(unreadable("has no `access_token`"));
    };
    if text("token_type").is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
        return Err(unreadable("has a token that is not a bearer token"));
    }
    // Some servers write the number as text.
    let seconds = answer.get("expires_in").and_then(|value| match value {
        Value::String(text) => text.parse().ok(),
        value => value.as_f64(),
    });
    let token = AccessToken::new(token);
    Ok(match seconds.and_then(|seconds: f64| Duration::try_from_secs_f64(seconds.max(0.0)).ok()) {
        Some(lifetime) => token.expires_in(lifetime),
        None => token,
    })
}

/// The errors of RFC 6749, section 5.2.
const ERRORS: [&str; 6] = [
    "invalid_client",
    "invalid_grant",
    "invalid_request",
    "invalid_scope",
    "unauthorized_client",
    "unsupported_grant_type",
];

fn refusal(status: StatusCode, body: &[u8]) -> TokenError {
    let lasting = if is_transient(status) { Lasting::No } else { Lasting::Yes };
    let answer: Option<Value> = serde_json::from_slice(body).ok();
    // Only the codes that are known are shown: other text may repeat what was sent.
    let code = answer.as_ref().and_then(|answer| answer.get("error")?.as_str()).filter(|code| ERRORS.contains(code));
    let reason = code.map_or_else(String::new, |code| format!(": {code}"));
    TokenError::new(format!("the token endpoint answered {status}{reason}"), lasting)
}
