//! Answers that are text.

use reqwest::header::CONTENT_TYPE;

use super::answer::checked;
use super::call::Call;
use super::error::Error;
use super::request::Request;
use super::response::{Answer, Reply};
use super::response_error::Problem;

impl Call {
    /// Answers text.
    pub(crate) fn text_body<P>(self, accept: &'static str) -> Request<String, P> {
        self.answers(accept, text)
    }
}

fn text(reply: Reply) -> Result<String, Error> {
    let answer = reply.answer;
    if let Some(kind) = other_kind(&answer) {
        return Err(checked(answer)?.refuse(Problem::MediaType(kind)));
    }
    match std::str::from_utf8(&answer.body) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(answer.refuse(Problem::Utf8(error))),
    }
}

/// JSON and HTML are text too, but where they were not asked for they are an error message or a login page.
fn other_kind(answer: &Answer) -> Option<&'static str> {
    let content_type = answer.headers.get(CONTENT_TYPE)?.to_str().ok()?.to_ascii_lowercase();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    let foreign = essence.ends_with("json") || essence == "text/html";
    (foreign && !answer.accept.contains(essence) && !answer.accept.contains('*')).then_some(answer.accept)
}
