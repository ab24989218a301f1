//! Paths: every parameter is one segment, whatever its value, or an error before anything is sent.

use super::argument::Style;
use super::failure::RequestError;
use super::model::Argument;
use super::percent::push_literal;
use super::style::path_text;

/// How much longer than its name a parameter is, more or less.
const ROOM: usize = 32;

/// Fills a template such as `/zones/{zone_id}` with its parameters, in the order of the template.
pub(super) fn fill(template: &str, arguments: &[(Style, &dyn Argument)]) -> Result<String, RequestError> {
    let mut arguments = arguments.iter();
    let mut path = String::with_capacity(template.len() + ROOM * arguments.len());
    let mut rest = template;
    while let Some((literal, name, after)) = next_parameter(rest) {
        push_literal(&mut path, literal);
        let (style, value) =
            arguments.next().ok_or_else(|| RequestError::argument(name, "of the path has no value"))?;
        path.push_str(&segment(name, *value, *style)?);
        rest = after;
    }
    push_literal(&mut path, rest);
    check_segments(&path)?;
    Ok(path)
}

/// Splits at the first `{name}`.
fn next_parameter(template: &str) -> Option<(&str, &str, &str)> {
    let (literal, from) = template.split_once('{')?;
    let (name, after) = from.split_once('}')?;
    Some((literal, name, after))
}

fn segment(name: &str, value: &dyn Argument, style: Style) -> Result<String, RequestError> {
    let empty = || RequestError::argument(name, "of the path must not be empty");
    let text = path_text(name, value, style)?.filter(|text| !text.is_empty()).ok_or_else(empty)?;
    // The text is encoded, so a `%2e` that the caller wrote is `%252e` here: harmless to this client and its server, but not to
    // every proxy between them.
    if text.starts_with(['.', '%']) && is_dot_segment(&text.replace("%25", "%")) {
        return Err(RequestError::argument(name, "of the path must not be `.` or `..`"));
    }
    Ok(text)
}

/// A URL parser resolves dot segments, also encoded ones, which leads to another path than the one that was meant.
pub(super) fn check_segments(path: &str) -> Result<(), RequestError> {
    if path.split('/').any(is_dot_segment) {
        return Err(RequestError::new("the path has a segment that is `.` or `..`"));
    }
    Ok(())
}

fn is_dot_segment(segment: &str) -> bool {
    let mut rest = segment;
    let mut dots = 0;
    while let Some(after) = [".", "%2e", "%2E"].iter().find_map(|dot| rest.strip_prefix(dot)) {
        rest = after;
        dots += 1;
    }
    rest.is_empty() && (dots == 1 || dots == 2)
}
