//! Parameter styles through the methods of a client: what stands in the request line and the headers is what the table of
//! examples of the specification says, with the parameter's name in place of `color`.

use tests::fixtures::parameter_styles::types::Color;
use tests::fixtures::parameter_styles::{ClientExt, resources};
use tests::runtime::client::Client;

use crate::fixtures::{built, read};
use crate::server::{Received, Server, answer};

/// One value of each type.
struct Values {
    string: &'static str,
    list: Vec<String>,
    object: Color,
}

impl Values {
    /// Those of the specification.
    fn of_the_specification() -> Self {
        Self::new("blue", &["blue", "black", "brown"], r#"{"R":100,"G":200,"B":150}"#)
    }

    fn new(string: &'static str, list: &[&str], object: &str) -> Self {
        Self { string, list: list.iter().map(|&item| item.to_owned()).collect(), object: read(object) }
    }
}

/// Sends all values in every style of the path and the query, and gives the targets.
async fn targets(values: &Values) -> Vec<String> {
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as ClientExt>::builder(), &server);
    let style: resources::Style<'_> = client.style();
    let Values { string, list, object } = values;
    let sent = [
        style.simple(string, list, object),
        style.simple_exploded(string, list, object),
        style.label(string, list, object),
        style.label_exploded(string, list, object),
        style.matrix(string, list, object),
        style.matrix_exploded(string, list, object),
        style.form(string, list, object),
        style.form_exploded(string, list, object),
        style.space(list, object),
        style.space_exploded(list, object),
        style.pipe(list, object),
        style.pipe_exploded(list, object),
        style.deep(object),
        style.reserved(string, list),
        style.json(object),
    ];
    for request in sent {
        request.await.expect("nothing");
    }
    server.received().into_iter().map(|request| request.target).collect()
}

#[tokio::test]
async fn every_style_is_that_of_the_specification() {
    assert_eq!(
        targets(&Values::of_the_specification()).await,
        [
            "/simple/blue/blue,black,brown/R,100,G,200,B,150",
            "/simple_exploded/blue/blue,black,brown/R=100,G=200,B=150",
            "/label/.blue/.blue,black,brown/.R,100,G,200,B,150",
            "/label_exploded/.blue/.blue.black.brown/.R=100.G=200.B=150",
            "/matrix/;string=blue/;list=blue,black,brown/;object=R,100,G,200,B,150",
            "/matrix_exploded/;string=blue/;list=blue;list=black;list=brown/;R=100;G=200;B=150",
            "/form?string=blue&list=blue,black,brown&object=R,100,G,200,B,150",
            "/form_exploded?string=blue&list=blue&list=black&list=brown&R=100&G=200&B=150",
            "/space?list=blue%20black%20brown&object=R%20100%20G%20200%20B%20150",
            "/space_exploded?list=blue&list=black&list=brown&R=100&G=200&B=150",
            "/pipe?list=blue%7Cblack%7Cbrown&object=R%7C100%7CG%7C200%7CB%7C150",
            "/pipe_exploded?list=blue&list=black&list=brown&R=100&G=200&B=150",
            "/deep?object%5BR%5D=100&object%5BG%5D=200&object%5BB%5D=150",
            "/reserved?string=blue&list=blue,black,brown",
            "/json?object=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
        ]
    );
}

