//! Base URLs, and the servers that the document names.

use reqwest::Url;

use super::excerpt::excerpt;
use super::failure::ConfigError;
use super::service::{ServerTemplate, Service};

/// A base URL that requests may go to.
#[derive(Debug, Clone)]
pub(super) struct BaseUrl {
    url: Url,
}

impl BaseUrl {
    /// Checks a base URL. What is refused is not shown: it may hold a password.
    pub(super) fn parse(text: &str) -> Result<Self, ConfigError> {
        let refuse = |problem: &str| ConfigError::new(format!("the base URL {problem}"));
        let text = text.trim();
        if text.contains(char::is_control) {
            return Err(refuse("has control characters"));
        }
        let mut url = Url::parse(text).map_err(|error| refuse(&format!("is not an absolute URL: {error}")))?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(refuse("is not an http or https URL"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refuse("holds a user name or a password; credentials have setters of their own"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(refuse("has a query or a fragment"));
        }
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
        Ok(Self { url })
    }

    /// The URL of a path below this one. `path` and `query` are encoded.
    ///
    /// A URL parser mends what it is given, and that may lead elsewhere; whatever it had to mend is refused.
    pub(super) fn join(&self, path: &str, query: &str) -> Option<Url> {
        let expected = [self.url.path().trim_end_matches('/'), path].concat();
        let mut url = self.url.clone();
        url.set_path(&expected);
        if url.path() != expected && !(expected.is_empty() && url.path() == "/") {
            return None;
        }
        if !query.is_empty() {
            url.set_query(Some(query));
        }
        Some(url)
    }

    /// The base URL of another path, or of another server, as the document gives it for one operation.
    pub(super) fn resolve(&self, text: &str) -> Result<Self, ConfigError> {
        let url = self.url.join(text).map_err(|_| ConfigError::new("the server of the operation has no valid URL"))?;
        Self::parse(url.as_str())
    }

    /// Whether what is sent there can be read on the way.
    pub(super) fn is_exposed(&self) -> bool {
        is_exposed(&self.url)
    }

    /// Whether what is sent there stays on this machine, and is not encrypted. A browser's proxies are its own affair.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn is_local(&self) -> bool {
        is_local(&self.url)
    }

    /// The text.
    pub(super) fn as_str(&self) -> &str {
        self.url.as_str().trim_end_matches('/')
    }
}

/// Whether what is sent to a URL can be read on the way.
pub(super) fn is_exposed(url: &Url) -> bool {
    url.scheme() != "https" && !is_loopback(url.host_str().unwrap_or_default())
}

/// Whether what is sent to a URL stays on this machine, and is not encrypted.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn is_local(url: &Url) -> bool {
    url.scheme() == "http" && is_loopback(url.host_str().unwrap_or_default())
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    match address.parse::<std::net::IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host == "localhost" || host.ends_with(".localhost"),
    }
}

/// Whether a server's URL says by itself where the server is.
pub(super) fn is_absolute(url: &str) -> bool {
    url.contains("://")
}

/// Puts the variables into a server's URL.
pub(super) fn expand(server: &ServerTemplate, given: &[(String, String)]) -> Result<String, ConfigError> {
    let mut out = String::new();
    let mut rest = server.url;
    while let Some((before, from)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = from.split_once('}') else {
            out.push('{');
            rest = from;
            continue;
        };
        let value = value_of(name, server, given)?;
        let in_authority = out.split_once("://").is_some_and(|(_, authority)| !authority.contains('/'));
        check_value(name, value, if in_authority { &['/', '\\', '@', '?', '#'] } else { &['\\', '@', '?', '#'] })?;
        out.push_str(value);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

/// Refuses values for variables that are in no URL of a server: they would change nothing.
pub(super) fn check_names(given: &[(String, String)], service: &Service) -> Result<(), ConfigError> {
    let known = service.server_variables;
    let Some((name, _)) = given.iter().find(|(name, _)| !known.contains(&name.as_str())) else {
        return Ok(());
    };
    let all = if known.is_empty() { "there are none".to_owned() } else { format!("there are {}", known.join(", ")) };
    Err(ConfigError::new(format!("there is no server variable `{}`; {all}", excerpt(name))))
}

fn value_of<'a>(name: &str, server: &'a ServerTemplate, given: &'a [(String, String)]) -> Result<&'a str, ConfigError> {
    let given = given.iter().rfind(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let declared = server.variables.iter().find(|variable| variable.name == name);
    match (given, declared) {
        (Some(value), Some(variable)) if !variable.values.is_empty() && !variable.values.contains(&value) => {
            Err(ConfigError::new(format!(
                "server variable `{name}` cannot be `{}`; it is one of {}",
                excerpt(value),
                variable.values.join(", ")
            )))
        }
        (Some(value), _) => Ok(value),
        (None, Some(variable)) => Ok(variable.default),
        (None, None) => {
            Err(ConfigError::new(format!("server variable `{name}` has no value: set it by `server_variable`")))
        }
    }
}

/// A variable fills its place in the URL; it cannot lead to another host.
fn check_value(name: &str, value: &str, forbidden: &[char]) -> Result<(), ConfigError> {
    if value.contains(forbidden) || value.contains(char::is_whitespace) || value.contains(char::is_control) {
        return Err(ConfigError::new(format!(
            "the value for server variable `{name}` has characters that it cannot have"
        )));
    }
    Ok(())
}
