//! `cargo xtask measure`: what another program takes, for `corpus --check` and `bench`.

use std::env;
use std::ffi::OsString;
use std::fs::File;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Instant, SystemTime};

use crate::{Failure, console};

/// What the last line on standard error starts with; seconds and megabytes follow.
const PREFIX: &str = "measured: ";

/// What a program and its children took.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cost {
    /// Seconds of processor time; of time, where the system does not tell.
    pub(crate) seconds: f64,
    /// The most memory that one of them had, in megabytes; 0 where the system does not tell.
    pub(crate) megabytes: f64,
}

/// Run a program, and say how much processor time and memory it and its children took
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The program and its arguments
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<OsString>,
}

/// What is measured of a crate that cargo checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Work {
    /// All of it.
    Whole,
    /// What is left when an earlier check of the same sources can be built on: about a fourth, which says little about
    /// the crate, and much about the day of somebody who works at it.
    Again,
}

/// A command that measures the program whose name and arguments are added to it.
pub(crate) fn command(work: Work) -> Result<Command, Failure> {
    let mut command = Command::new(env::current_exe()?);
    command.arg("measure").env("CARGO_INCREMENTAL", if work == Work::Whole { "0" } else { "1" });
    Ok(command)
}

/// Has cargo take a crate for changed: one whose sources are older than its last check is not checked again.
pub(crate) fn make_stale(folder: &Path) -> Result<(), Failure> {
    // A crate that is not as it should be is for cargo to speak of.
    if let Ok(file) = File::options().append(true).open(folder.join("src/lib.rs")) {
        file.set_modified(SystemTime::now())?;
    }
    Ok(())
}

/// Parts what a measured program said on standard error from what it took.
pub(crate) fn read(errors: &str) -> (&str, Option<Cost>) {
    let Some((said, cost)) = errors.rsplit_once(PREFIX) else { return (errors, None) };
    let mut numbers = cost.split_whitespace().map(str::parse::<f64>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(seconds)), Some(Ok(megabytes))) => (said, Some(Cost { seconds, megabytes })),
        _ => (said, None),
    }
}

/// Runs the program, and ends as it does.
pub(crate) fn run(args: &Args) -> ExitCode {
    let start = Instant::now();
    let Some((program, rest)) = args.command.split_first() else {
        return ExitCode::FAILURE;
    };
    match Command::new(program).args(rest).status() {
        Ok(status) => {
            let Cost { seconds, megabytes } =
                children().unwrap_or_else(|| Cost { seconds: start.elapsed().as_secs_f64(), megabytes: 0.0 });
            console::note(&format!("{PREFIX}{seconds:.3} {megabytes:.1}"));
            if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            console::note(&format!("error: cannot run `{}`: {error}", program.display()));
            ExitCode::FAILURE
        }
    }
}

/// What the children that have ended took, and theirs.
#[cfg(unix)]
fn children() -> Option<Cost> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike as _;

    /// Kilobytes on Linux, bytes on the systems of Apple.
    const A_MEGABYTE: f64 = if cfg!(target_vendor = "apple") { 1024.0 * 1024.0 } else { 1024.0 };

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    #[allow(clippy::cast_precision_loss, reason = "neither time nor memory is measured that precisely")]
    let (microseconds, memory) =
        ((usage.user_time() + usage.system_time()).num_microseconds() as f64, usage.max_rss() as f64);
    Some(Cost { seconds: microseconds / 1e6, megabytes: memory / A_MEGABYTE })
}

#[cfg(not(unix))]
fn children() -> Option<Cost> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_took_is_read_back() {
        let cost = Cost { seconds: 1.25, megabytes: 64.0 };
        assert_eq!(read("warning: x\nmeasured: 1.250 64.0\n"), ("warning: x\n", Some(cost)));
        assert_eq!(read("no such program"), ("no such program", None));
    }
}
