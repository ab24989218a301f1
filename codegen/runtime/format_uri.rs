//! `uri`: a resource identifier.

use super::formats::text_format;

text_format! {
    /// An identifier as of RFC 3986, such as `https://example.com/a`.
    Uri
}

#[cfg(feature = "url")]
impl Uri {
    /// The identifier as `url` has it, if it is absolute.
    pub fn to_url(&self) -> Result<url::Url, url::ParseError> {
        self.as_str().parse()
    }
}

#[cfg(feature = "url")]
impl From<url::Url> for Uri {
    fn from(url: url::Url) -> Self {
        Self(url.into())
    }
}
