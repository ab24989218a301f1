//! `cargo xtask soak`: many calls of a server that fails at random, counted on both sides.

use std::num::NonZero;
use std::process::Command;

use crate::{Failure, Outcome, workspace};

/// Call a server that fails at random, and compare what both sides counted
#[derive(clap::Args)]
pub(crate) struct Args {
    /// How many calls
    #[arg(long, value_name = "N", default_value = "10000")]
    calls: NonZero<u64>,

    /// What the faults follow from: the same seed gives the same ones
    #[arg(long, value_name = "S", default_value = "1")]
    seed: u64,
}

/// Runs the program, which depends on the default client as this one does not.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let mut command = Command::new(workspace::cargo());
    command.args(["run", "--quiet", "--package", "tests", "--example", "soak", "--"]);
    command.args([args.calls.to_string(), args.seed.to_string()]).current_dir(workspace::root()?);
    Ok(if command.status()?.success() { Outcome::Done } else { Outcome::FellShort })
}
