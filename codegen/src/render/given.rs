//! What a method must be given, for its docs.

use super::markdown;
use super::scope::Scope;
use crate::ir::{Docs, Method};
use crate::schema::Deprecation;

/// An item for each argument that the document says something about.
pub(super) fn list(method: &Method, scope: &Scope<'_>) -> Option<String> {
    let arguments = method.arguments.iter().map(|argument| {
        let deprecated = (argument.deprecation == Deprecation::Deprecated).then_some("Deprecated.");
        (argument.name.as_str(), &argument.docs, deprecated)
    });
    let body = method.body.iter().map(|body| ("body", &body.docs, None));
    let items = arguments.chain(body).filter_map(|(name, docs, more)| item(name, docs, more));
    // One by one: what one leaves open is not closed by the next.
    let items: Vec<String> = items.map(|item| scope.comments.rewritten(&[item]).join("\n")).collect();
    (!items.is_empty()).then(|| items.join("\n"))
}

fn item(name: &str, docs: &Docs, more: Option<&str>) -> Option<String> {
    let said: Vec<String> =
        docs.paragraphs.iter().map(|text| beginning(text)).filter(|text| !text.is_empty()).collect();
    let said = said.iter().map(String::as_str).chain(more).collect::<Vec<_>>().join(" ");
    (!said.is_empty()).then(|| format!("- {}: {said}", markdown::code(name)))
}

/// What a line that is no prose begins with.
const BLOCKS: &[&str] = &["- ", "* ", "+ ", "|", "#", ">", "```"];

/// The prose that a text begins with, on one line, as sentences.
fn beginning(text: &str) -> String {
    let is_prose = |line: &&str| {
        let line = line.trim_start();
        !line.is_empty() && !BLOCKS.iter().any(|mark| line.starts_with(mark))
    };
    let text = markdown::html::rewrite(text.trim_start());
    let words: Vec<&str> = text.lines().take_while(is_prose).flat_map(str::split_whitespace).collect();
    let text = words.join(" ");
    if text.is_empty() || text.ends_with(['.', '!', '?', ':', ';']) { text } else { format!("{text}.") }
}
