//! References across files.

use legenda::read::Input;
use legenda::schema::{JsonType, Types};

use super::{Files, components, operations};

#[test]
fn across_folders() {
    let api = "\
openapi: 3.0.3
info: {title: A, version: '1'}
paths:
  /pets: {$ref: 'paths/my%20pets.yaml#/items/~1pets'}
components:
  schemas:
    Pet: {type: object, properties: {owner: {$ref: './schemas/owner.json'}}}
";
    let path = "\
items:
  /pets:
    get:
      parameters:
      - $ref: '../shared.yaml#/parameters/limit'
      responses:
        200: {description: ok, content: {application/json: {schema: {$ref: '../api.yaml#/components/schemas/Pet'}}}}
";
    let owner = "{\"type\": \"object\", \"properties\": {\"pet\": {\"$ref\": \"../api.yaml#/components/schemas/Pet\"}, \"self\": {\"$ref\": \"#\"}, \"also\": {\"$ref\": \"#/components/schemas/Pet\"}}}";
    let shared = "parameters:\n  limit: {name: limit, in: query, schema: {type: integer}}\n";
    let files =
        [("api.yaml", api), ("paths/my pets.yaml", path), ("schemas/owner.json", owner), ("shared.yaml", shared)];
    let outcome = Files::new("across_folders", &files).read("api.yaml");
    outcome.prints("");
    let operation = &outcome.document.operations[0];
    assert_eq!(outcome.document.total_operations, 1);
    assert!(outcome.bundle.locate(&operation.at).path.ends_with("paths/my pets.yaml"));
    assert_eq!(operation.parameters[0].name, "limit");
    let pet_id = outcome.document.component_schemas["Pet"];
    let body = outcome.schema(operation.responses[0].content["application/json"].schema);
    assert_eq!(body.reference, Some(pet_id));
    let owner_id = outcome.schema(Some(outcome.component("Pet").properties["owner"])).reference;
    let owner = outcome.schema(owner_id);
    assert_eq!(outcome.schema(Some(owner.properties["pet"])).reference, Some(pet_id));
    assert_eq!(outcome.schema(Some(owner.properties["self"])).reference, owner_id);
    assert_eq!(outcome.schema(Some(owner.properties["also"])).reference, Some(pet_id));
}

#[test]
fn dangling() {
    let outcome = components(
        "dangling",
        "3.0.3",
        "    Caption: {type: string}\n    A:\n      properties:\n        b:\n          $ref: '#/components/schemas/Captoin'\n",
    );
    assert_eq!(outcome.schema(Some(outcome.component("A").properties["b"])).types, Types::ANY);
    outcome.prints(
        "\
degraded: `#/components/schemas/Captoin` does not exist; any value is allowed
   --> api.yaml:10:11
    |
 10 |           $ref: '#/components/schemas/Captoin'
    |           ^
    = at: #/components/schemas/A/properties/b/$ref
    = help: did you mean `#/components/schemas/Caption`?
",
    );
}

#[test]
fn missing_file() {
    let outcome = components("missing_file", "3.0.3", "    A:\n      $ref: 'nowhere/a.yaml#/A'\n");
    outcome.prints(
        "\
degraded: `nowhere/a.yaml` cannot be read: there is no such file; any value is allowed
  --> api.yaml:7:7
   |
 7 |       $ref: 'nowhere/a.yaml#/A'
   |       ^
   = at: #/components/schemas/A/$ref
",
    );
}

#[test]
fn remote() {
    let api = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\ncomponents:\n  schemas:\n    A:\n      $ref: https://example.com/lib.yaml#/A\n";
    let config = "[references]\n\"https://example.com/lib.yaml\" = \"local/lib.yaml\"\n";
    let files =
        Files::new("remote", &[("api.yaml", api), ("other.toml", config), ("local/lib.yaml", "A: {type: string}\n")]);
    files.read("api.yaml").prints(
        "\
degraded: `https://example.com/lib.yaml` is remote, and nothing is fetched; any value is allowed
  --> api.yaml:6:7
   |
 6 |       $ref: https://example.com/lib.yaml#/A
   |       ^
   = at: #/components/schemas/A/$ref
",
    );
    let outcome = files.read_with("api.yaml", Input { config: Some("other.toml".into()), ..Input::default() });
    outcome.prints("");
    assert_eq!(outcome.schema(outcome.component("A").reference).types, Types::one(JsonType::String));
}

