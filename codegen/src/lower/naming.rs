//! Where the name of a type comes from, and how collisions are settled.

use std::collections::{BTreeMap, BTreeSet};

use super::{Lower, Settled};
use crate::ir::{Method, Resource, Users};
use crate::names::{ident, pascal, singular, words};
use crate::source::At;

/// The place of a type in the document, as far as its name is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamePlace {
    /// The name that it would like to have.
    pub(super) name: String,
    /// What it is called where it stands: its own name, or that of the property, parameter, body that it is of.
    pub(super) step: String,
    /// What kind of place it is.
    kind: PlaceKind,
    /// The wire name or pointer by which collisions are decided.
    pub(super) wire: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum PlaceKind {
    Pinned,
    Component,
    Inline,
    Form,
}

impl NamePlace {
    /// A component, by its name.
    pub(super) fn component(name: &str) -> Self {
        Self { name: pascal(name), step: pascal(name), kind: PlaceKind::Component, wire: name.to_owned() }
    }

    /// The same place as the parts of a form, beside which it may be a type of its own.
    pub(super) fn form(&self) -> Self {
        Self { kind: PlaceKind::Form, ..self.clone() }
    }

    /// A name that somebody chose.
    pub(super) fn pinned(name: &str) -> Self {
        Self { name: pascal(name), step: pascal(name), kind: PlaceKind::Pinned, wire: name.to_owned() }
    }

    /// A thing that stands in an operation or another unnamed place.
    pub(super) fn inline(name: &str, at: &At) -> Self {
        let wire = at.pointer.as_str().to_owned();
        Self { name: pascal(name), step: pascal(name), kind: PlaceKind::Inline, wire }
    }

    /// A thing inside this one. Words that the end of this name has already are not repeated.
    pub(super) fn child(&self, word: &str) -> Self {
        let added = words(word);
        let own = words(&self.name);
        let overlap = (1..=added.len().min(own.len()))
            .rev()
            .find(|&count| own[own.len() - count..] == added[..count] && count < added.len())
            .unwrap_or(0);
        let rest = pascal(&added[overlap..].join(" "));
        let rest = if added.is_empty() { pascal(word) } else { rest };
        let name = join(&self.name, &rest);
        Self { name, step: pascal(word), kind: PlaceKind::Inline, wire: format!("{}/{word}", self.wire) }
    }

    /// One item of the list that stands here: the singular of its last word.
    pub(super) fn item(&self) -> Self {
        let own = words(&self.name);
        let last = own.last().map(String::as_str).unwrap_or_default();
        let single = singular(last);
        let name = if single == last || own.len() == 1 {
            join(&self.name, "Item")
        } else {
            format!("{}{}", &self.name[..self.name.len() - last.len()], pascal(&single))
        };
        let step = format!("{}Item", self.step);
        Self { name, step, kind: PlaceKind::Inline, wire: format!("{}/items", self.wire) }
    }

    /// Whether the name was put together from where the type stands, so that another may be better.
    pub(super) fn is_inline(&self) -> bool {
        self.kind == PlaceKind::Inline
    }

    /// Whether the document has it as a component, whose name it is.
    pub(super) fn is_component(&self) -> bool {
        self.kind == PlaceKind::Component
    }

    fn qualifiers(&self) -> [&'static str; 3] {
        match self.kind {
            PlaceKind::Pinned | PlaceKind::Component => ["Schema", "Model", "Type"],
            PlaceKind::Form => ["Form", "Multipart", "FormData"],
            PlaceKind::Inline => ["Value", "Field", "Inline"],
        }
    }
}

fn join(name: &str, rest: &str) -> String {
    let digits = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let apart = if digits(name.chars().last()) && digits(rest.chars().next()) { "_" } else { "" };
    format!("{name}{apart}{rest}")
}

impl Lower<'_> {
    /// Gives each type its final name. Names of types and of parameter structs share one space.
    pub(super) fn settle_type_names(&mut self, resources: &mut [Resource]) {
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let reached = |draft: &super::Draft| draft.def.users != Users::Nobody;
        for (index, draft) in self.types.iter().enumerate().filter(|(_, draft)| reached(draft)) {
            groups.entry(draft.place.name.clone()).or_default().push(index);
        }
        let mut taken: BTreeSet<String> = groups.keys().cloned().collect();
        for (name, mut members) in groups {
            members.sort_by_key(|&index| {
                let place = &self.types[index].place;
                (place.kind, place.wire.clone())
            });
            self.types[members[0]].def.name = ident(&name);
            for &index in &members[1..] {
                let got = self.other_name(&name, index, &taken);
                self.settled.push(Settled {
                    place: self.types[index].place.wire.clone(),
                    wanted: name.clone(),
                    got: got.clone(),
                });
                taken.insert(got.clone());
                self.types[index].def.name = ident(&got);
            }
        }
        for resource in resources {
            settle_params(resource, &mut taken);
        }
    }

    fn other_name(&self, name: &str, index: usize, taken: &BTreeSet<String>) -> String {
        let qualifiers = self.types[index].place.qualifiers();
        let words = qualifiers.iter().map(|&qualifier| join(name, qualifier));
        let numbers = (2..).map(|number| join(name, &number.to_string()));
        words.chain(numbers).find(|candidate| !taken.contains(candidate)).unwrap_or_else(|| name.to_owned())
    }
}

fn settle_params(resource: &mut Resource, taken: &mut BTreeSet<String>) {
    for Method { params, .. } in &mut resource.methods {
        let Some(params) = params else { continue };
        let base = params.name.as_str().to_owned();
        let options = [base.clone(), join(&base, "Options"), join(&base, "Query")];
        let numbers = (2..).map(|number| join(&base, &number.to_string()));
        let name = options.into_iter().chain(numbers).find(|candidate| !taken.contains(candidate)).unwrap_or(base);
        params.name = ident(&name);
        taken.insert(name);
    }
    for child in &mut resource.children {
        settle_params(child, taken);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_children() {
        let caption = NamePlace::component("stream_caption");
        assert_eq!(caption.child("status").name, "StreamCaptionStatus");
        assert_eq!(caption.child("caption_status").name, "StreamCaptionStatus");
        assert_eq!(caption.child("errors").item().name, "StreamCaptionError");
        assert_eq!(NamePlace::component("Tags").item().name, "TagsItem");
        assert_eq!(NamePlace::component("V1").child("2fa").name, "V1N2fa");
    }
}
