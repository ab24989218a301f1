//! Rust that is laid out while it is written: items that are many, and always of the same shape.
//!
//! Most of a client is such items. To make tokens of them, parse these and find the line breaks takes most of the time of
//! generating, only to come to the layout that was known before. So they are written as text, in `prettyplease`'s layout
//! where each line has room. Where one has not, `prettyplease` finds the breaks.

use proc_macro2::{Literal, TokenStream};

use super::Item;
use super::comments::Comment;

/// The columns of a line, as `prettyplease` has them.
const WIDTH: usize = 89;

/// The columns that a struct with its fields may have on one line.
const STRUCT: usize = 34;

/// The lines of some items, without the empty ones.
#[derive(Debug, Default)]
pub(super) struct Code {
    text: String,
    breaks: Breaks,
}

/// Whether lines end where they should.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Breaks {
    #[default]
    Found,
    /// `prettyplease` has to find them.
    Open,
}

/// A call in a chain of calls.
pub(super) struct Link {
    name: &'static str,
    arguments: Arguments,
}

enum Arguments {
    /// Some values.
    Each(Vec<String>),
    /// One borrowed list of values.
    List(Vec<String>),
}

impl Link {
    pub(super) fn new(name: &'static str, arguments: impl Into<Vec<String>>) -> Self {
        Self { name, arguments: Arguments::Each(arguments.into()) }
    }

    pub(super) fn list(name: &'static str, elements: Vec<String>) -> Self {
        Self { name, arguments: Arguments::List(elements) }
    }

    /// On one line.
    fn written(&self) -> String {
        match &self.arguments {
            Arguments::Each(arguments) => [".", self.name, "(", &arguments.join(", "), ")"].concat(),
            Arguments::List(elements) => [".", self.name, "(&[", &elements.join(", "), "])"].concat(),
        }
    }
}

impl Code {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// A line, at so many columns.
    pub(super) fn line(&mut self, indent: usize, parts: &[&str]) {
        let width = indent + parts.iter().map(|part| columns(part)).sum::<usize>();
        if width > WIDTH {
            self.breaks = Breaks::Open;
        }
        self.put(indent, parts);
    }

    /// A line that cannot be broken, however wide it is.
    pub(super) fn whole(&mut self, indent: usize, parts: &[&str]) {
        self.put(indent, parts);
    }

    /// `"on" => Self::On,`: on one line, or else the value in braces.
    pub(super) fn arm(&mut self, indent: usize, pattern: &str, value: &str) {
        // The comma has room in any case.
        if indent + columns(pattern) + " => ".len() + columns(value) <= WIDTH {
            return self.put(indent, &[pattern, " => ", value, ","]);
        }
        self.put(indent, &[pattern, " => {"]);
        self.put(indent + 4, &[value]);
        self.put(indent, &["}"]);
    }

    fn put(&mut self, indent: usize, parts: &[&str]) {
        const SPACES: &str = "                                ";
        self.text.push_str(&SPACES[..indent.min(SPACES.len())]);
        self.text.extend(parts.iter().copied());
        self.text.push('\n');
    }

    /// The line that refers to a comment, if there is one.
    pub(super) fn comment(&mut self, indent: usize, comment: Comment) {
        if let Some(line) = comment.line() {
            self.line(indent, &[&line]);
        }
    }

    /// `fields: &["a", "b"],`: on one line, or else with a line for each element.
    pub(super) fn list(&mut self, indent: usize, open: &str, elements: &[String], close: &str) {
        if indent + columns(open) + joined(elements) + columns(close) <= WIDTH {
            return self.line(indent, &[open, &elements.join(", "), close]);
        }
        self.line(indent, &[open]);
        self.each(indent + 4, elements);
        self.line(indent, &[close]);
    }

    /// A line for each element.
    fn each(&mut self, indent: usize, elements: &[String]) {
        for element in elements {
            if element.starts_with('"') {
                self.whole(indent, &[element, ","]);
            } else {
                self.line(indent, &[element, ","]);
            }
        }
    }

    /// `Self { name, ..rest }`: on one line if it is short, or else with a line for each field.
    pub(super) fn structure(&mut self, indent: usize, name: &str, fields: &[String], rest: Option<&str>) {
        let update = rest.map(|rest| ["..", rest].concat());
        let inner = fields.iter().chain(&update).cloned().collect::<Vec<_>>().join(", ");
        if inner.is_empty() {
            return self.line(indent, &[name, " {}"]);
        }
        let width = columns(name) + " { ".len() + columns(&inner) + " ".len();
        if width <= STRUCT && indent + width + "}".len() <= WIDTH {
            return self.line(indent, &[name, " { ", &inner, " }"]);
        }
        self.line(indent, &[name, " {"]);
        self.each(indent + 4, fields);
        if let Some(update) = update {
            self.line(indent + 4, &[&update]);
        }
        self.line(indent, &["}"]);
    }

