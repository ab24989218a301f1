//! Calls without `async`.

use std::future::{Future, IntoFuture};
use std::sync::OnceLock;

use tokio::runtime::{Builder, Handle, Runtime};

use super::error::Error;
use super::failure::RuntimeError;
use super::request::{RawRequest, Request};
use super::response::RawResponse;

/// The runtime of all blocking calls. Its one thread looks after the connections between two calls: without it nobody would
/// notice that the server has closed one, and the next request would be lost on it.
static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();

impl<T: 'static, P> Request<T, P> {
    /// Sends the request and waits for the answer, without `async` and without a runtime of the caller's.
    ///
    /// In a thread that belongs to a Tokio runtime it returns [`Error::Runtime`]: it would keep other tasks from running. There,
    /// `.await` the request.
    pub fn send_blocking(self) -> Result<T, Error> {
        block_on(self.into_future())?
    }
}

impl<T: 'static> RawRequest<T> {
    /// Sends the request and waits for the answer, as [`Request::send_blocking`] does.
    pub fn send_blocking(self) -> Result<RawResponse<T>, Error> {
        block_on(self.into_future())?
    }
}

/// Waits for a future.
pub(super) fn block_on<F: Future>(future: F) -> Result<F::Output, Error> {
    if Handle::try_current().is_ok() {
        return Err(refuse(
            "a blocking call was made inside an async runtime, where it would stop other tasks; await it instead",
        ));
    }
    let runtime = RUNTIME.get_or_init(|| Builder::new_multi_thread().worker_threads(1).enable_all().build().ok());
    match runtime {
        Some(runtime) => Ok(runtime.block_on(future)),
        None => Err(refuse("the system does not allow a runtime for blocking calls to be set up")),
    }
}

fn refuse(message: &'static str) -> Error {
    Error::Runtime(RuntimeError::new(message))
}
