//! What stands in a `$ref`: a file and a place in it.

use std::borrow::Cow;

use indexmap::IndexMap;
use serde_json::Value;

use crate::source::Pointer;

/// The two sides of a `#`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Link<'r> {
    /// The file, percent-decoded; empty for the same one.
    pub file: Cow<'r, str>,
    /// The place in it, percent-decoded.
    pub fragment: Cow<'r, str>,
    /// The place as it is written, for keys that hold a percent sign themselves.
    pub raw_fragment: &'r str,
}

impl<'r> Link<'r> {
    /// Takes a reference apart.
    pub(crate) fn of(reference: &'r str) -> Self {
        let (file, fragment) = reference.trim().split_once('#').unwrap_or((reference.trim(), ""));
        // A remote address keeps its encoding: it is compared, not opened.
        let file = if is_remote(file) { Cow::Borrowed(file) } else { decode(file) };
        Self { file, fragment: decode(fragment), raw_fragment: fragment }
    }
}

/// Percent-decodes; what does not decode stays as it is.
fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let digits = tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let decoded = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let (b'%', Some(byte)) = (first, decoded) {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Whether a reference leaves the file system.
pub(crate) fn is_remote(file: &str) -> bool {
    file.starts_with("//") || file.split_once("://").is_some_and(|(scheme, _)| !scheme.eq_ignore_ascii_case("file"))
}

/// The path of the file that `file` means in the file at `base`. The error is a message without a place.
pub(crate) fn target(base: &str, file: &str, remote: &IndexMap<String, String>) -> Result<String, String> {
    if is_remote(file) {
        if let Some(local) = remote.get(file) {
            return Ok(local.clone());
        }
        let folder = remote.iter().find(|(address, _)| address.ends_with('/') && file.starts_with(address.as_str()));
        return match folder {
            Some((address, local)) => Ok(normal(&format!("{local}/{}", &file[address.len()..]))),
            None => Err(format!("`{file}` is remote, and nothing is fetched")),
        };
    }
    let file = file.strip_prefix("file://").unwrap_or(file);
    if file.starts_with('/') {
        return Ok(normal(file));
    }
    let folder = base.rfind('/').map_or("", |end| &base[..=end]);
    Ok(normal(&format!("{folder}{file}")))
}

/// A path without `.`, empty and needless `..` steps.
pub(crate) fn normal(path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." if steps.last().is_some_and(|last| *last != "..") => {
                steps.pop();
            }
            _ => steps.push(step),
        }
    }
    let joined = steps.join("/");
    if path.starts_with('/') { format!("/{joined}") } else { joined }
}

/// Hands out the file part of each reference that leaves the file.
pub(crate) fn scan(tree: &Value, visit: &mut dyn FnMut(&str)) {
    match tree {
        Value::Object(object) => {
            for (key, value) in object {
                match (key.as_str(), value) {
                    ("$ref" | "$dynamicRef", Value::String(reference)) => scan_one(reference, visit),
                    ("mapping", Value::Object(mapping)) => {
                        let targets = mapping.values().filter_map(Value::as_str);
                        targets.filter(|target| is_file(target)).for_each(|target| scan_one(target, visit));
                    }
                    _ => scan(value, visit),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| scan(item, visit)),
        _ => {}
    }
}

fn scan_one(reference: &str, visit: &mut dyn FnMut(&str)) {
    let link = Link::of(reference);
    if !link.file.is_empty() {
        visit(&link.file);
    }
}

/// The component that a pointer means whose name holds slashes that nobody escaped.
pub(crate) fn component(fragment: &str) -> Option<Pointer> {
    let (kind, name) = fragment.strip_prefix("/components/")?.split_once('/')?;
    Some(Pointer::root().key("components").key(kind).key(name))
}

/// Whether a value of a discriminator's mapping is a reference and not the name of a component.
pub(crate) fn is_file(target: &str) -> bool {
    let extension = target.rsplit('.').next().unwrap_or_default();
    target.contains(['#', '/']) || ["json", "yaml", "yml"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// The schema with this `$anchor`. It is rare, so it is looked for only when it is asked for.
pub(crate) fn anchor(tree: &Value, name: &str) -> Option<Pointer> {
    fn search(node: &Value, name: &str, pointer: &Pointer) -> Option<Pointer> {
        match node {
            Value::Object(object) => {
                let here = ["$anchor", "$dynamicAnchor", "$id"].iter().filter_map(|key| object.get(*key)?.as_str());
                if here.map(|anchor| anchor.trim_start_matches('#')).any(|anchor| anchor == name) {
                    return Some(pointer.clone());
                }
                object.iter().find_map(|(key, value)| search(value, name, &pointer.key(key)))
            }
            Value::Array(items) => {
                items.iter().enumerate().find_map(|(index, item)| search(item, name, &pointer.index(index)))
            }
            _ => None,
        }
    }
    search(tree, name, &Pointer::root())
}

#[cfg(test)]
mod tests {
    use super::{Link, decode, is_remote, normal, target};

    #[test]
    fn links() {
        let link = Link::of("a%20b.yaml#/x~1y/%7Bid%7D");
        assert_eq!((link.file.as_ref(), link.fragment.as_ref()), ("a b.yaml", "/x~1y/{id}"));
        assert_eq!(Link::of("#/a").file, "");
        assert_eq!(decode("100%/%zz%4"), "100%/%zz%4");
        assert!(is_remote("https://example.com/a.yaml") && !is_remote("a/b.yaml") && !is_remote("file:///a"));
    }

    #[test]
    fn targets() {
        let remote = [("https://x.org/a.yaml", "lib/a.yaml"), ("https://y.org/", "y")];
        let remote = remote.iter().map(|(address, local)| ((*address).to_owned(), (*local).to_owned())).collect();
        let check = |file: &str, expected: Result<&str, &str>| {
            let found = target("spec/stream/captions.yaml", file, &remote);
            assert_eq!(found.as_deref().map_err(String::as_str), expected, "{file}");
        };
        check("../shared/errors.yaml", Ok("spec/shared/errors.yaml"));
        check("./x.yaml", Ok("spec/stream/x.yaml"));
        check("../../../x.yaml", Ok("../x.yaml"));
        check("/etc/x.yaml", Ok("/etc/x.yaml"));
        check("https://x.org/a.yaml", Ok("lib/a.yaml"));
        check("https://y.org/b/c.yaml", Ok("y/b/c.yaml"));
        check("https://z.org/b.yaml", Err("`https://z.org/b.yaml` is remote, and nothing is fetched"));
        assert_eq!(normal("./a//b/../c"), "a/c");
    }
}
