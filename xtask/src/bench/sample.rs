//! Programs run several times, in turns.

use std::process::Command;

use crate::Failure;
use crate::measure;
pub(super) use crate::measure::{Cost, Work};

/// Several runs of one program.
#[derive(Debug, Default)]
pub(super) struct Sample {
    seconds: Vec<f64>,
    megabytes: Vec<f64>,
}

impl Sample {
    /// Adds one run.
    pub(super) fn add(&mut self, cost: Cost) {
        self.seconds.push(cost.seconds);
        self.megabytes.push(cost.megabytes);
    }

    /// How many runs.
    pub(super) fn rounds(&self) -> usize {
        self.seconds.len()
    }

    /// The median processor time.
    pub(super) fn seconds(&self) -> f64 {
        median(&self.seconds)
    }

    /// The median of the most memory.
    pub(super) fn megabytes(&self) -> f64 {
        median(&self.megabytes)
    }
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Runs a program once. A program that fails is an error, with what it said at last.
pub(super) fn run(program: &Command, work: Work) -> Result<Cost, Failure> {
    let mut command = measure::command(work)?;
    command.arg(program.get_program()).args(program.get_args());
    command.env_remove("CARGO_TARGET_DIR").env("CARGO_TERM_COLOR", "never");
    if let Some(folder) = program.get_current_dir() {
        command.current_dir(folder);
    }
    let output = command.output()?;
    let errors = String::from_utf8_lossy(&output.stderr);
    let (said, cost) = measure::read(&errors);
    match cost {
        Some(cost) if output.status.success() => Ok(cost),
        _ => Err(said.trim_end().lines().last().unwrap_or("it failed and said nothing").to_owned().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slow_run_does_not_count() {
        let mut sample = Sample::default();
        for seconds in [1.0, 9.0, 1.5] {
            sample.add(Cost { seconds, megabytes: 100.0 });
        }
        assert_eq!(sample.seconds().to_string(), "1.5");
    }
}
