//! The words and the exit codes of the command, which other programs rely on.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const DOCUMENT: &str = "\
openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: 'https://pets.example' }]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses:
        '200':
          description: The pets.
          content:
            application/json:
              schema: { type: array, items: { type: string } }
";

/// How a run of the command ended.
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

fn xtask(here: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).current_dir(here).output().unwrap();
    Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// An empty folder of this test alone.
fn folder(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// A folder with a document in it.
fn pets(test: &str) -> PathBuf {
    let here = folder(test);
    fs::write(here.join("pets.yaml"), DOCUMENT).unwrap();
    here
}

const GENERATE: [&str; 7] = ["generate", "--spec", "pets.yaml", "--out", "out", "--name", "pets"];

#[test]
fn wrong_usage_exits_with_2() {
    let here = pets("usage");
    let wrong: [&[&str]; 13] = [
        &[],
        &["frobnicate"],
        &["generate", "--frobnicate"],
        &["generate", "pets.yaml"],
        &["generate", "--spec", "pets.yaml"],
        &["generate", "--spec", "pets.yaml", "--out", "out"],
        &["generate", "--out", "out", "--name", "pets"],
        &["generate", "--spec", "pets.yaml", "--out", "out", "--name", "1 pet"],
        &["generate", "--only", "pets"],
        &["corpus"],
        &["corpus", ".", "--jobs", "0"],
        &["soak", "--calls", "0"],
        &["ci", "--frobnicate"],
    ];
    for arguments in wrong {
        let run = xtask(&here, arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {}", run.stderr);
        assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{arguments:?}");
    }
    assert!(!here.join("out").exists());
}

#[test]
fn help_is_no_mistake() {
    let run = xtask(&folder("help"), &["--help"]);
    assert_eq!(run.code, Some(0));
    for word in ["generate", "corpus", "ci"] {
        assert!(run.stdout.contains(word), "{word}");
    }
}

#[test]
fn a_document_becomes_a_crate_once() {
    let here = pets("generate");
    let run = xtask(&here, &GENERATE);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.starts_with("out: "), "{}", run.stdout);
    assert!(
        run.stdout.contains(" created, 0 updated, 0 removed, 0 unchanged; 1 of 1 operations, 0 skipped, 0 degraded\n")
    );
    assert_eq!(run.stdout.lines().count(), 1);
    let manifest = fs::read_to_string(here.join("out/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"pets\"") && manifest.contains("[package.metadata.legenda]"), "{manifest}");

    let run = xtask(&here, &GENERATE);
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.starts_with("out: up to date, "), "{}", run.stdout);
}

#[test]
fn check_writes_nothing_and_shows_what_is_stale() {
    let here = pets("check");
    let check = [&GENERATE[..], &["--check"]].concat();
    let run = xtask(&here, &check);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("error: `out` is out of date"), "{}", run.stderr);
    assert!(!here.join("out").exists());

    assert_eq!(xtask(&here, &GENERATE).code, Some(0));
    assert_eq!(xtask(&here, &check).code, Some(0));

    fs::write(here.join("pets.yaml"), DOCUMENT.replace("https://pets.example", "https://cats.example")).unwrap();
    let run = xtask(&here, &check);
    assert_eq!(run.code, Some(1));
    let changed = |sign: char, host: &str| run.stdout.lines().any(|line| line.starts_with(sign) && line.contains(host));
    assert!(changed('-', "https://pets.example") && changed('+', "https://cats.example"), "{}", run.stdout);
    assert_eq!(xtask(&here, &check).code, Some(1), "a check does not write");
}

#[test]
fn a_folder_of_someone_else_is_left_alone() {
    let here = pets("foreign");
    fs::create_dir(here.join("out")).unwrap();
    fs::write(here.join("out/notes.txt"), "mine").unwrap();
    let run = xtask(&here, &GENERATE);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("`out` is not empty"), "{}", run.stderr);
    assert_eq!(fs::read_dir(here.join("out")).unwrap().count(), 1);
}

#[test]
fn a_document_that_is_not_there_falls_short() {
    let here = folder("absent");
    let run = xtask(&here, &GENERATE);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("pets.yaml"), "{}", run.stderr);
}

#[test]
fn the_report_has_its_words() {
    let here = pets("report");
    assert_eq!(xtask(&here, &[&GENERATE[..], &["--report", "report.json"]].concat()).code, Some(0));
    let report: serde_json::Value = serde_json::from_slice(&fs::read(here.join("report.json")).unwrap()).unwrap();
    let document = &report["documents"][0];
    assert_eq!(document["path"], "pets.yaml");
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["ok"], true);
    assert_eq!(document["operations"], serde_json::json!({ "total": 1, "generated": 1, "skipped": [] }));
    assert_eq!(document["degraded"], serde_json::json!([]));
    assert_eq!(document["check"], serde_json::Value::Null);
    for number in ["types", "warnings", "seconds", "lines"] {
        assert!(document[number].is_number(), "{number}");
    }
}

