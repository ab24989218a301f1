//! What is said about a declaration of paging that cannot be right.

use std::fs;
use std::path::PathBuf;

use legenda::generate::{Options, generate};

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: A, version: '1'}
paths:
  /a:
    get:
      operationId: listA
      x-legenda-pagination: DECLARED
      parameters: [{name: cursor, in: query, schema: {type: string}}]
      responses:
        '200':
          description: x
          content:
            application/json:
              schema:
                type: object
                properties:
                  data: {type: array, items: {type: string}}
                  meta: {type: object, properties: {next: {type: string}, ok: {type: boolean}}}
    post:
      operationId: createA
      responses: {'204': {description: x}}
  /search:
    post:
      operationId: search
      requestBody: {content: {application/json: {schema: {type: object, properties: {q: {type: string}, page: {type: integer}, at: {type: object, properties: {from: {type: string}}}}}}}}
      responses: {'200': {description: x, content: {application/json: {schema: {type: array, items: {type: string}}}}}}
";

/// What is said, without the file and the lines of it.
fn said(name: &str, declared: &str, config: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pagination").join(name);
    fs::create_dir_all(&folder).expect("a folder");
    let spec = folder.join("spec.yaml");
    fs::write(&spec, DOCUMENT.replace("DECLARED", declared)).expect("a document");
    fs::write(folder.join("legenda.toml"), config).expect("a configuration");
    let messages = generate(&Options { spec, name: Some("a".to_owned()), ..Options::default() }).messages(|_| true);
    let folder = format!("{}/", folder.display());
    messages.concat().replace(&folder, "")
}

#[track_caller]
fn refuse(name: &str, declared: &str, expected: &[&str]) {
    let said = said(name, declared, "");
    for line in expected {
        assert!(said.contains(line), "{declared} is met with\n{said}");
    }
    assert!(said.contains("spec.yaml:7:"), "{said}");
}

#[test]
fn declarations_are_held_against_the_operation() {
    let right = "{style: cursor, parameter: cursor, next: meta.next, more: meta.ok, items: [data]}";
    assert_eq!(said("right", right, ""), "");
    for (name, declared, expected) in [
        ("style", "pages", &["error: unknown variant `pages`", "`last-item`"][..]),
        ("key", "{style: page, paramter: x}", &["error: unknown key `paramter`", "did you mean `parameter`?"]),
        ("type", "7", &["error: invalid type: integer `7`, expected a style of paging, or a table with one"]),
        ("needs", "{style: page}", &["error: this style of paging needs `parameter`"]),
        ("next", "{style: cursor, parameter: cursor}", &["error: this style of paging needs `next`"]),
        (
            "parameter",
            "{style: cursor, parameter: cursr, next: meta.next}",
            &["error: the operation has no query parameter `cursr`", "did you mean `cursor`?", "the operation"],
        ),
        (
            "place",
            "{style: next-url, next: meta.nxt}",
            &["error: the answer has no `meta.nxt`", "did you mean `meta.next`?"],
        ),
        ("kind", "{style: next-url, next: meta.ok}", &["error: `next` is not of a fitting type: `meta.ok`"]),
        ("items", "{style: link, items: meta}", &["error: `items` is not of a fitting type: `meta`"]),
    ] {
        refuse(name, declared, expected);
    }
}

#[test]
fn the_configuration_is_held_against_the_document() {
    let said_of = |name: &str, config: &str| said(name, "none", config);
    assert_eq!(said_of("known", "[pagination]\n\"GET /a\" = \"single\"\n"), "");
    let unknown = said_of("unknown", "[pagination]\nlistB = \"link\"\n");
    assert!(
        unknown.contains("error: `[pagination]` names an operation that the document does not have: `listB`"),
        "{unknown}"
    );
    assert!(unknown.contains("legenda.toml:2:9") && unknown.contains("did you mean `listA`?"), "{unknown}");
    assert_eq!(said_of("body", "[pagination]\nsearch = { style = \"page\", parameter = \"body.page\" }\n"), "");
    let property = said_of("property", "[pagination]\nsearch = { style = \"page\", parameter = \"body.pag\" }\n");
    assert!(property.contains("error: the operation sends no JSON object with a property `pag`"), "{property}");
    assert!(property.contains("did you mean `body.page`?"), "{property}");
    for (name, parameter) in [("deep", "body.at.from"), ("pointer", "/at/from")] {
        let config = format!("[pagination]\nsearch = {{ style = \"offset\", parameter = \"{parameter}\" }}\n");
        assert_eq!(said_of(name, &config), "");
    }
    let deep = said_of("misspelt", "[pagination]\nsearch = { style = \"page\", parameter = \"/at/form\" }\n");
    assert!(deep.contains("sends no JSON object with a property `at.form`"), "{deep}");
    assert!(deep.contains("did you mean `body.at.from`?"), "{deep}");
    let query = said_of("query", "[pagination]\nsearch = { style = \"page\", parameter = \"at.from\" }\n");
    assert!(
        query.contains("no query parameter `at.from`") && query.contains("did you mean `body.at.from`?"),
        "{query}"
    );
    let link = said_of("link", "[pagination]\nsearch = \"link\"\n");
    assert!(link.contains("error: only a `GET` can go on at a URL"), "{link}");
    let post = said_of("post", "\n[pagination]\ncreateA = { style = \"link\" }\n");
    assert!(post.contains("error: only a `GET`, a `POST` or a `QUERY` that answers JSON can come in pages"), "{post}");
    assert!(post.contains("legenda.toml:3:11") && post.contains("spec.yaml:19:5"), "{post}");
}
