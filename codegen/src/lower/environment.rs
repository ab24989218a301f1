//! The variables that `Client::from_env` reads where the configuration names none.

use super::Lower;
use crate::config::Environment;
use crate::document::Document;
use crate::ir::{ClientSpec, Credential, CredentialKind};
use crate::names::{snake, words};

/// What the name of a package says about it being a client, and nothing about the service.
const SUFFIXES: &[&str] = &["api", "client", "rs", "rust", "sdk"];

impl Lower<'_> {
    /// Names them after the package and the security schemes, so that programs can do without a configuration.
    pub(super) fn name_variables(&self, client: &mut ClientSpec, document: &Document) {
        if self.config.environment != Environment::default() {
            return;
        }
        let service = service(&self.package(document).name);
        client.base_url_variable = Some(variable(&service, "base url"));
        for credential in &mut client.credentials {
            credential.variables = variables(&service, credential);
        }
    }
}

/// The words of a package's name that are the service's: `stripe` of `stripe-client`.
fn service(package: &str) -> Vec<String> {
    let mut service = words(package);
    while service.len() > 1 && service.last().is_some_and(|last| SUFFIXES.contains(&last.as_str())) {
        service.pop();
    }
    service
}

fn variables(service: &[String], credential: &Credential) -> Vec<String> {
    let own = words(credential.name.plain());
    // What the service's name says is not said again.
    let own = own.strip_prefix(service).filter(|own| !own.is_empty()).unwrap_or(&own).join(" ");
    let each = |parts: &[&str]| parts.iter().map(|part| variable(service, &format!("{own} {part}"))).collect();
    match (&credential.kind, &credential.grant) {
        (CredentialKind::Basic, _) => each(&["username", "password"]),
        (_, Some(_)) => each(&["client id", "client secret"]),
        _ => each(&[""]),
    }
}

/// `STRIPE_BASE_URL`
fn variable(service: &[String], name: &str) -> String {
    snake(&format!("{} {name}", service.join(" "))).to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::{service, variable};

    #[test]
    fn a_variable_begins_with_the_name_of_the_service() {
        for (package, expected) in [
            ("stripe-client", "STRIPE_API_KEY"),
            ("open_telekom_api_client", "OPEN_TELEKOM_API_KEY"),
            ("client", "CLIENT_API_KEY"),
            ("3scale", "N3SCALE_API_KEY"),
        ] {
            assert_eq!(variable(&service(package), "api key"), expected);
        }
    }
}
