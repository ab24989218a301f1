//! What becomes of Markdown.

use proptest::prelude::*;

use super::{code, lines};

#[track_caller]
fn becomes(source: &str, expected: &[&str]) {
    assert_eq!(lines(source), expected, "{source:?}");
}

#[test]
fn text_is_filled_up_to_the_width() {
    let source = "word ".repeat(40);
    let lines = lines(&source);
    assert_eq!(lines.len(), 3);
    assert!(lines.iter().all(|line| line.len() <= super::WIDTH));
}

#[test]
fn what_looks_like_a_link_is_none() {
    becomes("[Foo] and [a][b]", &["\\[Foo\\] and \\[a\\]\\[b\\]"]);
    becomes("[ref]: https://example.com", &["\\[ref\\]: <https://example.com>"]);
    becomes("[x](#anchor)", &["x (`#anchor`)"]);
}

#[test]
fn a_link_stays() {
    becomes("[a `b` c](https://example.com/x_(y))", &["[a `b` c](https://example.com/x_(y))"]);
    becomes("![](https://example.com/a.png)", &["[link](https://example.com/a.png)"]);
}

#[test]
fn an_address_becomes_a_link() {
    becomes(
        "See http://a.example/b_c?d=[1], or (https://b.example).",
        &["See <http://a.example/b_c?d=>\\[1\\], or (<https://b.example>)."],
    );
    becomes("xhttps://a.example", &["x<https://a.example>"]);
    becomes("https://{region}.example", &["`https://{region}.example`"]);
}

#[test]
fn tags_that_mean_nothing_are_text() {
    becomes("<T> is <b>, and </i>", &["\\<T> is \\<b>, and \\</i>"]);
    becomes("  ```\n  <p>\n  ```\n<p>y", &["```text", "<p>", "```", "", "y"]);
    becomes("`<b>x</b>`\n```\n<p>y\n```", &["`<b>x</b>`", "", "```text", "<p>y", "```"]);
    becomes("one<br/>two", &["one two"]);
    becomes("<https://a.example>", &["<https://a.example>"]);
}

#[test]
fn tags_become_marks() {
    becomes("<b> bold </b>and <i>so</i>, <em></em><u>on</u>", &["**bold** and *so*, on"]);
    becomes("<code>a &lt; <b>b</b></code> <tt>c</tt>", &["`a < b` `c`"]);
    becomes("<a href=\"https://a.example/b\">c</a>, <a href='/d'>e</a>", &["[c](https://a.example/b), e"]);
    becomes("<p>One.</p>\n  <p>Two.<!-- not --></p>", &["One.", "", "Two."]);
    becomes("<h2>Title</h2>text<hr/>more", &["## Title", "", "text", "", "---", "", "more"]);
    becomes("<pre>\n{ &quot;a&quot;: 1 }\n</pre>", &["```text", "{ \"a\": 1 }", "```"]);
}

#[test]
fn tags_lose_nothing() {
    becomes("<code><b></code> 10<sup>6</sup>", &["`<b>` 10\\<sup>6\\</sup>"]);
    becomes("<pre>&amp;lt; ```</pre>", &["```` &lt; ``` ````"]);
    becomes("| <pre>q</pre> | r |\n| s | t |", &["| `q` | r |", "| s | t |"]);
    becomes("<b>a <pre>x\n\ny</pre> b</b>", &["**a `x y` b**"]);
}

#[test]
fn tags_become_lists() {
    becomes(
        "Of:<ul>\n <li>one\n line</li>\n <li><p>two</p><ol><li>deep</ol>\n</ul>end",
        &["Of:", "", "- one line", "- two", "", "  1. deep", "", "end"],
    );
    becomes("<dl><dt>a<dd>b</dl>", &["- a: b"]);
    becomes("<table><tr><th>a</th><th>b</th></tr><tr><td>1<td>2</table>", &["- a | b", "- 1 | 2"]);
    becomes("| a<br>b | <ul><li>c</ul> |", &["| a b | - c |"]);
}

