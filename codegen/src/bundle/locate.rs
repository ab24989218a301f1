//! Where a node stands in its text. Trees carry no positions, so the text is walked a second time, for those nodes
//! alone that a message is about.

mod json;
mod yaml;

use std::collections::HashMap;

use crate::source::Pointer;

/// A line and a column, both from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Position {
    const START: Self = Self { line: 1, column: 1 };
}

/// The nodes that are looked for, as a tree of their own.
#[derive(Debug, Default)]
struct Wanted {
    children: HashMap<String, Self>,
    position: Option<Position>,
}

/// The positions of these nodes: of the key for a member, of the first character for an item. A node that is not
/// in the text itself (a merge key brought it, say) has the position of its nearest ancestor that is.
pub(crate) fn positions<'p>(text: &str, pointers: impl IntoIterator<Item = &'p Pointer> + Clone) -> Vec<Position> {
    let mut wanted = Wanted { position: Some(Position::START), ..Wanted::default() };
    for pointer in pointers.clone() {
        pointer.steps().fold(&mut wanted, |node, step| node.children.entry(step.into_owned()).or_default());
    }
    if !wanted.children.is_empty() {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let is_json = text.trim_start().starts_with(['{', '[']) && json::walk(text, &mut wanted);
        if !is_json {
            yaml::walk(text, &mut wanted);
        }
    }
    pointers.into_iter().map(|pointer| find(&wanted, pointer)).collect()
}

/// The position of one node.
pub(crate) fn position(text: &str, pointer: &Pointer) -> Position {
    positions(text, [pointer]).first().copied().unwrap_or(Position::START)
}

fn find(wanted: &Wanted, pointer: &Pointer) -> Position {
    let mut node = wanted;
    let mut best = Position::START;
    for step in pointer.steps() {
        let Some(child) = node.children.get(step.as_ref()) else { break };
        best = child.position.unwrap_or(best);
        node = child;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::{Position, position, positions};
    use crate::source::Pointer;

    const YAML: &str = "\
openapi: 3.1.0
paths:
  /zones:
    get:
      parameters:
        - name: id
        - name: filter
          in: query
        - plain
        - [nested, {é: 1, ü: 2}]
      responses:
        200: &ok {description: fine}
        <<: {404: {description: lost}}
        201: *ok
";

    #[track_caller]
    fn check(text: &str, pointer: &str, line: usize, column: usize) {
        assert_eq!(position(text, &Pointer::from_text(pointer)), Position { line, column }, "{pointer}");
    }

    #[test]
    fn yaml() {
        check(YAML, "", 1, 1);
        check(YAML, "/openapi", 1, 1);
        check(YAML, "/paths/~1zones", 3, 3);
        check(YAML, "/paths/~1zones/get/parameters", 5, 7);
        check(YAML, "/paths/~1zones/get/parameters/1", 7, 11);
        check(YAML, "/paths/~1zones/get/parameters/1/in", 8, 11);
        check(YAML, "/paths/~1zones/get/parameters/2", 9, 11);
        check(YAML, "/paths/~1zones/get/parameters/3", 10, 12);
        check(YAML, "/paths/~1zones/get/parameters/3/1/ü", 10, 27);
        check(YAML, "/paths/~1zones/get/responses/200/description", 12, 19);
        check(YAML, "/paths/~1zones/get/responses/201", 14, 9);
    }

    #[test]
    fn what_is_not_in_the_text_has_the_place_of_what_holds_it() {
        check(YAML, "/paths/~1zones/get/responses/404/description", 11, 7);
        check(YAML, "/paths/~1nowhere/get", 2, 1);
        check("{\"a\": {\"b\": 1}}", "/a/c", 1, 2);
        check("not: [a, tree", "/not/0", 1, 7);
    }

    #[test]
    fn json() {
        let text = "{\n  \"a\\\"\": [1, {\"é\": 2, \"b\" : 3}],\n  \"c\": {}\n}";
        check(text, "/a\"", 2, 3);
        check(text, "/a\"/0", 2, 11);
        check(text, "/a\"/1", 2, 14);
        check(text, "/a\"/1/b", 2, 23);
        check(text, "/c", 3, 3);
    }

    #[test]
    fn many_at_once() {
        let pointers = ["/paths/~1zones/get/responses/201", "/openapi", "/paths/~1zones/get/parameters/0/name"]
            .map(Pointer::from_text);
        let lines: Vec<_> = positions(YAML, &pointers).into_iter().map(|position| position.line).collect();
        assert_eq!(lines, [14, 1, 6]);
    }
}
