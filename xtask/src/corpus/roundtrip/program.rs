//! The test program of a document: it decodes examples into the types of the client, and encodes them back.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::Failure;

/// What the program calls the client.
pub(super) const CLIENT: &str = "client";

/// What becomes of an example, as the program says it.
pub(super) struct Answer {
    /// The example, as it was read.
    pub(super) value: Value,
    /// What came back, or why nothing did.
    pub(super) back: Result<Value, String>,
}

/// Writes the package: one function for all types, a table with one entry for each, the examples as data.
pub(super) fn write(
    folder: &Path,
    client: (&str, &Path),
    types: &[String],
    examples: &[(usize, &Value)],
) -> Result<(), Failure> {
    fs::create_dir_all(folder.join("src"))?;
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let (package, path) = client;
    let path = fs::canonicalize(path)?.display().to_string();
    let manifest = format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\n{CLIENT} = {{ package = {package:?}, path = {path:?}, default-features = false, features = [\"full\"] }}\n\
         serde = \"1\"\nserde_json = \"1\"\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/main.rs"), source(types))?;
    fs::write(folder.join("examples.json"), serde_json::to_vec(examples)?)?;
    Ok(())
}

fn source(types: &[String]) -> String {
    let mut source = format!("{HEAD}static TYPES: [Back; {}] = [\n", types.len());
    for ty in types {
        let _ = writeln!(source, "    back::<{ty}>,");
    }
    source.push_str("];\n");
    source
}

const HEAD: &str = r#"//! Decodes examples into the types of the client, and encodes them back.

use std::error::Error;
use std::io::Write as _;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

type Back = fn(Value) -> Result<Value, serde_json::Error>;

fn back<T: DeserializeOwned + Serialize>(value: Value) -> Result<Value, serde_json::Error> {
    serde_json::to_value(serde_json::from_value::<T>(value)?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("the path of the examples is missing")?;
    let examples: Vec<(usize, Value)> = serde_json::from_slice(&std::fs::read(path)?)?;
    let mut out = std::io::BufWriter::new(std::io::stdout());
    for (ty, value) in examples {
        let answer = match TYPES[ty](value.clone()) {
            Ok(back) => json!({ "value": value, "back": back }),
            Err(error) => json!({ "value": value, "error": error.to_string() }),
        };
        writeln!(out, "{answer}")?;
    }
    Ok(out.flush()?)
}

"#;

/// Reads what the program said.
pub(super) fn answers(output: &str) -> Result<Vec<Answer>, Failure> {
    let answer = |line: &str| {
        let mut said: Value = serde_json::from_str(line)?;
        let back = match said["error"].as_str() {
            Some(error) => Err(error.to_owned()),
            None => Ok(said["back"].take()),
        };
        Ok(Answer { value: said["value"].take(), back })
    };
    output.lines().map(answer).collect()
}
