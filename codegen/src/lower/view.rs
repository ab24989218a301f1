//! A schema with its references followed and its `allOf` merged: what a value must be, on one level.

use std::rc::Rc;
use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use super::Lower;
use super::members::is_number;
use crate::schema::{Additional, Discriminator, JsonType, Schema, SchemaId, Types, ValueWords};

/// One level of a schema.
#[derive(Debug, Clone, Default)]
pub(super) struct View {
    pub(super) types: Types,
    pub(super) format: Option<String>,
    pub(super) values: Option<Vec<Value>>,
    pub(super) value_words: Vec<ValueWords>,
    pub(super) properties: IndexMap<String, SchemaId>,
    pub(super) required: IndexSet<String>,
    pub(super) conditional: Vec<SchemaId>,
    pub(super) additional: Additional,
    pub(super) pattern_properties: Vec<SchemaId>,
    pub(super) items: Option<SchemaId>,
    pub(super) prefix_items: Vec<SchemaId>,
    pub(super) unions: Vec<UnionSource>,
    pub(super) content_encoding: Option<String>,
    pub(super) minimum: Option<f64>,
    pub(super) maximum: Option<f64>,
    pub(super) text_keywords: TextKeywords,
    pub(super) null: Null,
    pub(super) never: bool,
}

/// Whether keywords that only mean something for text are there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum TextKeywords {
    Some,
    #[default]
    None,
}

/// Whether null is a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Null {
    Yes,
    #[default]
    No,
}

impl Null {
    pub(super) fn or(self, other: Self) -> Self {
        if self == Self::Yes { self } else { other }
    }
}

/// A `oneOf` or `anyOf`, without its null members.
#[derive(Debug, Clone)]
pub(super) struct UnionSource {
    /// The schema that has it.
    pub(super) owner: SchemaId,
    pub(super) members: Vec<SchemaId>,
    pub(super) discriminator: Option<Discriminator>,
}

impl View {
    /// Whether any value will do.
    pub(super) fn says_nothing(&self) -> bool {
        self.types.is_any()
            && self.values.is_none()
            && self.unions.is_empty()
            && self.items.is_none()
            && self.prefix_items.is_empty()
            && !super::schema::is_object(self)
    }
}

