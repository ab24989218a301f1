//! Reading and writing JSON.

use std::collections::BTreeMap;

use crate::Failure;
use crate::bench::Section;

use super::programs::Programs;
use super::ratio;
use crate::bench::instructions;

/// How many bytes of JSON are read or written while instructions are counted.
const BYTES: u32 = 400_000;

/// What one way of reading or writing a value costs.
struct Cost {
    instructions: Option<f64>,
    /// Nanoseconds: the median, and the tenth percentile.
    median: f64,
    quick: f64,
}

/// Measures reading and writing.
pub(super) fn measure(programs: &Programs) -> Result<[Section; 2], Failure> {
    let mut costs = times(programs)?;
    for ((shape, way), cost) in &mut costs {
        let count = (BYTES / shape.size).max(2);
        let arguments = |count: u32| vec!["run".to_owned(), shape.name.clone(), way.clone(), count.to_string()];
        cost.instructions = instructions::of_one(&programs.path("codec"), count, arguments)?;
    }
    Ok([section("Reading JSON", "decode", &costs), section("Writing JSON", "encode", &costs)])
}

/// A value, in the order of the program's list.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Shape {
    place: usize,
    name: String,
    size: u32,
}

type Costs = BTreeMap<(Shape, String), Cost>;

fn times(programs: &Programs) -> Result<Costs, Failure> {
    let mut shapes = Vec::new();
    for (place, row) in programs.table("codec", &["list"])?.iter().enumerate() {
        let [name, size] = row.as_slice() else { return Err("`codec` lists something else".into()) };
        shapes.push(Shape { place, name: name.clone(), size: size.parse()? });
    }
    let mut costs = Costs::new();
    for row in programs.table("codec", &["time"])? {
        let [name, way, median, quick] = row.as_slice() else { return Err("`codec` says something else".into()) };
        let shape = shapes.iter().find(|shape| shape.name == *name).ok_or("`codec` times what it does not list")?;
        let cost = Cost { instructions: None, median: median.parse()?, quick: quick.parse()? };
        costs.insert((shape.clone(), way.clone()), cost);
    }
    Ok(costs)
}

fn section(title: &str, verb: &str, costs: &Costs) -> Section {
    let derived = format!("{verb}-derived");
    let rows = costs.iter().filter(|((_, way), _)| *way == derived).map(|((shape, _), derived)| {
        let size = f64::from(shape.size) / 1000.0;
        let mut row = vec![shape.name.clone(), format!("{size:.1} kB"), format!("{:.1} µs", derived.quick / 1000.0)];
        for kind in ["own", "serde"] {
            if let Some(cost) = costs.get(&(shape.clone(), format!("{verb}-{kind}"))) {
                let counted = derived.instructions.zip(cost.instructions);
                row.push(counted.map_or_else(|| "–".to_owned(), |(derived, own)| ratio(derived, own)));
                row.push(format!("{:.2}, {:.2}", derived.median / cost.median, derived.quick / cost.quick));
            }
        }
        row
    });
    let head = ["value", "size", "derives", "calls: instructions", "time", "`serde_json`: instructions", "time"];
    Section {
        title: title.to_owned(),
        text: "How much quicker the client's types are than the same types with serde's derives, which go through \
               `serde_json::from_slice` and `to_vec`: above 1 is quicker. Calls use a reader and a writer of the \
               client's own runtime; the last columns are of the same types through `serde_json`. Instructions are of \
               callgrind. Time is of slices of a millisecond by turns in one process: the ratio of the medians, and \
               that of the tenth percentiles, which is less disturbed by what else runs."
            .to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}
