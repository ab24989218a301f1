//! Many calls of the default client, at once, of a server that fails as a seed has it. What becomes of each call is known before:
//! the plan says how the server fails, and the rules of repeating say the rest.

mod driver;
mod expectation;
mod plan;
mod report;
mod server;

use std::sync::Arc;
use std::time::{Duration, Instant};

use cloudflare_client::Client;
use tokio::runtime::Handle;

use driver::Driver;
use plan::Plan;
use report::Leaks;
pub(crate) use report::Report;
use server::Server;

/// How long connections and tasks may take to end when nobody needs them any more.
const FAREWELL: Duration = Duration::from_secs(20);

/// Makes the calls, and compares.
pub(crate) async fn soak(calls: u64, seed: u64) -> Report {
    let started = Instant::now();
    let plan = Plan::new(seed);
    let server = Server::start(plan, calls).await;
    let tasks = alive_tasks();
    let driver = Arc::new(Driver {
        plan,
        client: client(&server.url()),
        // Nobody listens there.
        stranger: client(&unused_url().await),
        server: server.clone(),
    });
    let ended = driver::run(Arc::clone(&driver), calls).await;
    drop(driver);
    let leaks = settle(&server, tasks).await;
    Report::new(plan, &server, &ended, leaks, started.elapsed())
}

fn client(url: &str) -> Client {
    let builder = Client::builder().base_url(url).api_token("token").no_proxy().max_retries(plan::RETRIES);
    // With a budget, what becomes of a call would depend on the others.
    let builder = builder.backoff(Duration::from_millis(1), Duration::from_millis(4)).timeout(Duration::from_secs(60));
    builder.no_retry_budget().build().expect("a client")
}

async fn unused_url() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    format!("http://{}", listener.local_addr().expect("an address"))
}

fn alive_tasks() -> usize {
    Handle::current().metrics().num_alive_tasks()
}

/// Waits until all that the client began has ended, and tells what has not.
async fn settle(server: &Server, before: usize) -> Leaks {
    let started = Instant::now();
    loop {
        let leaks = Leaks { connections: server.open(), tasks: alive_tasks().saturating_sub(before) };
        if leaks == Leaks::default() || started.elapsed() > FAREWELL {
            return leaks;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
