//! Which operations are wanted: `--only`.

use crate::document::{Operation, Verb};

/// One `--only` argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// `tag:pets`.
    Tag(String),
    /// `/pets` or `/pets/*`.
    Path(String),
    /// `GET /pets`.
    Operation(Verb, String),
    /// `listPets`: an operation id.
    Id(String),
}

impl Selector {
    /// Reads an argument.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        if let Some(tag) = text.strip_prefix("tag:") {
            return Self::Tag(tag.trim().to_owned());
        }
        if text.starts_with('/') {
            return Self::Path(text.to_owned());
        }
        match text.split_once(' ').map(|(verb, path)| (Verb::of(verb), path.trim())) {
            Some((verb, path)) if path.starts_with('/') => Self::Operation(verb, path.to_owned()),
            _ => Self::Id(text.to_owned()),
        }
    }

    fn matches(&self, operation: &Operation) -> bool {
        match self {
            Self::Tag(tag) => operation.tags.iter().any(|own| own.eq_ignore_ascii_case(tag)),
            Self::Path(path) => match path.strip_suffix('*') {
                Some(start) => operation.path.starts_with(start),
                None => operation.path == *path,
            },
            Self::Operation(verb, path) => operation.verb == *verb && operation.path == *path,
            Self::Id(id) => operation.operation_id.as_ref() == Some(id),
        }
    }
}

/// The operations that are wanted; without a selector, all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection(pub Vec<Selector>);

impl Selection {
    /// Reads `--only` arguments.
    pub fn new(texts: &[String]) -> Self {
        Self(texts.iter().map(|text| Selector::parse(text)).collect())
    }

    /// Whether all operations are wanted.
    pub fn is_everything(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this operation is wanted.
    pub fn wants(&self, operation: &Operation) -> bool {
        self.is_everything() || self.0.iter().any(|selector| selector.matches(operation))
    }

    /// The selectors that match nothing.
    pub fn unmatched<'a>(&'a self, operations: &'a [Operation]) -> impl Iterator<Item = &'a Selector> {
        self.0.iter().filter(move |selector| !operations.iter().any(|operation| selector.matches(operation)))
    }
}

impl Verb {
    /// `GET`, `get`, …
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text.to_ascii_uppercase().as_str() {
            "GET" => Self::Get,
            "PUT" => Self::Put,
            "POST" => Self::Post,
            "DELETE" => Self::Delete,
            "OPTIONS" => Self::Options,
            "HEAD" => Self::Head,
            "PATCH" => Self::Patch,
            "TRACE" => Self::Trace,
            "QUERY" => Self::Query,
            _ => return None,
        })
    }

    /// One of these, or another one; only the case of others matters.
    pub fn of(text: &str) -> Self {
        Self::parse(text).unwrap_or_else(|| Self::Other(text.into()))
    }

    /// `GET`, …
    pub fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(name) => name,
        }
    }
}
