//! Answers that are wrapped in an object, as `result` beside `success`, `errors` and `messages`.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::answer::{checked, is_optional};
use super::call::Call;
use super::decode;
use super::error::Error;
use super::error_detail::without_bom;
use super::model::{Blank, Place, Slot};
use super::request::Request;
use super::response::{Answer, Reply};
use super::response_error::{Problem, StatusError};
use super::service::EnvelopeNames;

/// A list that the service returns as one page.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SinglePage<T, M = Value> {
    /// The items. A list that is null or missing is empty.
    pub result: Vec<T>,

    /// What the service reports as wrong, although it did what it was asked for.
    pub errors: Vec<M>,

    /// What the service has to say besides.
    pub messages: Vec<M>,
}

impl<T, M> SinglePage<T, M> {
    /// The items.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.result.iter()
    }
}

impl<T, M> IntoIterator for SinglePage<T, M> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.result.into_iter()
    }
}

impl<'a, T, M> IntoIterator for &'a SinglePage<T, M> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.result.iter()
    }
}

#[allow(dead_code, reason = "a document may answer only pages, or none")]
impl Call {
    /// Answers the `result` of the envelope.
    pub(crate) fn enveloped<T: Blank + Place, P>(self) -> Request<T, P> {
        self.answers("application/json", enveloped)
    }

    /// Answers a list in the envelope.
    pub(crate) fn page<T: Blank + Place, M: Blank + Place, P>(self) -> Request<SinglePage<T, M>, P> {
        self.answers("application/json", page)
    }
}

#[allow(dead_code, reason = "a document may answer only pages")]
fn enveloped<T: Blank + Place>(reply: Reply) -> Result<T, Error> {
    let mut result = T::blank();
    if reply.answer.body.is_empty() && is_optional(&result.slot()) {
        return Ok(result);
    }
    open(reply.answer, Contents { result: Some(result.slot()), errors: None, messages: None })?;
    Ok(result)
}

#[allow(dead_code, reason = "a document may answer no pages")]
fn page<T: Blank + Place, M: Blank + Place>(reply: Reply) -> Result<SinglePage<T, M>, Error> {
    let mut result = None::<Vec<T>>;
    let mut errors = None::<Vec<M>>;
    let mut messages = None::<Vec<M>>;
    let contents =
        Contents { result: Some(result.slot()), errors: Some(errors.slot()), messages: Some(messages.slot()) };
    open(reply.answer, contents)?;
    Ok(SinglePage {
        result: result.unwrap_or_default(),
        errors: errors.unwrap_or_default(),
        messages: messages.unwrap_or_default(),
    })
}

/// Where the parts of an envelope go; what has no place is passed over.
struct Contents<'a> {
    result: Option<Slot<'a>>,
    errors: Option<Slot<'a>>,
    messages: Option<Slot<'a>>,
}

const PLAIN: EnvelopeNames = EnvelopeNames { result: "result", success: None, errors: None, messages: None };

fn open(answer: Answer, mut contents: Contents<'_>) -> Result<(), Error> {
    if answer.body.is_empty() {
        return Err(answer.refuse(Problem::Empty));
    }
    let names = answer.service.envelope.unwrap_or(PLAIN);
    let mut success = None;
    let mut json = serde_json::Deserializer::from_slice(without_bom(&answer.body));
    let envelope = Envelope { names, contents: &mut contents, success: &mut success };
    let read = envelope.deserialize(&mut json).and_then(|()| json.end());
    if success == Some(false) {
        return Err(Error::Api(Box::new(StatusError::new(answer))));
    }
    // A missing result is as good as a null, where null is good.
    let read = read.and_then(|()| match contents.result.take() {
        Some(slot) => decode::fill(slot, b"null").map_err(|_| serde_json::Error::missing_field(names.result)),
        None => Ok(()),
    });
    match read {
        Ok(()) => Ok(()),
        // A failure need not have a result of the expected type, and may say that it is one only after it.
        Err(error) => Err(checked(answer)?.refuse(Problem::Json(error))),
    }
}

struct Envelope<'a, 'b> {
    names: EnvelopeNames,
    contents: &'a mut Contents<'b>,
    success: &'a mut Option<bool>,
}

impl<'de> DeserializeSeed<'de> for Envelope<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Envelope<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with a `{}`", self.names.result)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Self { names, contents, success } = self;
        while let Some(key) = entries.next_key::<String>()? {
            let key = key.as_str();
            if names.success == Some(key) {
                *success = entries.next_value::<Value>()?.as_bool();
                continue;
            }
            let slot = if key == names.result {
                contents.result.take()
            } else if names.errors == Some(key) {
                contents.errors.take()
            } else if names.messages == Some(key) {
                contents.messages.take()
            } else {
                None
            };
            match slot {
                Some(slot) => entries.next_value_seed(slot)?,
                None => entries.next_value::<IgnoredAny>().map(|_| ())?,
            }
        }
        Ok(())
    }
}
