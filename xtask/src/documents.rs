//! The documents below a folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::Failure;

/// A document.
pub(crate) struct Document {
    /// A name of its own: letters, digits and `_`.
    pub(crate) name: String,
    /// Where it is.
    pub(crate) path: PathBuf,
}

/// The documents below a folder whose path holds one of these texts; all of them if there are none.
pub(crate) fn find(dir: &Path, filter: &[String]) -> Result<Vec<Document>, Failure> {
    let mut paths =
        legenda::read::documents(dir).map_err(|error| format!("cannot read `{}`: {error}", dir.display()))?;
    paths.retain(|path| {
        let path = path.strip_prefix(dir).unwrap_or(path).to_string_lossy();
        filter.is_empty() || filter.iter().any(|text| path.contains(text.as_str()))
    });
    if paths.is_empty() {
        return Err(format!("there is no such document below `{}`", dir.display()).into());
    }
    let names = names(dir, &paths);
    Ok(names.into_iter().zip(paths).map(|(name, path)| Document { name, path }).collect())
}

/// A name for each document, of its path below `dir`.
fn names(dir: &Path, paths: &[PathBuf]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let name = |path: &PathBuf| {
        let relative = path.strip_prefix(dir).unwrap_or(path);
        // The extension tells apart only where nothing else does.
        let short = slug(&relative.with_extension(""));
        let long = slug(relative);
        let numbered = (2..).map(|number| format!("{long}_{number}"));
        let mut candidates = [short, long.clone()].into_iter().chain(numbered);
        candidates.find(|candidate| taken.insert(candidate.clone())).unwrap_or(long)
    };
    paths.iter().map(name).collect()
}

fn slug(path: &Path) -> String {
    let text = path.to_string_lossy().to_ascii_lowercase();
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("_");
    // A package's name does not begin with a digit.
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) { name } else { format!("api_{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_document_has_a_name_of_its_own() {
        let paths = ["c/a.json", "c/a.yaml", "c/a/json.yaml", "c/3d.json", "c/Öl/x.yml"].map(PathBuf::from);
        assert_eq!(names(Path::new("c"), &paths), ["a", "a_yaml", "a_json", "api_3d", "l_x"]);
    }
}
