//! Makes of a draft what goes over the wire.

use std::borrow::Cow;

use bytes::Bytes;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use reqwest::{Method, Url};

use super::arguments::{header, override_query};
use super::bearer::{Bearer, ScopeList};
use super::body::{Body, Framing};
use super::client::{BaseOrigin, PlainHttp, Shared};
use super::credential::{Credential, Sink, apply, choose, describe, holds_secret, is_covered};
use super::draft::Draft;
use super::error::Error;
use super::failure::{ConfigError, RequestError};
use super::options::{Choice, OWN_CONTENT_TYPE};
use super::payload::{Payload, Replay};
use super::retry::{Twice, fresh_key, is_idempotent};
use super::server::{BaseUrl, expand, is_absolute};

/// A request as it goes over the wire, as often as it has to.
pub(super) struct Outgoing {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) headers: HeaderMap,
    pub(super) body: Option<Payload>,
    pub(super) twice: Twice,
    /// What `Authorization` is had from, for each attempt.
    pub(super) token: Option<Bearer>,
    /// What tells the server how many attempts there have been before.
    pub(super) count: Option<HeaderName>,
}

impl Outgoing {
    /// Whether the body can be sent once more.
    pub(super) fn replay(&self) -> Replay {
        self.body.as_ref().map_or(Replay::Possible, Payload::replay)
    }
}

/// Resolves server, credentials, headers and query of a draft.
pub(super) fn prepare(draft: &Draft) -> Result<Outgoing, Error> {
    if let Some(error) = first_error(draft) {
        return Err(error.clone().into());
    }
    let shared = &*draft.client.shared;
    let defaults = draft.default_headers(shared);
    let mut credentials = credentials(draft, shared, &defaults)?;
    let base = base(draft, shared)?;
    let is_secret = is_secret(draft, shared, &credentials, &defaults);
    if is_secret && shared.plain_http == PlainHttp::Loopback && base.is_exposed() {
        let problem =
            "the server of this call is not https, so others could read the credentials; `allow_http` allows it";
        return Err(ConfigError::new(problem).into());
    }
    let token = credentials.token.take();
    let query = query(draft, shared, &credentials);
    let url = match &draft.continues {
        Some(url) => continued(url, &draft.default_query(shared), &credentials),
        None => base.join(&draft.path, &query).ok_or_else(|| {
            RequestError::new(format!("the path of `{}` is not one that a URL can hold as it stands", draft.template))
        })?,
    };
    let body = draft.final_body()?;
    let headers = headers(draft, shared, body.as_ref(), credentials, &defaults)?;
    let twice = twice(draft, shared, &headers);
    let count = count_header(draft, shared, &headers)?;
    // What the caller writes, or does not want, is stronger here as for other headers.
    let token =
        token.filter(|_| !headers.contains_key(AUTHORIZATION) && !draft.changes.removed.contains(&AUTHORIZATION));
    let body = body.map(|body| body.payload);
    Ok(Outgoing { method: draft.method.clone(), url, headers, body, twice, token, count })
}

fn first_error(draft: &Draft) -> Option<&RequestError> {
    let arguments = [&draft.required, &draft.optional, &draft.added];
    draft.error.as_ref().or_else(|| arguments.into_iter().find_map(|arguments| arguments.error.as_ref()))
}

fn is_secret(draft: &Draft, shared: &Shared, credentials: &Sink, defaults: &HeaderMap) -> bool {
    let Sink { headers, query, cookies, token } = credentials;
    let given = [defaults, &draft.required.headers, &draft.optional.headers, &draft.added.headers];
    !headers.is_empty()
        || !query.is_empty()
        || !cookies.is_empty()
        || token.is_some()
        || given.iter().any(|headers| holds_secret(shared.service, headers))
}

/// The server of the operation, unless the caller has chosen one for all calls.
fn base<'a>(draft: &Draft, shared: &'a Shared) -> Result<Cow<'a, BaseUrl>, ConfigError> {
    let Some(server) = draft.servers.first() else {
        return Ok(Cow::Borrowed(&shared.base));
    };
    let url = expand(server, &shared.server_variables)?;
    if is_absolute(&url) && shared.base_origin == BaseOrigin::Caller {
        return Ok(Cow::Borrowed(&shared.base));
    }
    shared.base.resolve(&url).map(Cow::Owned)
}

fn credentials(draft: &Draft, shared: &Shared, defaults: &HeaderMap) -> Result<Sink, Error> {
    let requirement = draft.security.unwrap_or(shared.service.security);
    let mut sink = Sink::default();
    let given = match &draft.changes.credentials {
        Choice::Client => &shared.credentials,
        Choice::Own(credentials) => credentials,
        Choice::Anonymous => return Ok(sink),
    };
    match choose(requirement, given) {
        Some(alternative) => {
            for &index in alternative {
                if let (Some(scheme), Some(Some(credential))) =
                    (shared.service.credentials.get(index), given.get(index))
                {
                    apply(scheme, credential, &mut sink)?;
                    if let (Credential::Source(_), Some(token)) = (credential, &mut sink.token) {
                        token.ask_for(scopes(draft, index));
                    }
                }
            }
        }
        None if is_covered(requirement, shared.service, &draft.added.headers) => {}
        None if is_covered(requirement, shared.service, defaults) => {}
        None => {
            let wanted = describe(requirement, shared.service);
            return Err(ConfigError::new(format!(
                "`{} {}` needs credentials: give {wanted}",
                draft.method, draft.template
            ))
            .into());
        }
    }
    Ok(sink)
}

