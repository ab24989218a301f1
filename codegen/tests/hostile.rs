//! Documents whose names nobody would choose: each gives a client in which no name stands twice, and the same one twice.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use legenda::emit::Emitted;
use legenda::generate::{Options, generate};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use syn::{Fields, ImplItem, Item};

/// Words that mean something to Rust, to the runtime or to a document, and texts that are hardly words.
const NAMES: &[&str] = &[
    "",
    " ",
    "-",
    "_",
    "__",
    "1",
    "2fa",
    "+1",
    "-1",
    "*",
    "/",
    "~",
    "%",
    "#",
    "$",
    "a/b",
    "a~b",
    "a b",
    "a-b",
    "a_b",
    "aB",
    "AB",
    "ab",
    "é",
    "ß",
    "ſ",
    "İ",
    "漢字",
    "🦀",
    "\u{202e}",
    "a\nb",
    "a\"b",
    "a\\b",
    "a`b",
    "*/",
    "{a}",
    "<T>",
    "Page«T»",
    "A.B",
    "A::B",
    "@type",
    "$ref",
    "x-y",
    "self",
    "Self",
    "super",
    "crate",
    "r#self",
    "fn",
    "type",
    "async",
    "dyn",
    "box",
    "gen",
    "try",
    "union",
    "true",
    "null",
    "None",
    "Some",
    "Ok",
    "Err",
    "Result",
    "Option",
    "Vec",
    "String",
    "Box",
    "BTreeMap",
    "Default",
    "Debug",
    "Clone",
    "Error",
    "Client",
    "ClientBuilder",
    "Request",
    "Value",
    "Object",
    "Union",
    "Blank",
    "Slot",
    "Ref",
    "Info",
    "Maybe",
    "Part",
    "Arg",
    "Style",
    "Parameters",
    "Events",
    "Bytes",
    "Date",
    "Uuid",
    "runtime",
    "types",
    "resources",
    "client",
    "builder",
    "build",
    "base_url",
    "new",
    "clone",
    "fmt",
    "body",
    "params",
    "path",
    "query",
    "header",
    "get",
    "list",
    "Unknown",
    "additional_properties",
    "i64",
    "str",
    "std",
    "serde",
];

