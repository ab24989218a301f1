//! How a union finds its variant.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use tests::runtime::content::Content;
use tests::runtime::encode::to_value;
use tests::runtime::model::{Argument, Blank, Choice};
use tests::samples::{Figure, Loose, Tree};

fn read<T: Blank + Choice>(value: &Value) -> T {
    let mut union = T::blank();
    union.choose(&Content::deserialize(value).unwrap());
    union
}

/// Asserts that a value is kept raw, and written as it came.
fn assert_unknown(value: &Value) {
    let figure = read::<Figure>(value);
    assert!(matches!(&figure, Figure::Unknown(raw) if raw == value), "{figure:?}");
    assert_eq!(to_value(figure.get_ref()).unwrap(), *value);
}

#[test]
fn client_20_the_discriminator_decides() {
    assert!(matches!(read(&json!({"kind": "circle", "radius": 1, "side": 2})), Figure::Circle(_)));
    assert!(matches!(read(&json!({"kind": "box", "radius": 1, "side": 2})), Figure::Square(_)));
}

#[test]
fn client_20_what_no_variant_suits_is_kept() {
    assert_unknown(&json!({"kind": "ring", "radius": 1}));
    assert_unknown(&json!({"kind": "circle", "radius": "wide"}));
    assert_unknown(&json!({"kind": "circle"}));
    assert_unknown(&json!({"kind": null, "radius": 1}));
    assert_unknown(&json!("circle"));
    assert_unknown(&json!(null));
    assert_unknown(&json!([u64::MAX, 1.5, {"a": []}]));
}

#[test]
fn an_unknown_property_does_not_hide_a_variant() {
    let Figure::Circle(circle) = read(&json!({"kind": "circle", "radius": 2, "colour": "red"})) else {
        panic!("not a circle");
    };
    assert!((circle.radius - 2.0).abs() < f64::EPSILON);
}

#[test]
fn client_20_the_variant_that_keeps_all_wins() {
    assert!(matches!(read(&json!({"name": "n"})), Loose::Named(_)));
    assert!(matches!(read(&json!({"name": "n", "number": 1})), Loose::Numbered(_)));
    assert!(matches!(read(&json!({"name": "n", "number": "1"})), Loose::Named(_)));
    assert!(matches!(read(&json!({"name": "n", "nick": "k"})), Loose::Named(_)));
    assert!(matches!(read(&json!({"name": "n", "nick": null})), Loose::Named(_)));
    assert!(matches!(read(&json!(["a"])), Loose::Names(_)));
    assert!(matches!(read(&json!([{"name": "a"}])), Loose::Things(_)));
    assert!(matches!(read(&json!([{"name": "a", "number": 1}])), Loose::Counted(_)));
    assert!(matches!(read(&json!([{"name": "a", "number": 1}, {"name": "b"}])), Loose::Things(_)));
    assert!(matches!(read(&json!([{"name": "a"}, "b"])), Loose::Unknown(_)));
    assert!(matches!(read(&json!("a")), Loose::Text(_)));
    assert!(matches!(read(&json!(3)), Loose::Integer(3)));
    assert!(matches!(read(&json!(3.0)), Loose::Integer(3)));
    assert!(matches!(read(&json!(2.5)), Loose::Number(_)));
    assert!(matches!(read(&json!(u64::MAX)), Loose::Unknown(_) | Loose::Number(_)));
    assert!(matches!(read(&json!(true)), Loose::Unknown(_)));
}

#[test]
fn unions_inside_unions_choose_too() {
    let tree = json!({"left": {"width": 1}, "right": {"left": {}, "right": 7}});
    let Tree::Branch(branch) = read(&tree) else { panic!("not a branch") };
    assert!(matches!(branch.left.as_deref(), Some(Tree::Fork(_))));
    assert_eq!(to_value(branch.get_ref()).unwrap(), tree);
}

/// Every level has two variants that can be read and a property that neither knows: reading each variant in full on
/// each level would take 2 to the power of 100 steps.
#[test]
fn depth_does_not_multiply_the_work() {
    let deep = (0..100).fold(json!({"width": 1}), |tree, _| json!({"left": tree, "later": true}));
    let tree: Tree = serde_json::from_str(&deep.to_string()).unwrap();
    let without_later = (0..100).fold(json!({"width": 1}), |tree, _| json!({"left": tree}));
    assert_eq!(to_value(tree.get_ref()).unwrap(), without_later);
}

#[test]
fn the_last_of_several_properties_of_one_name_counts() {
    let text = r#"{"kind": "circle", "radius": 1, "kind": "b\u006fx", "side": 2, "s\u0069de": 3}"#;
    let Figure::Square(square) = serde_json::from_str(text).unwrap() else { panic!("not a square") };
    assert!((square.side - 3.0).abs() < f64::EPSILON);
}

#[test]
fn many_properties_are_found_and_kept() {
    let many = |kind: &str| {
        let later = (0..100).rev().map(|number| (format!("later {number}"), json!(number)));
        let own = [("kind".to_owned(), json!(kind)), ("radius".to_owned(), json!(2))];
        Value::Object(later.chain(own).collect::<Map<_, _>>())
    };
    assert!(matches!(read(&many("circle")), Figure::Circle(_)));
    assert!(matches!(serde_json::from_str(&many("circle").to_string()).unwrap(), Figure::Circle(_)));
    assert_unknown(&many("ring"));
    let doubled = many("ring").to_string().replacen('{', r#"{"radius": 1, "later 50": null,"#, 1);
    let Figure::Unknown(raw) = serde_json::from_str(&doubled).unwrap() else { panic!("a known figure") };
    assert_eq!(raw, many("ring"));
}
