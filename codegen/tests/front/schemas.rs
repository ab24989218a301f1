//! Schemas of all dialects.

use legenda::schema::{Access, Additional, Edge, JsonType, Schema, Types};
use serde_json::{Value, json};

use super::{Outcome, components};

fn types(all: &[JsonType]) -> Types {
    let mut types = Types::ANY;
    for &ty in all {
        types.insert(ty);
    }
    types
}

/// One schema in a document of this version.
fn one(name: &str, version: &str, schema: &str) -> Outcome {
    components(name, version, &format!("    A: {schema}\n    B: {{type: object}}\n"))
}

fn is_null(schema: &Schema) -> bool {
    schema.types == Types::one(JsonType::Null)
}

#[test]
fn nullable_type() {
    let outcome = one("nullable_type", "3.0.3", "{type: string, nullable: true, enum: [a, b]}");
    outcome.prints("");
    let schema = outcome.component("A");
    assert_eq!(schema.types, types(&[JsonType::Null, JsonType::String]));
    assert_eq!(schema.values, Some(vec![json!("a"), json!("b"), Value::Null]));
}

#[test]
fn nullable_reference() {
    let outcome =
        one("nullable_reference", "3.0.3", "{$ref: '#/components/schemas/B', nullable: true, description: why}");
    outcome.prints("");
    let schema = outcome.component("A");
    assert_eq!((schema.reference, schema.description.as_deref()), (None, Some("why")));
    let [reference, null] = schema.any_of[..] else { panic!("two members") };
    assert_eq!(outcome.schema(Some(reference)).reference, Some(outcome.document.component_schemas["B"]));
    assert!(is_null(outcome.schema(Some(null))));
}

#[test]
fn nullable_combinations() {
    let outcome = one("nullable_all_of", "3.0.3", "{allOf: [{$ref: '#/components/schemas/B'}], nullable: true}");
    let schema = outcome.component("A");
    assert_eq!((schema.all_of.len(), schema.any_of.len()), (0, 2));
    assert_eq!(outcome.schema(Some(schema.any_of[0])).all_of.len(), 1);
    let outcome = one("nullable_one_of", "3.0.3", "{oneOf: [{type: string}, {type: integer}], nullable: true}");
    let schema = outcome.component("A");
    assert_eq!((schema.one_of.len(), schema.types), (3, Types::ANY));
    assert!(is_null(outcome.schema(Some(schema.one_of[2]))));
    let outcome = one("nullable_anything", "3.0.3", "{nullable: true, description: x}");
    assert_eq!(outcome.component("A").types, Types::ANY);
}

#[test]
fn nullable_in_31() {
    let outcome = one("nullable_in_31", "3.1.0", "{type: [string, integer], nullable: true}");
    assert_eq!(outcome.component("A").types, types(&[JsonType::Null, JsonType::String, JsonType::Integer]));
    outcome.prints(
        "\
note: OpenAPI 3.1 has no `nullable`; it is read as the type `null`
  --> api.yaml:6:34
   |
 6 |     A: {type: [string, integer], nullable: true}
   |                                  ^
   = at: #/components/schemas/A/nullable
",
    );
}

#[test]
fn values() {
    let outcome = one("values_text", "3.1.0", "{type: string, enum: [true, 1, yes, yes, null]}");
    let schema = outcome.component("A");
    assert_eq!(schema.values, Some(vec![json!("true"), json!("1"), json!("yes"), Value::Null]));
    assert!(schema.types.contains(JsonType::Null));
    assert_eq!(outcome.diagnostics.0.len(), 3);
    let outcome = one("values_number", "3.1.0", "{type: integer, enum: ['1', 2]}");
    assert_eq!(outcome.component("A").values, Some(vec![json!(1), json!(2)]));
    let outcome = one("values_const", "3.1.0", "{const: 3, enum: [1, 3]}");
    assert_eq!(outcome.component("A").values, Some(vec![json!(3)]));
    let outcome = one("values_empty", "3.1.0", "{type: string, enum: []}");
    assert_eq!(outcome.component("A").values, None);
}

#[test]
fn bounds() {
    let outcome =
        one("bounds_30", "3.0.3", "{type: integer, minimum: 1, exclusiveMinimum: true, maximum: '9', minLength: 2.0}");
    let schema = outcome.component("A");
    assert_eq!((schema.minimum, schema.maximum, schema.length.0), (Some(1.0), Some(9.0), Some(2)));
    assert_eq!(schema.edges, (Edge::Beyond, Edge::Within));
    let outcome = one("bounds_31", "3.1.0", "{type: integer, minimum: 1, exclusiveMinimum: 5, exclusiveMaximum: 7}");
    assert_eq!((outcome.component("A").minimum, outcome.component("A").maximum), (Some(5.0), Some(7.0)));
    assert_eq!(outcome.component("A").edges, (Edge::Beyond, Edge::Beyond));
    let outcome = one("bounds_both", "3.1.0", "{type: integer, exclusiveMinimum: 0, minimum: 1, exclusiveMaximum: 9}");
    assert_eq!(outcome.component("A").edges, (Edge::Within, Edge::Beyond));
}

