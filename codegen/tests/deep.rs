//! Long chains of references use up no stack.

use std::fmt::Write as _;

use legenda::generate::{Options, generate};

#[test]
fn a_chain_of_three_thousand_schemas_is_generated() {
    const LENGTH: usize = 3_000;
    let mut document = String::from(
        "openapi: 3.1.0\ninfo: { title: Chain, version: '1' }\nservers: [{ url: 'https://example.com' }]\npaths:\n  /a:\n    \
         get:\n      responses:\n        '200': { description: A, content: { application/json: { schema: { $ref: \
         '#/components/schemas/Link0' } } } }\ncomponents:\n  schemas:\n",
    );
    for index in 0..LENGTH {
        let next = (index + 1) % LENGTH;
        writeln!(
            document,
            "    Link{index}: {{ allOf: [{{ type: object, properties: {{ next: {{ $ref: '#/components/schemas/Link{next}' }} }} }}] }}"
        )
        .expect("a string can be written to");
    }
    let folder = tempfile::tempdir().expect("a folder for the document");
    let spec = folder.path().join("chain.yaml");
    std::fs::write(&spec, document).expect("the document can be written");
    let generated = generate(&Options { spec, ..Options::default() });
    assert!(generated.report.ok, "{:?}", generated.report.errors);
    assert_eq!(generated.report.types, LENGTH);
    let last = format!("pub struct Link{} {{", LENGTH - 1);
    assert!(generated.files.iter().any(|file| file.text.contains(&last)), "a component gives its name");
}
