//! Multipart bodies, to the byte.

use super::super::body::Body;
use super::super::multipart::{Field, MultipartBody};
use super::super::part::Part;

/// A body of these parts.
struct Files(Vec<Part>);

impl MultipartBody for Files {
    fn parts(&self, add: &mut dyn FnMut(&[Field<'_>])) {
        add(&[Field::file("fi\"le\r\n", &self.0)]);
    }
}

fn bytes_of(body: &Body) -> &[u8] {
    body.payload.as_bytes().expect("bytes in memory")
}

fn text_of(body: &Body) -> String {
    String::from_utf8_lossy(bytes_of(body)).into_owned()
}

fn encode(parts: Vec<Part>) -> Body {
    Body::multipart(&Files(parts)).expect("an encodable body")
}

#[test]
fn s24_names_and_file_names_cannot_break_out() {
    let body = encode(vec![Part::new("a\"; name=\"x\r\nX-Evil: 1\r\n\r\n\0é漢\\.vtt", "WEBVTT")]);
    assert_eq!(
        text_of(&body),
        "--form-boundary-00000000\r\n\
         Content-Disposition: form-data; name=\"fi%22le%0D%0A\"; \
         filename=\"a%22; name=%22x%0D%0AX-Evil: 1%0D%0A%0D%0A%00é漢\\.vtt\"\r\n\
         Content-Type: application/octet-stream\r\n\r\nWEBVTT\r\n--form-boundary-00000000--\r\n"
    );
    assert_eq!(body.content_type.to_str().ok(), Some("multipart/form-data; boundary=form-boundary-00000000"));
}

#[test]
fn the_boundary_never_occurs_in_a_part() {
    for hostile in
        ["form-boundary-00000000", "a\r\n--form-boundary-00000000", "--form-boundary-form-boundary-00000000--\r\n"]
    {
        for part in [Part::new("a", hostile), Part::new(hostile, "a")] {
            let body = encode(vec![part, Part::new("b", "b")]);
            let content_type = body.content_type.to_str().expect("ASCII").to_owned();
            let boundary = content_type.strip_prefix("multipart/form-data; boundary=").expect("a boundary");
            assert_eq!(text_of(&body).matches(boundary).count(), 3, "{boundary}");
        }
    }
}

#[test]
fn the_same_parts_are_the_same_bytes() {
    let one = || encode(vec![Part::new("a.vtt", "x").content_type("text/vtt")]);
    assert_eq!(bytes_of(&one()), bytes_of(&one()));
}

#[test]
fn a_content_type_that_is_no_header_is_refused() {
    let part = Part::new("a", "x").content_type("text/vtt\r\nX-Evil: 1");
    assert!(Body::multipart(&Files(vec![part])).is_err());
}

#[test]
fn no_files_are_no_parts() {
    assert_eq!(text_of(&encode(Vec::new())), "--form-boundary-00000000--\r\n");
}

/// The name that a reader of a form makes of an escaped one.
fn unescape(name: &str) -> String {
    let control = (0..0x20_u8).chain([b'"', 0x7f]);
    control.fold(name.to_owned(), |name, byte| name.replace(&format!("%{byte:02X}"), &char::from(byte).to_string()))
}

#[test]
fn s24_a_name_that_ends_in_a_backslash_still_ends() {
    let body = text_of(&encode(vec![Part::new("a\\", "x"), Part::new("\\\"", "y")]));
    let disposition = "Content-Disposition: form-data; name=\"fi%22le%0D%0A\"; filename=";
    let lines: Vec<&str> = body.split("\r\n").filter_map(|line| line.strip_prefix(disposition)).collect();
    assert_eq!(lines, [r#""a\""#, r#""\%22""#]);
}

proptest::proptest! {
    /// Whatever names and contents are, a reader that splits at the boundary gets them back.
    #[test]
    fn s24_any_file_comes_back(name in "\\PC*|[\"\r\n;=\\\\\u{0}%2a]{0,12}", content in proptest::collection::vec(0_u8.., 0..64)) {
        let body = encode(vec![Part::new(name.clone(), content.clone())]);
        let bytes = bytes_of(&body).to_vec();
        let head_end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8(bytes[..head_end].to_vec()).expect("UTF-8");
        let lines: Vec<&str> = head.split("\r\n").collect();
        proptest::prop_assert_eq!(lines.len(), 3);
        proptest::prop_assert!(lines.iter().all(|line| !line.contains(['\r', '\n'])), "{:?}", lines);
        let sent = lines[1].strip_prefix("Content-Disposition: form-data; name=\"fi%22le%0D%0A\"; filename=\"");
        let sent = sent.and_then(|rest| rest.strip_suffix('"')).expect("a file name");
        proptest::prop_assert!(!sent.contains('"'));
        // What looks escaped in the name itself stands as it is, so both are read in the same way.
        proptest::prop_assert_eq!(unescape(sent), unescape(&name));
        let tail = b"\r\n--form-boundary-00000000--\r\n";
        proptest::prop_assert_eq!(&bytes[head_end + 4..bytes.len() - tail.len()], &content[..]);
        proptest::prop_assert!(bytes.ends_with(tail));
    }
}
