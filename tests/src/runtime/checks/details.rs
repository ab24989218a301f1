//! Errors in the bodies of failed answers.

use serde_json::{Value, json};

use super::super::error_detail::{ErrorDetail, error_details};
use super::super::service::EnvelopeNames;

fn details(body: &Value) -> Vec<ErrorDetail> {
    error_details(body.to_string().as_bytes(), None)
}

fn shown(body: &Value) -> Vec<String> {
    details(body).iter().map(ToString::to_string).collect()
}

#[test]
fn error_lists_with_codes_pointers_and_links() {
    let found = details(&json!({"success": false, "errors": [
        {"code": 7003, "message": "No route", "documentation_url": "https://docs.example/7003",
         "source": {"pointer": "/a/b"}, "error_chain": [{"code": 1, "message": "why"}]},
        {"code": 100_117, "message": "Six digits"},
    ]}));
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].code, Some(7003));
    assert_eq!(found[0].message, "No route");
    assert_eq!(found[0].pointer.as_deref(), Some("/a/b"));
    assert_eq!(found[0].documentation_url.as_deref(), Some("https://docs.example/7003"));
    assert_eq!(found[0].raw["error_chain"][0]["message"], "why");
    assert_eq!(found[1].code, Some(100_117));
}

#[test]
fn error_codes_fit_64_bits_and_numbers_in_text_count() {
    for (code, number, text) in [
        (json!(i64::MAX), Some(i64::MAX), "9223372036854775807"),
        (json!(i64::MIN), Some(i64::MIN), "-9223372036854775808"),
        (json!(u64::MAX), None, "18446744073709551615"),
        (json!("7003"), Some(7003), "7003"),
        (json!("card_declined"), None, "card_declined"),
    ] {
        let found = details(&json!({"errors": [{"code": code, "message": "m"}]}));
        assert_eq!(found[0].code, number);
        assert_eq!(found[0].code_text.as_deref(), Some(text));
    }
}

#[test]
fn error_shapes_of_the_web() {
    for (body, errors) in [
        (json!({"error": {"code": "missing", "message": "No such thing"}}), &["missing No such thing"][..]),
        (json!({"error": {"errors": [{"message": "inner"}]}}), &["inner"]),
        (json!({"error": "invalid_grant", "error_description": "Expired"}), &["invalid_grant Expired"]),
        (json!({"error": "Not found"}), &["Not found"]),
        (json!({"error": "Not Found", "message": "No such page", "status": 404}), &["Not Found No such page"]),
        (json!({"message": "Bad credentials"}), &["Bad credentials"]),
        (json!({"message": "Gone", "code": 5}), &["5 Gone"]),
        (json!({"type": "about:blank", "title": "Conflict", "status": 409}), &["409 Conflict"]),
        (json!({"type": "https://e/x", "title": "T", "detail": "D"}), &["D"]),
        (
            json!({"detail": [{"loc": ["body", 0, "a"], "msg": "field required", "type": "missing"}]}),
            &["missing field required"],
        ),
        (json!({"errors": {"name": ["too short", "odd"], "age": "missing"}}), &["too short", "odd", "missing"]),
        (json!({"errors": ["one", "two", 3]}), &["one", "two"]),
        (json!({"errors": [], "message": "none of them"}), &["none of them"]),
        (json!([{"message": "a"}, {"message": "b"}]), &["a", "b"]),
        (json!("plain"), &["plain"]),
        (json!({"id": 7, "name": "no error at all"}), &[]),
        (json!({"status": "error"}), &[]),
        (json!(null), &[]),
    ] {
        assert_eq!(shown(&body), errors, "{body}");
    }
}

#[test]
fn error_pointers_of_the_web() {
    for (item, pointer) in [
        (json!({"message": "m", "loc": ["body", 0, "a"]}), "body/0/a"),
        (json!({"message": "m", "field": "name"}), "name"),
        (json!({"message": "m", "param": "amount"}), "amount"),
        (json!({"message": "m", "source": {"parameter": "page"}}), "page"),
    ] {
        assert_eq!(details(&json!([item]))[0].pointer.as_deref(), Some(pointer));
    }
    assert_eq!(details(&json!({"errors": {"name": ["short"]}}))[0].pointer.as_deref(), Some("name"));
    assert_eq!(
        details(&json!({"type": "https://e/x", "title": "T"}))[0].documentation_url.as_deref(),
        Some("https://e/x")
    );
}

#[test]
fn error_list_of_the_envelope_comes_first() {
    let names = EnvelopeNames { result: "data", success: None, errors: Some("problems"), messages: None };
    let body = json!({"problems": [{"message": "declared"}], "errors": [{"message": "usual"}]}).to_string();
    let found = error_details(body.as_bytes(), Some(&names));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "declared");
}

#[test]
fn error_bodies_that_are_no_json_have_no_details() {
    for body in ["", "<html>", "{\"errors\":", "\u{feff}", "\0"] {
        assert!(error_details(body.as_bytes(), None).is_empty());
    }
    assert_eq!(error_details("\u{feff}{\"message\":\"m\"}".as_bytes(), None)[0].message, "m");
    let deep = "[".repeat(100_000);
    assert!(error_details(deep.as_bytes(), None).is_empty());
}
