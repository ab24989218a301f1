//! Where in a JSON text an error is, as a person would write it.

use serde_json::Error;

/// One step from a value to one inside it.
enum Step {
    /// Into an object: the name of the property, once it has been read.
    Name(Option<String>),
    /// Into a list.
    Index(usize),
}

/// The path to the value in which decoding `bytes` failed with `error`, such as `result[2].status`. None for the
/// outermost value, or if the error has no position.
///
/// `serde` only keeps line and column; looking for the path afterwards costs nothing as long as nothing fails.
pub fn path_of(bytes: &[u8], error: &Error) -> Option<String> {
    let lines_before = error.line().checked_sub(1)?;
    let start: usize = bytes.split_inclusive(|&byte| byte == b'\n').take(lines_before).map(<[u8]>::len).sum();
    let end = start.checked_add(error.column())?.min(bytes.len());
    let path = write_path(&steps_to(&bytes[..end]));
    (!path.is_empty()).then_some(path)
}

/// The steps that lead to the end of the start of a JSON text.
fn steps_to(bytes: &[u8]) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut position = 0;
    while let Some(byte) = bytes.get(position) {
        let mut length = 1;
        match byte {
            b'{' => steps.push(Step::Name(None)),
            b'[' => steps.push(Step::Index(0)),
            b'}' | b']' => drop(steps.pop()),
            b',' => match steps.last_mut() {
                Some(Step::Name(name)) => *name = None,
                Some(Step::Index(index)) => *index += 1,
                None => {}
            },
            b'"' => {
                length = string_length(&bytes[position..]);
                if let Some(Step::Name(name @ None)) = steps.last_mut() {
                    *name = serde_json::from_slice(&bytes[position..position + length]).ok();
                }
            }
            _ => {}
        }
        position += length;
    }
    steps
}

/// The length of the string literal that a text starts with, quotes included.
fn string_length(bytes: &[u8]) -> usize {
    let mut escaped = false;
    let closing = bytes.iter().skip(1).position(|&byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    });
    closing.map_or(bytes.len(), |position| position + 2)
}

fn write_path(steps: &[Step]) -> String {
    steps.iter().fold(String::new(), |path, step| match step {
        Step::Name(None) => path,
        Step::Name(Some(name)) if !is_plain(name) => format!("{path}[{name:?}]"),
        Step::Name(Some(name)) if path.is_empty() => name.clone(),
        Step::Name(Some(name)) => format!("{path}.{name}"),
        Step::Index(index) => format!("{path}[{index}]"),
    })
}

/// Whether a name can stand in a path as it is.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '@'))
}
