//! Lays out Rust: `prettyplease` breaks the lines, then lists are drawn to their calls, and items, methods and documented
//! fields are set apart.

pub(crate) mod hug;

use std::borrow::Cow;

use proc_macro2::TokenStream;

use crate::render::{Comments, Item};

/// A file that is laid out item by item: the tokens of all items at once would be many times its text.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    items: String,
}

impl Layout {
    /// Adds items.
    pub(crate) fn add(&mut self, item: &Item) {
        self.items.push_str(&match item {
            Item::Lines(lines) => Cow::Borrowed(lines.as_str()),
            Item::Tokens(tokens) => Cow::Owned(lines(tokens)),
            Item::Source(source) => Cow::Owned(parsed(source)),
            Item::Member(source) => Cow::Owned(inner(&parsed(&["impl X {", source, "}"].concat()))),
        });
    }

    /// The text of the file, with what stands before the items, and its comments.
    pub(crate) fn finish(self, head: &TokenStream, comments: &Comments) -> String {
        set_apart(&(lines(head) + &self.items), comments)
    }
}

/// The lines of some items, none of them empty.
fn lines(items: &TokenStream) -> String {
    match syn::parse2(items.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        // This keeps the stage total: it is reached only by tokens that are not a file, and the compiler then says where.
        Err(_) => items.to_string(),
    }
}

fn parsed(source: &str) -> String {
    source.parse().map_or_else(|_| source.to_owned(), |tokens| lines(&tokens))
}

/// All lines but the first and the last.
fn inner(block: &str) -> String {
    let mut lines: Vec<&str> = block.lines().skip(1).collect();
    lines.pop();
    lines.into_iter().flat_map(|line| [line, "\n"]).collect()
}

/// What an element is, as far as blank lines go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `use std::…;`
    UseStd,
    /// `use …;`
    Use,
    /// `pub use …;`
    Reexport,
    /// `mod x;`
    Module,
    /// `impl … {` and `trait … {`: its own elements are set apart as well.
    Block,
    /// `struct … {` and `enum … {`: its documented elements are set apart.
    Record,
    /// Anything else.
    Other,
}

impl Kind {
    fn of(line: &str) -> Self {
        let bare = line.strip_prefix("pub(crate) ").unwrap_or(line);
        let open = bare.strip_prefix("pub ").unwrap_or(bare);
        match open.split([' ', '<']).next().unwrap_or_default() {
            "use" if open.starts_with("use std::") => Self::UseStd,
            "use" if open == line => Self::Use,
            "use" => Self::Reexport,
            "mod" if line.ends_with(';') => Self::Module,
            "impl" | "trait" => Self::Block,
            "struct" | "enum" => Self::Record,
            _ => Self::Other,
        }
    }

    /// Whether elements of this kind stand together when they have no docs.
    fn is_glued(self) -> bool {
        matches!(self, Self::UseStd | Self::Use | Self::Reexport | Self::Module)
    }
}

/// Where the lines of one level stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    /// Nothing yet.
    Start,
    /// After `//!`.
    InnerDocs,
    /// After the docs or attributes of an element, or within it.
    Within,
    /// After an element.
    After(Kind),
}

/// Adds the blank lines. `prettyplease` indents by four columns and no emitted literal holds a line break, so each line's
/// indentation tells its level; the second parse that spans would need costs as much as all the rest.
fn set_apart(source: &str, comments: &Comments) -> String {
    let lines = hug::hugged(source);
    let mut text = String::with_capacity(source.len() + source.len() / 16);
    let mut outer = Position::Start;
    let mut inner = Position::Start;
    let mut container = Kind::Other;
    for (index, line) in lines.iter().enumerate() {
        match indent_of(line) {
            0 if !line.is_empty() => {
                let next = step(outer, &lines[index..], 0, container);
                outer = next.position;
                inner = Position::Start;
                container = next.kind.unwrap_or(container);
                push_blank(&mut text, next.blank);
            }
            4 if matches!(container, Kind::Block | Kind::Record) => {
                let next = step(inner, &lines[index..], 4, container);
                inner = next.position;
                push_blank(&mut text, next.blank);
            }
            _ => {}
        }
        push_line(&mut text, line, comments);
    }
    text
}

/// A line, or the comment that it refers to.
fn push_line(text: &mut String, line: &str, comments: &Comments) {
    let Some(comment) = comments.behind(line) else {
        text.push_str(line);
        text.push('\n');
        return;
    };
    let indent = &line[..indent_of(line)];
    for line in comment.iter() {
        text.push_str(indent);
        text.push_str(if line.is_empty() { "///" } else { "/// " });
        text.push_str(line);
        text.push('\n');
    }
}

/// How many spaces a line begins with.
fn indent_of(line: &str) -> usize {
    line.bytes().take_while(|byte| *byte == b' ').count()
}

/// Whether an empty line goes before a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blank {
    Yes,
    No,
}

fn push_blank(text: &mut String, blank: Blank) {
    if blank == Blank::Yes {
        text.push('\n');
    }
}

/// What one line does.
struct Step {
    blank: Blank,
    position: Position,
    /// The kind of the element that the line begins.
    kind: Option<Kind>,
}

/// Takes the first of `lines`, which stands at the column `indent`: on the top level `current` is the kind of the last
/// element, else of what holds the line.
fn step(position: Position, lines: &[Cow<'_, str>], indent: usize, current: Kind) -> Step {
    let line = &lines[0][indent..];
    if line.starts_with("//!") || line.starts_with("#![") {
        return Step { blank: Blank::No, position: Position::InnerDocs, kind: None };
    }
    if line.starts_with(")]") {
        return Step { blank: Blank::No, position: Position::Within, kind: None };
    }
    if line.starts_with(['}', ')']) {
        return Step { blank: Blank::No, position: Position::After(current), kind: None };
    }
    let head = head(lines, indent);
    let kind = Kind::of(head);
    let documented = line.starts_with("///") || line.starts_with("#[");
    let blank = match position {
        Position::Start | Position::Within => Blank::No,
        Position::After(_) if indent > 0 && current == Kind::Record && !documented => Blank::No,
        Position::After(last) if last == kind && kind.is_glued() && !line.starts_with("///") => Blank::No,
        Position::InnerDocs | Position::After(_) => Blank::Yes,
    };
    let whole = line.ends_with([';', '}', ',']) && !documented;
    let position = if whole { Position::After(kind) } else { Position::Within };
    Step { blank, position, kind: Some(kind) }
}

/// The first line of the element itself, behind its docs and attributes.
fn head<'a>(lines: &'a [Cow<'_, str>], indent: usize) -> &'a str {
    lines
        .iter()
        .filter(|line| indent_of(line) == indent)
        .map(|line| &line[indent..])
        .find(|line| !line.starts_with("///") && !line.starts_with("#[") && !line.starts_with(')'))
        .unwrap_or_default()
}