    /// `function(&mut [a, b]);`: on one line, or the list by itself, which may take several.
    pub(super) fn call(&mut self, indent: usize, function: &str, borrow: &str, elements: &[String]) {
        let list = borrow.len() + joined(elements) + "[]".len();
        if indent + function.len() + list + "();".len() <= WIDTH {
            return self.line(indent, &[function, "(", borrow, "[", &elements.join(", "), "]);"]);
        }
        self.line(indent, &[function, "("]);
        self.borrowed_list(indent + 4, borrow, elements);
        self.line(indent, &[");"]);
    }

    /// A list that is the only argument of a call, in lines of its own.
    fn borrowed_list(&mut self, indent: usize, borrow: &str, elements: &[String]) {
        let list = borrow.len() + joined(elements) + "[]".len();
        // The comma behind the last argument has room in any case.
        if indent + list <= WIDTH {
            return self.put(indent, &[borrow, "[", &elements.join(", "), "],"]);
        }
        self.line(indent, &[borrow, "["]);
        self.each(indent + 4, elements);
        self.line(indent, &["],"]);
    }

    /// `pub fn get(&self, id: &str) -> Request<Pet> {`: on one line, or with a line for each argument.
    pub(super) fn signature(&mut self, indent: usize, name: &str, arguments: &[String], returns: &str) {
        let fixed = "pub fn () ->  {".len();
        if indent + fixed + name.len() + joined(arguments) + columns(returns) <= WIDTH {
            return self.line(indent, &["pub fn ", name, "(", &arguments.join(", "), ") -> ", returns, " {"]);
        }
        self.line(indent, &["pub fn ", name, "("]);
        self.each(indent + 4, arguments);
        let generics = returns.strip_suffix('>').and_then(|returns| returns.split_once('<'));
        match generics {
            Some((head, generics)) if indent + ") ->  {".len() + columns(returns) > WIDTH => {
                self.line(indent, &[") -> ", head, "<"]);
                self.each(indent + 4, &apart(generics));
                self.line(indent, &["> {"]);
            }
            _ => self.line(indent, &[") -> ", returns, " {"]),
        }
    }

    /// `self.client.get("/pets").decode()`: on one line, or with a line for each call.
    pub(super) fn chain(&mut self, indent: usize, receiver: &str, links: &[Link]) {
        let written: Vec<String> = links.iter().map(Link::written).collect();
        let width: usize = written.iter().map(|link| columns(link)).sum();
        if indent + receiver.len() + width <= WIDTH {
            return self.line(indent, &[receiver, &written.concat()]);
        }
        self.line(indent, &[receiver]);
        for (link, written) in links.iter().zip(&written) {
            if indent + 4 + columns(written) <= WIDTH {
                self.line(indent + 4, &[written]);
            } else {
                self.link(indent + 4, link);
            }
        }
    }

    /// A call that takes several lines.
    fn link(&mut self, indent: usize, link: &Link) {
        self.line(indent, &[".", link.name, "("]);
        match &link.arguments {
            Arguments::Each(arguments) => self.each(indent + 4, arguments),
            Arguments::List(elements) => self.borrowed_list(indent + 4, "&", elements),
        }
        self.line(indent, &[")"]);
    }

    /// The whole.
    pub(super) fn finish(self) -> Item {
        match self.breaks {
            Breaks::Found => Item::Lines(self.text),
            Breaks::Open => Item::Source(self.text),
        }
    }

    /// The beginning of something, whose lines are as they are.
    pub(super) fn finish_part(self) -> Item {
        Item::Lines(self.text)
    }

    /// The whole, which stands within an `impl`.
    pub(super) fn finish_member(self) -> Item {
        match self.breaks {
            Breaks::Found => Item::Lines(self.text),
            Breaks::Open => Item::Member(self.text),
        }
    }
}

/// The elements of a list, which may be lists themselves.
fn apart(list: &str) -> Vec<String> {
    let mut elements = vec![String::new()];
    let mut depth = 0;
    for c in list.chars() {
        match c {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                elements.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(element) = elements.last_mut() {
            element.push(c);
        }
    }
    elements.iter().map(|element| element.trim().to_owned()).collect()
}

fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

/// The columns of elements on one line, with a comma and a space between them.
fn joined(elements: &[String]) -> usize {
    elements.iter().map(|element| columns(element)).sum::<usize>() + 2 * elements.len().saturating_sub(1)
}

/// A text as a literal.
pub(super) fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}

/// Rust as tokens.
pub(super) fn tokens(text: &str) -> TokenStream {
    // What is written here is Rust; if it were not, the compiler would say where.
    text.parse().unwrap_or_default()
}
