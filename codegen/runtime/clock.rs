//! Time, by the means of the platform: in a browser there is no Tokio, and the standard library has no clock there.

use std::future::Future;
#[cfg(target_arch = "wasm32")]
use std::future::poll_fn;
#[cfg(target_arch = "wasm32")]
use std::pin::{Pin, pin};
#[cfg(target_arch = "wasm32")]
use std::task::{Context, Poll};
#[cfg(not(target_arch = "wasm32"))]
pub(super) use std::time::Instant;
use std::time::{Duration, SystemTime};

#[cfg(target_arch = "wasm32")]
use js_sys::{Function, Promise, Reflect, global};
#[cfg(not(target_arch = "wasm32"))]
pub(super) use tokio::task::yield_now as give_way;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use tokio::time::sleep;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::{JsCast, JsValue};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_futures::JsFuture;
#[cfg(target_arch = "wasm32")]
pub(super) use web_time::Instant;

/// The time is up.
#[derive(Debug)]
pub(super) struct Elapsed;

/// Waits for a future, but no longer than this.
#[cfg(not(target_arch = "wasm32"))]
pub(super) async fn timeout<F: Future>(limit: Duration, future: F) -> Result<F::Output, Elapsed> {
    tokio::time::timeout(limit, future).await.map_err(|_| Elapsed)
}

/// Waits for a future, but no longer than this.
#[cfg(target_arch = "wasm32")]
pub(super) async fn timeout<F: Future>(limit: Duration, future: F) -> Result<F::Output, Elapsed> {
    let (mut future, mut end) = (pin!(future), sleep(limit));
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Ok(output)),
        Poll::Pending => Pin::new(&mut end).poll(context).map(|()| Err(Elapsed)),
    })
    .await
}

/// The time of day.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn now() -> SystemTime {
    SystemTime::now()
}

/// The time of day.
#[cfg(target_arch = "wasm32")]
pub(super) fn now() -> SystemTime {
    web_time::web::SystemTimeExt::to_std(web_time::SystemTime::now())
}

/// Whether there is a Tokio runtime: without one, its timers and the transport panic.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn can_wait() -> bool {
    tokio::runtime::Handle::try_current().is_ok()
}

/// Whether there are timers.
#[cfg(target_arch = "wasm32")]
pub(super) fn can_wait() -> bool {
    function("setTimeout").is_some()
}

/// Lets timers and others have their turn.
#[cfg(target_arch = "wasm32")]
pub(super) async fn give_way() {
    sleep(Duration::ZERO).await;
}

/// Waits.
#[cfg(target_arch = "wasm32")]
pub(super) fn sleep(time: Duration) -> Sleep {
    // Timers of browsers go no further than this; a longer time would be none.
    let milliseconds = i32::try_from(time.as_nanos().div_ceil(1_000_000)).unwrap_or(i32::MAX);
    let mut timer = JsValue::UNDEFINED;
    let fired = Promise::new(&mut |resolve, _| {
        timer = call("setTimeout", &resolve, &milliseconds.into());
    });
    Sleep { timer, fired: fired.into() }
}

/// A wait, which leaves no timer behind when nobody waits any more.
#[cfg(target_arch = "wasm32")]
pub(super) struct Sleep {
    timer: JsValue,
    fired: JsFuture,
}

#[cfg(target_arch = "wasm32")]
impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        Pin::new(&mut self.fired).poll(context).map(|_| ())
    }
}

#[cfg(target_arch = "wasm32")]
impl Drop for Sleep {
    fn drop(&mut self) {
        call("clearTimeout", &self.timer, &JsValue::UNDEFINED);
    }
}

/// A global function. Pages and workers have the same ones, in objects of different types.
#[cfg(target_arch = "wasm32")]
fn function(name: &str) -> Option<Function> {
    Reflect::get(&global(), &name.into()).ok()?.dyn_into().ok()
}

#[cfg(target_arch = "wasm32")]
fn call(name: &str, first: &JsValue, second: &JsValue) -> JsValue {
    let result = function(name).and_then(|function| function.call2(&JsValue::UNDEFINED, first, second).ok());
    result.unwrap_or(JsValue::UNDEFINED)
}