/// The scopes that the operation asks the tokens of a scheme for, where those are not the whole document's.
fn scopes(draft: &Draft, scheme: usize) -> Option<ScopeList> {
    draft.scopes.iter().find(|(index, _)| *index == scheme).map(|(_, scopes)| *scopes)
}

/// The client's own query gives way to the operation's and to credentials, and all to what the caller adds to this one call.
fn query(draft: &Draft, shared: &Shared, credentials: &Sink) -> String {
    let defaults = draft.default_query(shared);
    let mut query: Vec<&str> = defaults.iter().map(String::as_str).collect();
    let operation = draft.required.query.iter().chain(&draft.optional.query);
    override_query(&mut query, operation.map(String::as_str).collect());
    for layer in [&credentials.query, &draft.added.query] {
        override_query(&mut query, layer.iter().map(String::as_str).collect());
    }
    query.join("&")
}

/// A URL that an answer has named, with what each request of the client has. All else about the call is the server's to repeat.
fn continued(url: &Url, defaults: &[String], credentials: &Sink) -> Url {
    let mut query: Vec<&str> = defaults.iter().map(String::as_str).collect();
    override_query(&mut query, url.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty()).collect());
    override_query(&mut query, credentials.query.iter().map(String::as_str).collect());
    let mut continued = url.clone();
    continued.set_query((!query.is_empty()).then(|| query.join("&")).as_deref());
    continued
}

/// Later layers take the place of earlier ones, name by name.
fn headers(
    draft: &Draft,
    shared: &Shared,
    body: Option<&Body>,
    credentials: Sink,
    defaults: &HeaderMap,
) -> Result<HeaderMap, Error> {
    let cookies = cookies(draft, &credentials, defaults);
    let mut headers = credentials.headers;
    headers.entry(ACCEPT).or_insert(header_value(draft.accept)?);
    headers.entry(USER_AGENT).or_insert_with(|| shared.agent.clone());
    add_key(draft, shared, &mut headers)?;
    layer(&mut headers, defaults);
    if let Some(cookies) = cookies {
        let mut value = header_value(cookies)?;
        value.set_sensitive(true);
        headers.insert(COOKIE, value);
    }
    let content_type = body.map(|body| (body.content_type.clone(), body.framing));
    if let Some((value, _)) = &content_type {
        headers.insert(CONTENT_TYPE, value.clone());
    }
    layer(&mut headers, &draft.required.headers);
    layer(&mut headers, &draft.optional.headers);
    if let Some((value, Framing::Bound)) = content_type {
        // A document that declares this header as a parameter does not know the boundary either.
        headers.insert(CONTENT_TYPE, value);
        if draft.added.headers.contains_key(CONTENT_TYPE) {
            return Err(RequestError::new(OWN_CONTENT_TYPE).into());
        }
    }
    draft.remove_headers(&mut headers)?;
    layer(&mut headers, &draft.added.headers);
    Ok(headers)
}

/// A call is known again by its key, whoever gave it.
fn twice(draft: &Draft, shared: &Shared, headers: &HeaderMap) -> Twice {
    let has_key = shared.service.retry.idempotency_header.is_some_and(|name| headers.contains_key(name));
    if has_key || is_idempotent(&draft.method) { Twice::Harmless } else { Twice::Harmful }
}

/// The header that counts, unless the caller has written it or does not want it.
fn count_header(draft: &Draft, shared: &Shared, headers: &HeaderMap) -> Result<Option<HeaderName>, Error> {
    let name = shared.service.retry.count_header.map(|name| header(name, "")).transpose()?.map(|(name, _)| name);
    Ok(name.filter(|name| !headers.contains_key(name) && !draft.changes.removed.contains(name)))
}

/// The key of a call that would do everything twice if it arrived twice.
fn add_key(draft: &Draft, shared: &Shared, headers: &mut HeaderMap) -> Result<(), Error> {
    let Some(name) = shared.service.retry.idempotency_header.filter(|_| !is_idempotent(&draft.method)) else {
        return Ok(());
    };
    headers.entry(header(name, "")?.0).or_insert(header_value(fresh_key())?);
    Ok(())
}

fn layer(headers: &mut HeaderMap, over: &HeaderMap) {
    for (name, value) in over {
        headers.insert(name.clone(), value.clone());
    }
}

/// Takes the text over as it is, without a copy.
fn header_value(text: impl Into<Bytes>) -> Result<HeaderValue, Error> {
    HeaderValue::from_maybe_shared(text.into())
        .map_err(|_| RequestError::new("a header of this request has characters that it cannot hold").into())
}

/// The cookies of the operation and of credentials, if there are any, beside the client's own of other names.
fn cookies(draft: &Draft, credentials: &Sink, defaults: &HeaderMap) -> Option<Vec<u8>> {
    let own = [&draft.required.cookies, &draft.optional.cookies, &credentials.cookies].into_iter().flatten();
    let own: Vec<&[u8]> = own.map(String::as_bytes).collect();
    let name = |cookie: &[u8]| cookie.split(|byte| *byte == b'=').next().unwrap_or_default().trim_ascii().to_vec();
    let names: Vec<Vec<u8>> = own.iter().map(|cookie| name(cookie)).collect();
    let others = defaults.get(COOKIE).map(HeaderValue::as_bytes).unwrap_or_default();
    let others = others.split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
    let others = others.filter(|cookie| !cookie.is_empty() && !names.contains(&name(cookie)));
    (!own.is_empty()).then(|| others.chain(own.iter().copied()).collect::<Vec<_>>().join(&b"; "[..]))
}