#[test]
fn names_of_programs_are_code() {
    becomes("the account_id of WebVTT, GitHub and std::fmt", &["the `account_id` of `WebVTT`, GitHub and `std::fmt`"]);
    becomes("some_name``a``", &["some_name``a``"]);
    becomes("*some_name* and _emphasis_", &["*`some_name`* and _emphasis_"]);
}

#[test]
fn backticks_are_balanced() {
    becomes("a ` b", &["a \\` b"]);
    becomes("a ``b ` c`` d", &["a ``b ` c`` d"]);
}

#[test]
fn code_is_never_a_doc_test() {
    becomes("```\nlet x = 1;\n```", &["```text", "let x = 1;", "```"]);
    becomes("~~~rust,no_run\nx\n~~~", &["```text", "x", "```"]);
    becomes("```json\n{}", &["```json", "{}", "```"]);
    becomes("a\n\n    x\n      y\n\nb", &["a", "", "```text", "x", "  y", "```", "", "b"]);
    becomes("````md\n```\n````", &["````text", "```", "````"]);
}

#[test]
fn lists_are_indented_by_their_markers() {
    becomes("* a\n* b\n    continued\n  * c\n\n      d", &["- a", "- b continued", "  - c", "", "    d"]);
    becomes("1) a\n2) b", &["1. a", "2. b"]);
    becomes("text\n- a", &["text", "", "- a"]);
    becomes("in\n2024. b", &["in 2024. b"]);
    becomes("- a\n\n      code", &["- a", "", "  ```text", "  code", "  ```"]);
}

#[test]
fn other_blocks_stay() {
    becomes("Title\n=====\ntext", &["# Title", "", "text"]);
    becomes("a\n***\nb", &["a", "", "---", "", "b"]);
    becomes("> a\n> b", &["> a b"]);
    becomes("a\n| b |\n|---|\n| c_d |", &["a", "", "| b |", "|---|", "| `c_d` |"]);
}

#[test]
fn what_cannot_be_seen_is_left_out() {
    becomes("a\u{202e}b\u{7}c\r\nd", &["abc d"]);
}

#[test]
fn code_holds_any_text() {
    assert_eq!(code("a"), "`a`");
    assert_eq!(code("a`b"), "``a`b``");
    assert_eq!(code("`\n"), "`` ` ``");
}

/// Whether no line is more than one, and each fence ends.
fn whole(lines: &[String]) -> Result<(), TestCaseError> {
    prop_assert!(lines.iter().all(|line| !line.contains(['\n', '\t'])));
    let mut open: Option<String> = None;
    for line in lines {
        let text = line.trim_start_matches(|c: char| c == ' ' || c == '-' || c == '.' || c.is_ascii_digit());
        let mark: String = text.chars().take_while(|&c| c == '`').collect();
        match &open {
            None if mark.len() >= 3 && !text[mark.len()..].contains('`') => open = Some(mark),
            Some(opened) if line.trim() == opened => open = None,
            _ => {}
        }
    }
    prop_assert_eq!(open, None);
    Ok(())
}

proptest! {
    #[test]
    fn any_text_has_whole_lines_and_closed_fences(source in "([ \t>#*+`~<\\[\\]()|=0-9.a-z_!\\\\-]|\n|http://|```| {4}|\u{3000}){0,80}") {
        whole(&lines(&source))?;
    }

    #[test]
    fn any_html_has_whole_lines_and_closed_fences(source in "(</?(b|i|a href=\"https://x.example\"|p|ul|li|tr|td|code|pre|h2|br|dd)>| |a|\n|`|```|- |\\|){0,60}") {
        whole(&lines(&source))?;
    }

    #[test]
    fn no_text_is_too_much(source in any::<String>()) {
        lines(&source);
        code(&source);
    }
}
