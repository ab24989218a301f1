//! Answers of several kinds, told apart by status and media type.

use bytes::Bytes;
use reqwest::StatusCode;

use super::answer::fill;
use super::call::Call;
use super::error::Error;
use super::model::Slot;
use super::request::Request;
use super::response::Answer;
use super::response_error::{DecodeError, Problem};

/// A type with one variant for each answer that the document declares.
pub trait Responses: Sized {
    /// The answers, in document order.
    const ARMS: &'static [Arm];

    /// The variant of the answer with this index, to be filled.
    fn start(index: usize) -> Self;

    /// The place of the variant's content.
    fn payload(&mut self) -> PayloadSlot<'_>;
}

/// One declared answer.
#[derive(Debug, Clone, Copy)]
pub struct Arm {
    /// For which statuses.
    pub status: StatusPattern,
    /// The media type or range; empty when there is no body.
    pub media_type: &'static str,
}

/// For which statuses an answer is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "no document has all of them")]
pub enum StatusPattern {
    /// One.
    Code(u16),
    /// Those with this first digit.
    Range(u8),
    /// Those that no other answer is declared for.
    Default,
}

/// Where the content of an answer goes.
#[allow(dead_code, reason = "no document has all of them")]
pub enum PayloadSlot<'a> {
    /// There is none.
    Nothing,
    /// JSON.
    Json(Slot<'a>),
    /// Text.
    Text(&'a mut String),
    /// Bytes.
    Bytes(&'a mut Bytes),
}

#[allow(dead_code, reason = "a document may declare several kinds of failures only")]
impl Call {
    /// Answers one of several kinds.
    pub(crate) fn several<T: Responses, P>(mut self, accept: &'static str) -> Request<T, P> {
        self.draft.accepts = |status| is_answer(T::ARMS, status);
        self.answers(accept, |reply| read(reply.answer))
    }
}

impl Error {
    /// The body of a failed call as what the document declares for it. `None` when the server sent no answer, or one that
    /// the document does not declare.
    pub fn declared<T: Responses>(&self) -> Option<T> {
        let (Self::Status(error) | Self::Api(error)) = self else {
            return None;
        };
        read(error.answer().clone()).ok()
    }
}

fn read<T: Responses>(answer: Answer) -> Result<T, Error> {
    let Some(index) = choose(T::ARMS, answer.status, answer.media_type()) else {
        return Err(Error::Decode(Box::new(DecodeError::new(answer, Problem::Undeclared))));
    };
    let mut value = T::start(index);
    fill_payload(value.payload(), answer)?;
    Ok(value)
}

fn fill_payload(place: PayloadSlot<'_>, answer: Answer) -> Result<(), Error> {
    match place {
        PayloadSlot::Nothing => {}
        PayloadSlot::Json(slot) => fill(slot, answer)?,
        PayloadSlot::Bytes(place) => *place = answer.body,
        PayloadSlot::Text(place) => match std::str::from_utf8(&answer.body) {
            Ok(text) => text.clone_into(place),
            Err(error) => return Err(answer.refuse(Problem::Utf8(error))),
        },
    }
    Ok(())
}

/// Whether a status is an answer to the call and not its failure: every success, and a redirect or a "not modified" that the
/// document declares.
fn is_answer(arms: &[Arm], status: StatusCode) -> bool {
    let declared = |arm: &Arm| arm.status != StatusPattern::Default && specificity(arm.status, status).is_some();
    status.is_success() || (status.is_redirection() && arms.iter().any(declared))
}

/// The answer that fits best: by status first, then by media type. An answer whose media type no arm of its status has is taken
/// for the first of them; its content decides.
fn choose(arms: &[Arm], status: StatusCode, media_type: &str) -> Option<usize> {
    let rank = |arm: &Arm| Some((specificity(arm.status, status)?, closeness(arm.media_type, media_type)));
    let ranked = arms.iter().enumerate().filter_map(|(index, arm)| Some((rank(arm)?, index)));
    // Of several with the same rank the first one.
    ranked.max_by_key(|(rank, index)| (*rank, std::cmp::Reverse(*index))).map(|(_, index)| index)
}

fn specificity(pattern: StatusPattern, status: StatusCode) -> Option<u8> {
    match pattern {
        StatusPattern::Code(code) => (code == status.as_u16()).then_some(3),
        StatusPattern::Range(digit) => (u16::from(digit) == status.as_u16() / 100).then_some(2),
        StatusPattern::Default => Some(1),
    }
}

fn closeness(declared: &str, sent: &str) -> u8 {
    let (declared, sent) = (declared.to_ascii_lowercase(), sent.to_ascii_lowercase());
    let declared = declared.split(';').next().unwrap_or_default().trim();
    if declared == sent {
        return 4;
    }
    let is_json = |essence: &str| essence.ends_with("/json") || essence.ends_with("+json");
    if is_json(declared) && is_json(&sent) {
        return 3;
    }
    match declared.strip_suffix('*') {
        Some("*/") => 1,
        Some(kind) if sent.starts_with(kind) => 2,
        _ => 0,
    }
}
