//! Which types are the same, parts first.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Draft;
use super::super::references::each_part;
use super::names::noun;
use crate::ir::{TypeId, TypeKind};
use crate::schema::Access;

/// How many members types have that are hardly the same by chance.
const TELLING: usize = 8;

/// Which types are the same.
pub(super) struct Alike {
    /// For each type the first that is the same; itself for one that may not be shared.
    pub(super) firsts: Vec<usize>,
    /// Types without a name of their own, each with the component that it is the same as.
    pub(super) adopted: BTreeMap<usize, usize>,
}

impl Alike {
    /// Compares all types that are reached, but not those that stay `apart`. `made_of` has types that were made of
    /// several schemas, each with a type of one of those.
    pub(super) fn find(
        types: &[Draft],
        reached: &[bool],
        apart: &BTreeSet<usize>,
        made_of: &BTreeSet<(usize, usize)>,
    ) -> Self {
        let mut search = Search {
            types,
            open: (0..types.len()).map(|index| reached[index] && may_be_shared(types, index, apart)).collect(),
            made_of,
            components: components(types),
            firsts: vec![None; types.len()],
            kinds: vec![None; types.len()],
            known: BTreeMap::new(),
            adopted: BTreeMap::new(),
        };
        let firsts = (0..types.len()).map(|index| search.first(index)).collect();
        Self { firsts, adopted: search.adopted }
    }

    /// The types that are the same as another and that have the same key, each group in an order that the order of
    /// the document does not change.
    pub(super) fn groups<Key: Ord>(
        &self,
        types: &[Draft],
        reached: &[bool],
        key: impl Fn(usize) -> Option<Key>,
    ) -> Vec<Vec<usize>> {
        let mut counts = vec![0_usize; types.len()];
        for (index, &first) in self.firsts.iter().enumerate() {
            counts[first] += usize::from(reached[index]);
        }
        let mut groups: BTreeMap<(usize, Key), Vec<usize>> = BTreeMap::new();
        for (index, &first) in self.firsts.iter().enumerate() {
            let is_open = counts[first] > 1 && reached[index] && types[index].place.is_inline();
            if let Some(key) = is_open.then(|| key(index)).flatten() {
                groups.entry((first, key)).or_default().push(index);
            }
        }
        let mut groups: Vec<_> = groups.into_values().filter(|members| members.len() > 1).collect();
        for members in &mut groups {
            members.sort_by_key(|&member| types[member].place.wire.as_str());
        }
        groups
    }
}

fn may_be_shared(types: &[Draft], index: usize, apart: &BTreeSet<usize>) -> bool {
    let draft = &types[index];
    draft.place.is_inline()
        && !apart.contains(&index)
        && match &draft.def.kind {
            // What a property that travels one way is depends on the ways of its object.
            TypeKind::Struct(object) => object.fields.iter().all(|field| field.access == Access::Both),
            TypeKind::Responses(_) | TypeKind::Bodies(_) => false,
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::ValueEnum(_) | TypeKind::Union(_) => true,
        }
}

/// What is cheap to compare.
type Sketch<'a> = (&'a str, usize);

fn sketch(kind: &TypeKind) -> Sketch<'_> {
    match kind {
        TypeKind::Struct(object) => (object.fields.first().map_or("", |field| &field.wire), object.fields.len()),
        TypeKind::StringEnum(variants) => (variants.first().map_or("", |variant| &variant.wire), variants.len()),
        TypeKind::IntegerEnum(variants) => ("integers", variants.len()),
        TypeKind::ValueEnum(variants) => ("values", variants.len()),
        TypeKind::Union(union) => {
            (union.variants.first().map_or("", |first| first.name.as_str()), union.variants.len())
        }
        TypeKind::Responses(variants) => ("responses", variants.len()),
        TypeKind::Bodies(variants) => ("bodies", variants.len()),
    }
}

/// How many members a type has.
pub(super) fn size(kind: &TypeKind) -> usize {
    sketch(kind).1
}

fn components(types: &[Draft]) -> BTreeMap<Sketch<'_>, Vec<usize>> {
    let mut components: BTreeMap<Sketch<'_>, Vec<usize>> = BTreeMap::new();
    for (index, draft) in types.iter().enumerate().filter(|(_, draft)| draft.place.is_component()) {
        components.entry(sketch(&draft.def.kind)).or_default().push(index);
    }
    for members in components.values_mut() {
        members.sort_by_key(|&index| (types[index].place.name.len(), types[index].place.name.as_str()));
    }
    components
}

struct Search<'a> {
    types: &'a [Draft],
    /// Whether each type may be shared.
    open: Vec<bool>,
    made_of: &'a BTreeSet<(usize, usize)>,
    components: BTreeMap<Sketch<'a>, Vec<usize>>,
    firsts: Vec<Option<usize>>,
    /// The types with the first of each of their parts, where these were needed.
    kinds: Vec<Option<TypeKind>>,
    /// The firsts that were found so far.
    known: BTreeMap<Sketch<'a>, Vec<usize>>,
    adopted: BTreeMap<usize, usize>,
}

impl Search<'_> {
    /// The first type that is the same as this one.
    fn first(&mut self, index: usize) -> usize {
        if let Some(first) = self.firsts[index] {
            return first;
        }
        // A type that is met inside itself is like no other.
        self.firsts[index] = Some(index);
        if !self.open[index] {
            return index;
        }
        self.resolve(index);
        let first = match self.component(index) {
            Some(component) => {
                self.adopted.insert(index, component);
                component
            }
            None => self.inline(index),
        };
        self.firsts[index] = Some(first);
        first
    }

    fn resolve(&mut self, index: usize) {
        if self.kinds[index].is_none() {
            let mut kind = self.types[index].def.kind.clone();
            each_part(&mut kind, &mut |id| *id = TypeId::of(self.first(id.0 as usize)));
            self.kinds[index] = Some(kind);
        }
    }

    /// The component that is the same, if that is no chance.
    fn component(&mut self, index: usize) -> Option<usize> {
        let sketch = sketch(&self.types[index].def.kind);
        let candidates = self.components.get(&sketch).cloned().unwrap_or_default();
        candidates.into_iter().find(|&component| {
            let related = sketch.1 >= TELLING
                || self.made_of.contains(&(index, component))
                || (sketch.1 > 1 && self.have_one_noun(index, component));
            related && {
                self.resolve(component);
                self.is_same(index, component)
            }
        })
    }

    fn have_one_noun(&self, one: usize, other: usize) -> bool {
        noun(&self.types[one]).is_some_and(|word| noun(&self.types[other]) == Some(word))
    }

    fn inline(&mut self, index: usize) -> usize {
        let sketch = sketch(&self.types[index].def.kind);
        let known = self.known.get(&sketch).into_iter().flatten();
        let same = known.copied().find(|&other| self.is_same(index, other));
        same.unwrap_or_else(|| {
            self.known.entry(sketch).or_default().push(index);
            index
        })
    }

    fn is_same(&self, one: usize, other: usize) -> bool {
        self.kinds[one].is_some()
            && self.kinds[one] == self.kinds[other]
            && self.types[one].def.deprecation == self.types[other].def.deprecation
    }
}
