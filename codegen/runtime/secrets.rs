//! What no message shows, even where a server repeats it.

use std::borrow::Cow;
use std::sync::Arc;

use reqwest::header::HeaderValue;
use secrecy::ExposeSecret;

use super::credential::Credential;
use super::excerpt::excerpt;
use super::percent::encode_name;

/// How long a secret is at least that is looked for: shorter ones are found in many a word.
const LEAST: usize = 6;

/// How much of a body is looked at, in bytes: more than a message shows of it.
const LOOKED_AT: usize = 8 * 1024;

/// The secrets of a call.
#[derive(Clone, Default)]
pub(super) struct Secrets {
    given: Arc<[Option<Credential>]>,
    /// The header `Authorization`, whatever it comes from.
    authorization: Option<HeaderValue>,
}

impl Secrets {
    pub(super) fn new(given: Arc<[Option<Credential>]>, authorization: Option<HeaderValue>) -> Self {
        Self { given, authorization }
    }

    /// A short piece of a server's text, without them.
    pub(super) fn excerpt(&self, text: &str) -> String {
        excerpt(&self.hide(text))
    }

    /// The same of bytes that may not be text.
    pub(super) fn excerpt_of_bytes(&self, bytes: &[u8]) -> String {
        self.excerpt(&String::from_utf8_lossy(bytes.get(..LOOKED_AT).unwrap_or(bytes)))
    }

    /// The text with a word in place of each.
    pub(super) fn hide<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut text = Cow::Borrowed(text);
        for secret in self.all() {
            // As it is, as in a URL, and as in the JSON of some servers.
            for form in [Cow::Borrowed(&*secret), encode_name(&secret).into(), secret.replace('/', "\\/").into()] {
                if text.contains(&*form) {
                    text = Cow::Owned(text.replace(&*form, "[secret]"));
                }
            }
        }
        text
    }

    /// All of them, and a longer one before what it may begin with.
    fn all(&self) -> Vec<Cow<'_, str>> {
        let given = self.given.iter().flatten().filter_map(|credential| match credential {
            Credential::Token(secret) | Credential::Pair(_, secret) => Some(secret.expose_secret()),
            Credential::Source(_) => None,
        });
        let header = self.authorization.as_ref().map(|value| String::from_utf8_lossy(value.as_bytes()));
        // Behind the name of the scheme.
        let header = header.map(|value| Cow::Owned(value.rsplit(' ').next().unwrap_or_default().to_owned()));
        let mut all: Vec<_> = given.map(Cow::Borrowed).chain(header).filter(|secret| secret.len() >= LEAST).collect();
        all.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        all
    }
}
