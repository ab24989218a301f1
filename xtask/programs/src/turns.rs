//! Timing of several things by turns: a machine that slows down slows all of them.

use std::time::{Duration, Instant};

/// How many slices each thing gets.
const ROUNDS: usize = 250;

/// How long a slice lasts, more or less.
const SLICE: Duration = Duration::from_millis(1);

/// Nanoseconds of one run of a thing.
pub struct Times {
    pub median: f64,
    /// The tenth percentile: what it takes when nothing else runs.
    pub quick: f64,
}

/// Times each thing; what it is given is how often it has to run.
pub fn time(things: &mut [&mut dyn FnMut(u32)]) -> Vec<Times> {
    let counts: Vec<u32> = things.iter_mut().map(|thing| count(thing)).collect();
    let mut slices = vec![Vec::with_capacity(ROUNDS); things.len()];
    for _ in 0..ROUNDS {
        for ((thing, &count), slices) in things.iter_mut().zip(&counts).zip(&mut slices) {
            let start = Instant::now();
            thing(count);
            slices.push(start.elapsed().as_secs_f64() * 1e9 / f64::from(count));
        }
    }
    slices.into_iter().map(times).collect()
}

/// How often a thing runs in one slice.
fn count(thing: &mut &mut dyn FnMut(u32)) -> u32 {
    // The first run may have to connect.
    thing(3);
    let mut count = 1;
    loop {
        let start = Instant::now();
        thing(count);
        if start.elapsed() > SLICE || count > 1_000_000 {
            return count;
        }
        count *= 2;
    }
}

fn times(mut slices: Vec<f64>) -> Times {
    slices.sort_by(f64::total_cmp);
    Times { median: slices[slices.len() / 2], quick: slices[slices.len() / 10] }
}
