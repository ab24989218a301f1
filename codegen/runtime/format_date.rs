//! `date`: a day.

use super::formats::text_format;

text_format! {
    /// A day as of RFC 3339, such as `2026-11-22`.
    Date
}

#[cfg(feature = "jiff")]
impl Date {
    /// The day as `jiff` has it.
    pub fn to_jiff(&self) -> Result<jiff::civil::Date, jiff::Error> {
        self.as_str().parse()
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::civil::Date> for Date {
    fn from(day: jiff::civil::Date) -> Self {
        Self(day.to_string())
    }
}

#[cfg(feature = "chrono")]
impl Date {
    /// The day as `chrono` has it.
    pub fn to_chrono(&self) -> Result<chrono::NaiveDate, chrono::ParseError> {
        self.as_str().parse()
    }
}

#[cfg(feature = "chrono")]
impl From<chrono::NaiveDate> for Date {
    fn from(day: chrono::NaiveDate) -> Self {
        Self(day.to_string())
    }
}

#[cfg(feature = "time")]
impl Date {
    /// The day as `time` has it.
    pub fn to_time(&self) -> Result<time::Date, time::error::Parse> {
        time::Date::parse(self.as_str(), &time::format_description::well_known::Iso8601::DATE)
    }
}

#[cfg(feature = "time")]
impl From<time::Date> for Date {
    fn from(day: time::Date) -> Self {
        Self(day.to_string())
    }
}
