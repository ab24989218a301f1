//! Reads `legenda.toml`. A key that it does not know is an error: a misspelt setting must not be silence.

use indexmap::IndexMap;
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::{Config, Origin};
use crate::diagnostic::nearest;

/// What is wrong with a `legenda.toml`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// What.
    pub message: String,
    /// The line and the column, both from 1.
    pub point: (usize, usize),
    /// What to do.
    pub help: Option<String>,
}

/// Reads the text of a `legenda.toml`.
pub(crate) fn parse(text: &str) -> Result<Config, Fault> {
    let config = toml::from_str::<Config>(text).map_err(|error| {
        let (message, help) = words(error.message());
        let offset = error.span().map_or(0, |span| span.start);
        Fault { message, point: point(text, offset), help }
    })?;
    let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(end, _)| end + 1)).collect();
    Ok(Config { origin: Origin { file: None, lines }, ..config })
}

/// Our words for an error. serde names the known keys only in its own words: "unknown field `a`, expected one of `b`, `c`".
pub(crate) fn words(message: &str) -> (String, Option<String>) {
    let message = message.lines().collect::<Vec<_>>().join(", ");
    let Some(rest) = message.strip_prefix("unknown field ") else { return (message, None) };
    let mut names = rest.split('`').skip(1).step_by(2);
    let unknown = names.next().unwrap_or_default();
    let known: Vec<_> = names.collect();
    let help = match nearest(unknown, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!(
            "the known keys are {}",
            known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        ),
    };
    (format!("unknown key `{unknown}`"), Some(help))
}

fn point(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (before.matches('\n').count() + 1, column)
}

/// A variable, or a list of them.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a variable's name, or a list of two for a user and a password")]
enum Variables {
    One(String),
    Several(Vec<String>),
}

/// Reads `[environment.credentials]`.
pub(super) fn credentials<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<IndexMap<String, Spanned<Vec<String>>>, D::Error> {
    let credentials = IndexMap::<String, Spanned<Variables>>::deserialize(deserializer)?;
    let list = |variables| match variables {
        Variables::One(variable) => vec![variable],
        Variables::Several(variables) => variables,
    };
    let lists = credentials.into_iter().map(|(scheme, variables)| {
        let span = variables.span();
        (scheme, Spanned::new(span, list(variables.into_inner())))
    });
    Ok(lists.collect())
}

/// Reads the name of a header.
pub(super) fn header_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let name = String::deserialize(deserializer)?;
    if !is_token(&name) {
        return Err(serde::de::Error::custom("this is not the name of a header"));
    }
    Ok(Some(name))
}

/// Whether HTTP can have a header or a method of this name.
pub(crate) fn is_token(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::config::Retry;

    #[test]
    fn all_of_it() {
        let config = parse(
            r##"
            [package]
            name = "petstore-client"
            version = "1.2.3"

            [environment]
            base-url = "PETSTORE_URL"

            [environment.credentials]
            token = "PETSTORE_TOKEN"
            login = ["PETSTORE_USER", "PETSTORE_PASSWORD"]

            [envelope]
            result = "result"
            result-info = "result_info"

            [retry]
            max-retries = 5
            idempotency-header = "Idempotency-Key"
            count-header = "X-Retry-Count"

            [names]
            "#/components/schemas/x" = "Extra"
            "GET /pets" = "list"

            [references]
            "https://example.com/pet.yaml" = "local/pet.yaml"
            "##,
        )
        .expect("a configuration");
        assert_eq!(config.package.name.as_deref(), Some("petstore-client"));
        assert_eq!(config.environment.base_url.as_deref(), Some("PETSTORE_URL"));
        assert_eq!(config.environment.credentials["token"].get_ref(), &["PETSTORE_TOKEN"]);
        assert_eq!(config.environment.credentials["login"].get_ref(), &["PETSTORE_USER", "PETSTORE_PASSWORD"]);
        let envelope = config.envelope.expect("an envelope");
        assert_eq!((envelope.result.as_str(), envelope.result_info.as_deref()), ("result", Some("result_info")));
        let idempotency_header = Some("Idempotency-Key".to_owned());
        let count_header = Some("X-Retry-Count".to_owned());
        assert_eq!(config.retry, Retry { max_retries: 5, idempotency_header, count_header, ..Retry::default() });
        assert_eq!(config.names["GET /pets"], "list");
        assert_eq!(config.references["https://example.com/pet.yaml"], "local/pet.yaml");
    }

    #[track_caller]
    fn refuse(text: &str, message: &str, point: (usize, usize), help: Option<&str>) {
        let fault = parse(text).expect_err("a fault");
        assert_eq!((fault.message.as_str(), fault.point, fault.help.as_deref()), (message, point, help));
    }

    #[test]
    fn unknown_keys_are_refused_where_they_stand() {
        refuse("[retry]\nmax-retires = 3\n", "unknown key `max-retires`", (2, 1), Some("did you mean `max-retries`?"));
        refuse("\n[pakage]\nname = \"x\"\n", "unknown key `pakage`", (2, 2), Some("did you mean `package`?"));
        refuse(
            "[envelope]\nresult = \"r\"\nwhole = 1\n",
            "unknown key `whole`",
            (3, 1),
            Some("the known keys are `result`, `success`, `errors`, `messages`, `result-info`"),
        );
    }

    #[test]
    fn wrong_values_are_refused_where_they_stand() {
        refuse("[retry]\nmax-retries = \"3\"\n", "invalid type: string \"3\", expected u32", (2, 15), None);
        refuse("[retry]\nidempotency-header = \"a b\"\n", "this is not the name of a header", (2, 22), None);
        refuse("[envelope]\nsuccess = \"s\"\n", "missing field `result`", (1, 1), None);
        refuse(
            "[environment.credentials]\na = 1\n",
            "expected a variable's name, or a list of two for a user and a password",
            (2, 5),
            None,
        );
        refuse("[retry\n", "unclosed table, expected `]`", (1, 7), None);
    }
}
