//! Reads the whole of a body that is short enough.

use std::time::Duration;

use bytes::{Bytes, BytesMut};

use super::clock::{Instant, timeout};
use super::http_body::HttpBody;
use super::http_error::TransportError;

/// How the reading of a body ended.
pub(super) enum End {
    /// All of it has been read.
    Reached,
    /// It is longer than the limit.
    Cut,
    /// The connection failed.
    Broken(TransportError),
}

/// Reads at most `limit` bytes.
pub(super) async fn read(body: &mut HttpBody, limit: usize) -> (Bytes, End) {
    let mut bytes = BytesMut::new();
    let mut last = Bytes::new();
    loop {
        let chunk = match body.piece().await {
            Some(Ok(chunk)) => chunk,
            // Most bodies are of one chunk, which is returned as it is.
            None if bytes.is_empty() => return (last, End::Reached),
            end => {
                bytes.extend_from_slice(&last);
                return (bytes.freeze(), end.and_then(Result::err).map_or(End::Reached, End::Broken));
            }
        };
        bytes.extend_from_slice(&last);
        last = chunk;
        let room = limit.saturating_sub(bytes.len());
        if last.len() > room {
            bytes.extend_from_slice(&last[..room]);
            return (bytes.freeze(), End::Cut);
        }
    }
}

/// Reads at most `limit` bytes, those that come within a time.
pub(super) async fn read_within(body: &mut HttpBody, limit: usize, time: Duration) -> Bytes {
    let (mut bytes, begun) = (BytesMut::new(), Instant::now());
    while bytes.len() < limit {
        let left = time.saturating_sub(begun.elapsed());
        // What is at hand is never waited for, and there may be something at hand for ever.
        if left.is_zero() {
            break;
        }
        match timeout(left, body.piece()).await {
            Ok(Some(Ok(chunk))) => bytes.extend_from_slice(&chunk[..chunk.len().min(limit - bytes.len())]),
            _ => break,
        }
    }
    bytes.freeze()
}
