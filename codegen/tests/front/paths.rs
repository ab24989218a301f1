//! Paths, path items and their templates.

use legenda::document::{Need, ParameterPlace, Verb};
use legenda::schema::{JsonType, Types};

use super::operations;

#[test]
fn path_items() {
    let outcome = operations(
        "path_items",
        "  x-paths: {get: {}}
  /a:
    summary: shared
    parameters:
    - {name: q, in: query, schema: {type: string}}
    - {name: r, in: query}
    servers: [{url: /path}]
    color: blue
    put: {operationId: b, parameters: [{name: q, in: query, required: true}], servers: [{url: /own}], summary: own}
    get: {operationId: a}
  /b: {$ref: '#/components/pathItems/b', post: {operationId: d}}
components:
  pathItems:
    b: {delete: {operationId: c}, post: {operationId: e}}
",
    );
    outcome.prints("");
    let ids: Vec<_> =
        outcome.document.operations.iter().filter_map(|operation| operation.operation_id.as_deref()).collect();
    assert_eq!(ids, ["b", "a", "d", "c"]);
    assert_eq!(outcome.document.total_operations, 4);
    let [put, get, ..] = &outcome.document.operations[..] else { panic!("operations") };
    assert_eq!((put.summary.as_deref(), get.summary.as_deref()), (Some("own"), Some("shared")));
    let url = |operation: &legenda::document::Operation| {
        operation.servers.as_ref().map(|servers| servers[0].value.url.clone())
    };
    assert_eq!((url(put).as_deref(), url(get).as_deref()), (Some("/own"), Some("/path")));
    let parameters: Vec<_> = put.parameters.iter().map(|parameter| (parameter.name.as_str(), parameter.need)).collect();
    assert_eq!(parameters, [("q", Need::Required), ("r", Need::Optional)]);
    assert!(put.parameters[0].schema.is_none());
}

#[test]
fn templates() {
    let outcome = operations(
        "templates",
        "  /{petId}/{.id*}/{other}#frag{x}:
    get:
      parameters:
      - {name: pet_id, in: path, required: true}
      - {name: id, in: path, required: true, style: label, explode: true}
      - {name: unused, in: path, required: true}
",
    );
    let operation = &outcome.document.operations[0];
    assert_eq!(operation.path, "/{pet_id}/{id}/{other}#frag{x}");
    let names: Vec<_> = operation.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    assert_eq!(names, ["pet_id", "id", "other"]);
    let other = &operation.parameters[2];
    assert_eq!((other.place, other.need), (ParameterPlace::Path, Need::Required));
    assert_eq!(outcome.schema(other.schema).types, Types::one(JsonType::String));
    let printed = outcome.printed();
    let notes: Vec<_> = printed.lines().filter(|line| line.starts_with("note") || line.contains("-->")).collect();
    assert_eq!(
        notes,
        [
            "note: the path parameter `pet_id` is taken for `{petId}` of the path",
            "  --> api.yaml:7:10",
            "note: the path parameter `id` is taken for `{.id*}` of the path",
            "  --> api.yaml:8:10",
            "note: `{other}` of the path is not declared; it is taken for a required text",
            "  --> api.yaml:5:5",
            "note: a path parameter does not occur in its path; it is left out",
            "  --> api.yaml:9:10",
        ]
    );
}

#[test]
fn methods_of_32() {
    let text = |version: &str| {
        format!(
            "openapi: {version}\npaths:\n  a: {{query: {{}}, additionalOperations: {{COPY: {{}}, 'CO PY': {{}}}}}}\n"
        )
    };
    let outcome = super::document("methods_of_31", &text("3.1.0"));
    assert_eq!(outcome.document.total_operations, 0);
    let outcome = super::document("methods_of_32", &text("3.2.0"));
    let found: Vec<_> =
        outcome.document.operations.iter().map(|found| (found.verb.clone(), found.path.as_str())).collect();
    assert_eq!(found, [(Verb::Query, "/a"), (Verb::Other("COPY".into()), "/a")]);
    assert_eq!(outcome.document.total_operations, 3);
    let printed = outcome.printed();
    assert!(printed.contains("skipped: `CO PY a` is left out: its method is none of HTTP\n"), "{printed}");
    assert!(
        printed.contains(
            "note: a path begins with a slash; one that does not is read as if it did (2 times)\n  --> api.yaml:3:7\n"
        ),
        "{printed}"
    );
}

#[test]
fn dangling_path_item() {
    operations("dangling_path_item", "  /a:\n    $ref: '#/nowhere'\n").prints(
        "\
degraded: `#/nowhere` does not exist; the path item is left out
  --> api.yaml:5:5
   |
 5 |     $ref: '#/nowhere'
   |     ^
   = at: #/paths/~1a/$ref
",
    );
}

#[test]
fn unreadable_operation() {
    let outcome = operations("unreadable_operation", "  /a:\n    get: {operationId: ok}\n    post: 7\n");
    assert_eq!((outcome.document.total_operations, outcome.document.operations.len()), (2, 1));
    let [unreadable] = &outcome.document.unreadable[..] else { panic!("one") };
    assert_eq!((unreadable.method.as_str(), unreadable.path.as_str()), ("post", "/a"));
    assert!(
        outcome.printed().contains(
            "skipped: `POST /a` is left out: a number stands where an object is expected\n  --> api.yaml:6:5\n"
        ),
        "{}",
        outcome.printed()
    );
}

#[test]
fn webhooks_and_callbacks() {
    let outcome = operations(
        "webhooks_and_callbacks",
        "  /a:
    post:
      callbacks:
        done: {'{$request.body#/url}': {post: {summary: Sent, requestBody: {required: true, content: {application/json: {schema: {type: string}}}}}}}
webhooks:
  new: {post: {description: New, requestBody: {content: {application/json: {}}}}}
",
    );
    outcome.prints("");
    let hooks: Vec<_> =
        outcome.document.webhooks.iter().map(|hook| (hook.name.as_str(), hook.description.as_deref())).collect();
    assert_eq!(hooks, [("done", Some("Sent")), ("new", Some("New"))]);
    let body = outcome.document.webhooks[0].request_body.as_ref().expect("a body");
    assert_eq!(outcome.schema(body.content["application/json"].schema).types, Types::one(JsonType::String));
    assert_eq!(outcome.document.total_operations, 1);
}