#[test]
fn broken_file() {
    let files = Files::new(
        "broken_file",
        &[
            ("api.yaml", "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {/a: {$ref: b.yaml}}\n"),
            ("b.yaml", "get:\n  a: b: c\n"),
        ],
    );
    files.read("api.yaml").prints(
        "\
error: mapping values are not allowed in this context
  --> b.yaml:2:7
   |
 2 |   a: b: c
   |       ^
degraded: `b.yaml` cannot be read: mapping values are not allowed in this context; the path item is left out
  --> api.yaml:3:14
   |
 3 | paths: {/a: {$ref: b.yaml}}
   |              ^
   = at: #/paths/~1a/$ref
",
    );
}

#[test]
fn spellings_of_their_own() {
    let outcome = components(
        "spellings_of_their_own",
        "3.1.0",
        "    A: {$ref: 'B'}\n    B: {type: string}\n    C: {$ref: '#/components/schemas/x/y'}\n    x/y: {type: string}\n    \
         D: {$ref: '#components/schemas/B/'}\n    100%: {}\n    E: {$ref: '#/components/schemas/100%'}\n    F: {$ref: '#/components/schemas/100%25'}\n",
    );
    let id = |name: &str| outcome.document.component_schemas[name];
    for (from, to) in [("A", "B"), ("C", "x/y"), ("D", "B"), ("E", "100%"), ("F", "100%")] {
        assert_eq!(outcome.component(from).reference, Some(id(to)), "{from}");
    }
    outcome.prints(
        "\
note: a `$ref` is the bare name of a schema; that schema is taken
  --> api.yaml:6:9
   |
 6 |     A: {$ref: 'B'}
   |         ^
   = at: #/components/schemas/A/$ref
",
    );
}

#[test]
fn circles() {
    let outcome = operations(
        "circles",
        "  /a:\n    get:\n      parameters:\n      - $ref: '#/components/parameters/a'\n  /b: {$ref: '#/paths/~1c'}\n  /c: {$ref: '#/paths/~1b', get: {}}\n\
         components:\n  parameters:\n    a: {$ref: '#/components/parameters/b'}\n    b: {$ref: '#/components/parameters/a'}\n  \
         schemas:\n    A: {$ref: '#/components/schemas/B'}\n    B: {allOf: [{$ref: '#/components/schemas/A'}, {type: object}]}\n    \
         C: {properties: {c: {$ref: '#/components/schemas/C'}}}\n",
    );
    let printed = outcome.printed();
    let messages: Vec<_> = printed.lines().filter(|line| line.starts_with("degraded")).collect();
    assert_eq!(
        messages,
        [
            "degraded: `#/components/parameters/a` leads back to itself; the parameter is left out",
            "degraded: `#/paths/~1b` leads back to itself; the path item has no more",
            "degraded: `#/paths/~1c` leads back to itself; the path item has no more",
            "degraded: a schema is made of itself; that part of it allows everything",
        ]
    );
    assert_eq!(outcome.document.total_operations, 3);
    let c = outcome.document.component_schemas["C"];
    assert_eq!(outcome.schema(Some(outcome.component("C").properties["c"])).reference, Some(c));
}

#[test]
fn anchors_and_definitions() {
    let outcome = components(
        "anchors_and_definitions",
        "3.1.0",
        "    A: {$ref: '#here'}\n    B: {$defs: {x: {$anchor: here, type: string}}}\n    C: {$ref: '#/components/schemas/B/$defs/x'}\n",
    );
    outcome.prints("");
    assert_eq!(outcome.component("A").reference, outcome.component("C").reference);
}