#[test]
fn a_report_is_written_of_a_failure_too() {
    let here = folder("failure_report");
    fs::write(here.join("pets.yaml"), "swagger: '2.0'\n").unwrap();
    assert_eq!(xtask(&here, &[&GENERATE[..], &["--report", "report.json"]].concat()).code, Some(1));
    let report: serde_json::Value = serde_json::from_slice(&fs::read(here.join("report.json")).unwrap()).unwrap();
    assert_eq!(report["documents"][0]["ok"], false);
    assert!(report["documents"][0]["errors"][0].is_string());
}

#[test]
fn a_corpus_is_every_document_below_a_folder() {
    let here = folder("corpus");
    fs::create_dir_all(here.join("docs/parts")).unwrap();
    fs::write(here.join("docs/pets.yaml"), DOCUMENT).unwrap();
    fs::write(here.join("docs/parts/pet.yaml"), "type: string\n").unwrap();
    let corpus = ["corpus", "docs", "--keep", "crates", "--report", "report.json", "--page", "page.md"];
    let run = xtask(&here, &corpus);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let summary = "1 of 1 documents generated, 1 of 1 operations, 0 skipped, 0 degraded";
    assert_eq!(run.stdout.lines().last(), Some(summary));
    assert!(here.join("crates/pets/Cargo.toml").exists());
    assert!(fs::read_to_string(here.join("page.md")).unwrap().contains("| pets.yaml | 3.1.0 | 1 | 1 |"));

    fs::write(here.join("docs/old.json"), "{\"swagger\": \"2.0\"}").unwrap();
    let run = xtask(&here, &corpus);
    assert_eq!(run.code, Some(1));
    assert!(run.stdout.lines().last().is_some_and(|line| line.starts_with("1 of 2 documents generated, ")));
    assert!(run.stderr.contains("old.json"), "{}", run.stderr);

    assert_eq!(xtask(&here, &[&corpus[..], &["--filter", "pets"]].concat()).code, Some(0));
    assert_eq!(xtask(&here, &[&corpus[..], &["--filter", "cats"]].concat()).code, Some(1));
    assert_eq!(xtask(&here, &["corpus", "nowhere"]).code, Some(1));
}

const EXAMPLES: &str = "\
openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: 'https://pets.example' }]
paths:
  /pets:
    post:
      operationId: addPet
      tags: [pets]
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Pet' }
            examples:
              plain: { value: { name: Rex, age: 3, owner: null } }
              text: { value: '{ \"name\": \"Tom\" }' }
              wrong: { value: { name: 3 } }
      responses: { '204': { description: Added. } }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties: { name: { type: string }, age: { type: integer }, owner: { type: [string, 'null'] } }
";

/// The crates stay where they are, so that only the first run on a machine compiles what they depend on.
#[test]
fn examples_are_decoded_and_encoded_back() {
    let here = folder("roundtrip");
    let crates = here.with_file_name("roundtrip_crates");
    fs::create_dir(here.join("docs")).unwrap();
    let corpus = ["corpus", "docs", "--roundtrip", "--keep", crates.to_str().unwrap(), "--report", "report.json"];
    let last = |run: &Run| run.stdout.lines().last().unwrap_or_default().to_owned();
    fs::write(here.join("docs/pets.yaml"), EXAMPLES).unwrap();
    let run = xtask(&here, &corpus);
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    assert_eq!(last(&run), "2 of 2 valid examples decode and come back equal");
    let report: serde_json::Value = serde_json::from_slice(&fs::read(here.join("report.json")).unwrap()).unwrap();
    let roundtrip = &report["documents"][0]["roundtrip"];
    for (word, number) in [("examples", 3), ("valid", 2), ("equal", 2), ("unjudged", 0)] {
        assert_eq!(roundtrip[word], number, "{roundtrip}");
    }

    // To a validator a text is one of these, since nothing says that it is an object.
    let loose = "    Loose: { properties: { name: { type: string } }, example: none }\n";
    let field = EXAMPLES
        .replace("age: { type: integer }", "age: { type: integer }, loose: { $ref: '#/components/schemas/Loose' }");
    fs::write(here.join("docs/pets.yaml"), field + loose).unwrap();
    let run = xtask(&here, &corpus);
    assert_eq!(run.code, Some(1), "{}{}", run.stdout, run.stderr);
    assert_eq!(last(&run), "2 of 3 valid examples decode and come back equal");
    assert!(run.stderr.contains("pets.yaml: #/components/schemas/Loose/example: `types::Loose`: "), "{}", run.stderr);
}

#[test]
fn the_default_client_is_up_to_date_from_wherever_it_is_asked() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for here in [root.to_owned(), root.join("codegen/src")] {
        let run = xtask(&here, &["generate", "--check"]);
        assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    }
}
