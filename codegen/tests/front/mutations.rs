//! No input makes the front end panic: documents with parts replaced by anything at all.

use legenda::diagnostic::{Diagnostics, render_all};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::Files;

/// A document that has some of everything.
fn rich() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1", "license": {"name": "MIT"}},
        "servers": [{"url": "https://{a}.example.com", "variables": {"a": {"default": "x", "enum": ["x"]}}}],
        "security": [{"token": []}],
        "tags": [{"name": "a", "externalDocs": {"url": "u"}}],
        "paths": {
            "/a/{id}": {
                "parameters": [{"$ref": "#/components/parameters/id"}],
                "get": {
                    "operationId": "a",
                    "tags": ["a"],
                    "parameters": [{"name": "q", "in": "query", "style": "form", "schema": {"type": "array", "items": {"type": "string"}}}],
                    "responses": {
                        "200": {"description": "d", "headers": {"X": {"schema": {"type": "string"}}}, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}},
                        "default": {"$ref": "#/components/responses/error"}
                    }
                },
                "post": {
                    "requestBody": {"required": true, "content": {"multipart/form-data": {"schema": {"type": "object", "properties": {"f": {"type": "string", "format": "binary"}}}, "encoding": {"f": {"contentType": "a/b"}}}}},
                    "callbacks": {"c": {"{$url}": {"post": {"requestBody": {"content": {}}}}}},
                    "security": [{}]
                }
            },
            "/b": {"$ref": "#/components/pathItems/b"}
        },
        "webhooks": {"w": {"post": {}}},
        "components": {
            "parameters": {"id": {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}},
            "responses": {"error": {"description": "e", "content": {"application/json": {"schema": {"type": "string", "enum": ["a", null]}}}}},
            "pathItems": {"b": {"delete": {}}},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}, "o": {"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "u", "scopes": {}}}}},
            "schemas": {
                "A": {"type": "object", "required": ["b"], "properties": {"b": {"$ref": "#/components/schemas/B"}, "a": {"$ref": "#/components/schemas/A"}}, "additionalProperties": {"type": "integer", "minimum": 0, "exclusiveMaximum": 9}},
                "B": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"type": "null"}], "discriminator": {"propertyName": "k", "mapping": {"a": "A"}}},
                "C": {"allOf": [{"$ref": "#/components/schemas/A"}], "nullable": true, "default": {}, "examples": [1], "x-legenda-name": "See"}
            }
        }
    })
}

/// Any JSON, among it what the document's own words make of it.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,6}".prop_map(Value::String),
        prop::sample::select(vec![
            "#/components/schemas/A",
            "#/components/schemas/C",
            "#",
            "#/paths",
            "x.yaml",
            "#/components/parameters/id",
            "path",
            "string",
            "default"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let key = prop_oneof![
            prop::sample::select(vec![
                "$ref",
                "type",
                "allOf",
                "oneOf",
                "items",
                "schema",
                "content",
                "get",
                "name",
                "in",
                "enum",
                "nullable",
                "required",
                "properties",
                "mapping",
                "200"
            ])
            .prop_map(str::to_owned),
            "[a-z/~]{0,3}"
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..4)
                .prop_map(|members| members.into_iter().collect::<Map<_, _>>().into()),
        ]
    })
}

/// Replaces the node that `choices` lead to, or renames its key.
fn mutate(node: &mut Value, choices: &[prop::sample::Index], new: Value) {
    let (Some(choice), rest) = (choices.first(), choices.get(1..).unwrap_or_default()) else {
        *node = new;
        return;
    };
    match node {
        Value::Object(object) if !object.is_empty() => {
            let index = choice.index(object.len());
            if let Some(child) = object.values_mut().nth(index) {
                mutate(child, rest, new);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            let index = choice.index(items.len());
            mutate(&mut items[index], rest, new);
        }
        leaf => *leaf = new,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_documents(
        changes in prop::collection::vec((prop::collection::vec(any::<prop::sample::Index>(), 0..8), anything()), 1..4),
        form in forms(),
    ) {
        let mut tree = rich();
        for (choices, new) in changes {
            mutate(&mut tree, &choices, new);
        }
        check("mutated_documents", form, &text(form, &tree));
    }

    #[test]
    fn broken_texts(cut in 0_usize..6000, with in ".{0,8}", form in forms()) {
        let text = text(form, &rich());
        let cut = (0..=cut.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
        check("broken_texts", form, &format!("{}{with}{}", &text[..cut], &text[cut..]));
    }
}

/// The two forms of a document, by the file's name.
fn forms() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["api.json", "api.yaml"])
}

fn text(form: &str, tree: &Value) -> String {
    if form == "api.json" { format!("{tree:#}") } else { serde_yaml::to_string(tree).expect("a tree is a text") }
}

/// Whatever is said about the text, it is said: every place can be shown.
fn check(name: &str, form: &str, text: &str) {
    let outcome = Files::new(name, &[(form, text)]).read(form);
    let Diagnostics(all) = &outcome.diagnostics;
    assert_eq!(render_all(&outcome.bundle, all).len(), all.len());
    let document = &outcome.document;
    assert_eq!(document.total_operations, document.operations.len() + document.unreadable.len());
}
