//! What is read from the environment, and only when the caller asks for it.

use super::credential::Credential;
use super::failure::ConfigError;
use super::service::{CredentialScheme, Service};

/// How a variable is looked up.
pub(crate) type Lookup<'a> = &'a dyn Fn(&str) -> Option<std::ffi::OsString>;

/// The value of a variable. One that is blank counts as unset.
pub(super) fn variable(name: &str, lookup: Lookup<'_>) -> Result<Option<String>, ConfigError> {
    match lookup(name).map(std::ffi::OsString::into_string) {
        None => Ok(None),
        Some(Ok(value)) if value.trim().is_empty() => Ok(None),
        Some(Ok(value)) => Ok(Some(value)),
        Some(Err(_)) => Err(ConfigError::new(format!("environment variable {name} is not UTF-8"))),
    }
}

/// All credentials that the environment holds.
pub(super) fn credentials(service: &Service, lookup: Lookup<'_>) -> Result<Vec<Option<Credential>>, ConfigError> {
    service.credentials.iter().map(|scheme| credential(scheme, lookup)).collect()
}

fn credential(scheme: &CredentialScheme, lookup: Lookup<'_>) -> Result<Option<Credential>, ConfigError> {
    match scheme.variables {
        [name] => Ok(variable(name, lookup)?.map(|value| Credential::Token(value.into()))),
        [user, password] => match (variable(user, lookup)?, variable(password, lookup)?) {
            (Some(user), Some(password)) => Ok(Some(Credential::Pair(user.into(), password.into()))),
            (None, None) => Ok(None),
            (Some(_), None) => Err(half(user, password)),
            (None, Some(_)) => Err(half(password, user)),
        },
        _ => Ok(None),
    }
}

fn half(set: &str, missing: &str) -> ConfigError {
    ConfigError::new(format!("environment variable {set} is set, but {missing} is not"))
}
