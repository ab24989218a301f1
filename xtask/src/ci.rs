//! `cargo xtask ci`: all that CI runs, in the same order.

use std::process::Command;

use crate::console;
use crate::{Failure, Outcome, workspace};

/// Run all that CI runs
#[derive(clap::Args)]
pub(crate) struct Args {}

/// A step: cargo's arguments, and the environment that they run in.
type Step = (&'static [&'static str], &'static [(&'static str, &'static str)]);

const STEPS: [Step; 5] = [
    (&["fmt", "--all", "--check"], &[]),
    (&["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"], &[]),
    (&["test", "--workspace"], &[]),
    (&["doc", "--workspace", "--no-deps", "--all-features"], &[("RUSTDOCFLAGS", "-D warnings")]),
    (&["xtask", "generate", "--check"], &[]),
];

/// Runs the steps until one fails.
pub(crate) fn run(_: &Args) -> Result<Outcome, Failure> {
    let root = workspace::root()?;
    for (arguments, variables) in STEPS {
        let line = format!("cargo {}", arguments.join(" "));
        console::say(&format!("==> {line}"));
        let mut command = Command::new(workspace::cargo());
        let status = command.args(arguments).envs(variables.iter().copied()).current_dir(&root).status()?;
        if !status.success() {
            console::note(&format!("error: `{line}` failed"));
            return Ok(Outcome::FellShort);
        }
    }
    console::say("==> all passed");
    Ok(Outcome::Done)
}
