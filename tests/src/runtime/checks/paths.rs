//! Path parameters: one opaque segment, or an error.

use super::super::argument::Style;
use super::super::model::Argument;
use super::super::path::fill;
use super::super::server::BaseUrl;

const TEMPLATE: &str = "/accounts/{account_id}/stream/{identifier}/captions";

fn filled(identifier: &str) -> Result<String, String> {
    let arguments: [(Style, &dyn Argument); 2] = [(Style::SIMPLE, &"acc"), (Style::SIMPLE, &identifier)];
    fill(TEMPLATE, &arguments).map_err(|error| error.to_string())
}

#[test]
fn s04_a_parameter_is_one_encoded_segment() {
    for (value, segment) in [
        ("a", "a"),
        ("a/b", "a%2Fb"),
        ("a?x=1", "a%3Fx%3D1"),
        ("a#f", "a%23f"),
        ("50%", "50%25"),
        ("%2F", "%252F"),
        ("a\\b", "a%5Cb"),
        ("..a", "..a"),
        ("...", "..."),
        ("é", "%C3%A9"),
        ("a b", "a%20b"),
        ("a:b@c", "a%3Ab%40c"),
        ("{x}", "%7Bx%7D"),
    ] {
        assert_eq!(filled(value).as_deref(), Ok(format!("/accounts/acc/stream/{segment}/captions").as_str()));
    }
}

#[test]
fn s01_s02_dot_segments_are_refused_in_every_spelling() {
    for value in [".", "..", "%2e", "%2E", "%2e%2e", "%2E%2e", ".%2E", "%2e."] {
        let message = filled(value).expect_err("a dot segment");
        assert_eq!(message, "parameter `identifier` of the path must not be `.` or `..`");
    }
}

#[test]
fn s03_control_characters_are_encoded_before_they_could_vanish() {
    for (value, segment) in [("\t..", "%09.."), ("..\n", "..%0A"), ("\r", "%0D"), ("\0", "%00"), (".\t.", ".%09.")] {
        assert_eq!(filled(value).as_deref(), Ok(format!("/accounts/acc/stream/{segment}/captions").as_str()));
    }
}

#[test]
fn s05_an_empty_segment_is_refused() {
    assert_eq!(filled("").expect_err("empty"), "parameter `identifier` of the path must not be empty");
    let missing: Option<String> = None;
    let nothing: Vec<String> = Vec::new();
    let values: [&dyn Argument; 2] = [&missing, &nothing];
    for value in values {
        let arguments = [(Style::SIMPLE, value)];
        assert!(fill("/a/{b}", &arguments).is_err());
    }
}

#[test]
fn a_segment_of_several_parameters_is_checked_as_a_whole() {
    let arguments: [(Style, &dyn Argument); 2] = [(Style::LABEL, &"a"), (Style::SIMPLE, &"b")];
    assert_eq!(fill("/x{a}.{b}", &arguments).as_deref(), Ok("/x.a.b"));
    let arguments: [(Style, &dyn Argument); 1] = [(Style::LABEL, &"")];
    assert!(fill("/{a}", &arguments).is_err());
    assert!(fill("/.{a}", &[(Style::LABEL, &"" as &dyn Argument)]).is_err());
}

#[test]
fn a_template_that_asks_for_more_than_it_gets_is_an_error() {
    assert!(fill("/a/{b}/{c}", &[(Style::SIMPLE, &"x" as &dyn Argument)]).is_err());
}

#[test]
fn literal_parts_are_encoded_where_a_url_needs_it() {
    assert_eq!(fill("/a b/c|d/%20/é/(x)=1;y", &[]).as_deref(), Ok("/a%20b/c%7Cd/%20/%C3%A9/(x)=1;y"));
    assert_eq!(fill("/a/{unclosed", &[]).as_deref(), Ok("/a/%7Bunclosed"));
}