/// The document, with these names.
fn document(names: &[&str], version: &str) -> Value {
    let mut names = names.iter().copied().cycle();
    let mut next = move || names.next().unwrap_or_default().to_owned();
    let (first, second, third) = (next(), next(), next());
    let link = |name: &str| {
        let escaped = name.replace('%', "%25").replace('~', "~0").replace('/', "~1");
        json!({"$ref": format!("#/components/schemas/{escaped}")})
    };
    let values = json!([next(), next(), next(), null]);
    let mut schemas = Map::new();
    let mut object = || {
        let properties = Map::from_iter([
            (next(), json!({"type": "string", "enum": values})),
            (next(), link(&second)),
            (next(), json!({"type": "object", "properties": {next(): {"type": "integer", "enum": [1, -1]}}})),
            (next(), json!({"oneOf": [link(&third), {"type": "string"}, {"type": "array", "items": link(&first)}]})),
            (next(), json!({"type": ["string", "null"], "format": "date"})),
        ]);
        json!({"type": "object", "required": [next()], "properties": properties, "additionalProperties": {"type": "string"}})
    };
    for name in [&first, &second, &third] {
        schemas.insert(name.clone(), object());
    }
    let mut operation = |verb: &str| {
        let parameters = json!([
            {"name": next(), "in": "query", "required": true, "schema": link(&first)},
            {"name": next(), "in": "query", "schema": {"type": "string", "enum": values}},
            {"name": next(), "in": "header", "schema": {"type": "array", "items": {"type": "integer"}}},
            {"name": next(), "in": "cookie", "schema": {"type": "string"}},
        ]);
        let form = json!({"type": "object", "properties": {next(): {"type": "string", "format": "binary"}, next(): link(&third)}});
        json!({verb: {
            "operationId": next(), "tags": [next()], "parameters": parameters,
            "requestBody": {"content": {"application/json": {"schema": link(&first)}, "multipart/form-data": {"schema": form}}},
            "responses": {
                "200": {"description": next(), "content": {"application/json": {"schema": link(&third)}, "text/event-stream": {"schema": link(&second)}}},
                "4XX": {"description": "", "content": {"application/json": {"schema": {"type": "object", "properties": {next(): {}}}}}},
                "default": {"description": "", "content": {"text/plain": {"schema": {"type": "string"}}}},
            },
        }})
    };
    let paths: Map<String, Value> = ["get", "post", "put", "delete"]
        .iter()
        .enumerate()
        .map(|(at, verb)| (format!("/p{at}/x"), operation(verb)))
        .collect();
    json!({
        "openapi": version,
        "info": {"title": "Hostile", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": {next(): {"type": "http", "scheme": "bearer"}, next(): {"type": "http", "scheme": "basic"}}},
    })
}

/// The files of the client, if the document gives one, as it should.
fn client(document: &Value) -> Vec<Emitted> {
    let folder = tempfile::tempdir().expect("a folder for the document");
    let spec = folder.path().join("spec.json");
    fs::write(&spec, document.to_string()).expect("the document can be written");
    let generated = generate(&Options { spec, name: Some("hostile".to_owned()), ..Options::default() });
    let operations = &generated.report.operations;
    assert!(generated.report.ok, "{document:#}");
    assert_eq!(operations.total, operations.generated + operations.skipped.len(), "{document:#}");
    generated.files
}

/// Adds a name to those of one place; it must not stand there already.
fn claim(names: &mut BTreeSet<String>, name: &syn::Ident, file: &str) {
    assert!(names.insert(name.to_string()), "`{name}` stands twice in {file}");
}

/// Checks that no name stands twice where Rust allows it once.
fn check(file: &Emitted) {
    let parsed = syn::parse_file(&file.text).unwrap_or_else(|error| panic!("{}: {error}\n{}", file.path, file.text));
    let (mut types, mut methods) = (BTreeSet::new(), BTreeSet::new());
    for item in &parsed.items {
        match item {
            Item::Struct(item) => {
                claim(&mut types, &item.ident, &file.path);
                let mut fields = BTreeSet::new();
                if let Fields::Named(named) = &item.fields {
                    named
                        .named
                        .iter()
                        .filter_map(|field| field.ident.as_ref())
                        .for_each(|name| claim(&mut fields, name, &file.path));
                }
            }
            Item::Enum(item) => {
                claim(&mut types, &item.ident, &file.path);
                let mut variants = BTreeSet::new();
                item.variants.iter().for_each(|variant| claim(&mut variants, &variant.ident, &file.path));
            }
            Item::Impl(block) if block.trait_.is_none() => {
                let ty = &block.self_ty;
                let ty = quote::quote!(#ty).to_string();
                for item in &block.items {
                    if let ImplItem::Fn(method) = item {
                        let name = method.sig.ident.to_string();
                        assert!(
                            methods.insert((ty.clone(), name.clone())),
                            "`{ty}::{name}` stands twice in {}",
                            file.path
                        );
                        let mut arguments = BTreeSet::new();
                        for argument in &method.sig.inputs {
                            if let syn::FnArg::Typed(argument) = argument {
                                let pattern = &argument.pat;
                                let text = quote::quote!(#pattern).to_string();
                                assert!(
                                    arguments.insert(text.clone()),
                                    "`{text}` is twice an argument of `{ty}::{name}`"
                                );
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_name_stands_twice(
        names in prop::collection::vec(prop::sample::select(NAMES), 12..90),
        version in prop::sample::select(vec!["3.0.3", "3.1.0", "3.2.0"]),
    ) {
        let document = document(&names, version);
        let files = client(&document);
        let is_own = |path: &Path| path.extension().is_some_and(|end| end == "rs") && !path.starts_with("src/runtime");
        files.iter().filter(|file| is_own(Path::new(&file.path))).for_each(check);
        let again: Vec<String> = client(&document).into_iter().map(|file| file.text).collect();
        prop_assert_eq!(files.into_iter().map(|file| file.text).collect::<Vec<_>>(), again);
    }
}
