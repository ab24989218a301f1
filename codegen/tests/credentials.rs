//! What is said about credentials that cannot be sent together, and about variables of them that cannot be right.

use std::fs;
use std::path::PathBuf;

use legenda::generate::{Options, generate};

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: A, version: '1'}
paths: {}
components:
  securitySchemes:
    login: {type: http, scheme: basic}
    key: {type: apiKey, in: header, name: X-Key}
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: /token, scopes: {}}}}
";

/// What is said of a configuration, without the folder.
fn said(name: &str, variables: &str) -> String {
    said_of(name, DOCUMENT, &format!("[environment.credentials]\n{variables}\n"))
}

fn said_of(name: &str, document: &str, config: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("credentials").join(name);
    fs::create_dir_all(&folder).expect("a folder");
    let spec = folder.join("spec.yaml");
    fs::write(&spec, document).expect("a document");
    fs::write(folder.join("legenda.toml"), config).expect("a file");
    let options = Options { spec, name: Some("a".to_owned()), ..Options::default() };
    generate(&options).messages(|_| true).join("\n").replace(&format!("{}/", folder.display()), "")
}

#[test]
fn variables_fit_their_schemes() {
    assert_eq!(said("each", "login = ['USER', 'PASSWORD']\nkey = 'KEY'\noauth = 'TOKEN'"), "");
    assert_eq!(said("pair", "oauth = ['ID', 'SECRET']"), "");
}

#[test]
fn variables_that_do_not_fit_are_shown_where_they_stand() {
    let variables = "login = 'USER'\nkey = ['ID', 'SECRET']\noauth = ['ID', 'SECRET', 'TOKEN']\noath = 'TOKEN'";
    insta::assert_snapshot!(said("wrong", variables));
}

#[test]
fn two_credentials_for_one_header_are_taken_as_alternatives() {
    let together = |security: &str| DOCUMENT.replace("paths: {}", &format!("security: [{security}]\npaths: {{}}"));
    assert_eq!(said_of("together", &together("{login: [], key: []}"), ""), "");
    let said = said_of("rivals", &together("{login: [], oauth: [], key: []}"), "");
    assert!(said.starts_with("note: a request has one `Authorization`"), "{said}");
    assert!(said.contains("`login` and `oauth` are taken as alternatives"), "{said}");
}
