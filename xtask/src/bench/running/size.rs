//! The size of a program.

use std::fs;

use crate::Failure;
use crate::bench::Section;

use super::programs::Programs;
use super::ratio;

/// Measures the programs that make one call.
pub(super) fn measure(programs: &Programs) -> Result<Section, Failure> {
    let bytes = |name: &str| fs::metadata(programs.path(name)).map(|file| file.len());
    #[allow(clippy::cast_precision_loss, reason = "no program is that large")]
    let [hand, own] = [bytes("size-hand")? as f64, bytes("size-own")? as f64];
    let kilobytes = |bytes: f64| format!("{:.0} kB", bytes / 1000.0);
    Ok(Section {
        title: "The size of a program".to_owned(),
        text: "A program that makes one call, built with `--release` and without symbols, and with no TLS: by hand as \
               above, and by the client."
            .to_owned(),
        head: ["by hand", "client", "ratio"].map(str::to_owned).to_vec(),
        rows: vec![vec![kilobytes(hand), kilobytes(own), ratio(own, hand)]],
    })
}
