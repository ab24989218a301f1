//! `oneOf` and `anyOf`: one of several types.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Lower;
use super::naming::NamePlace;
use super::schema::Typed;
use super::view::{Null, UnionSource, View};
use crate::ir::{Rule, TypeKind, TypeRef, Union, UnionVariant};
use crate::names::{pascal, settle, words};
use crate::schema::{Additional, Discriminator, JsonType, Schema, SchemaId, Types};

/// More combinations of several unions in one object than this are not written out.
const MOST_COMBINATIONS: usize = 64;

/// One member on its way to a variant.
struct Member {
    schema: SchemaId,
    ty: TypeRef,
    label: String,
    rule: Rule,
}

impl Lower<'_> {
    pub(super) fn lower_union(&mut self, id: SchemaId, view: &View, place: &NamePlace) -> Typed {
        let mut null = view.null;
        let Some(source) = self.one_union(id, view) else {
            let mut plain = view.clone();
            plain.unions.clear();
            plain.additional = Additional::Any;
            self.degrade(id, "too many combinations of unions in one object: their properties became raw JSON");
            return Typed { ty: self.lower_object(id, &plain, place), null };
        };
        if let Some(ty) = self.open_enum(id, &source, view, place) {
            return Typed { ty, null };
        }
        let ty = self.draft(id, place);
        let mut members = Vec::new();
        self.members(&source, place, &mut null, &mut members);
        merge_text(&mut members);
        let single = match members.as_slice() {
            [only] => Some(only.ty.clone()),
            _ => None,
        };
        let variants = variants(members);
        let discriminator = source.discriminator.map(|discriminator| discriminator.property);
        self.types[ty.0 as usize].def.kind = TypeKind::Union(Union { variants, discriminator });
        // A union that came down to one member is that member; what nothing reaches is pruned.
        let ty = single.filter(|single| *single != TypeRef::Named(ty)).unwrap_or(TypeRef::Named(ty));
        Typed { ty, null }
    }

    /// All unions and properties of one level as one union.
    fn one_union(&mut self, id: SchemaId, view: &View) -> Option<UnionSource> {
        let has_base = super::schema::is_object(view);
        if let ([only], false) = (view.unions.as_slice(), has_base) {
            return Some(only.clone());
        }
        let count: usize = view.unions.iter().map(|union| union.members.len()).product();
        if count > MOST_COMBINATIONS {
            return None;
        }
        let chosen = self.chosen.get(&id).cloned().unwrap_or_default();
        let mut combinations: Vec<Vec<SchemaId>> = vec![Vec::new()];
        for union in &view.unions {
            // What was chosen on the way here is demanded already.
            if union.members.iter().any(|&member| chosen.contains(&self.target(member))) {
                continue;
            }
            combinations = combinations
                .iter()
                .flat_map(|before| union.members.iter().map(|&member| [before.as_slice(), &[member]].concat()))
                .collect();
        }
        if has_base {
            let base = self.base_of(id, view);
            for combination in &mut combinations {
                if !combination.iter().any(|&member| self.extends(member, id)) {
                    combination.insert(0, base);
                }
            }
        }
        let discriminator = match view.unions.as_slice() {
            [only] => only.discriminator.clone(),
            _ => None,
        };
        let members: Vec<_> =
            combinations.into_iter().map(|combination| self.combine_chosen(&chosen, combination)).collect();
        let discriminator = discriminator.map(|mut discriminator| {
            for target in discriminator.mapping.values_mut() {
                let wanted = self.target(*target);
                let found = members.iter().find(|&&member| {
                    let parts = &self.schemas[member].all_of;
                    self.target(member) == wanted || parts.last().is_some_and(|&last| self.target(last) == wanted)
                });
                *target = found.copied().unwrap_or(*target);
            }
            discriminator
        });
        Some(UnionSource { owner: id, members, discriminator })
    }

    /// One schema of all parts of a combination, which remembers what was chosen for it.
    fn combine_chosen(&mut self, chosen: &BTreeSet<SchemaId>, combination: Vec<SchemaId>) -> SchemaId {
        if let &[only] = combination.as_slice() {
            return only;
        }
        let parts = combination.iter().map(|&part| self.target(part));
        let chosen = chosen.iter().copied().chain(parts).collect();
        let combined = self.combine(combination);
        self.chosen.insert(combined, chosen);
        combined
    }

    /// Whether a schema demands all that another one demands, by references and `allOf`.
    fn extends(&self, id: SchemaId, other: SchemaId) -> bool {
        let mut seen = BTreeSet::new();
        let mut next = vec![id];
        while let Some(id) = next.pop() {
            if id == other {
                return true;
            }
            if seen.insert(id) {
                let schema = &self.schemas[id];
                next.extend(schema.reference.iter().chain(&schema.all_of));
            }
        }
        false
    }

    /// The properties that stand beside the unions, as a schema.
    fn base_of(&mut self, id: SchemaId, view: &View) -> SchemaId {
        let at = self.schemas[id].at.clone();
        let mut types = Types::ANY;
        types.insert(JsonType::Object);
        self.schemas.push(Schema {
            at,
            types,
            properties: view.properties.clone(),
            required: view.required.iter().cloned().collect(),
            additional: view.additional,
            ..Schema::default()
        })
    }

    /// Texts of which some are listed: an open enum.
    fn open_enum(&mut self, id: SchemaId, source: &UnionSource, view: &View, place: &NamePlace) -> Option<TypeRef> {
        let (mut texts, mut value_words) = (Vec::new(), Vec::new());
        for &member in &source.members {
            let (member, _) = self.look_through(member);
            let member = self.view(member);
            value_words.extend(member.value_words.iter().cloned());
            let is_text = member.types == Types::one(JsonType::String) || member.values.is_some();
            if !is_text || !member.unions.is_empty() || member.format.is_some() {
                return None;
            }
            for value in member.values.iter().flatten() {
                texts.push(Value::String(value.as_str()?.to_owned()));
            }
        }
        if texts.len() < 2 {
            return None;
        }
        let types = Types::one(JsonType::String);
        let listed = View { values: Some(texts), value_words, types, null: view.null, ..View::default() };
        Some(self.lower_values(id, &listed, place))
    }

    fn members(&mut self, source: &UnionSource, place: &NamePlace, null: &mut Null, members: &mut Vec<Member>) {
        let tags = self.tags(source);
        for (index, (&schema, tags)) in source.members.iter().zip(tags).enumerate() {
            let (inner, inner_null) = self.look_through(schema);
            *null = null.or(inner_null);
            let label = self.label(inner, &tags, source, index);
            let tagged = source.discriminator.as_ref().and_then(|found| self.tagged(&found.property, inner, &tags));
            let (schema, inner) = tagged.map_or((schema, inner), |tagged| (tagged, tagged));
            let (typed, view) = (self.type_ref(schema, &place.child(&label)), self.view(inner));
            *null = null.or(typed.null);
            let mut found = self.union_inside(&typed.ty, source.discriminator.as_ref(), &tags);
            if found.is_empty() {
                let rule = self.rule(&typed.ty, &view, tags);
                found.push((typed.ty, label, rule));
            }
            let found = found.into_iter().map(|(ty, label, rule)| Member { schema: inner, ty, label, rule });
            for member in found {
                match members.iter_mut().find(|before| before.ty == member.ty) {
                    Some(before) => {
                        before.rule.tags.extend(member.rule.tags);
                        widen(&mut before.rule);
                    }
                    None => members.push(member),
                }
            }
        }
    }

    /// The variants of a member that is itself a union: it would keep any value, so its variants take its place. Of
    /// any other member, none.
    fn union_inside(
        &self,
        ty: &TypeRef,
        outer: Option<&Discriminator>,
        tags: &[String],
    ) -> Vec<(TypeRef, String, Rule)> {
        let TypeRef::Named(id) = ty else { return Vec::new() };
        let TypeKind::Union(union) = &self.types[id.0 as usize].def.kind else { return Vec::new() };
        let same = union.discriminator.as_ref() == outer.map(|outer| &outer.property);
        let variants = union.variants.iter().map(|variant| {
            let mut rule = variant.rule.clone();
            if let (Some(property), false) = (&union.discriminator, same || rule.tags.is_empty()) {
                let texts = rule.tags.drain(..).map(|tag| Value::String(tag).to_string()).collect();
                rule.required.retain(|name| name != property);
                rule.constants.push((property.clone(), texts));
            }
            if !same {
                rule.tags = tags.to_vec();
            }
            (variant.ty.clone(), variant.name.plain().to_owned(), rule)
        });
        variants.collect()
    }

    /// A member that does not know the discriminator's property, with it: else it would be lost when the value is written.
    fn tagged(&mut self, property: &str, member: SchemaId, tags: &[String]) -> Option<SchemaId> {
        let view = self.view(member);
        let is_plain = view.unions.is_empty() && super::schema::is_object(&view);
        if tags.is_empty() || !is_plain || view.properties.contains_key(property) {
            return None;
        }
        let values = tags.iter().map(|tag| Value::String(tag.clone())).collect();
        let types = Types::one(JsonType::String);
        let value = self.schemas.push(Schema { types, values: Some(values), ..Schema::default() });
        let (at, types) = (self.schemas[member].at.clone(), Types::one(JsonType::Object));
        let properties = std::iter::once((property.to_owned(), value)).collect();
        let tag = self.schemas.push(Schema { at, types, properties, ..Schema::default() });
        Some(self.combine(vec![tag, member]))
    }

    /// A word for a member that tells it from the others.
    fn label(&mut self, id: SchemaId, tags: &[String], source: &UnionSource, index: usize) -> String {
        if let Some(name) = self.schemas[id].name.clone().or_else(|| self.components.get(&id).cloned()) {
            return name;
        }
        if let Some(title) = self.schemas[id].title.clone().filter(|title| (1..6).contains(&words(title).len())) {
            return title;
        }
        if let [tag] = tags {
            return tag.clone();
        }
        let view = self.view(id);
        for name in &view.required {
            let Some(&property) = view.properties.get(name) else { continue };
            match self.constant(property) {
                Some(Value::String(text)) => return text,
                Some(Value::Bool(true)) => return name.clone(),
                Some(Value::Number(number)) => return format!("{name} {number}"),
                _ => {}
            }
        }
        let parts = self.schemas[id].all_of.clone();
        let component =
            |part: Option<&SchemaId>| part.and_then(|&part| self.components.get(&self.target(part)).cloned());
        let (first, last) = (component(parts.first()), component(parts.last()));
        last.or_else(|| self.own_property(&view, source, index)).or(first).unwrap_or_else(|| self.kind(&view, source))
    }

    /// The JSON type of a member; of a list among lists, with that of its items.
    fn kind(&mut self, view: &View, source: &UnionSource) -> String {
        let word = kind_word(view);
        let lists = source.members.iter().filter(|&&member| kind_word(&self.view(member)) == "List").count();
        match view.items {
            Some(items) if word == "List" && lists > 1 => {
                let (items, _) = self.look_through(items);
                let item = self.components.get(&items).cloned();
                format!("{} {word}", item.unwrap_or_else(|| kind_word(&self.view(items)).to_owned()))
            }
            _ => word.to_owned(),
        }
    }

    /// A property that no other member has.
    fn own_property(&mut self, view: &View, source: &UnionSource, index: usize) -> Option<String> {
        let mut others = BTreeSet::new();
        for (position, &member) in source.members.iter().enumerate() {
            if position != index {
                others.extend(self.view(member).properties.into_keys());
            }
        }
        let required = view.required.iter().filter(|name| view.properties.contains_key(*name));
        let has_siblings = source.members.len() > 1 && !others.is_empty();
        required.chain(view.properties.keys()).find(|name| has_siblings && !others.contains(*name)).cloned()
    }

    fn rule(&mut self, ty: &TypeRef, view: &View, tags: Vec<String>) -> Rule {
        let mut rule = Rule { types: self.json_types(ty), tags, ..Rule::default() };
        if rule.types != Types::one(JsonType::Object) {
            let texts = view.values.iter().flatten().filter_map(|value| value.as_str().map(str::to_owned));
            rule.texts = texts.collect();
            return rule;
        }
        rule.known = view.properties.keys().cloned().collect();
        for name in &view.required {
            let constant = view.properties.get(name).copied().and_then(|property| self.constant(property));
            match constant {
                Some(value) => rule.constants.push((name.clone(), vec![value.to_string()])),
                None => rule.required.push(name.clone()),
            }
        }
        rule
    }

    fn json_types(&self, ty: &TypeRef) -> Types {
        match ty {
            TypeRef::Bool => Types::one(JsonType::Boolean),
            TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 => Types::one(JsonType::Integer),
            TypeRef::F64 => Types::one(JsonType::Number),
            TypeRef::String | TypeRef::Format(_) => Types::one(JsonType::String),
            TypeRef::List(_) => Types::one(JsonType::Array),
            TypeRef::Map(_) => Types::one(JsonType::Object),
            TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => self.json_types(inner),
            TypeRef::Json => Types::ANY,
            TypeRef::Named(id) => match &self.types[id.0 as usize].def.kind {
                TypeKind::Struct(_) => Types::one(JsonType::Object),
                TypeKind::StringEnum(_) => Types::one(JsonType::String),
                TypeKind::IntegerEnum(_) => Types::one(JsonType::Integer),
                TypeKind::Union(union) => union.variants.iter().fold(Types::ANY, |mut types, variant| {
                    variant.rule.types.iter().for_each(|ty| types.insert(ty));
                    types
                }),
                TypeKind::ValueEnum(_) | TypeKind::Responses(_) | TypeKind::Bodies(_) => Types::ANY,
            },
        }
    }

    /// `type: [string, integer]`: a union of the types.
    pub(super) fn lower_several(&mut self, id: SchemaId, view: &View, place: &NamePlace) -> TypeRef {
        let schema = self.schemas.share(id);
        let members: Vec<_> = view
            .types
            .iter()
            .map(|ty| {
                let base = if schema.has_shape() { (*schema).clone() } else { Schema::default() };
                let only =
                    Schema { at: schema.at.clone(), types: Types::one(ty), title: None, reference: None, ..base };
                self.schemas.push(only)
            })
            .collect();
        let union = View { unions: vec![UnionSource { owner: id, members, discriminator: None }], ..View::default() };
        self.lower_union(id, &union, place).ty
    }
}

