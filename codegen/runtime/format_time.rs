//! `time`: a time of day.

use super::formats::text_format;

text_format! {
    /// A time of day as of RFC 3339, such as `12:30:00Z`.
    Time
}

impl Time {
    /// The time without the offset from UTC that follows it: `12:30:00`.
    pub fn clock(&self) -> &str {
        self.as_str().split(['Z', 'z', '+', '-']).next().unwrap_or_default()
    }
}

#[cfg(feature = "jiff")]
impl Time {
    /// The time without its offset, as `jiff` has it.
    pub fn to_jiff(&self) -> Result<jiff::civil::Time, jiff::Error> {
        self.clock().parse()
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::civil::Time> for Time {
    fn from(time: jiff::civil::Time) -> Self {
        Self(time.to_string())
    }
}

#[cfg(feature = "chrono")]
impl Time {
    /// The time without its offset, as `chrono` has it.
    pub fn to_chrono(&self) -> Result<chrono::NaiveTime, chrono::ParseError> {
        self.clock().parse()
    }
}

#[cfg(feature = "chrono")]
impl From<chrono::NaiveTime> for Time {
    fn from(time: chrono::NaiveTime) -> Self {
        Self(time.to_string())
    }
}

#[cfg(feature = "time")]
impl Time {
    /// The time without its offset, as `time` has it.
    pub fn to_time(&self) -> Result<time::Time, time::error::Parse> {
        time::Time::parse(self.clock(), &time::format_description::well_known::Iso8601::TIME)
    }
}
