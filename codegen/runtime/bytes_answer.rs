//! Answers that are bytes.

use bytes::Bytes;

use super::call::Call;
use super::error::Error;
use super::request::Request;
use super::response::Reply;

impl Call {
    /// Answers bytes.
    pub(crate) fn bytes_body<P>(self, accept: &'static str) -> Request<Bytes, P> {
        self.answers(accept, bytes)
    }
}

#[allow(clippy::unnecessary_wraps, reason = "it is a decoder, and others fail")]
fn bytes(reply: Reply) -> Result<Bytes, Error> {
    Ok(reply.answer.body)
}
