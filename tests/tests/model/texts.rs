//! Texts are written as `serde_json` writes them.

use tests::runtime::encode::to_vec;
use tests::runtime::model::Argument;

fn assert_written(text: &str) {
    let written = to_vec(text.get_ref()).unwrap();
    assert_eq!(String::from_utf8(written).unwrap(), serde_json::to_string(text).unwrap(), "{text:?}");
}

#[test]
fn every_character_is_escaped_if_it_has_to_be_wherever_it_stands() {
    for character in ('\0'..='\u{ff}').chain(['–', '\u{2028}', '🌍']) {
        for before in 0..18 {
            for after in [0, 1, 7, 8, 9] {
                assert_written(&format!("{}{character}{}", "a".repeat(before), "é".repeat(after)));
            }
        }
    }
}

#[test]
fn several_escapes_stand_side_by_side() {
    for text in
        ["", "\"", "\"\"", "\\\"\\", "\n\r\t\u{8}\u{c}\u{1f}\u{7f}\u{80}", "plain \"quoted\" and \\ plain again\n"]
    {
        assert_written(text);
    }
}
