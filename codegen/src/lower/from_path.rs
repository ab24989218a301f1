//! Names of methods from what they ask for: the HTTP method and the path.

use super::action;
use super::resource::{is_noise, literal};
use crate::document::{Operation, Verb};
use crate::names::{singular, words};

/// A segment of a path that is no parameter.
struct Step {
    words: Vec<String>,
    names: Names,
}

/// What a segment names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    /// One thing of many: a parameter follows.
    Item,
    /// Just what it says.
    Whole,
}

impl Step {
    /// The words of one thing.
    fn item(&self) -> Vec<String> {
        let mut words = self.words.clone();
        if let Some(last) = words.last_mut() {
            *last = singular(last);
        }
        words
    }

    fn own(&self) -> Vec<String> {
        if self.names == Names::Item { self.item() } else { self.words.clone() }
    }
}

/// `GET /pets` is `list`, `GET /pets/{id}` and `GET /status` are `get`, `POST /pets/{id}/toys` is `create_toy`,
/// `POST /pets/{id}/toys/{toy}/hide` is `hide_toy`, and with `mark_lost` at its end `mark_toy_lost`.
///
/// The siblings are those of the same resource: a `POST` to one thing changes it, if it can be read there, and if nothing
/// else changes it.
pub(super) fn from_path(operation: &Operation, resource: &[String], siblings: &[&Operation]) -> Vec<String> {
    let steps = steps(&operation.path);
    let same =
        |step: &Step| step.words.iter().map(|word| singular(word)).eq(resource.iter().map(|word| singular(word)));
    let below = steps.iter().position(same).map_or(0, |own| own + 1);
    let rest = &steps[below..];
    if let Some((last, before)) = rest.split_last()
        && last.names == Names::Whole
        && !holds_items(&operation.path, siblings)
        && let Some((action, object)) = action::split(&last.words, &operation.verb)
    {
        let before: Vec<String> = before.iter().flat_map(Step::own).collect();
        return [action, &before, object].concat();
    }
    let verb = verb(operation, steps.last(), siblings);
    let mut name = vec![verb];
    if let Some((last, before)) = rest.split_last() {
        name.extend(before.iter().flat_map(Step::own));
        name.extend(if operation.verb == Verb::Post { last.item() } else { last.own() });
    }
    name
}

fn verb(operation: &Operation, last: Option<&Step>, siblings: &[&Operation]) -> String {
    let several = |step: &Step| step.names == Names::Whole && step.item() != step.words;
    let ends_in_parameter = last.is_none_or(|step| step.names == Names::Item) && operation.path.contains('{');
    let beside = |verb: &Verb| siblings.iter().any(|other| other.path == operation.path && other.verb == *verb);
    let is_one = || ends_in_parameter && !holds_items(&operation.path, siblings);
    let changes = || is_one() && beside(&Verb::Get) && !beside(&Verb::Put) && !beside(&Verb::Patch);
    let verb = match &operation.verb {
        Verb::Get if last.is_some_and(several) => "list",
        Verb::Get => "get",
        Verb::Post if changes() => "update",
        Verb::Post => "create",
        Verb::Put if ends_in_parameter => "replace",
        Verb::Put | Verb::Patch => "update",
        Verb::Delete => "delete",
        Verb::Head => "head",
        Verb::Options => "options",
        Verb::Trace => "trace",
        Verb::Query => "query",
        Verb::Other(name) => &name.to_ascii_lowercase(),
    };
    verb.to_owned()
}

/// What a path names beside its parameters, its version, and that it is an API.
fn steps(path: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for segment in segments(path) {
        let words = words(literal(segment));
        if !words.is_empty() && !is_noise(segment) {
            steps.push(Step { words, names: Names::Whole });
        }
        if segment.contains('{')
            && let Some(last) = steps.last_mut()
        {
            last.names = Names::Item;
        }
    }
    steps
}

/// A fragment, by which a document tells operations of one path apart, is one of them.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
    let path = path.split('?').next().unwrap_or_default();
    path.split('/').map(without_format).chain([fragment]).filter(|segment| !segment.is_empty())
}

/// `pets.json` names what `pets` names.
fn without_format(segment: &str) -> &str {
    segment.strip_suffix(".json").or_else(|| segment.strip_suffix(".xml")).unwrap_or(segment)
}

/// Whether other operations are of one of several things at a path.
fn holds_items(path: &str, siblings: &[&Operation]) -> bool {
    siblings.iter().any(|other| other.path.strip_prefix(path).is_some_and(|rest| rest.starts_with("/{")))
}

/// Whether an operation id is made of its HTTP method and its path alone, in the order of the path:
/// `PostChargesCharge`, `PostChargesId` or `postCharge` of `POST /v1/charges/{charge}`.
pub(super) fn repeats_path(id: &str, operation: &Operation) -> bool {
    let verb = operation.verb.as_str().to_ascii_lowercase();
    let id = telling(id);
    let named = match id.as_slice() {
        [first, rest @ ..] if *first == verb => rest,
        [rest @ .., last] if *last == verb => rest,
        _ => return false,
    };
    // How many words of the id the segments up to here may be.
    let mut reached = vec![0];
    let mut segments = segments(&operation.path).peekable();
    while let Some(segment) = segments.next() {
        let is_item = segments.peek().is_some_and(|next| next.contains('{'));
        let spellings = spellings(segment, if is_item { Names::Item } else { Names::Whole });
        let mut next: Vec<usize> = Vec::new();
        for &from in &reached {
            next.extend(
                spellings.iter().filter_map(|spelling| begins(&named[from..], spelling).map(|count| from + count)),
            );
        }
        next.sort_unstable();
        next.dedup();
        reached = next;
    }
    !named.is_empty() && reached.contains(&named.len())
}

/// What an id may have for a segment.
fn spellings(segment: &str, names: Names) -> Vec<Vec<String>> {
    let words = telling(segment);
    if segment.contains('{') {
        let last = words.last().cloned().into_iter().collect();
        return vec![words, last, vec!["id".to_owned()], Vec::new()];
    }
    let step = Step { words, names };
    // One of several things may be called so; all of them are not.
    let mut spellings = vec![step.own(), step.words];
    if is_noise(segment) {
        spellings.push(Vec::new());
    }
    spellings
}

/// With how many of its words a list begins with another, wherever words end.
fn begins(words: &[String], with: &[String]) -> Option<usize> {
    let wanted = with.concat();
    let mut got = String::new();
    for count in 0..=words.len() {
        if got == wanted {
            return Some(count);
        }
        got.push_str(words.get(count)?);
        if got.len() > wanted.len() {
            return None;
        }
    }
    None
}

/// Words without those that only join others.
fn telling(text: &str) -> Vec<String> {
    let mut words = words(text);
    words.retain(|word| !matches!(word.as_str(), "and" | "by" | "with"));
    words
}
