//! Texts that are no trees, and trees that are no documents.

use super::{Files, document};

#[test]
fn yaml_error() {
    document("yaml_error", "openapi: 3.1.0\npaths:\n  /a:\n    get: {\n").prints(
        "\
error: did not find expected node content, while parsing a flow node
  --> api.yaml:5:1
   |
 5 | 
   | ^
",
    );
}

#[test]
fn json_error() {
    let files = Files::new("json_error", &[("api.json", "{\"openapi\": \"3.1.0\",\n  \"paths\": {]}\n")]);
    files.read("api.json").prints(
        "\
error: key must be a string
  --> api.json:2:13
   |
 2 |   \"paths\": {]}
   |             ^
",
    );
}

#[test]
fn key_twice() {
    let text = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths:\n  /a: {get: {}}\n  /b: {}\n  /a: {put: {}}\n";
    let files = Files::new("key_twice", &[("api.yaml", text)]);
    let expected = "\
error: the key `/a` stands twice in the same object; the last one counts
  --> api.yaml:6:3
   |
 6 |   /a: {put: {}}
   |   ^
";
    files.read("").prints(expected);
    let outcome = files.read("api.yaml");
    outcome.prints(&expected.replace("error", "degraded"));
    assert_eq!(outcome.document.total_operations, 1);
}

#[test]
fn not_utf8() {
    let files = Files::new("not_utf8", &[("api.yaml", "")]);
    std::fs::write(files.folder.join("api.yaml"), b"openapi: 3.1.0\ninfo: \xff\n").expect("a file");
    files.read("api.yaml").prints("error: `api.yaml` cannot be read: line 2 is not UTF-8\n");
}

#[test]
fn byte_order_mark() {
    let outcome = document("byte_order_mark", "\u{feff}openapi: 3.1.0\ninfo: {title: A, version: '2'}\n");
    assert_eq!(outcome.document.info.title, "A");
    outcome.prints("");
}

#[test]
fn swagger() {
    document("swagger", "swagger: '2.0'\n").prints(
        "\
error: Swagger 2.0 is not supported
  --> api.yaml:1:1
   |
 1 | swagger: '2.0'
   | ^
   = help: convert the document, for example by `npx swagger2openapi`
",
    );
}

#[test]
fn versions() {
    let printed = |version: &str| {
        document("versions", &format!("openapi: {version}\ninfo: {{title: A, version: b}}\n")).printed()
    };
    for good in ["3.0.0", "3.0.4", "3.1.1", "3.1", "'3.1.0-rc0'"] {
        assert_eq!(printed(good), "", "{good}");
    }
    assert_eq!(
        printed("3.2.0"),
        "\
note: OpenAPI 3.2.0 is read as 3.1
  --> api.yaml:1:1
   |
 1 | openapi: 3.2.0
   | ^
   = help: `query`, `additionalOperations` and `itemSchema` are understood
"
    );
    for bad in ["4.0.0", "2.0", "'3.10'", "next"] {
        assert!(
            printed(bad).starts_with(&format!(
                "error: OpenAPI {} is not supported\n  --> api.yaml:1:1\n",
                bad.trim_matches('\'')
            )),
            "{bad}"
        );
    }
}

#[test]
fn no_document() {
    document("no_document", "hello: world\n")
        .prints("error: this is not an OpenAPI document: it has no `openapi` on top\n  --> api.yaml\n");
    document("no_document_empty", "")
        .prints("error: this is not an OpenAPI document: it has no `openapi` on top\n  --> api.yaml\n");
}

#[test]
fn no_file() {
    Files::new("no_file", &[]).read("api.yaml").prints("error: `api.yaml` cannot be read: there is no such file\n");
}

#[test]
fn nothing_in_the_folder() {
    let files =
        Files::new("nothing_in_the_folder", &[("readme.md", "openapi: 3.1.0"), ("x.yaml", "a: 1\nb:\n  openapi: 1\n")]);
    files.read("").prints(
        "\
error: `folder` holds no OpenAPI document
   = help: a document, or a fragment, is a .yaml, .yml or .json file with `openapi` on top
",
    );
}

#[test]
fn several_yaml_documents() {
    document("several_yaml_documents", "openapi: 3.1.0\n---\nopenapi: 3.1.0\n").prints(
        "\
error: deserializing from YAML containing more than one document is not supported
  --> api.yaml
",
    );
}
