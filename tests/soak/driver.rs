//! The calls, many at once.

use std::future::IntoFuture;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use cloudflare_client::types::CaptionUpload;
use cloudflare_client::{Client, Error, Part, Request};
use tokio::task::JoinSet;

use super::expectation::{Outcome, meets_silence};
use super::plan::{Kind, Operation, Plan};
use super::server::Server;

/// How many calls are under way at once.
const AT_ONCE: u64 = 64;

/// The limit of an attempt where the server does not answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// After this time a call counts as lost.
const ETERNITY: Duration = Duration::from_secs(120);

/// What makes the calls.
pub(crate) struct Driver {
    pub(crate) plan: Plan,
    pub(crate) client: Client,
    pub(crate) stranger: Client,
    pub(crate) server: Server,
}

/// How a call ended.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ended {
    pub(crate) call: u64,
    pub(crate) outcome: Outcome,
    /// How often it was tried, as far as the client said.
    pub(crate) attempts: u32,
}

/// Makes all calls.
pub(crate) async fn run(driver: Arc<Driver>, calls: u64) -> Vec<Ended> {
    let next = Arc::new(AtomicU64::new(0));
    let mut workers = JoinSet::new();
    for _ in 0..AT_ONCE {
        let (driver, next) = (Arc::clone(&driver), Arc::clone(&next));
        workers.spawn(async move {
            let mut ended = Vec::new();
            loop {
                let call = next.fetch_add(1, Ordering::SeqCst);
                if call >= calls {
                    return ended;
                }
                ended.push(driver.call(call).await);
            }
        });
    }
    let mut ended: Vec<Ended> = workers.join_all().await.into_iter().flatten().collect();
    ended.sort_unstable_by_key(|ended| ended.call);
    ended
}

impl Driver {
    async fn call(&self, call: u64) -> Ended {
        let (outcome, attempts) = match self.plan.kind(call) {
            Kind::Plain => within(self.make(&self.client, call)).await,
            Kind::Stranger => within(self.make(&self.stranger, call)).await,
            Kind::Abandoned => {
                let counts = usize::try_from(call).ok().and_then(|call| self.server.calls().get(call));
                let counts = counts.expect("the server knows all calls");
                tokio::select! {
                    () = counts.arrival() => (Outcome::Abandoned, 1),
                    ended = within(self.make(&self.client, call)) => ended,
                }
            }
        };
        Ended { call, outcome, attempts }
    }

    async fn make(&self, client: &Client, call: u64) -> (Outcome, u32) {
        let (captions, video, own) = (client.stream().captions(), call.to_string(), call.to_string());
        let language = captions.language();
        match self.plan.operation(call) {
            Operation::List => {
                let label =
                    move |page: cloudflare_client::SinglePage<_, _>| label_of(page.result.into_iter().next(), &own);
                self.finish(captions.get("soak", &video), call, label).await
            }
            Operation::Text => {
                let ends = move |text: String| text.ends_with(&format!("\n{own}\n"));
                self.finish(language.vtt().get("soak", &video, "tr"), call, ends).await
            }
            Operation::Upload => {
                let upload = CaptionUpload::new(Part::new("tr.vtt", "WEBVTT\n".repeat(100)));
                let label = move |caption| label_of(caption, &own);
                self.finish(language.update("soak", &video, "tr", &upload), call, label).await
            }
            Operation::Generate => {
                let label = move |caption| label_of(caption, &own);
                self.finish(language.create("soak", &video, "tr"), call, label).await
            }
            Operation::Delete => {
                let same = move |text: Option<String>| text.as_deref() == Some(own.as_str());
                self.finish(language.delete("soak", &video, "tr"), call, same).await
            }
        }
    }

    /// Sends a request; `is_own` tells whether an answer belongs to it.
    async fn finish<T: 'static, P>(
        &self,
        request: Request<T, P>,
        call: u64,
        is_own: impl FnOnce(T) -> bool,
    ) -> (Outcome, u32) {
        let silent = meets_silence(self.plan, call) && self.plan.kind(call) == Kind::Plain;
        let request = if silent { request.timeout(PATIENCE) } else { request };
        match request.raw().into_future().await {
            Ok(raw) => match raw.parse() {
                Ok(value) => (if is_own(value) { Outcome::Value } else { Outcome::Mixed }, raw.attempts()),
                Err(error) => (outcome_of(&error), raw.attempts()),
            },
            Err(error) => (outcome_of(&error), error.attempts().unwrap_or_default()),
        }
    }
}

async fn within(call: impl Future<Output = (Outcome, u32)>) -> (Outcome, u32) {
    tokio::time::timeout(ETERNITY, call).await.unwrap_or((Outcome::Lost, 0))
}

fn label_of(caption: Option<cloudflare_client::types::Caption>, own: &str) -> bool {
    caption.and_then(|caption| caption.label).as_deref() == Some(own)
}

fn outcome_of(error: &Error) -> Outcome {
    match error {
        Error::Connection(error) if error.is_unsent() => Outcome::Unsent,
        Error::Connection(_) => Outcome::Broken,
        Error::Timeout(_) => Outcome::Timeout,
        Error::Status(error) => Outcome::Status(error.status().as_u16()),
        Error::Api(_) => Outcome::Api,
        Error::Decode(_) => Outcome::Decode,
        _ => Outcome::Other,
    }
}
