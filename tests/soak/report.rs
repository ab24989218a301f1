//! What both sides counted.

use std::fmt;
use std::time::Duration;

use super::driver::Ended;
use super::expectation::{OUTCOMES, Outcome, expect};
use super::plan::{Kind, Operation, Plan};
use super::server::Server;

/// What was still there at the end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Leaks {
    pub(crate) connections: usize,
    pub(crate) tasks: usize,
}

/// What was counted.
pub(crate) struct Report {
    title: String,
    rows: Vec<Row>,
    /// Calls that did not end as they had to.
    strays: Vec<String>,
}

/// One count, by all who know it.
struct Row {
    name: String,
    client: Option<u64>,
    server: Option<u64>,
    expected: u64,
}

impl Row {
    fn agrees(&self) -> bool {
        [self.client, self.server].into_iter().flatten().all(|count| count == self.expected)
    }
}

impl Report {
    /// Compares.
    pub(crate) fn new(plan: Plan, server: &Server, ended: &[Ended], leaks: Leaks, took: Duration) -> Self {
        let calls = server.calls().len() as u64;
        let title = format!("{calls} calls, seed {}, {:.1} s", plan.seed(), took.as_secs_f64());
        let mut report = Self { title, rows: Vec::new(), strays: Vec::new() };
        report.add("calls that ended", Some(ended.len() as u64), None, calls);
        for outcome in OUTCOMES {
            let client = ended.iter().filter(|ended| ended.outcome == outcome).count() as u64;
            let expected = (0..calls).filter(|call| expect(plan, *call).outcome == outcome).count() as u64;
            report.add(&format!("  {}", name_of(outcome)), Some(client), None, expected);
        }
        report.requests(plan, server, ended);
        report.executions(plan, server);
        report.add("connections left open", None, Some(leaks.connections as u64), 0);
        report.add("tasks left running", Some(leaks.tasks as u64), None, 0);
        report.strays = ended.iter().filter_map(|ended| stray(plan, server, ended)).collect();
        report
    }

    fn requests(&mut self, plan: Plan, server: &Server, ended: &[Ended]) {
        let is_stranger = |call: u64| plan.kind(call) == Kind::Stranger;
        let sum = |strangers: bool| {
            let some = ended.iter().filter(|ended| is_stranger(ended.call) == strangers);
            some.fold((0, 0), |(client, expected), ended| {
                (client + u64::from(ended.attempts), expected + u64::from(expect(plan, ended.call).attempts))
            })
        };
        let heads = server.calls().iter().map(|counts| u64::from(counts.heads())).sum();
        let (client, expected) = sum(false);
        self.add("requests", Some(client), Some(heads), expected);
        let (client, expected) = sum(true);
        self.add("attempts where nobody listens", Some(client), None, expected);
    }

    fn executions(&mut self, plan: Plan, server: &Server) {
        let all = || (0_u64..).zip(server.calls());
        let executed = all().map(|(_, counts)| u64::from(counts.executions())).sum();
        let expected = all().map(|(call, _)| u64::from(expect(plan, call).executions)).sum();
        self.add("executions", None, Some(executed), expected);
        let posts = all().filter(|(call, _)| plan.operation(*call) == Operation::Generate);
        let twice = posts.filter(|(_, counts)| counts.executions() > 1).count() as u64;
        self.add("POSTs executed twice", None, Some(twice), 0);
    }

    fn add(&mut self, name: &str, client: Option<u64>, server: Option<u64>, expected: u64) {
        self.rows.push(Row { name: name.to_owned(), client, server, expected });
    }

    /// Whether all is as it has to be.
    pub(crate) fn agrees(&self) -> bool {
        self.strays.is_empty() && self.rows.iter().all(Row::agrees)
    }
}

/// What is wrong with a call.
fn stray(plan: Plan, server: &Server, ended: &Ended) -> Option<String> {
    let expected = expect(plan, ended.call);
    let counts = server.calls().get(usize::try_from(ended.call).ok()?)?;
    let heads = if plan.kind(ended.call) == Kind::Stranger { 0 } else { expected.attempts };
    let is_right = ended.outcome == expected.outcome
        && ended.attempts == expected.attempts
        && counts.heads() == heads
        && counts.executions() == expected.executions;
    (!is_right).then(|| {
        let fates: Vec<_> = (0..expected.attempts).map(|attempt| plan.fate(ended.call, attempt)).collect();
        format!(
            "call {} ({:?}, {fates:?}): {:?} after {} attempts, {} requests and {} executions; expected {expected:?}",
            ended.call,
            plan.operation(ended.call),
            ended.outcome,
            ended.attempts,
            counts.heads(),
            counts.executions(),
        )
    })
}

fn name_of(outcome: Outcome) -> String {
    match outcome {
        Outcome::Status(status) => format!("status {status}"),
        Outcome::Value => "with their value".to_owned(),
        Outcome::Api => "with a failure under 200".to_owned(),
        Outcome::Decode => "with an answer that is none".to_owned(),
        Outcome::Unsent => "without a connection".to_owned(),
        Outcome::Broken => "by a broken connection".to_owned(),
        Outcome::Timeout => "by a timeout".to_owned(),
        Outcome::Abandoned => "by the caller".to_owned(),
        other => format!("{other:?}"),
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |count: Option<u64>| count.map_or_else(String::new, |count| count.to_string());
        writeln!(f, "{}\n", self.title)?;
        writeln!(f, "{:<32}{:>10}{:>10}{:>10}", "", "client", "server", "expected")?;
        for row in &self.rows {
            let mark = if row.agrees() { "" } else { "  MISMATCH" };
            let (client, server) = (shown(row.client), shown(row.server));
            writeln!(f, "{:<32}{client:>10}{server:>10}{:>10}{mark}", row.name, row.expected)?;
        }
        for stray in self.strays.iter().take(10) {
            writeln!(f, "{stray}")?;
        }
        let verdict = if self.agrees() { "both sides agree" } else { "the sides do not agree" };
        writeln!(f, "\n{verdict}")
    }
}
