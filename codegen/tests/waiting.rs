//! What is said about `x-legenda-wait` where it cannot be right.

use std::fs;
use std::path::PathBuf;

use legenda::generate::{Options, generate};

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: A, version: '1'}
paths:
  /a:
    VERB:
      operationId: a
      x-legenda-wait: DECLARED
      responses:
        '200':
          description: x
          content:
            application/json:
              schema:
                type: object
                properties:
                  status: {type: string, enum: [busy, ready, broken]}
                  phase: {type: string}
";

/// What is said, and the files that are generated.
fn run(verb: &str, declared: &str) -> (String, String) {
    run_by("extension", &DOCUMENT.replace("DECLARED", declared).replace("VERB", verb), "")
}

/// The same by a configuration.
fn run_by(name: &str, document: &str, config: &str) -> (String, String) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("waiting").join(name);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("legenda.toml"), config).expect("a configuration");
    let spec = folder.join("spec.yaml");
    fs::write(&spec, document).expect("a document");
    let generated = generate(&Options { spec, name: Some("a".to_owned()), ..Options::default() });
    let text: Vec<_> = generated.files.iter().map(|file| file.text.as_str()).collect();
    (generated.messages(|_| true).concat(), text.concat())
}

#[test]
fn declarations_are_held_against_the_answer() {
    let (said, text) = run("get", "{field: status, pending: [busy], done: [ready], failed: [broken]}");
    assert!(said.is_empty() && text.contains("pub fn wait_until_ready(self)"), "{said}");
    let (said, text) = run("get", "{field: phase, done: [anything], method: waitForIt}");
    assert!(said.is_empty() && text.contains("pub fn wait_for_it(self)"), "{said}");
    for (verb, declared, expected) in [
        ("get", "{field: status, done: [redy]}", &["error: `status` is never `redy`", "did you mean `ready`?"][..]),
        ("get", "{field: statuss, done: [ready]}", &["error: the answer has no `statuss`", "did you mean `status`?"]),
        ("get", "{field: status, don: [ready]}", &["error: unknown key `don`", "did you mean `done`?"]),
        ("get", "{field: status}", &["error: missing field `done`"]),
        ("get", "{field: status, done: []}", &["error: `field` and `done` say what is waited for"]),
        ("get", "{field: status, done: [ready], method: items}", &["begins with `wait`, unlike `items`"]),
        ("post", "{field: status, done: [ready]}", &["error: only a `GET` that answers an object can be waited for"]),
    ] {
        let (said, _) = run(verb, declared);
        assert!(said.contains("spec.yaml:7:"), "{said}");
        for line in expected {
            assert!(said.contains(line), "{declared} is met with\n{said}");
        }
    }
}

#[test]
fn the_configuration_is_held_against_the_document() {
    let document = DOCUMENT.replace("      x-legenda-wait: DECLARED\n", "").replace("VERB", "get");
    let by = |name, config: &str| run_by(name, &document, config);
    let (said, text) = by("by_path", "[wait.\"GET /a\"]\nfield = \"status\"\ndone = [\"ready\"]\n");
    assert!(said.is_empty() && text.contains("pub fn wait_until_ready(self)"), "{said}");
    let (said, text) = by("by_id", "[wait]\na = { field = [\"phase\"], done = [\"over\"] }\n");
    assert!(said.is_empty() && text.contains("pub fn wait_until_over(self)"), "{said}");
    for (name, config, expected, place) in [
        (
            "value",
            "[wait]\na = { field = \"status\", done = [\"redy\"] }\n",
            "`status` is never `redy`",
            "legenda.toml:2:5",
        ),
        (
            "operation",
            "[wait]\n\"GET /b\" = { field = \"status\", done = [\"ready\"] }\n",
            "error: `[wait]` names an operation that the document does not have: `GET /b`",
            "legenda.toml:2:12",
        ),
        ("key", "[wait.a]\nfield = \"status\"\ndon = [\"ready\"]\n", "unknown key `don`", "legenda.toml:3:1"),
    ] {
        let (said, _) = by(name, config);
        assert!(said.contains(expected) && said.contains(place), "{name} is met with\n{said}");
    }
}
