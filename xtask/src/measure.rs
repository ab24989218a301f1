//! `cargo xtask measure`: the processor time of another program, for `corpus --check`.

use std::ffi::OsString;
use std::fs;
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::console;

/// What the last line on standard error starts with; the seconds follow.
pub(crate) const PREFIX: &str = "measured seconds: ";

/// How many ticks of `/proc` make a second. Linux promises programs this number, whatever the kernel's own is.
const TICKS: f64 = 100.0;

/// Run a program, and say how much processor time it and its children took
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The program and its arguments
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<OsString>,
}

/// Runs the program, and ends as it does.
pub(crate) fn run(args: &Args) -> ExitCode {
    let start = Instant::now();
    let Some((program, rest)) = args.command.split_first() else {
        return ExitCode::FAILURE;
    };
    match Command::new(program).args(rest).status() {
        Ok(status) => {
            // Where there is no `/proc`, the time that went by has to do.
            let seconds = children_seconds().unwrap_or_else(|| start.elapsed().as_secs_f64());
            console::note(&format!("{PREFIX}{seconds:.2}"));
            if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            console::note(&format!("error: cannot run `{}`: {error}", program.display()));
            ExitCode::FAILURE
        }
    }
}

/// `cutime` and `cstime` of `/proc/self/stat`: the children that have ended, and theirs.
fn children_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program stands in brackets and may hold anything; what is counted stands behind it.
    let (_, fields) = stat.rsplit_once(") ")?;
    let mut ticks = fields.split(' ').skip(13).map(str::parse::<f64>);
    let user = ticks.next()?.ok()?;
    let system = ticks.next()?.ok()?;
    Some((user + system) / TICKS)
}
