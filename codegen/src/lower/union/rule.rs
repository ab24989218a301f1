//! What the members of a union are told apart by.

use crate::ir::{Rule, TypeKind, TypeRef};
use crate::lower::Lower;
use crate::lower::view::View;
use crate::schema::{JsonType, Types};

impl Lower<'_> {
    pub(super) fn rule(&mut self, ty: &TypeRef, view: &View, tags: Vec<String>) -> Rule {
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
}

/// Two members of one type: what only one of them demands is no longer a sign.
pub(super) fn widen(rule: &mut Rule) {
    rule.texts.clear();
    rule.constants.clear();
    rule.required.clear();
}
