//! Encoded parameters.

use reqwest::header::{CONTENT_LENGTH, HOST, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING};

use super::argument::{Arg, Placement};
use super::failure::RequestError;
use super::percent::{encode_literal, encode_name};
use super::style::{header_text, pairs};

/// The encoded query, headers and cookies of a request, or the first thing that is wrong with them.
#[derive(Clone, Default)]
pub(super) struct Arguments {
    /// `name=value`, encoded.
    pub(super) query: Vec<String>,
    pub(super) headers: HeaderMap,
    /// `name=value`, encoded.
    pub(super) cookies: Vec<String>,
    pub(super) error: Option<RequestError>,
}

impl Arguments {
    /// Encodes and adds parameters.
    pub(super) fn add(&mut self, arguments: &[Arg<'_>]) {
        for argument in arguments {
            let result = match argument.place {
                Placement::Query => {
                    pairs(argument.name, argument.value, argument.style).map(|pairs| self.query.extend(pairs))
                }
                Placement::Cookie => {
                    pairs(argument.name, argument.value, argument.style).map(|pairs| self.cookies.extend(pairs))
                }
                Placement::Header => self.add_header(argument),
            };
            self.keep(result);
        }
    }

    fn add_header(&mut self, argument: &Arg<'_>) -> Result<(), RequestError> {
        match header_text(argument.name, argument.value, argument.style)? {
            // Some documents declare what no caller can know better than the transport.
            Some(_) if is_transports(argument.name) => Ok(()),
            Some(text) => self.set_header(argument.name, &text),
            None => Ok(()),
        }
    }

    /// Sets a header, in place of an earlier one of this name.
    pub(super) fn set_header(&mut self, name: &str, value: &str) -> Result<(), RequestError> {
        let (name, value) = header(name, value)?;
        self.headers.insert(name, value);
        Ok(())
    }

    /// Adds a query parameter beside earlier ones of this name.
    pub(super) fn add_query(&mut self, name: &str, value: &str) {
        self.query.push(format!("{}={}", encode_name(name), encode_name(value)));
    }

    /// Adds a query that is encoded already, as it stands in a URL.
    pub(super) fn add_encoded(&mut self, query: &str) {
        self.query.extend(query.split('&').filter(|pair| !pair.is_empty()).map(encode_literal));
    }

    /// Keeps the first error.
    pub(super) fn keep(&mut self, result: Result<(), RequestError>) {
        if let (None, Err(error)) = (&self.error, result) {
            self.error = Some(error);
        }
    }
}

/// Whether a header belongs to the transport.
fn is_transports(name: &str) -> bool {
    [HOST, CONTENT_LENGTH, TRANSFER_ENCODING].iter().any(|own| name.eq_ignore_ascii_case(own.as_str()))
}

/// Checks a header. Neither message holds the value, which may be a secret.
pub(super) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), RequestError> {
    let parsed = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| RequestError::new(format!("`{}` is not a header name", super::excerpt::excerpt(name))))?;
    if is_transports(name) {
        return Err(RequestError::new(format!("header `{parsed}` is the client's own")));
    }
    let mut value = HeaderValue::from_str(value).map_err(|_| {
        RequestError::new(format!("the value for header `{parsed}` has characters that a header cannot hold"))
    })?;
    // What a caller puts into a header may be a credential, so no log of the transport shows it.
    value.set_sensitive(true);
    Ok((parsed, value))
}

/// Adds query parameters in place of earlier ones of the same names.
pub(super) fn override_query<S: AsRef<str>>(query: &mut Vec<S>, with: Vec<S>) {
    query.retain(|pair| !with.iter().any(|other| name_of(other.as_ref()) == name_of(pair.as_ref())));
    query.extend(with);
}

fn name_of(pair: &str) -> &str {
    pair.split_once('=').map_or(pair, |(name, _)| name)
}
