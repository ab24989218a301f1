//! Server text in messages.

use super::super::excerpt::{excerpt, excerpt_of_bytes};

#[test]
fn s25_control_characters_are_escaped() {
    for (text, shown) in [
        ("plain é 漢", "plain é 漢"),
        ("a\nb\rc\td", "a\\nb\\rc\\td"),
        ("\x1b[31mred\x1b[0m", "\\u{1b}[31mred\\u{1b}[0m"),
        ("a\0b\x7fc\u{9b}d", "a\\u{0}b\\u{7f}c\\u{9b}d"),
        ("a\u{202e}b\u{2066}c\u{200b}d\u{feff}e\u{2028}f", "a\\u{202e}b\\u{2066}c\\u{200b}d\\u{feff}e\\u{2028}f"),
        ("a\u{61c}b\u{ad}c\u{180e}d\u{e0041}e\u{fffb}f", "a\\u{61c}b\\u{ad}c\\u{180e}d\\u{e0041}e\\u{fffb}f"),
    ] {
        assert_eq!(excerpt(text), shown);
    }
}

#[test]
fn s25_long_text_is_cut() {
    let long = "é".repeat(10_000);
    let shown = excerpt(&long);
    assert_eq!(shown.chars().count(), 301);
    assert!(shown.ends_with("é…"));
    assert_eq!(excerpt_of_bytes(long.as_bytes()), shown);
    assert_eq!(excerpt_of_bytes(b"a\xffb"), "a\u{fffd}b");
}
