//! A whole call.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use crate::Failure;
use crate::bench::Section;

use super::programs::Programs;
use super::ratio;
use crate::bench::instructions;

/// How many calls are made while instructions are counted.
const CALLS: u32 = 100;

/// A server in a process of its own, which ends with this one.
struct Server {
    process: Child,
    url: String,
}

impl Server {
    fn start(programs: &Programs) -> Result<Self, Failure> {
        let mut process = programs.command("serve").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut url = String::new();
        let stdout = process.stdout.take().ok_or("the server cannot be heard")?;
        BufReader::new(stdout).read_line(&mut url)?;
        Ok(Self { process, url: url.trim_end().to_owned() })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The end of its input is the end of the server.
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

/// Measures calls.
pub(super) fn measure(programs: &Programs) -> Result<Section, Failure> {
    let server = Server::start(programs)?;
    let times = programs.table("call", &["time", &server.url])?;
    let mut rows = Vec::new();
    for (name, verb) in [("a `GET` with four parameters", "get"), ("a `PUT` of 1 kB", "put")] {
        let time = |way: &str| -> Result<(f64, f64), Failure> {
            let row = times.iter().find(|row| row[0] == format!("{verb}-{way}"));
            match row.map(Vec::as_slice) {
                Some([_, median, quick]) => Ok((median.parse()?, quick.parse()?)),
                _ => Err("`call` says something else".into()),
            }
        };
        let count = |way: &str| {
            instructions::of_one(&programs.path("call"), CALLS, |count| {
                vec!["run".to_owned(), format!("{verb}-{way}"), count.to_string(), server.url.clone()]
            })
        };
        let (hand, own) = (time("hand")?, time("own")?);
        let counted = count("hand")?.zip(count("own")?);
        let thousand = |count: f64| format!("{:.1}k", count / 1000.0);
        let counts = counted.map(|(hand, own)| [thousand(hand), thousand(own), ratio(own, hand)]);
        let micros = |(_, quick): (f64, f64)| format!("{:.1} µs", quick / 1000.0);
        let mut row = vec![name.to_owned()];
        row.extend(counts.unwrap_or_else(|| ["–"; 3].map(str::to_owned)));
        row.extend([micros(hand), micros(own), format!("{:.2}, {:.2}", own.0 / hand.0, own.1 / hand.1)]);
        rows.push(row);
    }
    let head =
        ["call", "by hand: instructions", "client: instructions", "ratio", "by hand: time", "client: time", "ratio"];
    Ok(Section {
        title: "A whole call".to_owned(),
        text: "A call to a server on the same machine, beside the same call by hand: reqwest with the same time \
               limits, headers and address, and types with serde's derives. The answer has 1 kB. Both calls are of one \
               process, and the server is another. Instructions are those of the client's process; of the kernel's, \
               none count. Times are as above."
            .to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows,
    })
}
