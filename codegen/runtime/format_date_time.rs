//! `date-time`: a moment.

use super::formats::text_format;

text_format! {
    /// A moment as of RFC 3339, such as `2026-11-22T12:30:00Z`.
    DateTime
}

#[cfg(feature = "jiff")]
impl DateTime {
    /// The moment as `jiff` has it.
    pub fn to_jiff(&self) -> Result<jiff::Timestamp, jiff::Error> {
        self.as_str().parse()
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for DateTime {
    fn from(moment: jiff::Timestamp) -> Self {
        Self(moment.to_string())
    }
}

#[cfg(feature = "chrono")]
impl DateTime {
    /// The moment as `chrono` has it.
    pub fn to_chrono(&self) -> Result<chrono::DateTime<chrono::FixedOffset>, chrono::ParseError> {
        chrono::DateTime::parse_from_rfc3339(self.as_str())
    }
}

#[cfg(feature = "chrono")]
impl<Tz: chrono::TimeZone> From<chrono::DateTime<Tz>> for DateTime {
    fn from(moment: chrono::DateTime<Tz>) -> Self {
        Self(moment.fixed_offset().to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    }
}

#[cfg(feature = "time")]
impl DateTime {
    /// The moment as `time` has it.
    pub fn to_time(&self) -> Result<time::OffsetDateTime, time::error::Parse> {
        time::OffsetDateTime::parse(self.as_str(), &time::format_description::well_known::Rfc3339)
    }
}

#[cfg(feature = "time")]
impl TryFrom<time::OffsetDateTime> for DateTime {
    type Error = time::error::Format;

    /// Fails for a year that RFC 3339 cannot express.
    fn try_from(moment: time::OffsetDateTime) -> Result<Self, Self::Error> {
        moment.format(&time::format_description::well_known::Rfc3339).map(Self)
    }
}
