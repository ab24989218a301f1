//! Several fragments as one document.

use super::Files;

const SHARED: &str = "\
openapi: 3.1.0
info: {title: Shared, version: '1'}
servers: [{url: https://example.com}]
tags: [{name: zones, description: Zones}]
components:
  schemas:
    Zone: {type: object}
";

#[test]
fn merged() {
    let zones = "\
openapi: 3.1.0
info: {title: Zones, version: '2'}
tags: [{name: zones}, {name: records}]
paths:
  /zones:
    get: {operationId: list, responses: {'200': {description: x, content: {application/json: {schema: {$ref: '../a/shared.yaml#/components/schemas/Zone'}}}}}}
components:
  schemas:
    Zone: {type: object}
    Record: {type: string}
";
    let more = "openapi: 3.1.1\npaths:\n  /zones:\n    post: {operationId: create}\n";
    let files = Files::new(
        "merged",
        &[("a/shared.yaml", SHARED), ("b/zones.yaml", zones), ("c/more.yml", more), ("notes.yaml", "a: 1\n")],
    );
    let outcome = files.read("");
    outcome.prints("");
    assert_eq!(outcome.document.info.title, "Shared");
    assert_eq!(outcome.document.tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["zones", "records"]);
    let ids: Vec<_> =
        outcome.document.operations.iter().filter_map(|operation| operation.operation_id.as_deref()).collect();
    assert_eq!(ids, ["list", "create"]);
    assert_eq!(outcome.document.component_schemas.keys().collect::<Vec<_>>(), ["Zone", "Record"]);
    let schema = outcome.schema(outcome.document.operations[0].responses[0].content["application/json"].schema);
    assert_eq!(schema.reference, Some(outcome.document.component_schemas["Zone"]));
    let places: Vec<_> =
        outcome.document.operations.iter().map(|operation| outcome.bundle.locate(&operation.at)).collect();
    assert!(places[0].path.ends_with("b/zones.yaml") && places[0].line == 6 && places[0].column == 5, "{places:?}");
    assert!(places[1].path.ends_with("c/more.yml") && places[1].line == 4, "{places:?}");
}

#[test]
fn operation_twice() {
    let one = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths:\n  /zones/{id}:\n    get: {}\n";
    let two = "openapi: 3.1.0\npaths:\n  /zones/{id}:\n    put: {}\n    get: {}\n";
    Files::new("operation_twice", &[("one.yaml", one), ("two.yaml", two)]).read("").prints_first(
        "\
error: `GET /zones/{id}` is declared in two fragments
  --> two.yaml:5:5
   |
 5 |     get: {}
   |     ^
  ::: one.yaml:5:5
   |
 5 |     get: {}
   |     ^ the first one
",
    );
}

#[test]
fn component_differs() {
    let two = "openapi: 3.1.0\ncomponents:\n  schemas:\n    Zone:\n      type: string\n";
    Files::new("component_differs", &[("one.yaml", SHARED), ("two.yaml", two)]).read("").prints(
        "\
error: `#/components/schemas/Zone` differs between two fragments
  --> two.yaml:4:5
   |
 4 |     Zone:
   |     ^
  ::: one.yaml:7:5
   |
 7 |     Zone: {type: object}
   |     ^ the first one
",
    );
}

#[test]
fn what_else_differs() {
    let two = "openapi: 3.0.3\nservers: [{url: https://example.org}]\ntags:\n- {name: zones, description: Others}\n";
    let printed = Files::new("what_else_differs", &[("one.yaml", SHARED), ("two.yaml", two)]).read("").printed();
    let errors: Vec<_> = printed.lines().filter(|line| line.starts_with("error") || line.contains("-->")).collect();
    assert_eq!(
        errors,
        [
            "error: fragments of one document are of different OpenAPI versions",
            "  --> two.yaml:1:1",
            "error: `#/servers` differs between two fragments",
            "  --> two.yaml:2:1",
            "error: the tag `zones` differs between two fragments",
            "  --> two.yaml:4:4",
        ]
    );
}

impl super::Outcome {
    /// The first diagnostic.
    #[track_caller]
    fn prints_first(&self, expected: &str) {
        let first = legenda::diagnostic::render(&self.bundle, &self.diagnostics.0[0]);
        assert_eq!(first.replace(&format!("{}/", self.folder), ""), expected);
    }
}