#[test]
fn objects() {
    let outcome = one(
        "objects",
        "3.1.0",
        "{type: object, required: [b, a, b], properties: {a: true, b: false, c: {type: string, required: true, readOnly: true}, x-d: {}}, additionalProperties: {type: string}}",
    );
    let schema = outcome.component("A");
    assert_eq!(schema.required, ["b", "a", "c"]);
    assert_eq!(schema.properties.keys().collect::<Vec<_>>(), ["a", "b", "c", "x-d"]);
    assert!(outcome.schema(Some(schema.properties["b"])).never);
    assert_eq!(outcome.schema(Some(schema.properties["c"])).access, Access::ReadOnly);
    assert!(matches!(schema.additional, Additional::Schema(_)));
    let additional = |schema: &str| one("objects_additional", "3.1.0", schema).component("A").additional;
    assert_eq!(additional("{additionalProperties: {}}"), Additional::Any);
    assert_eq!(additional("{unevaluatedProperties: false}"), Additional::Forbidden);
    assert_eq!(additional("{additionalProperties: true, unevaluatedProperties: false}"), Additional::Any);
    assert_eq!(additional("{}"), Additional::Unsaid);
}

#[test]
fn arrays() {
    let outcome = one("arrays", "3.0.3", "{type: array, items: [{type: string}, {type: integer}], pattern: x}");
    assert_eq!(outcome.component("A").prefix_items.len(), 2);
    let outcome = one("arrays_31", "3.1.0", "{type: array, prefixItems: [{type: string}], items: {type: integer}}");
    assert!(outcome.component("A").prefix_items.len() == 1 && outcome.component("A").items.is_some());
}

#[test]
fn type_names() {
    let check = |name: &str, expected: &[JsonType], format: Option<&str>| {
        let outcome = one("type_names", "3.0.3", &format!("{{type: {name}}}"));
        let schema = outcome.component("A");
        assert_eq!((schema.types, schema.format.as_deref()), (types(expected), format), "{name}");
        outcome.diagnostics.0.len()
    };
    assert_eq!(check("String", &[JsonType::String], None), 1);
    assert_eq!(check("int", &[JsonType::Integer], None), 1);
    assert_eq!(check("float", &[JsonType::Number], Some("float")), 1);
    assert_eq!(check("datetime", &[JsonType::String], Some("date-time")), 1);
    assert_eq!(check("any", &[], None), 1);
    assert_eq!(check("null", &[], None), 0);
    one("type_names_unknown", "3.0.3", "{type: pet}").prints(
        "\
degraded: `pet` is no type of JSON; any value is allowed
  --> api.yaml:6:9
   |
 6 |     A: {type: pet}
   |         ^
   = at: #/components/schemas/A/type
",
    );
    let outcome = one("type_null_31", "3.1.0", "{anyOf: [{type: string}, {type: null}]}");
    assert!(is_null(outcome.schema(Some(outcome.component("A").any_of[1]))));
}

#[test]
fn discriminators() {
    let outcome = one(
        "discriminators",
        "3.1.0",
        "{oneOf: [{$ref: '#/components/schemas/B'}], discriminator: {propertyName: kind, mapping: {b: B, c: '#/components/schemas/B', d: Nope, e: '#/x'}}}",
    );
    let discriminator = outcome.component("A").discriminator.as_ref().expect("a discriminator");
    let b = outcome.document.component_schemas["B"];
    assert_eq!(discriminator.property, "kind");
    assert_eq!(
        discriminator.mapping.iter().map(|(value, id)| (value.as_str(), *id)).collect::<Vec<_>>(),
        [("b", b), ("c", b)]
    );
    let printed = outcome.printed();
    assert!(
        printed
            .contains("degraded: there is no schema `Nope`; `d` of the discriminator is left out\n  --> api.yaml:6:")
    );
    assert!(
        printed.contains("degraded: `#/x` does not exist; `e` of the discriminator is left out\n  --> api.yaml:6:")
    );
}

#[test]
fn faults_keep_to_themselves() {
    let outcome = one(
        "faults_keep_to_themselves",
        "3.1.0",
        "{type: 7, allOf: 3, properties: [], required: 4, enum: {}, title: [], discriminator: {}, $ref: {}, nullable: maybe, description: fine}",
    );
    assert_eq!(outcome.component("A").description.as_deref(), Some("fine"));
    assert_eq!(outcome.component("B").types, Types::one(JsonType::Object));
    assert!(!outcome.diagnostics.has_errors());
    assert_eq!(outcome.diagnostics.0.len(), 9);
}

#[test]
fn chain_as_long_as_the_document() {
    use std::fmt::Write as _;
    let mut schemas = String::new();
    for index in 0..20_000 {
        writeln!(schemas, "    S{index}: {{$ref: '#/components/schemas/S{}'}}", index + 1).expect("a string takes all");
    }
    schemas.push_str("    S20000: {type: string}\n");
    let outcome = components("chain_as_long_as_the_document", "3.1.0", &schemas);
    outcome.prints("");
    assert_eq!(outcome.document.component_schemas.len(), 20_001);
}
