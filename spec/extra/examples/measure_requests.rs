//! Measures requests by a transport around the usual one, through which each attempt passes: retries and redirects too.
//!
//! ```text
//! CLOUDFLARE_API_TOKEN=… cargo run -p cloudflare-client --example measure_requests -- ACCOUNT VIDEO
//! ```

use std::collections::BTreeMap;
use std::env;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use cloudflare_client::{Client, Error, HttpRequest, Transport, TransportFuture};

/// How often an operation was tried, with which result, and how long it took.
#[derive(Default)]
struct Figures {
    attempts: u32,
    failures: u32,
    time: Duration,
}

/// The figures by method and path template: by the URL there would be as many as there are videos.
type Metrics = Arc<Mutex<BTreeMap<String, Figures>>>;

/// Measures what passes through it.
struct Measuring {
    inner: Arc<dyn Transport>,
    metrics: Metrics,
}

impl Transport for Measuring {
    fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
        Box::pin(async move {
            let operation = format!("{} {}", request.method, request.template);
            let begun = Instant::now();
            let result = self.inner.send(request).await;
            let failed = result.as_ref().map_or(true, |response| !response.status.is_success());
            if let Ok(mut metrics) = self.metrics.lock() {
                let figures = metrics.entry(operation).or_default();
                figures.attempts += 1;
                figures.failures += u32::from(failed);
                figures.time += begun.elapsed();
            }
            result
        })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [account, video] = arguments.as_slice() else {
        eprintln!("usage: measure_requests ACCOUNT VIDEO");
        return ExitCode::from(2);
    };
    let metrics = Metrics::default();
    let result = count(Arc::clone(&metrics), account, video).await;
    if let Ok(metrics) = metrics.lock() {
        for (operation, Figures { attempts, failures, time }) in metrics.iter() {
            println!("{operation}: {attempts} attempts, {failures} failures, {time:?}");
        }
    }
    match result {
        Ok(captions) => {
            println!("{captions} captions");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn count(metrics: Metrics, account: &str, video: &str) -> Result<usize, Error> {
    let client = Client::builder().from_env().wrap_transport(|inner| Measuring { inner, metrics }).build()?;
    Ok(client.stream().captions().get(account, video).await?.result.len())
}
