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
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("waiting");
    fs::create_dir_all(&folder).expect("a folder");
    let spec = folder.join("spec.yaml");
    fs::write(&spec, DOCUMENT.replace("DECLARED", declared).replace("VERB", verb)).expect("a document");
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
