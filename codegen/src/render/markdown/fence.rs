//! Code blocks.

/// Languages that are kept; any other becomes `text`, so that no block is taken for a doc test.
const LANGUAGES: &[&str] = &[
    "bash",
    "c",
    "console",
    "cpp",
    "csharp",
    "css",
    "csv",
    "curl",
    "diff",
    "go",
    "graphql",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "js",
    "json",
    "jsonc",
    "kotlin",
    "php",
    "python",
    "ruby",
    "sh",
    "shell",
    "sql",
    "swift",
    "text",
    "toml",
    "ts",
    "typescript",
    "xml",
    "yaml",
];

/// A code block that is being read.
#[derive(Debug)]
pub(super) struct Fence {
    language: &'static str,
    /// What closes it: how many of which character; none for an indented block.
    mark: Option<(char, usize)>,
    indent: usize,
    lines: Vec<String>,
}

/// What a line is to an open block.
pub(super) enum Taken {
    /// It stands in the block.
    Inside,
    /// It closes the block.
    Last,
    /// The block ended before it.
    NotMine,
}

impl Fence {
    /// The block that a line opens, if it does.
    pub(super) fn open(text: &str) -> Option<Self> {
        let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let info = text.trim_start_matches(mark);
        let length = text.len() - info.len();
        if length < 3 || (mark == '`' && info.contains('`')) {
            return None;
        }
        let word = info.trim().split([' ', ',', '{']).next().unwrap_or_default().to_ascii_lowercase();
        let language = LANGUAGES.iter().find(|language| **language == word).copied().unwrap_or("text");
        Some(Self { language, mark: Some((mark, length)), indent: 0, lines: Vec::new() })
    }

    /// The block that an indented line begins, in a place where text begins at the column `indent`.
    pub(super) fn indented(line: &str, indent: usize) -> Self {
        let indent = indent + 4;
        Self { language: "text", mark: None, indent, lines: vec![line[indent..].trim_end().to_owned()] }
    }

    /// The same block, its content indented by this much.
    pub(super) fn at(self, indent: usize) -> Self {
        Self { indent, ..self }
    }

    /// Takes a line.
    pub(super) fn take(&mut self, line: &str) -> Taken {
        let text = line.trim();
        let indent = line.len() - line.trim_start().len();
        match self.mark {
            Some((mark, length)) if text.len() >= length && text.chars().all(|c| c == mark) => return Taken::Last,
            None if indent < self.indent && !text.is_empty() => return Taken::NotMine,
            _ => self.lines.push(line[indent.min(self.indent)..].trim_end().to_owned()),
        }
        Taken::Inside
    }

    /// The whole block.
    pub(super) fn close(self) -> Vec<String> {
        let mut lines = self.lines;
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        let longest = lines.iter().map(|line| ticks(line)).max().unwrap_or(0);
        let mark = "`".repeat(longest.max(2) + 1);
        lines.insert(0, format!("{mark}{}", self.language));
        lines.push(mark);
        lines
    }
}

/// How many backticks a line begins with, however far it is indented.
fn ticks(line: &str) -> usize {
    let text = line.trim_start();
    text.len() - text.trim_start_matches('`').len()
}
