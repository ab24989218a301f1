//! `duration`: a span of time.

use super::formats::text_format;

text_format! {
    /// A span of time as of ISO 8601, such as `P1DT12H`.
    Duration
}

#[cfg(feature = "jiff")]
impl Duration {
    /// The span as `jiff` has it.
    pub fn to_jiff(&self) -> Result<jiff::Span, jiff::Error> {
        self.as_str().parse()
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::Span> for Duration {
    fn from(span: jiff::Span) -> Self {
        Self(span.to_string())
    }
}
