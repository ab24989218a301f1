//! Every parameter style, by the examples of the specification: `color` is the parameter, and its values are the empty text,
//! `blue`, a list of colours and an object of numbers.

use serde_json::{Value, json};

use super::super::argument::{Arg, Style};
use super::super::arguments::Arguments;
use super::super::style::{header_text, pairs, path_text};

fn blue() -> Value {
    json!("blue")
}

fn list() -> Value {
    json!(["blue", "black", "brown"])
}

fn object() -> Value {
    json!({"R": 100, "G": 200, "B": 150})
}

fn query(style: Style, value: &Value) -> String {
    pairs("color", value, style).expect("an encodable value").join("&")
}

fn path(style: Style, value: &Value) -> String {
    path_text("color", value, style).expect("an encodable value").unwrap_or_else(|| "(none)".to_owned())
}

fn header(style: Style, value: &Value) -> String {
    header_text("color", value, style).expect("an encodable value").unwrap_or_else(|| "(none)".to_owned())
}

#[test]
fn style_matrix_as_in_the_specification() {
    for (value, plain, exploded) in [
        (json!(""), ";color", ";color"),
        (blue(), ";color=blue", ";color=blue"),
        (list(), ";color=blue,black,brown", ";color=blue;color=black;color=brown"),
        (object(), ";color=R,100,G,200,B,150", ";R=100;G=200;B=150"),
    ] {
        assert_eq!(path(Style::MATRIX, &value), plain);
        assert_eq!(path(Style::MATRIX_EXPLODE, &value), exploded);
    }
}

#[test]
fn style_label_as_in_the_specification() {
    for (value, plain, exploded) in [
        (json!(""), ".", "."),
        (blue(), ".blue", ".blue"),
        (list(), ".blue,black,brown", ".blue.black.brown"),
        (object(), ".R,100,G,200,B,150", ".R=100.G=200.B=150"),
    ] {
        assert_eq!(path(Style::LABEL, &value), plain);
        assert_eq!(path(Style::LABEL_EXPLODE, &value), exploded);
    }
}

#[test]
fn style_simple_as_in_the_specification() {
    for (value, plain, exploded) in [
        (json!(""), "", ""),
        (blue(), "blue", "blue"),
        (list(), "blue,black,brown", "blue,black,brown"),
        (object(), "R,100,G,200,B,150", "R=100,G=200,B=150"),
    ] {
        assert_eq!(path(Style::SIMPLE, &value), plain);
        assert_eq!(path(Style::SIMPLE_EXPLODE, &value), exploded);
        assert_eq!(header(Style::SIMPLE, &value), plain);
        assert_eq!(header(Style::SIMPLE_EXPLODE, &value), exploded);
    }
}

/// A cookie, in the style that it has by default.
fn cookie(value: &Value) -> String {
    let mut arguments = Arguments::default();
    arguments.add(&[Arg::cookie("color", value)]);
    assert!(arguments.error.is_none() && arguments.query.is_empty() && arguments.headers.is_empty());
    arguments.cookies.join("; ")
}

#[test]
fn cookies_by_default_are_one_for_each_item() {
    for (value, cookies) in [
        (json!(""), "color="),
        (blue(), "color=blue"),
        (list(), "color=blue; color=black; color=brown"),
        (object(), "R=100; G=200; B=150"),
        (json!(null), ""),
        (json!([]), ""),
        (json!({}), ""),
        (json!(["a", null, ""]), "color=a; color="),
        (json!("é漢"), "color=%C3%A9%E6%BC%A2"),
        (json!("a;b, c=\"d\"\\\r\n"), "color=a%3Bb%2C%20c%3D%22d%22%5C%0D%0A"),
        (json!({"a;b": "c"}), "a%3Bb=c"),
    ] {
        assert_eq!(cookie(&value), cookies, "{value}");
    }
}

