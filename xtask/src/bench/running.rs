//! Reading, writing and calling, beside the same by hand.

mod call;
mod codec;
mod programs;
mod size;

use crate::{Failure, console};

use super::{Bench, Section};

/// Builds the programs, and measures all of it.
pub(super) fn measure(bench: &Bench) -> Result<Vec<Section>, Failure> {
    console::note("building programs that read, write and call");
    let programs = programs::build(bench)?;
    console::note("measuring reading and writing");
    let mut sections = Vec::from(codec::measure(&programs)?);
    console::note("measuring calls");
    sections.push(call::measure(&programs)?);
    sections.push(size::measure(&programs)?);
    Ok(sections)
}

/// How much more the first takes than the second.
fn ratio(one: f64, other: f64) -> String {
    format!("**{:.2}**", one / other)
}
