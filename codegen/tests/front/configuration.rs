//! `legenda.toml`: which one is read, and what it must not say.

use legenda::read::Input;

use super::Files;

const API: &str = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\n";

#[test]
fn beside_the_document() {
    let files =
        Files::new("beside_the_document", &[("api.yaml", API), ("legenda.toml", "[package]\nname = \"one\"\n")]);
    assert_eq!(files.read("api.yaml").config.package.name.as_deref(), Some("one"));
    assert_eq!(files.read("").config.package.name.as_deref(), Some("one"));
}

#[test]
fn named() {
    let two = ("other/two.toml", "[package]\nname = \"two\"\n");
    let files = Files::new("named", &[("api.yaml", API), ("legenda.toml", "[package]\nname = \"one\"\n"), two]);
    let outcome = files.read_with("api.yaml", Input { config: Some("other/two.toml".into()), ..Input::default() });
    assert_eq!(outcome.config.package.name.as_deref(), Some("two"));
    let outcome = files.read_with("api.yaml", Input { config: Some("none.toml".into()), ..Input::default() });
    outcome.prints("error: `none.toml` cannot be read: there is no such file\n");
}

#[test]
fn unknown_key() {
    let files = Files::new("unknown_key", &[("api.yaml", API), ("legenda.toml", "[retry]\nmax-retrys = 3\n")]);
    files.read("api.yaml").prints(
        "\
error: unknown key `max-retrys`
  --> legenda.toml:2:1
   |
 2 | max-retrys = 3
   | ^
   = help: did you mean `max-retries`?
",
    );
}