#[test]
fn style_form_as_in_the_specification() {
    for (value, plain, exploded) in [
        (json!(""), "color=", "color="),
        (blue(), "color=blue", "color=blue"),
        (list(), "color=blue,black,brown", "color=blue&color=black&color=brown"),
        (object(), "color=R,100,G,200,B,150", "R=100&G=200&B=150"),
    ] {
        assert_eq!(query(Style::FORM_LIST, &value), plain);
        assert_eq!(query(Style::FORM, &value), exploded);
    }
}

#[test]
fn style_space_delimited_as_in_the_specification() {
    assert_eq!(query(Style::SPACE, &list()), "color=blue%20black%20brown");
    assert_eq!(query(Style::SPACE, &object()), "color=R%20100%20G%20200%20B%20150");
    assert_eq!(query(Style::SPACE_EXPLODE, &list()), "color=blue&color=black&color=brown");
}

#[test]
fn style_pipe_delimited_as_in_the_specification() {
    assert_eq!(query(Style::PIPE, &list()), "color=blue%7Cblack%7Cbrown");
    assert_eq!(query(Style::PIPE, &object()), "color=R%7C100%7CG%7C200%7CB%7C150");
    assert_eq!(query(Style::PIPE_EXPLODE, &list()), "color=blue&color=black&color=brown");
}

#[test]
fn style_deep_object_as_in_the_specification() {
    assert_eq!(query(Style::DEEP_OBJECT, &object()), "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150");
}

#[test]
fn style_deep_object_goes_on_with_brackets() {
    let value = json!({"a": {"b": [1, 2], "c": true}, "d": [{"e": "x"}, {"e": "y"}], "f": null, "g": []});
    assert_eq!(
        query(Style::DEEP_OBJECT, &value),
        "color%5Ba%5D%5Bb%5D%5B%5D=1&color%5Ba%5D%5Bb%5D%5B%5D=2&color%5Ba%5D%5Bc%5D=true\
         &color%5Bd%5D%5B0%5D%5Be%5D=x&color%5Bd%5D%5B1%5D%5Be%5D=y"
    );
    assert_eq!(query(Style::DEEP_OBJECT, &list()), "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown");
    assert_eq!(query(Style::DEEP_OBJECT, &blue()), "color=blue");
}

