//! Instructions that a program executes, counted by valgrind: unlike time, they are the same in each run.

use std::path::Path;
use std::process::Command;

use crate::Failure;

/// Whether valgrind is there.
pub(super) fn can_count() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// The instructions that a program needs for one of `count` repetitions, given how it is told to repeat. What it needs to
/// start, and for the first repetitions, does not count.
pub(super) fn of_one(
    program: &Path,
    count: u32,
    arguments: impl Fn(u32) -> Vec<String>,
) -> Result<Option<f64>, Failure> {
    /// Repetitions after which caches and connections are there.
    const WARM: u32 = 5;

    if !can_count() {
        return Ok(None);
    }
    let few = run(program, &arguments(WARM))?;
    let many = run(program, &arguments(WARM + count))?;
    Ok(Some((many - few) / f64::from(count)))
}

/// The instructions of a whole program.
pub(super) fn of(program: &Command) -> Result<Option<f64>, Failure> {
    if !can_count() {
        return Ok(None);
    }
    let mut command = wrapped(Path::new(program.get_program()));
    command.args(program.get_args());
    count(command).map(Some)
}

fn run(program: &Path, arguments: &[String]) -> Result<f64, Failure> {
    let mut command = wrapped(program);
    command.args(arguments);
    count(command)
}

fn wrapped(program: &Path) -> Command {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(program);
    command
}

fn count(mut command: Command) -> Result<f64, Failure> {
    let output = command.output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    match counted(&said) {
        Some(count) if output.status.success() => Ok(count),
        _ => Err(format!("valgrind cannot run it: {}", said.trim_end()).into()),
    }
}

/// `==1== Collected : 1234`
fn counted(said: &str) -> Option<f64> {
    let (_, rest) = said.split_once("Collected : ")?;
    rest.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_is_read() {
        assert_eq!(counted("==7== Events    : Ir\n==7== Collected : 1234\n==7==\n"), Some(1234.0));
        assert_eq!(counted("==7== nothing"), None);
    }
}
