//! Names that must differ from each other.

use std::collections::{BTreeMap, BTreeSet};

use super::{ident, spelled};
use crate::ir::Ident;

/// A wire name in the order in which names are given: its first symbol, the name, its index.
type Member<'a> = (Option<char>, &'a str, usize);

/// Gives each wire name an identifier of its own. Where two would be the same, the wire name that sorts first keeps
/// it (letters sort before symbols); the others spell out their symbols, then their case, then count.
pub fn settle(wires: &[&str], reserved: &[&str], case: fn(&str) -> String) -> Vec<Ident> {
    let mut groups: BTreeMap<String, BTreeSet<Member<'_>>> = BTreeMap::new();
    for (index, wire) in wires.iter().enumerate() {
        let symbol = wire.chars().next().filter(|first| !first.is_alphanumeric());
        groups.entry(case(wire)).or_default().insert((symbol, wire, index));
    }
    let mut taken: BTreeSet<String> = reserved.iter().map(|&name| name.to_owned()).collect();
    taken.extend(groups.keys().cloned());
    let mut names = vec![String::new(); wires.len()];
    for (base, members) in &groups {
        let is_reserved = reserved.contains(&base.as_str());
        for (position, &(_, wire, index)) in members.iter().enumerate() {
            names[index] = if position == 0 && !is_reserved {
                base.clone()
            } else {
                let name = if is_reserved && position == 0 && !taken.contains(&case(&format!("{base} value"))) {
                    case(&format!("{base} value"))
                } else {
                    qualified(base, wire, case_word(wire), &taken, case)
                };
                taken.insert(name.clone());
                name
            };
        }
    }
    names.iter().map(|name| ident(name)).collect()
}

/// A word for the case of a name's letters.
fn case_word(wire: &str) -> &'static str {
    let letters = || wire.chars().filter(char::is_ascii_alphabetic);
    if letters().all(|c| c.is_ascii_uppercase()) {
        "upper"
    } else if letters().all(|c| c.is_ascii_lowercase()) {
        "lower"
    } else {
        "mixed"
    }
}

fn qualified(base: &str, wire: &str, word: &str, taken: &BTreeSet<String>, case: fn(&str) -> String) -> String {
    let candidates = [
        case(&spelled_edge(wire)),
        case(&spelled(wire)),
        case(&format!("{base} {word}")),
        case(&format!("{base} value")),
    ];
    candidates
        .into_iter()
        .chain((2..=u32::MAX).map(|count| case(&format!("{base} {count}"))))
        .find(|name| !taken.contains(name))
        .unwrap_or_else(|| base.to_owned())
}

/// The wire name with just its first symbol as a word: `-created_at` is `minus created_at`.
fn spelled_edge(wire: &str) -> String {
    match wire.chars().next() {
        Some(first) if !first.is_alphanumeric() => {
            let (symbol, rest) = wire.split_at(first.len_utf8());
            format!("{}{rest}", spelled(symbol))
        }
        _ => wire.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::{pascal, snake};

    fn check(wires: &[&str], expected: &[&str]) {
        let names = settle(wires, &["Unknown"], pascal);
        assert_eq!(names.iter().map(Ident::as_str).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn keeps_names_apart() {
        check(&["created_at", "-created_at"], &["CreatedAt", "MinusCreatedAt"]);
        check(&["ASC", "asc"], &["Asc", "AscLower"]);
        check(&["unknown", "Self"], &["UnknownValue", "Self_"]);
        check(&["+1", "-1"], &["Plus1", "Minus1"]);
    }

    #[test]
    fn order_does_not_matter() {
        let forward = settle(&["a_b", "aB", "a-b"], &[], snake);
        let mut backward = settle(&["a-b", "aB", "a_b"], &[], snake);
        backward.reverse();
        assert_eq!(forward, backward);
    }
}
