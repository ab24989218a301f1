//! What calls of the sample answer, and fail with, where that is one of several things.

use bytes::Bytes;
use serde_json::Value;

use super::types::{Message, Thing};
use crate::runtime::model::{Blank, Place};
use crate::runtime::responses::{Arm, PayloadSlot, Responses, StatusPattern};

/// What a call may answer.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ThingAnswer {
    /// `200`, JSON.
    Ok(Thing),
    /// `200`, CSV.
    OkCsv(String),
    /// `202`.
    Accepted,
    /// `304`.
    NotModified,
    /// Any other success, bytes.
    Success(Bytes),
}

impl Responses for ThingAnswer {
    const ARMS: &'static [Arm] = &[
        Arm { status: StatusPattern::Code(200), media_type: "application/json" },
        Arm { status: StatusPattern::Code(200), media_type: "text/csv" },
        Arm { status: StatusPattern::Code(202), media_type: "" },
        Arm { status: StatusPattern::Code(304), media_type: "" },
        Arm { status: StatusPattern::Range(2), media_type: "application/octet-stream" },
    ];

    fn start(index: usize) -> Self {
        match index {
            0 => Self::Ok(Blank::blank()),
            1 => Self::OkCsv(String::new()),
            2 => Self::Accepted,
            3 => Self::NotModified,
            _ => Self::Success(Bytes::new()),
        }
    }

    fn payload(&mut self) -> PayloadSlot<'_> {
        match self {
            Self::Ok(value) => PayloadSlot::Json(value.slot()),
            Self::OkCsv(text) => PayloadSlot::Text(text),
            Self::Accepted | Self::NotModified => PayloadSlot::Nothing,
            Self::Success(bytes) => PayloadSlot::Bytes(bytes),
        }
    }
}

/// What a call may fail with.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ThingError {
    /// `404`.
    NotFound(Message),
    /// Anything else.
    Default(Value),
}

impl Responses for ThingError {
    const ARMS: &'static [Arm] = &[
        Arm { status: StatusPattern::Code(404), media_type: "application/json" },
        Arm { status: StatusPattern::Default, media_type: "application/json" },
    ];

    fn start(index: usize) -> Self {
        match index {
            0 => Self::NotFound(Blank::blank()),
            _ => Self::Default(Blank::blank()),
        }
    }

    fn payload(&mut self) -> PayloadSlot<'_> {
        match self {
            Self::NotFound(value) => PayloadSlot::Json(value.slot()),
            Self::Default(value) => PayloadSlot::Json(value.slot()),
        }
    }
}
