//! Bodies that are read while they come in.

use bytes::Bytes;

use super::clock::{Elapsed, timeout};
use super::error::Error;
use super::failure::{Phase, TimeoutError, TimeoutScope};
use super::response::OpenBody;

impl OpenBody {
    /// The next bytes, which are more than none, or `None` at the end. Neither a silence nor the whole is longer than the caller puts up with.
    pub(super) async fn chunk(&mut self, attempts: u32) -> Option<Result<Bytes, Error>> {
        let left = self.deadline.map(|(begun, deadline)| (deadline, deadline.saturating_sub(begun.elapsed())));
        let (time, scope, limit) = match left {
            Some((deadline, left)) if left < self.idle => (left, TimeoutScope::Call, deadline),
            _ => (self.idle, TimeoutScope::Attempt, self.idle),
        };
        let Self { body, cancel, .. } = self;
        let chunk = async {
            // What is at hand is never waited for, and a body may have something at hand for ever.
            Ok(if time.is_zero() { Err(Elapsed) } else { timeout(time, body.piece()).await })
        };
        let chunk = match cancel {
            None => chunk.await,
            Some(token) => token.run(chunk).await,
        };
        match chunk {
            Ok(Ok(chunk)) => {
                chunk.map(|chunk| chunk.map_err(|error| error.into_error(Phase::Exchange, self.idle, attempts)))
            }
            Err(error) => Some(Err(error)),
            Ok(Err(Elapsed)) => Some(Err(Error::Timeout(TimeoutError::new(scope, limit, attempts)))),
        }
    }
}