/// Fails unless this is `/a/…/c` with one segment that is not empty, or nothing.
fn assert_one_segment(path: Option<String>) -> Result<(), proptest::test_runner::TestCaseError> {
    let Some(path) = path else { return Ok(()) };
    let base = BaseUrl::parse("https://example.com").expect("a base URL");
    let url = base.join(&path, "").expect("a path that a URL holds as it stands");
    let segments: Vec<&str> = url.path().split('/').collect();
    proptest::prop_assert_eq!(segments.len(), 4);
    proptest::prop_assert_eq!([segments[0], segments[1], segments[3]], ["", "a", "c"]);
    proptest::prop_assert!(!segments[2].is_empty());
    proptest::prop_assert_eq!(url.query(), None);
    proptest::prop_assert_eq!(url.fragment(), None);
    Ok(())
}

proptest::proptest! {
    /// Whatever the value, the request target is the template with one opaque segment, or nothing is sent.
    #[test]
    fn s01_any_value_is_one_opaque_segment_or_an_error(value in "\\PC*|[.%2eE/\\\\?#\t\n\r \u{0}]{0,8}") {
        let base = BaseUrl::parse("https://example.com/client/v4").expect("a base URL");
        if let Ok(path) = filled(&value) {
            let url = base.join(&path, "").expect("a path that a URL holds as it stands");
            let segments: Vec<&str> = url.path().split('/').collect();
            proptest::prop_assert_eq!(segments.len(), 8);
            proptest::prop_assert_eq!(&segments[..6], &["", "client", "v4", "accounts", "acc", "stream"][..]);
            proptest::prop_assert_eq!(segments[7], "captions");
            let decoded = percent_encoding::percent_decode_str(segments[6]).decode_utf8().expect("UTF-8");
            proptest::prop_assert_eq!(decoded.as_ref(), value.as_str());
            proptest::prop_assert_eq!(url.query(), None);
            proptest::prop_assert_eq!(url.fragment(), None);
        }
    }

    /// The same for lists, in all styles.
    #[test]
    fn s01_any_list_is_one_segment_or_an_error(
        values in proptest::collection::vec("\\PC{0,4}|[.%2eE/\\\\?#,;=\t]{0,4}", 0..4),
        style in proptest::sample::select(vec![
            Style::SIMPLE, Style::SIMPLE_EXPLODE, Style::LABEL, Style::LABEL_EXPLODE, Style::MATRIX, Style::MATRIX_EXPLODE, Style::JSON,
        ]),
    ) {
        assert_one_segment(fill("/a/{b}/c", &[(style, &values as &dyn Argument)]).ok())?;
    }

    /// The same for objects.
    #[test]
    fn s01_any_object_is_one_segment_or_an_error(
        value in proptest::collection::btree_map("\\PC{0,4}|[.%2eE/\\\\?#,;=\t]{0,4}", "\\PC{0,4}|[.%2eE/\\\\?#,;=\t]{0,4}", 0..4),
        style in proptest::sample::select(vec![
            Style::SIMPLE, Style::SIMPLE_EXPLODE, Style::LABEL, Style::LABEL_EXPLODE, Style::MATRIX, Style::MATRIX_EXPLODE, Style::JSON,
        ]),
    ) {
        assert_one_segment(fill("/a/{b}/c", &[(style, &value as &dyn Argument)]).ok())?;
    }

    /// The same for two parameters in one segment.
    #[test]
    fn s01_any_two_values_are_one_segment_or_an_error(
        one in "\\PC{0,4}|[.%2eE/\\\\?#\t]{0,4}",
        two in "\\PC{0,4}|[.%2eE/\\\\?#\t]{0,4}",
        template in proptest::sample::select(vec!["/a/{b}{c}/c", "/a/{b}.{c}/c", "/a/.{b}{c}/c", "/a/{b}%2e{c}/c"]),
    ) {
        let arguments: [(Style, &dyn Argument); 2] = [(Style::SIMPLE, &one), (Style::SIMPLE, &two)];
        assert_one_segment(fill(template, &arguments).ok())?;
    }
}
