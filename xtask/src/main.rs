//! The commands of this workspace.

mod bench;
mod ci;
mod console;
mod corpus;
mod documents;
mod generate;
mod measure;
mod soak;
mod workspace;

use std::error::Error;
use std::process::ExitCode;

use clap::Parser;

/// Generating asks for many small pieces of memory: with this allocator it takes 0.63 (Kubernetes) to 0.77 (GitHub) of the
/// processor time that it takes with glibc's, for half as much memory again.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a command ended, if nothing kept it from ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All is done, or as it should be.
    Done,
    /// The work fell short: an output is stale, a document failed. The command has said what.
    FellShort,
}

/// A failure that is told by its message alone.
type Failure = Box<dyn Error + Send + Sync>;

/// Exit codes: 0 done; 1 the work fell short; 2 wrong usage.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
enum Command {
    Generate(generate::Args),
    Corpus(corpus::Args),
    Bench(bench::Args),
    Soak(soak::Args),
    Ci(ci::Args),
    #[command(hide = true)]
    Measure(measure::Args),
    #[command(hide = true)]
    Parse(bench::ParseArgs),
}

fn main() -> ExitCode {
    let outcome = match Command::parse() {
        Command::Generate(args) => generate::run(&args),
        Command::Corpus(args) => corpus::run(&args),
        Command::Bench(args) => bench::run(&args),
        Command::Soak(args) => soak::run(&args),
        Command::Ci(args) => ci::run(&args),
        Command::Measure(args) => return measure::run(&args),
        Command::Parse(args) => bench::parse(&args),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::FellShort) => ExitCode::FAILURE,
        Err(failure) => {
            console::failure(&*failure);
            ExitCode::FAILURE
        }
    }
}
