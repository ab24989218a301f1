//! Request bodies of lines of JSON.

use super::body::Body;
use super::call::Call;
use super::encode;
use super::failure::RequestError;
use super::model::{Argument, Ref};

/// What `application/json-seq` begins each text with (RFC 7464), so that one that was cut off is noticed.
const RECORD_SEPARATOR: u8 = 0x1e;

impl Body {
    /// One line for each item of a list.
    pub(crate) fn json_lines(media_type: &str, items: &dyn Argument) -> Result<Self, RequestError> {
        let mut out = Vec::new();
        let mut result = Ok(());
        let is_sequence = media_type.trim_start().to_ascii_lowercase().starts_with("application/json-seq");
        let mut add = |item: Ref<'_>| {
            if is_sequence {
                out.push(RECORD_SEPARATOR);
            }
            match encode::to_vec(item) {
                Ok(line) => out.extend_from_slice(&line),
                Err(error) => result = Err(error),
            }
            out.push(b'\n');
        };
        match items.get_ref().resolve() {
            Ref::Strs(items) => items.iter().for_each(|item| add(Ref::Str(item))),
            Ref::List(items) => items.each_ref(&mut add),
            only => add(only),
        }
        result.map_err(|error| RequestError::new(format!("a line of the body cannot be written as JSON: {error}")))?;
        Self::bytes(media_type, out.into())
    }
}

#[allow(dead_code, reason = "a document may have such bodies only beside others")]
impl Call {
    /// A body of one line for each item.
    pub(crate) fn json_lines(self, media_type: &'static str, items: &dyn Argument) -> Self {
        self.with_body(Body::json_lines(media_type, items))
    }
}
