//! What the members of a union are called.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::lower::Lower;
use crate::lower::view::{UnionSource, View};
use crate::names::words;
use crate::schema::{JsonType, SchemaId};

impl Lower<'_> {
    /// A word for a member that tells it from the others.
    pub(super) fn label(&mut self, id: SchemaId, tags: &[String], source: &UnionSource, index: usize) -> String {
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
        let members = source.members.iter().enumerate().filter(|&(position, _)| position != index);
        let members: Vec<_> = members.map(|(_, &member)| self.view(member)).collect();
        let others: BTreeSet<&String> = members.iter().flat_map(|member| member.properties.keys()).collect();
        let required = view.required.iter().filter(|name| view.properties.contains_key(*name));
        let has_siblings = source.members.len() > 1 && !others.is_empty();
        required.chain(view.properties.keys()).find(|name| has_siblings && !others.contains(*name)).cloned()
    }
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
        _ if crate::lower::schema::is_object(view) => "Object",
        _ if view.values.is_some() => "String",
        _ => "Value",
    }
}
