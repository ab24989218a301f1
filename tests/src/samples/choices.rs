//! Open enums.

use serde_json::Value;

use crate::runtime::integer::integer;
use crate::runtime::text::text;
use crate::runtime::values::values;

/// How far a thing is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Status {
    /// It is ready.
    Ready,
    /// It is on its way.
    InProgress,
    /// A value that this version does not know.
    Unknown(String),
}

impl Status {
    /// The value as it is sent.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Ready => "ready",
            Self::InProgress => "in-progress",
            Self::Unknown(text) => text,
        }
    }

    fn from_text(text: &str) -> Self {
        match text {
            "ready" => Self::Ready,
            "in-progress" => Self::InProgress,
            _ => Self::Unknown(text.to_owned()),
        }
    }
}

text!(Status);

/// How much of a thing there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Level {
    /// None.
    Off,
    /// All.
    Full,
    /// A value that this version does not know.
    Unknown(i64),
}

impl Level {
    /// The value as it is sent.
    pub fn value(&self) -> i64 {
        match self {
            Self::Off => 0,
            Self::Full => 100,
            Self::Unknown(value) => *value,
        }
    }

    fn from_value(value: i64) -> Self {
        match value {
            0 => Self::Off,
            100 => Self::Full,
            _ => Self::Unknown(value),
        }
    }
}

integer!(Level);

/// A number of seconds, or a word for one.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Mixed {
    /// A minute.
    Sixty,
    /// As the server likes.
    Auto,
    /// A pair.
    Pair,
    /// A value that this version does not know.
    Unknown(Value),
}

values!(Mixed { Sixty = "60", Auto = "\"auto\"", Pair = "[1,{\"a\":null}]" });
