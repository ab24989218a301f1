//! How time grows with a document.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use crate::documents::Document;
use crate::measure::Cost;
use crate::{Failure, console};

use super::compile;
use super::sample::{self, Sample, Work};
use super::tree;
use super::{Bench, Section, Tool, fresh};

/// One path in so many is kept.
const SHARES: [usize; 4] = [8, 4, 2, 1];

/// What was measured of one share of a document.
#[derive(Default)]
struct Step {
    paths: usize,
    generate: Sample,
    check: Sample,
}

/// The rows of several documents.
#[derive(Default)]
pub(super) struct Growth(Vec<Vec<String>>);

impl Growth {
    /// Measures one more document.
    pub(super) fn add(&mut self, bench: &Bench, document: &Document) -> Result<(), Failure> {
        console::note(&format!("measuring shares of {}", document.name));
        let steps = steps(bench, document)?;
        let cells = steps.values().rev().map(|step| {
            format!("{} paths: {:.2} s, {:.1} s", step.paths, step.generate.seconds(), step.check.seconds())
        });
        let slopes = [slope(&steps, |step| &step.generate), slope(&steps, |step| &step.check)];
        let slopes = slopes.map(|slope| format!("**{slope:.2}**"));
        self.0.push(std::iter::once(document.name.clone()).chain(cells).chain(slopes).collect());
        Ok(())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The table.
    pub(super) fn section(&self) -> Section {
        let head = ["document", "1/8", "1/4", "1/2", "all", "slope of generating", "slope of checking"];
        Section {
            title: "Growth".to_owned(),
            text: "The same document with an eighth, a quarter, half and all of its paths: generating, then `cargo check`. A \
                   slope of 1 is time in proportion to the number of paths (least squares over the logarithms)."
                .to_owned(),
            head: head.map(str::to_owned).to_vec(),
            rows: self.0.clone(),
        }
    }
}

fn steps(bench: &Bench, document: &Document) -> Result<BTreeMap<usize, Step>, Failure> {
    let tree = tree::read(&document.path)?;
    let folder = |share: usize| bench.crates(&format!("{}-{share}", document.name));
    let mut steps: BTreeMap<usize, Step> = BTreeMap::new();
    for share in SHARES {
        fresh(&folder(share))?;
        let (part, paths) = part(&tree, share);
        fs::write(folder(share).join("openapi.json"), part.to_string())?;
        steps.insert(share, Step { paths, ..Step::default() });
    }
    for _ in 0..bench.rounds {
        for (&share, step) in &mut steps {
            step.generate.add(generate(bench, &folder(share))?);
        }
    }
    for &share in steps.keys() {
        compile::prepare(bench, &folder(share), Tool::Legenda, Work::Whole)?;
    }
    bench.repeat(|| {
        for (&share, step) in &mut steps {
            step.check.add(compile::check(bench, &folder(share), Tool::Legenda, Work::Whole)?);
        }
        Ok(())
    })?;
    Ok(steps)
}

fn generate(bench: &Bench, folder: &Path) -> Result<Cost, Failure> {
    let out = folder.join(Tool::Legenda.name());
    fresh(&out)?;
    sample::run(
        &Tool::Legenda.command(&bench.programs(), &bench.legenda, &folder.join("openapi.json"), &out),
        Work::Whole,
    )
}

/// One path in `share`, spread over the document, and how many these are.
fn part(tree: &Value, share: usize) -> (Value, usize) {
    let mut part = tree.clone();
    let mut count = 0;
    if let Some(paths) = part.get_mut("paths").and_then(Value::as_object_mut) {
        let kept: Map<String, Value> = std::mem::take(paths).into_iter().step_by(share).collect();
        count = kept.len();
        *paths = kept;
    }
    (part, count)
}

/// By which power of the number of paths the time grows.
fn slope(steps: &BTreeMap<usize, Step>, of: fn(&Step) -> &Sample) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "no document has that many paths")]
    let points: Vec<(f64, f64)> =
        steps.values().map(|step| ((step.paths as f64).ln(), of(step).seconds().ln())).collect();
    #[allow(clippy::cast_precision_loss, reason = "there are four")]
    let count = points.len() as f64;
    let (x, y) = points.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0 / count, sum.1 + point.1 / count));
    let (up, along) = points
        .iter()
        .fold((0.0, 0.0), |sum, point| (sum.0 + (point.0 - x) * (point.1 - y), sum.1 + (point.0 - x).powi(2)));
    up / along
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_share_of_the_paths_is_kept() {
        let tree = json!({ "paths": { "/a": 1, "/b": 2, "/c": 3 }, "info": {} });
        let (part, count) = part(&tree, 2);
        assert_eq!((part, count), (json!({ "paths": { "/a": 1, "/c": 3 }, "info": {} }), 2));
    }

    #[test]
    fn time_in_proportion_has_a_slope_of_one() {
        let mut steps = BTreeMap::new();
        for paths in [10, 20, 40] {
            let mut step = Step { paths, ..Step::default() };
            step.check.add(Cost { seconds: f64::from(u8::try_from(paths).unwrap_or(0)) * 0.3, megabytes: 0.0 });
            steps.insert(paths, step);
        }
        assert!((slope(&steps, |step| &step.check) - 1.0).abs() < 1e-9);
    }
}
