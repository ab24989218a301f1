//! Draws the arguments of a call to its parentheses: those that have room on its line, a text, and a list that is the only one.
//!
//! `prettyplease` puts them on lines of their own, so that a list in a call takes two lines more, and stands deeper, than it
//! would if a person had written it.

use std::borrow::Cow;

use super::indent_of;

/// The columns of a line that a call is drawn together on.
const WIDTH: usize = 100;

/// The lines of some source, drawn together and without the empty ones.
pub(crate) fn hugged(source: &str) -> Vec<Cow<'_, str>> {
    let lines: Vec<&str> = source.lines().filter(|line| !line.is_empty()).collect();
    let mut hugged = Vec::with_capacity(lines.len());
    // The last lines of the lists that are open: each moves what it holds one level out.
    let mut open: Vec<usize> = Vec::new();
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        let outer = &line[indent_of(line).min(4 * open.len())..];
        if open.last() == Some(&index) {
            open.pop();
            let line = lines[index + 1];
            let (indent, rest) = line.split_at(indent_of(line));
            hugged.push(Cow::Owned([&indent[4 * open.len()..], "]", rest].concat()));
            index += 2;
            continue;
        }
        // `impl Blank` and `for Pet {`
        if let Some(of) = lines.get(index + 1).filter(|of| line.starts_with("impl") && of.starts_with("for ")) {
            hugged.push(Cow::Owned([outer, " ", of].concat()));
            index += 2;
            continue;
        }
        match arguments(&lines[index..]) {
            Arguments::Lines(count) => {
                let joined = joined(outer, &lines[index + 1..=index + count + 1]);
                // A text is not broken, so that nothing has room behind a long one.
                let has_text = count <= 2 && is_text(lines[index + 1].trim_start());
                if has_text || joined.chars().count() <= WIDTH {
                    hugged.push(Cow::Owned(joined));
                    index += count + 2;
                } else {
                    hugged.push(Cow::Borrowed(outer));
                    index += 1;
                }
            }
            Arguments::List(first, length) => {
                hugged.push(Cow::Owned([outer, first].concat()));
                open.push(index + length);
                index += 2;
            }
            Arguments::Other => {
                hugged.push(Cow::Borrowed(outer));
                index += 1;
            }
        }
    }
    hugged
}

/// What is between the parentheses of a call that ends some lines further on.
enum Arguments<'a> {
    /// So many, with a line for each.
    Lines(usize),
    /// A list: how it begins, and behind how many lines it ends.
    List(&'a str, usize),
    /// Anything else.
    Other,
}

/// The arguments of the call that the first line opens.
fn arguments<'a>(lines: &[&'a str]) -> Arguments<'a> {
    let Some((head, rest)) = lines.split_first() else { return Arguments::Other };
    let indent = indent_of(head);
    let is_call =
        head.strip_suffix('(').is_some_and(|name| name.ends_with(|c: char| c.is_alphanumeric() || "_!>)".contains(c)));
    if !is_call || is_signature(head) {
        return Arguments::Other;
    }
    let Some(end) = rest.iter().position(|line| indent_of(line) == indent) else { return Arguments::Other };
    let (inner, closes) = (&rest[..end], rest[end][indent..].starts_with(')'));
    let Some(first) = inner.first().map(|line| line.trim_start()).filter(|_| closes) else { return Arguments::Other };
    let is_own = |line: &&&str| indent_of(line) == indent + 4;
    if is_list(first) && first.ends_with('[') {
        let is_whole = inner.iter().filter(is_own).count() == 2 && inner[end - 1].trim_start() == "],";
        return if is_whole { Arguments::List(first, end) } else { Arguments::Other };
    }
    let is_line = |line: &&&str| line.ends_with(',') && !line.contains("//");
    let are_lines = inner.iter().filter(is_own).filter(is_line).count() == end;
    if are_lines { Arguments::Lines(end) } else { Arguments::Other }
}

/// The call on one line: how it begins, the lines of its arguments, and how it ends.
fn joined(head: &str, lines: &[&str]) -> String {
    let [arguments @ .., end] = lines else { return head.to_owned() };
    let arguments: Vec<_> =
        arguments.iter().map(|line| line.trim_start()).map(|line| line.strip_suffix(',').unwrap_or(line)).collect();
    [head, &arguments.join(", "), end.trim_start()].concat()
}

/// Whether it is not a call, but a function, whose arguments are read more easily one below the other.
fn is_signature(head: &str) -> bool {
    head.contains("fn ")
}

fn is_text(argument: &str) -> bool {
    argument.starts_with('"')
}

fn is_list(argument: &str) -> bool {
    argument.starts_with("&[") || argument.starts_with("&mut [")
}

#[cfg(test)]
mod tests {
    use super::hugged;

    #[track_caller]
    fn check(before: &str, after: &str) {
        assert_eq!(hugged(before).join("\n"), after.trim_end());
    }

    #[test]
    fn a_list_stands_with_its_call() {
        check(
            "a\n    .b(\n        &[\n            c(\n                &mut [\n                    d,\n                ],\n            ),\n        ],\n    )\n    .e()\n",
            "a\n    .b(&[\n        c(&mut [\n            d,\n        ]),\n    ])\n    .e()\n",
        );
    }

    #[test]
    fn a_list_beside_other_arguments_stays_where_it_is() {
        let source = "a(\n    b,\n    &[\n        c,\n    ],\n);\nd(\n    &[\n        c,\n    ],\n    e,\n);\n";
        check(source, source);
    }

    #[test]
    fn a_text_stands_with_its_call_however_long_it_is() {
        let path = "x".repeat(200);
        check(&format!(".get(\n    \"{path}\",\n)\n"), &format!(".get(\"{path}\")\n"));
        check(&format!(".get(\n    \"{path}\",\n    &B,\n)\n"), &format!(".get(\"{path}\", &B)\n"));
    }

    #[test]
    fn what_has_room_stands_with_its_call() {
        check("a(\n    b,\n    c,\n)\n", "a(b, c)\n");
        check("pub fn a(\n    b: &str,\n) -> C {\n", "pub fn a(\n    b: &str,\n) -> C {\n");
        check(".path(\n    &[&a, &b],\n)\n", ".path(&[&a, &b])\n");
        let long = format!(".path(\n    &[&{}],\n)\n", "a".repeat(90));
        check(&long, &long);
    }

    #[test]
    fn an_implementation_begins_on_one_line() {
        check("impl A\nfor B {\n", "impl A for B {\n");
    }

    #[test]
    fn empty_lines_go() {
        check("-> A<\n    B,\n\n> {\n", "-> A<\n    B,\n> {\n");
    }
}
