//! The clients of the fixtures about forms, called.

use tests::fixtures::{multipart, urlencoded};
use tests::runtime::client::Client;
use tests::runtime::part::Part;

use crate::fixtures::{built, read};
use crate::server::{Received, Server, answer};

/// The parts of a multipart body: their heads and their contents.
fn parts(request: &Received) -> Vec<(String, String)> {
    let content_type = request.header("content-type").expect("a content type");
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").expect("a boundary");
    let text = request.text();
    let inner = text.split(&format!("--{boundary}")).collect::<Vec<_>>();
    let inner = &inner[1..inner.len() - 1];
    let split = inner.iter().map(|part| part.trim_start().split_once("\r\n\r\n").expect("a head"));
    split.map(|(head, content)| (head.to_owned(), content.trim_end().to_owned())).collect()
}

#[tokio::test]
async fn client_19_each_part_is_what_the_document_says() {
    use multipart::ClientExt as _;
    use multipart::types::{FormsSendPartsBody, StringOrInteger};
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as multipart::ClientExt>::builder(), &server);
    let mut body = FormsSendPartsBody::new(Part::new("p.png", "png"), 3);
    body.pages = Some(vec![Part::new("1", "one"), Part::new("2", "two").content_type("text/html")]);
    body.tags = Some(vec!["a".to_owned(), "é".to_owned()]);
    body.points = Some(vec![read(r#"{"x":1.5}"#)]);
    body.meta = Some(read(r#"{"author":"me"}"#));
    body.notes = Some(StringOrInteger::Integer(7));
    client.forms().send_parts(&body).await.expect("nothing");
    let file = |name: &str, file: &str, ty: &str| {
        format!("Content-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: {ty}")
    };
    let text = |name: &str| format!("Content-Disposition: form-data; name=\"{name}\"");
    let typed = |name: &str, ty: &str| format!("{}\r\nContent-Type: {ty}", text(name));
    let expected = [
        (file("picture", "p.png", "image/png"), "png"),
        (file("pages", "1", "application/octet-stream"), "one"),
        (file("pages", "2", "text/html"), "two"),
        (text("count"), "3"),
        (typed("tags", "text/plain; charset=utf-8"), "a"),
        (typed("tags", "text/plain; charset=utf-8"), "é"),
        (typed("points", "application/json"), r#"[{"x":1.5}]"#),
        (typed("meta", "application/vnd.meta+json"), r#"{"author":"me"}"#),
        (text("notes"), "7"),
    ];
    let sent = parts(&server.only());
    assert_eq!(sent, expected.map(|(head, content)| (head, content.to_owned())));
}

#[tokio::test]
async fn parts_are_sent_with_their_headers() {
    use multipart::ClientExt as _;
    use multipart::types::FormsSendWithHeadersBody;
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as multipart::ClientExt>::builder(), &server);
    let mut body = FormsSendWithHeadersBody::new(Part::new("p", "x"), "c0ffee00");
    body.pages = Some(vec![Part::new("1", "x"), Part::new("2", "x").header("x-numbers", "7")]);
    body.pages_x_numbers = Some(vec![1, 2]);
    body.meta_x_checksum = Some("of nothing".to_owned());
    client.forms().send_with_headers(&body).await.expect("nothing");
    let heads = parts(&server.only()).into_iter().map(|(head, _)| head);
    let headers: Vec<_> = heads.map(|head| head.lines().skip(2).collect::<Vec<_>>().join("; ")).collect();
    assert_eq!(headers, ["X-Checksum: c0ffee00; X-Format: v2", "X-Numbers: 1,2", "x-numbers: 7"]);
}

#[tokio::test]
async fn a_header_cannot_end_the_head_of_its_part() {
    use multipart::ClientExt as _;
    use multipart::types::FormsSendWithHeadersBody;
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as multipart::ClientExt>::builder(), &server);
    let send =
        |part: Part, checksum: &str| client.forms().send_with_headers(&FormsSendWithHeadersBody::new(part, checksum));
    let part = || Part::new("p", "x");
    assert!(send(part(), "a\r\nX-Evil: 1").await.is_err());
    assert!(send(part().header("X-Evil: 1\r\nX", "a"), "a").await.is_err());
    assert!(send(part().header("Content-Disposition", "a"), "a").await.is_err());
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn parts_that_the_document_does_not_name_are_the_callers() {
    use multipart::ClientExt as _;
    use multipart::types::{
        FormsSendAnyBody, FormsSendNamedBody, FormsSendObjectsBody, FormsSendTextsBody, FormsSendUnsaidBody,
    };
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as multipart::ClientExt>::builder(), &server);
    let (named, text) = (|name: &str, part| (name.to_owned(), part), |text: &str| Part::text(text));
    let mut files = FormsSendNamedBody::new();
    files.additional_properties = vec![named("b", Part::new("1", "x")), named("a", Part::new("2", "y"))];
    client.forms().send_named(&files).await.expect("nothing");
    let mut texts = FormsSendTextsBody::new(Part::new("f", "x"));
    texts.additional_properties_value = Some("t".to_owned());
    texts.additional_properties.extend([("one".to_owned(), Some(1)), ("none".to_owned(), None)]);
    client.forms().send_texts(&texts).await.expect("nothing");
    let mut objects = FormsSendObjectsBody::new();
    objects.additional_properties.insert("x-me".to_owned(), read(r#"{"author":"me"}"#));
    client.forms().send_objects(&objects).await.expect("nothing");
    let mut any = FormsSendAnyBody::new();
    any.key = Some("k".to_owned());
    any.additional_properties.push(named("meta", text("{}").content_type("application/json")));
    client.forms().send_any(&any).await.expect("nothing");
    let mut unsaid = FormsSendUnsaidBody::new();
    unsaid.additional_properties = vec![named("tag", text("1")), named("tag", text("2"))];
    client.forms().send_unsaid(&unsaid).await.expect("nothing");

    let short = |(head, content): (String, String)| {
        let head = head.strip_prefix("Content-Disposition: form-data; name=").unwrap_or_default();
        format!("{} {content}", head.replace("\r\nContent-Type:", ""))
    };
    let sent: Vec<Vec<_>> =
        server.received().iter().map(|request| parts(request).into_iter().map(short).collect()).collect();
    let expected: [&[&str]; 5] = [
        &[r#""b"; filename="1" application/octet-stream x"#, r#""a"; filename="2" application/octet-stream y"#],
        &[r#""file"; filename="f" text/csv x"#, r#""additional_properties" t"#, r#""one" 1"#],
        &[r#""x-me" application/json {"author":"me"}"#],
        &[r#""key" k"#, r#""meta" application/json {}"#],
        &[r#""tag" 1"#, r#""tag" 2"#],
    ];
    assert_eq!(sent, expected);
}

#[tokio::test]
async fn alternatives_are_parts_of_one_form() {
    use multipart::ClientExt as _;
    use multipart::types::{FormsSendAlternativesBody, StringOrInteger};
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as multipart::ClientExt>::builder(), &server);
    let mut body = FormsSendAlternativesBody::new(StringOrInteger::String("n".to_owned()));
    body.url = Some("u".to_owned());
    client.forms().send_alternatives(&body).await.expect("nothing");
    let contents: Vec<_> = parts(&server.only()).into_iter().map(|(_, content)| content).collect();
    assert_eq!(contents, ["n", "u"]);
}

#[tokio::test]
async fn a_schema_is_a_form_in_one_media_type_and_json_in_another() {
    use multipart::ClientExt as _;
    use multipart::types::{Entry, EntryForm, FormsSendBothContent};
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as multipart::ClientExt>::builder(), &server);
    client.forms().send_both(&FormsSendBothContent::Json(Entry::new("t"))).await.expect("nothing");
    let mut form = EntryForm::new("t");
    form.cover = Some(Part::new("c", "x"));
    form.inner = Some(Entry::new("i"));
    client.forms().send_both(&FormsSendBothContent::Multipart(form)).await.expect("nothing");
    let sent = server.received();
    assert_eq!(sent[0].text(), r#"{"title":"t"}"#);
    let contents: Vec<_> = parts(&sent[1]).into_iter().map(|(_, content)| content).collect();
    assert_eq!(contents, ["t", "x", r#"{"title":"i"}"#]);
}

#[tokio::test]
async fn each_property_of_a_form_has_its_style() {
    use urlencoded::ClientExt as _;
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as urlencoded::ClientExt>::builder(), &server);
    let body = r#"{"name":"a&b é","plain":["1","2"],"list":["1","2"],"spaced":["1","2"],"piped":["1","2"],"deep":{"w":1,"h":2},
        "json":{"w":1},"nested":{"h":2},"address":"http://a/b?c","nothing":null,"more":"x"}"#;
    client.forms().send(&read(body)).await.expect("nothing");
    let sent = server.only();
    assert_eq!(sent.header("content-type"), Some("application/x-www-form-urlencoded"));
    let expected = [
        "name=a%26b%20%C3%A9",
        "plain=1",
        "plain=2",
        "list=1,2",
        "spaced=1%202",
        "piped=1%7C2",
        "deep%5Bw%5D=1",
        "deep%5Bh%5D=2",
        "json=%7B%22w%22%3A1%7D",
        "nested=%7B%22h%22%3A2%7D",
        "address=http://a/b?c",
        "more=x",
    ];
    assert_eq!(sent.text().split('&').collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn a_form_that_is_a_text_is_sent_as_it_is() {
    use urlencoded::ClientExt as _;
    let server = Server::always(answer(204, &[], "")).await;
    let client = built(<Client as urlencoded::ClientExt>::builder(), &server);
    client.forms().send_raw("a=1&b=%20").await.expect("nothing");
    let sent = server.only();
    assert_eq!(sent.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(sent.text(), "a=1&b=%20");
}
