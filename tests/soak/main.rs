//! Calls a server that fails at random, and compares what both sides counted: `soak CALLS SEED`. `cargo xtask soak` runs it.

#[path = "run.rs"]
mod run;

use std::io::Write as _;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<u64>());
    let (Some(Ok(calls)), Some(Ok(seed)), None) = (arguments.next(), arguments.next(), arguments.next()) else {
        let _ = writeln!(std::io::stderr(), "usage: soak CALLS SEED");
        return ExitCode::from(2);
    };
    let report = run::soak(calls, seed).await;
    let _ = write!(std::io::stdout(), "{report}");
    if report.agrees() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
