//! A name for each document of a corpus.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A name for each document's crate, of its path below `dir`: letters, digits and `_`.
pub(super) fn names(dir: &Path, paths: &[PathBuf]) -> Vec<String> {
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
