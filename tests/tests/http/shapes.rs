//! The types of the fixtures about schemas: what they read, what they write, and what they tell apart.

use serde::Serialize;
use serde::de::DeserializeOwned;
use tests::fixtures::{additional, integers, name_clashes, union_kinds};
use tests::runtime::client::Client;

use crate::fixtures::{built, read};
use crate::server::Server;

/// Reads a text and writes it again, the same.
fn round<T: DeserializeOwned + Serialize>(json: &str) -> T {
    let value: T = read(json);
    assert_eq!(serde_json::to_string(&value).expect("JSON"), json);
    value
}

#[test]
fn every_kind_of_union_finds_its_variant() {
    use union_kinds::types::{
        All, AllAmount, AllEvent, AllInner, AllLists, AllTypes, Animal, Knot, Payment, Shape, State, Tool, Vehicle,
    };
    let one = |json: &str| round::<All>(json);
    assert!(
        matches!(one(r#"{"animal":{"kind":"cat","lives":9}}"#).animal, Some(Animal::Cat(cat)) if cat.lives == Some(9))
    );
    assert!(matches!(one(r#"{"animal":{"kind":"dog","tail":true}}"#).animal, Some(Animal::Dog(_))));
    assert!(
        matches!(one(r#"{"animal":{"kind":"cow","milk":1}}"#).animal, Some(Animal::Unknown(cow)) if cow["milk"] == 1)
    );
    assert!(matches!(one(r#"{"vehicle":{"type":"Bike","gears":3}}"#).vehicle, Some(Vehicle::Bike(_))));
    assert!(matches!(one(r#"{"tool":{"sort":"saw","teeth":9}}"#).tool, Some(Tool::Saw(saw)) if saw.teeth == Some(9)));
    assert!(matches!(one(r#"{"shape":{"form":"circle","area":1.5,"radius":2.5}}"#).shape, Some(Shape::Circle(_))));
    assert!(matches!(one(r#"{"shape":{"form":"square","side":2.5}}"#).shape, Some(Shape::Square(_))));
    assert!(matches!(one(r#"{"state":{"off":true,"why":"x"}}"#).state, Some(State::Off(off)) if off.off));
    assert!(matches!(one(r#"{"knot":{"left":"l"}}"#).knot, Some(Knot::Left(_))));
    assert!(matches!(one(r#"{"knot":{"tie":"t","right":"r"}}"#).knot, Some(Knot::Right(_))));
    assert!(matches!(one(r#"{"vehicle":{"type":"Boat"}}"#).vehicle, Some(Vehicle::Unknown(_))));
    assert!(one(r#"{"contact":{"phone":"1"}}"#).contact.is_some_and(|contact| contact.mail.is_none()));
    assert!(
        matches!(one(r#"{"payment":{"amount":1,"iban":"i"}}"#).payment, Some(Payment::Iban(iban)) if iban.amount == 1)
    );
    assert!(matches!(one(r#"{"payment":{"amount":1}}"#).payment, Some(Payment::Unknown(_))));
    assert_eq!(one(r#"{"maybe":null}"#).maybe, tests::runtime::maybe::Maybe::Null);
    assert!(matches!(one(r#"{"inner":"a"}"#).inner.as_option(), Some(AllInner::String(_))));
    assert_eq!(one(r#"{"inner":null}"#).inner, tests::runtime::maybe::Maybe::Null);
    assert!(matches!(one(r#"{"types":true}"#).types.as_option(), Some(AllTypes::Bool(true))));
    assert!(matches!(one(r#"{"amount":3}"#).amount, Some(AllAmount::Integer(3))));
    assert!(matches!(one(r#"{"amount":3.5}"#).amount, Some(AllAmount::Number(_))));
    assert!(matches!(one(r#"{"amount":"2026-11-22"}"#).amount, Some(AllAmount::String(_))));
    assert!(matches!(one(r#"{"event":{"type":"b","x":"1"}}"#).event, Some(AllEvent::B(_))));
    assert!(matches!(one(r#"{"lists":[1]}"#).lists, Some(AllLists::IntegerList(_))));
    assert!(matches!(one(r#"{"lists":[[1]]}"#).lists, Some(AllLists::ListList(_))));
}

#[tokio::test]
async fn numbers_keep_all_their_digits() {
    use integers::ClientExt as _;
    let body = r#"{"plain":-9223372036854775808,"small":-2147483648,"wide":4294967296,"large":9223372036854775807,"unsigned":18446744073709551615,"bounded":18446744073709551615,"half":4294967295,"whole":0.1,"single":3.5,"text":"9223372036854775808","exact":"1.10","level":9223372036854775807}"#;
    let server = Server::json(body).await;
    let client = built(<Client as integers::ClientExt>::builder(), &server);
    let numbers = round::<integers::types::Numbers>(body);
    let echoed = client.numbers().echo(&numbers).await.expect("the same");
    assert_eq!((server.only().text().as_str(), &echoed), (body, &numbers));
    assert_eq!(echoed.level, Some(integers::types::NumbersLevel::Value9223372036854775807));
    for wrong in [r#"{"small":2147483648}"#, r#"{"half":-1}"#, r#"{"plain":9223372036854775808}"#, r#"{"plain":1.5}"#] {
        serde_json::from_str::<integers::types::Numbers>(wrong).expect_err(wrong);
    }
}

#[tokio::test]
async fn names_that_are_taken_make_way() {
    use name_clashes::{ClientBuilderExt as _, ClientExt as _, resources, types};
    let body = r#"{"a":{"one":"1"},"b":{"two":"2"},"c":{"three":"3"},"d":{"four":"4"},"part":{"vec":["v"],"when":null},"maybe":"Unknown","bytes":3,"box":{"box":{}},"debug":{"level":1},"default":{"blank":"b"},"additional_properties":"p","ClientA":"c","漢字":"k","🦀":"f","":"e","9 lives":"n","other":5}"#;
    let client: types::Client = round(body);
    assert_eq!(client.maybe, Some(types::Maybe::UnknownValue));
    let server = Server::json(body).await;
    let builder = <Client as name_clashes::ClientExt>::builder().build_value("t").base_url_value("k");
    let api = built(builder, &server);
    let params = resources::ClientRequestParams::new().new_value("n").params("p").client("c").client_header("h");
    let answer = api.client_value().request("s", "b", &client).params(params).await.expect("the same");
    assert_eq!(answer, client);
    let sent = server.only();
    assert_eq!(sent.target, "/client/s?body=b&new=n&params=p&Client=c");
    assert_eq!((sent.header("client"), sent.text().as_str()), (Some("h"), body));
}

#[test]
fn additional_properties_are_kept_in_all_forms() {
    use additional::types::All;
    let all: All = round(
        r#"{"any":{"a":1},"free":{"b":[]},"empty":{"c":null},"none":{},"numbers":{"d":1},"nullable":{"e":null,"f":2},"nested":{"g":{"h":["i"]}},"objects":{"j":{"a":"k"}},"pattern":{"x-l":"m"},"open":{"a":"n","o":{}},"closed":{"a":"p"},"typed":{"a":"q","r":3},"mixed":{"a":"s","x-t":"u"}}"#,
    );
    assert_eq!(all.typed.map(|typed| typed.additional_properties["r"]), Some(3));
    assert_eq!(all.nullable.map(|map| (map["e"], map["f"])), Some((None, Some(2))));
}
