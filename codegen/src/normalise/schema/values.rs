//! `enum`.

use std::collections::HashSet;

use serde_json::{Number, Value};

use super::super::Normaliser;
use super::super::node::Node;
use super::Draft;
use crate::schema::{JsonType, Schema, Types};

impl<'b> Normaliser<'b> {
    /// The values as they are written; [`Self::settle_values`] looks at them once the type is known.
    pub(super) fn values(&mut self, schema: &mut Schema, node: &Node<'b>) {
        let values = match node.value {
            Value::Array(values) => values.clone(),
            Value::Object(_) => {
                self.degrade(&node.at, "`enum` is an object, not a list; any value is allowed");
                return;
            }
            other => {
                self.mend(&node.at, "`enum` is a list; a single value counts as one");
                vec![other.clone()]
            }
        };
        if values.is_empty() {
            self.mend(&node.at, "an empty `enum` would allow nothing; it is left out");
        } else if schema.values.is_none() {
            // A `const` says more.
            schema.values = Some(values);
        }
    }

    /// A list of texts beside `type: array` is meant for the items.
    fn values_of_items(&mut self, draft: &mut Draft) {
        let schema = &mut draft.schema;
        let (Some(mut values), Some(at)) = (schema.values.take(), &schema.at) else { return };
        self.mendings
            .add(&at.key("enum"), "`enum` beside `type: array` lists no lists; it is read as that of the items");
        values.retain(|value| !value.is_null());
        let value_words = draft.value_words.of(&values);
        let at = Some(at.key("items"));
        let item = Schema { at, reference: schema.items, values: Some(values), value_words, ..Schema::default() };
        schema.items = Some(self.lift.push(item));
    }

    /// Makes the values fit the type, and each stand once.
    pub(super) fn settle_values(&mut self, draft: &mut Draft) {
        let schema = &mut draft.schema;
        let is_list = schema.types.without(JsonType::Null) == Types::one(JsonType::Array);
        if is_list && schema.values.iter().flatten().any(|value| !value.is_array() && !value.is_null()) {
            self.values_of_items(draft);
            return;
        }
        let (Some(values), Some(at)) = (&mut schema.values, &schema.at) else { return };
        let types = schema.types;
        let is_text = types.without(JsonType::Null) == Types::one(JsonType::String);
        let number = types.without(JsonType::Null).iter().all(|ty| matches!(ty, JsonType::Integer | JsonType::Number));
        for value in values.iter_mut() {
            let settled = match value {
                Value::Bool(_) | Value::Number(_) if is_text => Some(Value::String(value.to_string())),
                Value::String(text) if number && !types.is_any() => {
                    text.trim().parse::<Number>().ok().map(Value::Number)
                }
                _ => None,
            };
            if let Some(settled) = settled {
                *value = settled;
                self.mendings
                    .add(&at.key("enum"), "a value of `enum` is not of the type beside it; it is read as if it were");
            }
        }
        if values.contains(&Value::Null) && !types.is_any() && !types.contains(JsonType::Null) && !draft.nullable {
            self.mendings.add(&at.key("enum"), "`enum` lists null, which the type beside it forbids; null is allowed");
            schema.types.insert(JsonType::Null);
        }
        schema.value_words = draft.value_words.of(values);
        let count = values.len();
        let mut seen = HashSet::new();
        let keep: Vec<bool> = values.iter().map(|value| seen.insert(value)).collect();
        let mut keep = keep.into_iter();
        values.retain(|_| keep.next().unwrap_or(true));
        if values.len() < count {
            self.mendings.add(&at.key("enum"), "a value stands twice in an `enum`; it counts once");
        }
    }
}