/// Two members of one type: what only one of them demands is no longer a sign.
fn widen(rule: &mut Rule) {
    rule.texts.clear();
    rule.constants.clear();
    rule.required.clear();
}

/// Text and text of a known format cannot be told apart: both are text.
fn merge_text(members: &mut Vec<Member>) {
    let plain = members.iter().position(|member| member.ty == TypeRef::String && member.rule.texts.is_empty());
    let formats = members.iter().filter(|member| matches!(member.ty, TypeRef::Format(_))).count();
    if plain.is_none() && formats < 2 {
        return;
    }
    let keep = plain.or_else(|| members.iter().position(|member| matches!(member.ty, TypeRef::Format(_))));
    let Some(keep) = keep else { return };
    members[keep].ty = TypeRef::String;
    if formats > 0 && plain.is_none() {
        "String".clone_into(&mut members[keep].label);
    }
    let schema = members[keep].schema;
    members.retain(|member| member.schema == schema || !matches!(member.ty, TypeRef::Format(_)));
}

fn variants(members: Vec<Member>) -> Vec<UnionVariant> {
    let labels: Vec<&str> = members.iter().map(|member| member.label.as_str()).collect();
    let names = settle(&labels, &["Unknown"], pascal);
    members
        .into_iter()
        .zip(names)
        .map(|(member, name)| UnionVariant {
            docs: super::docs::plain(&format!("{}.", pascal(&member.label))),
            name,
            ty: member.ty,
            rule: member.rule,
        })
        .collect()
}

fn kind_word(view: &View) -> &'static str {
    let mut types = view.types.iter();
    match (types.next(), types.next()) {
        (Some(JsonType::Boolean), None) => "Bool",
        (Some(JsonType::Integer), _) => "Integer",
        (Some(JsonType::Number), None) => "Number",
        (Some(JsonType::String), None) => "String",
        (Some(JsonType::Array), None) => "List",
        (Some(JsonType::Object), None) => "Object",
        _ if super::schema::is_object(view) => "Object",
        _ if view.values.is_some() => "String",
        _ => "Value",
    }
}