#[tokio::test]
async fn no_character_of_a_value_is_taken_for_one_of_the_style() {
    let values = Values::new("é/?&=;,.| %2F", &["a,b", "c;d.e|f g", "漢"], r#"{"G":-7}"#);
    let string = "%C3%A9%2F%3F%26%3D%3B%2C.%7C%20%252F";
    let [first, second, third] = ["a%2Cb", "c%3Bd.e%7Cf%20g", "%E6%BC%A2"];
    assert_eq!(
        targets(&values).await,
        [
            format!("/simple/{string}/{first},{second},{third}/G,-7"),
            format!("/simple_exploded/{string}/{first},{second},{third}/G=-7"),
            format!("/label/.{string}/.{first},{second},{third}/.G,-7"),
            format!("/label_exploded/.{string}/.{first}.{second}.{third}/.G=-7"),
            format!("/matrix/;string={string}/;list={first},{second},{third}/;object=G,-7"),
            format!("/matrix_exploded/;string={string}/;list={first};list={second};list={third}/;G=-7"),
            format!("/form?string={string}&list={first},{second},{third}&object=G,-7"),
            format!("/form_exploded?string={string}&list={first}&list={second}&list={third}&G=-7"),
            format!("/space?list={first}%20{second}%20{third}&object=G%20-7"),
            format!("/space_exploded?list={first}&list={second}&list={third}&G=-7"),
            format!("/pipe?list={first}%7C{second}%7C{third}&object=G%7C-7"),
            format!("/pipe_exploded?list={first}&list={second}&list={third}&G=-7"),
            "/deep?object%5BG%5D=-7".to_owned(),
            format!("/reserved?string=%C3%A9/?%26%3D;,.%7C%20%2F&list=a,b,c;d.e%7Cf%20g,{third}"),
            "/json?object=%7B%22G%22%3A-7%7D".to_owned(),
        ]
    );
}

#[tokio::test]
async fn what_is_empty_is_left_out_of_a_query_and_refused_in_a_path() {
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as ClientExt>::builder(), &server);
    let (list, object) = (Vec::new(), Color::new());
    let style = client.style();
    let queries = [
        style.form("", &list, &object),
        style.form_exploded("", &list, &object),
        style.space(&list, &object),
        style.pipe(&list, &object),
        style.deep(&object),
        style.json(&object),
    ];
    for request in queries {
        request.await.expect("nothing");
    }
    let targets: Vec<_> = server.received().into_iter().map(|request| request.target).collect();
    let expected = ["/form?string=", "/form_exploded?string=", "/space", "/pipe", "/deep", "/json?object=%7B%7D"];
    assert_eq!(targets, expected);
    let blue = ["blue".to_owned()];
    let color: Color = read(r#"{"R":1}"#);
    let refused = [
        style.simple("", &blue, &color),
        style.simple("blue", &[], &color),
        style.simple("blue", &blue, &object),
        style.matrix("blue", &[], &color),
    ];
    for request in refused {
        request.await.expect_err("a segment without a value is another path");
    }
    assert_eq!(server.received().len(), 6);
}

/// The only request of a call.
async fn only(call: impl AsyncFnOnce(Client)) -> Received {
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as ClientExt>::builder(), &server);
    call(client).await;
    server.only()
}

#[tokio::test]
async fn headers_and_cookies_are_written_in_their_styles() {
    let Values { string, list, object } = &Values::of_the_specification();
    let request = only(async |client| {
        client.style().headers(string, list, list, object, object).await.expect("nothing");
    })
    .await;
    let names = ["x-string", "x-list", "x-list-exploded", "x-object", "x-object-exploded"];
    let expected = ["blue", "blue,black,brown", "blue,black,brown", "R,100,G,200,B,150", "R=100,G=200,B=150"].map(Some);
    assert_eq!(names.map(|name| request.header(name)), expected);
    let request = only(async |client| client.style().cookies(string, list, object).await.expect("nothing")).await;
    let cookies = "string=blue; list=blue,black,brown; object=R,100,G,200,B,150";
    assert_eq!(request.header("cookie"), Some(cookies));
}

#[tokio::test]
async fn scalars_are_written_as_json_spells_them() {
    let request = only(async |client| {
        client.scalar().scalars(u64::MAX, 0.1, &[true, false]).await.expect("nothing");
    })
    .await;
    assert_eq!(request.target, "/scalars?integer=18446744073709551615&number=0.1&flags=true&flags=false");
    let request = only(async |client| {
        let params = resources::ScalarScalarsParams::new().maybe("");
        client.scalar().scalars(0, -1.5e-7, &[]).params(params).await.expect("nothing");
    })
    .await;
    assert_eq!(request.target, "/scalars?integer=0&number=-0.00000015&maybe=");
}
