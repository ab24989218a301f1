//! Paths: every parameter is one segment, whatever its value, or an error before anything is sent.

use super::argument::Style;
use super::failure::RequestError;
use super::model::Argument;
use super::percent::encode_literal;
use super::style::path_text;

/// Fills a template such as `/zones/{zone_id}` with its parameters, in the order of the template.
pub(super) fn fill(template: &str, arguments: &[(Style, &dyn Argument)]) -> Result<String, RequestError> {
    let mut arguments = arguments.iter();
    let mut path = String::new();
    let mut rest = template;
    while let Some((literal, name, after)) = next_parameter(rest) {
        path.push_str(&encode_literal(literal));
        let (style, value) =
            arguments.next().ok_or_else(|| RequestError::argument(name, "of the path has no value"))?;
        path.push_str(&segment(name, *value, *style)?);
        rest = after;
    }
    path.push_str(&encode_literal(rest));
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
    let spelled = text.replace("%25", "%");
    if is_dot_segment(&spelled) {
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
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    plain == "." || plain == ".."
}
