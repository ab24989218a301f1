//! `legenda.toml`: what `OpenAPI` has no word for.

mod pagination;
mod parse;
mod wait;

use indexmap::IndexMap;
use serde::Deserialize;
use toml::Spanned;

pub use pagination::{Pagination, PagingStyle, Way};
pub(crate) use parse::{Fault, is_token, parse, words};
pub use wait::Wait;

use crate::diagnostic::Place;
use crate::source::FileId;

/// The whole of `legenda.toml`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// `[package]`.
    pub package: PackageConfig,
    /// `[environment]`.
    pub environment: Environment,
    /// `[envelope]`.
    pub envelope: Option<Envelope>,
    /// `[retry]`.
    pub retry: Retry,
    /// `[names]`: a pointer (`#/components/schemas/x`) or an operation (`GET /pets`) to a name.
    pub names: IndexMap<String, String>,
    /// `[references]`: remote addresses to local files.
    pub references: IndexMap<String, String>,
    /// `[pagination]`: an operation (`GET /pets`, or its id) to how its list comes in pages.
    pub pagination: IndexMap<String, Spanned<Pagination>>,
    /// `[wait]`: an operation to what its answer says when something is done.
    pub wait: IndexMap<String, Spanned<Wait>>,
    /// Where this was read from.
    #[serde(skip)]
    pub(crate) origin: Origin,
}

/// Where a configuration was read from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Origin {
    /// The file, if there is one.
    pub(crate) file: Option<FileId>,
    /// The offset of each line in it.
    pub(crate) lines: Vec<usize>,
}

impl Origin {
    /// The place of something in the file.
    pub(crate) fn place<T>(&self, of: &Spanned<T>) -> Place {
        let start = of.span().start;
        let line = self.lines.partition_point(|&offset| offset <= start);
        let column = start - self.lines.get(line.saturating_sub(1)).copied().unwrap_or_default() + 1;
        self.file.map_or(Place::Nowhere, |file| Place::Point { file, line, column })
    }
}

/// `[package]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct PackageConfig {
    /// The package name.
    pub name: Option<String>,
    /// Its version; `0.1.0` if it is not given.
    pub version: Option<String>,
    /// One line.
    pub description: Option<String>,
    /// An SPDX expression.
    pub license: Option<String>,
    /// A URL.
    pub repository: Option<String>,
}

/// `[environment]`: which variables `Client::from_env` reads, in place of those that are named after the package.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Environment {
    /// `base-url`.
    pub base_url: Option<String>,
    /// `[environment.credentials]`: a security scheme to its variable, or to `[user, password]` for basic.
    #[serde(deserialize_with = "parse::credentials")]
    pub credentials: IndexMap<String, Spanned<Vec<String>>>,
}

/// `[envelope]`: the properties of the object that every answer is wrapped in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Envelope {
    /// `result`: what methods return.
    pub result: String,
    /// `success`: `false` makes an answer an error, whatever its status.
    pub success: Option<String>,
    /// `errors`.
    pub errors: Option<String>,
    /// `messages`.
    pub messages: Option<String>,
    /// `result-info`.
    pub result_info: Option<String>,
}

/// `[retry]`: the defaults of the emitted client. Times are in milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Retry {
    /// `max-retries`: attempts after the first one.
    pub max_retries: u32,
    /// `initial-delay-ms`.
    pub initial_delay_ms: u64,
    /// `max-delay-ms`.
    pub max_delay_ms: u64,
    /// `max-retry-after-ms`: a longer `Retry-After` is returned to the caller.
    pub max_retry_after_ms: u64,
    /// `timeout-ms`: for one attempt.
    pub timeout_ms: u64,
    /// `idempotency-header`: carries a key by which the server knows a call that it has had already.
    #[serde(deserialize_with = "parse::header_name")]
    pub idempotency_header: Option<String>,
    /// `count-header`: tells the server how many attempts at the call there have been before.
    #[serde(deserialize_with = "parse::header_name")]
    pub count_header: Option<String>,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            max_retries: 2,
            initial_delay_ms: 500,
            max_delay_ms: 8_000,
            max_retry_after_ms: 60_000,
            timeout_ms: 60_000,
            idempotency_header: None,
            count_header: None,
        }
    }
}