#[test]
fn style_json_is_one_encoded_text() {
    assert_eq!(query(Style::JSON, &json!({"a": [1, "é"]})), "color=%7B%22a%22%3A%5B1%2C%22%C3%A9%22%5D%7D");
    assert_eq!(path(Style::JSON, &json!([1])), "%5B1%5D");
    assert_eq!(header(Style::JSON, &json!({"a": 1})), r#"{"a":1}"#);
    assert_eq!(query(Style::JSON, &Value::Null), "color=null");
}

const QUERY_STYLES: [Style; 7] = [
    Style::FORM,
    Style::FORM_LIST,
    Style::SPACE,
    Style::SPACE_EXPLODE,
    Style::PIPE,
    Style::PIPE_EXPLODE,
    Style::DEEP_OBJECT,
];

const PATH_STYLES: [Style; 6] =
    [Style::SIMPLE, Style::SIMPLE_EXPLODE, Style::LABEL, Style::LABEL_EXPLODE, Style::MATRIX, Style::MATRIX_EXPLODE];

#[test]
fn style_nothing_is_left_out() {
    for value in [Value::Null, json!([]), json!({}), json!([null]), json!({"a": null})] {
        for style in QUERY_STYLES {
            assert_eq!(query(style, &value), "", "{style:?} of {value}");
        }
        for style in PATH_STYLES {
            assert_eq!(path(style, &value), "(none)", "{style:?} of {value}");
        }
        assert_eq!(header(Style::SIMPLE, &value), "(none)");
    }
    let absent: Option<i64> = None;
    for style in [Style::FORM, Style::JSON, Style::DEEP_OBJECT] {
        assert!(pairs("color", &absent, style).expect("nothing to encode").is_empty());
    }
}

#[test]
fn style_nulls_inside_are_left_out() {
    assert_eq!(query(Style::FORM_LIST, &json!(["a", null, "b"])), "color=a,b");
    assert_eq!(query(Style::FORM, &json!({"a": 1, "b": null})), "a=1");
    assert_eq!(path(Style::SIMPLE, &json!([null, "b"])), "b");
}

#[test]
fn style_numbers_and_booleans_are_plain() {
    for (value, text) in [
        (json!(0), "0"),
        (json!(-7), "-7"),
        (json!(u64::MAX), "18446744073709551615"),
        (json!(1.5), "1.5"),
        (json!(3.0), "3"),
        (json!(1e21), "1000000000000000000000"),
        (json!(true), "true"),
        (json!(false), "false"),
    ] {
        for style in QUERY_STYLES {
            assert_eq!(query(style, &value), format!("color={text}"), "{style:?}");
        }
        let expected = [
            text,
            text,
            &format!(".{text}"),
            &format!(".{text}"),
            &format!(";color={text}"),
            &format!(";color={text}"),
        ];
        assert_eq!(PATH_STYLES.map(|style| path(style, &value)), expected);
        assert_eq!(header(Style::SIMPLE, &value), text);
    }
}

#[test]
fn style_a_number_that_is_none_is_an_error() {
    for value in [f64::NAN, f64::INFINITY] {
        assert!(pairs("color", &value, Style::FORM).is_err());
        assert!(path_text("color", &value, Style::SIMPLE).is_err());
    }
}

#[test]
fn style_text_is_encoded_to_unreserved_characters() {
    let text = json!("aZ09-._~ é/?#[]@!$&'()*+,;=%|");
    let encoded = "aZ09-._~%20%C3%A9%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%25%7C";
    for style in QUERY_STYLES {
        assert_eq!(query(style, &text), format!("color={encoded}"));
    }
    assert_eq!(path(Style::SIMPLE, &text), encoded);
    assert_eq!(path(Style::LABEL, &text), format!(".{encoded}"));
    assert_eq!(path(Style::MATRIX, &text), format!(";color={encoded}"));
}

#[test]
fn style_delimiters_inside_a_value_are_not_taken_for_delimiters() {
    let value = json!(["a,b", "c|d", "e f", "g&h=i"]);
    assert_eq!(query(Style::FORM_LIST, &value), "color=a%2Cb,c%7Cd,e%20f,g%26h%3Di");
    assert_eq!(query(Style::FORM, &value), "color=a%2Cb&color=c%7Cd&color=e%20f&color=g%26h%3Di");
    assert_eq!(path(Style::MATRIX_EXPLODE, &json!(["a;b", ""])), ";color=a%3Bb;color");
}

#[test]
fn style_reserved_characters_pass_unless_they_would_end_the_value() {
    let text = json!(":/?@!$'()*,;#[]&=+ é%41%4%|");
    assert_eq!(query(Style::FORM.reserved(), &text), "color=:/?@!$'()*,;%23%5B%5D%26%3D%2B%20%C3%A9%41%254%25%7C");
}

#[test]
fn style_names_are_encoded() {
    let value = json!("x");
    assert_eq!(pairs("filter[a b]", &value, Style::FORM).expect("text"), ["filter%5Ba%20b%5D=x"]);
    assert_eq!(pairs("$top", &value, Style::FORM.reserved()).expect("text"), ["%24top=x"]);
    assert_eq!(query(Style::FORM, &json!({"a b": "x"})), "a%20b=x");
}

#[test]
fn style_what_is_nested_too_deep_becomes_json() {
    assert_eq!(query(Style::FORM, &json!([[1, 2], {"a": 1}])), "color=%5B1%2C2%5D&color=%7B%22a%22%3A1%7D");
    assert_eq!(header(Style::SIMPLE, &json!([{"a": 1}])), r#"{"a":1}"#);
}

#[test]
fn style_headers_are_not_encoded() {
    assert_eq!(header(Style::SIMPLE, &json!(["a b", "é/?"])), "a b,é/?");
}
