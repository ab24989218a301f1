//! Reads answers that are JSON, or of no interest.

use serde_json::Value;

use super::decode;
use super::error::Error;
use super::error_detail::without_bom;
use super::model::{Blank, Place, Slot};
use super::response::{Answer, Reply};
use super::response_error::{Problem, StatusError};

/// Reads JSON.
#[allow(dead_code, reason = "a document may answer no plain JSON")]
pub(super) fn json<T: Blank + Place>(reply: Reply) -> Result<T, Error> {
    let mut value = T::blank();
    fill(value.slot(), reply.answer)?;
    Ok(value)
}

/// Reads JSON into a place. No body is as good as null where null is a value.
pub(super) fn fill(slot: Slot<'_>, answer: Answer) -> Result<(), Error> {
    if answer.body.is_empty() {
        if is_optional(&slot) {
            return Ok(());
        }
        return Err(answer.refuse(Problem::Empty));
    }
    let result = decode::fill(slot, without_bom(&answer.body));
    result.map_err(|error| answer.refuse(Problem::Json(error)))
}

/// Whether a blank place says that there is nothing.
pub(super) fn is_optional(slot: &Slot<'_>) -> bool {
    matches!(
        slot,
        Slot::Opt(_) | Slot::OptBool(_) | Slot::OptI64(_) | Slot::OptF64(_) | Slot::OptStr(_) | Slot::Json(_)
    )
}

/// Throws the body away, unless it says that the call failed.
#[allow(dead_code, reason = "a document may have no such answers")]
pub(super) fn nothing(reply: Reply) -> Result<(), Error> {
    checked(reply.answer).map(|_| ())
}

/// Passes an answer on, unless it is an envelope that says that the call failed.
pub(super) fn checked(answer: Answer) -> Result<Answer, Error> {
    if says_failure(&answer) {
        return Err(Error::Api(Box::new(StatusError::new(answer))));
    }
    Ok(answer)
}

/// Whether the document wraps its answers in an object with a `success`, and this one has it as `false`.
fn says_failure(answer: &Answer) -> bool {
    let Some(success) = answer.service.envelope.as_ref().and_then(|names| names.success) else {
        return false;
    };
    // Looking at the first byte keeps large bodies of other kinds from being parsed.
    let body = without_bom(&answer.body).trim_ascii_start();
    body.first() == Some(&b'{')
        && serde_json::from_slice::<Value>(body).is_ok_and(|value| value.get(success) == Some(&Value::Bool(false)))
}
