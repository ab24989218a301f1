//! Credentials: which of them a call sends, and where.

use std::borrow::Cow;
use std::sync::Arc;

use reqwest::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue, PROXY_AUTHORIZATION};
use secrecy::{ExposeSecret, SecretString};

use super::bearer::{Bearer, TokenSource};
use super::failure::ConfigError;
use super::percent::encode_name;
use super::service::{CredentialKind, CredentialScheme, Requirement, Service};

/// A secret that the caller gave.
#[derive(Clone)]
pub(super) enum Credential {
    /// A token or key.
    Token(SecretString),
    /// A user name and a password.
    Pair(SecretString, SecretString),
    /// Where bearer tokens come from.
    #[allow(dead_code, reason = "a document may have no tokens")]
    Source(Arc<dyn TokenSource>),
}

/// Where credentials are put.
#[derive(Default)]
pub(super) struct Sink {
    pub(super) headers: HeaderMap,
    pub(super) query: Vec<String>,
    pub(super) cookies: Vec<String>,
    /// What is not known yet.
    pub(super) token: Option<Bearer>,
}

/// Writes a credential in the way of its scheme.
pub(super) fn apply(scheme: &CredentialScheme, credential: &Credential, sink: &mut Sink) -> Result<(), ConfigError> {
    let text = match (credential, scheme.kind) {
        (Credential::Token(token), _) => Cow::Borrowed(checked(scheme, token.expose_secret())?),
        (Credential::Pair(user, password), _) => {
            let (user, password) = (user.expose_secret(), password.expose_secret());
            if user.contains(':') || user.contains(char::is_control) || password.contains(char::is_control) {
                return Err(refuse(scheme, "has a control character, or a `:` in its user name"));
            }
            Cow::Owned(format!("{user}:{password}"))
        }
        (Credential::Source(source), _) => {
            sink.token = Some(Bearer::new(Arc::clone(source)));
            return Ok(());
        }
    };
    match scheme.kind {
        CredentialKind::Bearer => set(sink, scheme, &AUTHORIZATION, ["Bearer ", &text].concat()),
        CredentialKind::Basic => set(sink, scheme, &AUTHORIZATION, ["Basic ", &base64(text.as_bytes())].concat()),
        CredentialKind::Scheme(name) => set(sink, scheme, &AUTHORIZATION, [name, " ", &text].concat()),
        CredentialKind::Header(name) => {
            let name = HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| refuse(scheme, "has a header name that is none"))?;
            set(sink, scheme, &name, text.into_owned())
        }
        CredentialKind::Query(name) => {
            sink.query.push(format!("{}={}", encode_name(name), encode_name(&text)));
            Ok(())
        }
        CredentialKind::Cookie(name) => {
            if text.contains([';', ',', '"', '\\', ' ']) {
                return Err(refuse(scheme, "has characters that a cookie cannot hold"));
            }
            sink.cookies.push(format!("{name}={text}"));
            Ok(())
        }
    }
}

fn set(sink: &mut Sink, scheme: &CredentialScheme, name: &HeaderName, text: String) -> Result<(), ConfigError> {
    let mut value =
        HeaderValue::try_from(text).map_err(|_| refuse(scheme, "has characters that a header cannot hold"))?;
    value.set_sensitive(true);
    sink.headers.insert(name.clone(), value);
    Ok(())
}

/// A token as it stands. What usually goes wrong with one is a line end from the file that it was read from.
fn checked<'a>(scheme: &CredentialScheme, token: &'a str) -> Result<&'a str, ConfigError> {
    if token.trim().is_empty() {
        return Err(refuse(scheme, "is empty"));
    }
    if token.trim() != token {
        return Err(refuse(scheme, "begins or ends with white space"));
    }
    if !token.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Err(refuse(scheme, "has a control character or one outside of ASCII"));
    }
    Ok(token)
}

fn refuse(scheme: &CredentialScheme, problem: &str) -> ConfigError {
    ConfigError::new(format!("credential `{}` {problem}", scheme.name))
}

/// The alternative that a call sends, all of it: the first one in document order of which everything is given. An empty one
/// allows the call without credentials, and comes last wherever it stands: who gives a credential wants it to be used.
pub(super) fn choose(requirement: Requirement, given: &[Option<Credential>]) -> Option<&'static [usize]> {
    let satisfied = |alternative: &&&'static [usize]| {
        !alternative.is_empty() && alternative.iter().all(|index| matches!(given.get(*index), Some(Some(_))))
    };
    if let Some(alternative) = requirement.iter().find(satisfied) {
        return Some(*alternative);
    }
    let anonymous = requirement.is_empty() || requirement.iter().any(|alternative| alternative.is_empty());
    anonymous.then_some(&[])
}

/// Whether a part of some alternative is given, and no alternative wholly.
pub(super) fn is_half(requirement: Requirement, given: &[Option<Credential>]) -> bool {
    let some = |alternative: &&[usize]| alternative.iter().any(|index| matches!(given.get(*index), Some(Some(_))));
    choose(requirement, given).is_none_or(<[usize]>::is_empty) && requirement.iter().any(some)
}

/// What would satisfy a requirement: `api_token`, or `email` and `key`, each with its environment variable.
pub(super) fn describe(requirement: Requirement, service: &Service) -> String {
    let one = |index: &usize| {
        service.credentials.get(*index).map_or_else(String::new, |scheme| {
            if scheme.variables.is_empty() {
                format!("`{}`", scheme.name)
            } else {
                format!("`{}` (environment: {})", scheme.name, scheme.variables.join(", "))
            }
        })
    };
    let all = |alternative: &&'static [usize]| alternative.iter().map(one).collect::<Vec<_>>().join(" and ");
    requirement.iter().filter(|alternative| !alternative.is_empty()).map(all).collect::<Vec<_>>().join(", or ")
}

/// Whether the caller's own headers hold what some alternative asks for.
pub(super) fn is_covered(requirement: Requirement, service: &Service, headers: &HeaderMap) -> bool {
    let has = |index: &usize| match service.credentials.get(*index).map(|scheme| scheme.kind) {
        Some(CredentialKind::Bearer | CredentialKind::Basic | CredentialKind::Scheme(_)) => {
            headers.contains_key(AUTHORIZATION)
        }
        Some(CredentialKind::Header(name)) => headers.contains_key(name),
        _ => false,
    };
    requirement.iter().any(|alternative| alternative.iter().all(has))
}

/// Whether headers that the caller gave hold what is no one else's business.
pub(super) fn holds_secret(service: &Service, headers: &HeaderMap) -> bool {
    let own = service.credentials.iter().any(|scheme| match scheme.kind {
        CredentialKind::Header(name) => headers.contains_key(name),
        _ => false,
    });
    own || [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE].iter().any(|name| headers.contains_key(name))
}

/// RFC 4648, with padding.
pub(super) fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let index = (group >> (18 - 6 * place) & 63) as usize;
            out.push(if place <= chunk.len() { char::from(ALPHABET[index]) } else { '=' });
        }
    }
    out
}