impl Lower<'_> {
    /// Looks at a schema, which stays as it is.
    pub(super) fn view(&mut self, id: SchemaId) -> Rc<View> {
        if let Some(view) = self.views.get(&id) {
            return Rc::clone(view);
        }
        let view = Rc::new(self.look(id));
        self.views.insert(id, Rc::clone(&view));
        view
    }

    fn look(&mut self, id: SchemaId) -> View {
        let mut view = View::default();
        let mut seen = Vec::new();
        self.gather(id, &mut view, &mut seen);
        self.reduce_unions(&mut view, &mut seen);
        self.add_conditional(&mut view, &mut seen);
        if view.types.contains(JsonType::Null) {
            view.null = Null::Yes;
            view.types = view.types.without(JsonType::Null);
        }
        if let Some(values) = &mut view.values {
            let before = values.len();
            values.retain(|value| !value.is_null());
            if values.len() < before {
                view.null = Null::Yes;
            }
        }
        view
    }

    /// Adds the properties that only some values have: those are not required, and say no more about one that all have.
    fn add_conditional(&mut self, view: &mut View, seen: &mut Vec<SchemaId>) {
        let mut open = std::mem::take(&mut view.conditional);
        open.reverse();
        while let Some(id) = open.pop() {
            let mut some = View::default();
            self.gather(id, &mut some, seen);
            for (name, property) in some.properties {
                view.properties.entry(name).or_insert(property);
            }
            open.extend(some.conditional.into_iter().rev());
        }
    }

    pub(super) fn gather(&mut self, id: SchemaId, view: &mut View, seen: &mut Vec<SchemaId>) {
        if seen.contains(&id) {
            return;
        }
        seen.push(id);
        let schema = self.schemas.share(id);
        if let Some(target) = schema.reference {
            self.gather(target, view, seen);
        }
        for &member in &schema.all_of {
            self.gather(member, view, seen);
        }
        self.add_own(id, &schema, view);
    }

    fn add_own(&mut self, id: SchemaId, schema: &Arc<Schema>, view: &mut View) {
        view.types = both_types(view.types, schema.types);
        view.never |= schema.never;
        view.format = view.format.take().or_else(|| schema.format.clone());
        view.content_encoding = view.content_encoding.take().or_else(|| schema.content_encoding.clone());
        view.minimum = larger(view.minimum, schema.minimum, f64::max);
        view.maximum = larger(view.maximum, schema.maximum, f64::min);
        if schema.pattern.is_some() || schema.length != (None, None) {
            view.text_keywords = TextKeywords::Some;
        }
        if let Some(values) = &schema.values {
            view.values = Some(match view.values.take() {
                Some(before) => before.into_iter().filter(|value| values.contains(value)).collect(),
                None => values.clone(),
            });
        }
        view.value_words.extend(schema.value_words.iter().cloned());
        for (name, &property) in &schema.properties {
            let merged = match view.properties.get(name) {
                Some(&before) => self.both(before, property),
                None => property,
            };
            view.properties.insert(name.clone(), merged);
        }
        view.required.extend(schema.required.iter().cloned());
        view.additional = match (view.additional, schema.additional) {
            (Additional::Schema(before), Additional::Schema(after)) => Additional::Schema(self.both(before, after)),
            (before, Additional::Unsaid) | (before @ Additional::Schema(_), _) => before,
            (_, after) => after,
        };
        view.conditional.extend(&schema.conditional);
        view.pattern_properties.extend(schema.pattern_properties.values());
        view.items = match (view.items, schema.items) {
            (Some(before), Some(after)) => Some(self.both(before, after)),
            (before, after) => after.or(before),
        };
        if view.prefix_items.is_empty() {
            view.prefix_items.clone_from(&schema.prefix_items);
        }
        for members in [&schema.one_of, &schema.any_of] {
            if !members.is_empty() {
                let discriminator = schema.discriminator.clone();
                view.unions.push(UnionSource { owner: id, members: members.clone(), discriminator });
            }
        }
    }

    /// The schema that demands what both demand.
    pub(super) fn both(&mut self, before: SchemaId, after: SchemaId) -> SchemaId {
        if self.target(before) == self.target(after) || self.says_nothing(before) {
            return after;
        }
        if self.says_nothing(after) {
            return before;
        }
        // `type: object` of a general answer, where a special one says which object: that has a name already.
        if self.only_says_type(before, after) {
            return after;
        }
        self.combine(vec![before, after])
    }

    /// A schema with these as its `allOf`.
    pub(super) fn combine(&mut self, members: Vec<SchemaId>) -> SchemaId {
        if let Some(&id) = self.combined.get(&members) {
            return id;
        }
        let last = members.last().map(|&id| self.schemas.share(id));
        let described = members.iter().rev().find_map(|&id| self.schemas[id].description.clone());
        let id = self.schemas.push(Schema {
            at: last.as_ref().and_then(|last| last.at.clone()),
            title: last.and_then(|last| last.title.clone()),
            description: described,
            all_of: members.clone(),
            ..Schema::default()
        });
        self.combined.insert(members, id);
        id
    }

    /// Where a chain of bare references ends.
    pub(super) fn target(&self, mut id: SchemaId) -> SchemaId {
        for _ in 0..64 {
            let schema = &self.schemas[id];
            match schema.reference {
                Some(target) if !schema.has_shape() => id = target,
                _ => break,
            }
        }
        id
    }

    /// Whether any value will do.
    pub(super) fn says_nothing(&self, id: SchemaId) -> bool {
        let schema = &self.schemas[id];
        schema.reference.is_none() && !schema.has_shape() && schema.required.is_empty()
    }

    /// Whether the first of two schemas only gives a type, and the second, a reference, is of just that type, or of
    /// another one, since the later one counts.
    fn only_says_type(&self, before: SchemaId, after: SchemaId) -> bool {
        let (general, special) = (&self.schemas[before], &self.schemas[self.target(after)]);
        let nulls = general.types.contains(JsonType::Null) || special.types.contains(JsonType::Null);
        let numbers = general.types.iter().chain(special.types.iter()).any(is_number);
        self.target(after) != after
            && general.reference.is_none()
            && !general.has_shape_beside_type()
            && general.required.is_empty()
            && !special.types.is_any()
            && !nulls
            && (general.types == special.types
                || !numbers && !special.types.iter().any(|ty| general.types.contains(ty)))
    }
}

impl Schema {
    /// Whether it says anything about what a value looks like, beside its reference.
    pub(super) fn has_shape(&self) -> bool {
        !self.types.is_any() || self.has_shape_beside_type()
    }

    /// Whether it is put together of others.
    pub(super) fn has_members(&self) -> bool {
        self.reference.is_some() || !self.all_of.is_empty() || !self.any_of.is_empty() || !self.one_of.is_empty()
    }

    /// Whether it says that a value is an object, or null, and nothing more.
    pub(super) fn only_says_object(&self) -> bool {
        self.types.without(JsonType::Null) == Types::one(JsonType::Object)
            && self.reference.is_none()
            && !self.has_shape_beside_type()
            && self.required.is_empty()
    }

    fn has_shape_beside_type(&self) -> bool {
        self.never
            || self.format.is_some()
            || self.values.is_some()
            || !self.all_of.is_empty()
            || !self.any_of.is_empty()
            || !self.one_of.is_empty()
            || !self.properties.is_empty()
            || self.additional != Additional::Unsaid
            || !self.pattern_properties.is_empty()
            || !self.conditional.is_empty()
            || self.items.is_some()
            || !self.prefix_items.is_empty()
            || self.content_encoding.is_some()
            || self.discriminator.is_some()
    }
}

/// The types that both allow; when there are none, the later ones.
fn both_types(before: Types, after: Types) -> Types {
    if before.is_any() || after.is_any() {
        return if after.is_any() { before } else { after };
    }
    let mut both = Types::ANY;
    for ty in before.iter() {
        if after.contains(ty) || ty == JsonType::Integer && after.contains(JsonType::Number) {
            both.insert(ty);
        } else if ty == JsonType::Number && after.contains(JsonType::Integer) {
            both.insert(JsonType::Integer);
        }
    }
    if both.is_any() { after } else { both }
}

fn larger(before: Option<f64>, after: Option<f64>, choose: fn(f64, f64) -> f64) -> Option<f64> {
    match (before, after) {
        (Some(before), Some(after)) => Some(choose(before, after)),
        (before, after) => before.or(after),
    }
}
