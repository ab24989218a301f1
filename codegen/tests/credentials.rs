//! What is said about variables of credentials that cannot be right.

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

#[test]
fn variables_are_held_against_their_schemes() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("credentials");
    fs::create_dir_all(&folder).expect("a folder");
    let spec = folder.join("spec.yaml");
    fs::write(&spec, DOCUMENT).expect("a document");
    for (variables, expected) in [
        ("login = ['USER', 'PASSWORD']\nkey = 'KEY'\noauth = 'TOKEN'", ""),
        ("oauth = ['ID', 'SECRET']", ""),
        ("login = 'USER'", "`environment.credentials.login`: a user name and a password are in two variables"),
        ("key = ['ID', 'SECRET']", "`environment.credentials.key`: this credential is in one variable"),
        ("oauth = ['ID', 'SECRET', 'TOKEN']", "`environment.credentials.oauth`: this credential is in one variable"),
        ("oath = 'TOKEN'", "`environment.credentials.oath`: there is no such security scheme"),
    ] {
        fs::write(folder.join("legenda.toml"), format!("[environment.credentials]\n{variables}\n")).expect("a file");
        let options = Options { spec: spec.clone(), name: Some("a".to_owned()), ..Options::default() };
        let said = generate(&options).messages(|_| true).concat();
        assert_eq!(said.is_empty(), expected.is_empty(), "{variables}: {said}");
        assert!(said.contains(expected), "{variables}: {said}");
    }
}
