//! Streams: what one event, or one line, holds.

use super::Lower;
use crate::schema::{JsonType, Schema, SchemaId};

/// The fields of a server-sent event.
const EVENT_FIELDS: [&str; 5] = ["comment", "data", "event", "id", "retry"];

impl Lower<'_> {
    /// What a stream is made of, by the schema of all of it: a list stands for its items, one after the other.
    pub(super) fn streamed(&mut self, schema: SchemaId) -> SchemaId {
        let (inner, _) = self.look_through(schema);
        let view = self.view(inner);
        let is_list = view.types.iter().eq([JsonType::Array]);
        view.items.filter(|_| is_list).unwrap_or(schema)
    }

    /// What the data of an event is. Some documents describe the whole event, with its name beside its data.
    pub(super) fn event_data(&mut self, schema: SchemaId) -> SchemaId {
        self.data_of(schema, &mut Vec::new()).unwrap_or(schema)
    }

    fn data_of(&mut self, schema: SchemaId, seen: &mut Vec<SchemaId>) -> Option<SchemaId> {
        let (inner, _) = self.look_through(schema);
        if seen.contains(&inner) {
            return None;
        }
        seen.push(inner);
        let view = self.view(inner);
        if let ([union], true) = (view.unions.as_slice(), view.properties.is_empty()) {
            let mut members: Vec<SchemaId> = Vec::new();
            for &member in &union.members {
                let data = self.data_of(member, seen)?;
                if !members.iter().any(|&before| self.target(before) == self.target(data)) {
                    members.push(data);
                }
            }
            if let &[only] = members.as_slice() {
                return Some(only);
            }
            let at = self.schemas[inner].at.clone();
            return Some(self.schemas.push(Schema { at, one_of: members, ..Schema::default() }));
        }
        let is_event = view.properties.contains_key("event")
            && view.properties.keys().all(|name| EVENT_FIELDS.contains(&name.as_str()));
        let data = view.properties.get("data").copied().filter(|_| is_event)?;
        Some(self.schemas[data].content_schema.unwrap_or(data))
    }
}
