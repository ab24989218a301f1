//! Names depend on their own place in a document: not on the order of its keys, and not on what collides with nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use legenda::config::Config;
use legenda::diagnostic::Diagnostics;
use legenda::ir::{Api, Resource, Users};
use legenda::lower::{Selection, lower};
use legenda::normalise::normalise;
use legenda::read::{Input, read};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// What has which name: pointers of types, and `GET /path` of methods.
type Names = BTreeMap<String, String>;

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    let mut found: Vec<_> = fs::read_dir(folder)
        .expect("the fixtures are there")
        .map(|entry| entry.expect("a folder can be listed").path().join("spec.yaml"))
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    found
}

fn document(path: &Path) -> Value {
    serde_yaml::from_str(&fs::read_to_string(path).expect("a fixture can be read")).expect("a fixture is YAML")
}

fn names(document: &Value) -> Names {
    let folder = tempfile::tempdir().expect("a folder for the document");
    let spec = folder.path().join("spec.json");
    fs::write(&spec, document.to_string()).expect("the document can be written");
    let mut diagnostics = Diagnostics::default();
    let (bundle, _) = read(&Input { spec, ..Input::default() }, &mut diagnostics);
    let document = normalise(&bundle, &mut diagnostics);
    let lowered = lower(document, &Config::default(), &Selection::default(), &mut diagnostics);
    assert!(!diagnostics.has_errors());
    collect(&lowered.api)
}

fn collect(api: &Api) -> Names {
    let mut names = Names::new();
    let types = api.types.iter().filter(|ty| ty.users != Users::Nobody);
    let mut types: Vec<_> = types.filter_map(|ty| Some((ty.name.as_str(), ty.at.as_ref()?, &ty.kind))).collect();
    // One schema may give two types, one of them a form.
    types.sort_by_key(|(name, ..)| *name);
    for (name, at, kind) in types {
        let all = names.entry(format!("{} {:?}", at.pointer, std::mem::discriminant(kind))).or_default();
        all.extend([name, " "]);
    }
    api.resources.iter().for_each(|resource| collect_methods(resource, &mut names));
    names
}

fn collect_methods(resource: &Resource, names: &mut Names) {
    for method in &resource.methods {
        let key = format!("{} {} {}", method.verb.as_str(), method.path, method.name.as_str().ends_with("_stream"));
        names.insert(key, method.name.as_str().to_owned());
    }
    resource.children.iter().for_each(|child| collect_methods(child, names));
}

/// The same value with the keys of each object in another order.
fn reorder(value: &Value, seed: u64) -> Value {
    match value {
        Value::Object(members) => {
            let mut entries: Vec<_> = members.iter().collect();
            entries.sort_by_key(|(key, _)| {
                key.bytes().fold(seed, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
            });
            Value::Object(entries.into_iter().map(|(key, value)| (key.clone(), reorder(value, seed))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(|item| reorder(item, seed)).collect()),
        scalar => scalar.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn the_order_of_keys_changes_no_name(seed in any::<u64>()) {
        for path in fixtures() {
            let document = document(&path);
            prop_assert_eq!(names(&document), names(&reorder(&document, seed)), "{}", path.display());
        }
    }

    #[test]
    fn another_schema_changes_no_name(word in "[A-Z][a-z]{9,12}") {
        for path in fixtures() {
            let before = document(&path);
            let mut after = before.clone();
            let schemas = after
                .as_object_mut()
                .and_then(|document| object(document, "components"))
                .and_then(|components| object(components, "schemas"));
            let Some(schemas) = schemas else { continue };
            schemas.insert(word.clone(), json!({ "type": "object", "properties": { "a": { "enum": ["x", "y"] } } }));
            let schema = json!({ "$ref": format!("#/components/schemas/{word}") });
            after["paths"]["/added"] = json!({ "get": {
                "operationId": format!("get{word}Added"),
                "tags": [word],
                "responses": { "200": { "description": "", "content": { "application/json": { "schema": schema } } } },
            } });
            let (before, mut after) = (names(&before), names(&after));
            prop_assert!(after.len() > before.len());
            after.retain(|place, _| before.contains_key(place));
            prop_assert_eq!(before, after, "{}", path.display());
        }
    }
}

fn object<'a>(parent: &'a mut Map<String, Value>, key: &str) -> Option<&'a mut Map<String, Value>> {
    parent.entry(key).or_insert_with(|| json!({})).as_object_mut()
}
