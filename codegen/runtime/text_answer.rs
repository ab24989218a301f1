//! Answers that are text.

use super::answer::checked;
use super::call::Call;
use super::error::Error;
use super::request::Request;
use super::response::Reply;
use super::response_error::Problem;

impl Call {
    /// Answers text.
    pub(crate) fn text_body<P>(self, accept: &'static str) -> Request<String, P> {
        self.answers(accept, text)
    }
}

fn text(reply: Reply) -> Result<String, Error> {
    let answer = reply.answer;
    if answer.is_foreign() {
        return Err(checked(answer)?.refuse(Problem::MediaType));
    }
    match std::str::from_utf8(&answer.body) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(answer.refuse(Problem::Utf8(error))),
    }
}
