//! Overlays.

use legenda::read::Input;

use super::{Files, Outcome};

const API: &str = "\
openapi: 3.1.0
info: {title: A, version: '1'}
paths:
  /a:
    get: {tags: [one], operationId: a}
    post: {x-internal: true}
  /b:
    get: {tags: [two], operationId: b}
";

fn overlaid(name: &str, actions: &str) -> Outcome {
    let overlay = format!("overlay: 1.0.0\ninfo: {{title: O, version: '1'}}\nactions:\n{actions}");
    let files = Files::new(name, &[("api.yaml", API), ("over.yaml", &overlay)]);
    files.read_with("api.yaml", Input { overlays: vec!["over.yaml".into()], ..Input::default() })
}

#[test]
fn updates_and_removals() {
    let outcome = overlaid(
        "updates_and_removals",
        "- {target: $.info, update: {title: Other}}
- target: $.paths.*.get
  update:
    deprecated: true
    tags: [three]
    x-legenda-name: list
- {target: \"$.paths.*[?@['x-internal'] == true]\", remove: true}
- {target: \"$.paths['/b'].get.tags[0]\", remove: true}
",
    );
    outcome.prints_nothing_but_notes();
    assert_eq!(outcome.document.info.title, "Other");
    let operations = &outcome.document.operations;
    assert_eq!(operations.len(), 2);
    assert_eq!(operations[0].tags, ["one", "three"]);
    assert_eq!(operations[1].tags, ["three"]);
    assert_eq!(operations[0].extensions["name"], "list");
    let place = |pointer: &str| {
        let location = outcome.bundle.locate(&legenda::source::At::root(legenda::source::Pointer::from_text(pointer)));
        (location.path.rsplit('/').next().unwrap_or_default().to_owned(), location.line)
    };
    assert_eq!(place("/paths/~1a/get/deprecated"), ("over.yaml".to_owned(), 7));
    assert_eq!(place("/paths/~1a/get/tags/1"), ("over.yaml".to_owned(), 8));
    assert_eq!(place("/paths/~1b/get/tags/0"), ("over.yaml".to_owned(), 8));
    assert_eq!(place("/paths/~1b/get/operationId"), ("api.yaml".to_owned(), 8));
}

impl Outcome {
    #[track_caller]
    fn prints_nothing_but_notes(&self) {
        let printed = self.printed();
        assert!(!printed.contains("error") && !printed.contains("degraded"), "{printed}");
    }
}

#[test]
fn wrong_actions() {
    overlaid(
        "wrong_actions",
        "- {target: $.nowhere, remove: true}\n- {target: $.a-b, remove: true}\n- {target: $}\n- {update: {}}\n",
    )
    .prints(
        "\
note: the target selects nothing
  --> over.yaml:4:4
   |
 4 | - {target: $.nowhere, remove: true}
   |    ^
   = help: the action did nothing; look at the names in its path
error: `$.a-b` is not a JSONPath: parser error
  --> over.yaml:5:4
   |
 5 | - {target: $.a-b, remove: true}
   |    ^
   = help: a name with other characters than letters, digits and `_` is written `['like-this']`
error: an action has an `update`, or `remove: true`
  --> over.yaml:6:4
   |
 6 | - {target: $}
   |    ^
error: an action has a `target`
  --> over.yaml:7:4
   |
 7 | - {update: {}}
   |    ^
",
    );
}

#[test]
fn not_an_overlay() {
    let files = Files::new("not_an_overlay", &[("api.yaml", API), ("over.yaml", "actions: []\n")]);
    let outcome = files.read_with("api.yaml", Input { overlays: vec!["over.yaml".into()], ..Input::default() });
    outcome.prints(
        "\
error: this is not an overlay: it has no `overlay` key
  --> over.yaml:1:1
   |
 1 | actions: []
   | ^
",
    );
}
