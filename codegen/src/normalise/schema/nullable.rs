//! `nullable`, which 3.1 has no more: null becomes a type among others.

use serde_json::Value;

use super::super::node::Node;
use super::super::{Dialect, Normaliser};
use crate::schema::{JsonType, Schema, Types};

impl<'b> Normaliser<'b> {
    /// Whether a schema says that it is nullable.
    pub(super) fn nullable_flag(&mut self, node: &Node<'b>, key: &str) -> bool {
        let nullable = self.flag(node, key).unwrap_or_default();
        if nullable && key == "nullable" && self.dialect != Dialect::V30 {
            self.mend(&node.at.key(key), "OpenAPI 3.1 has no `nullable`; it is read as the type `null`");
        }
        nullable
    }

    /// A schema that allows null too.
    pub(super) fn nullable(&mut self, mut schema: Schema) -> Schema {
        if schema.reference.is_some() || !schema.all_of.is_empty() {
            return self.or_null(schema);
        }
        if let Some(values) = &mut schema.values
            && !values.contains(&Value::Null)
        {
            values.push(Value::Null);
        }
        if !schema.any_of.is_empty() || !schema.one_of.is_empty() {
            let null = self.null();
            let unions = [&mut schema.any_of, &mut schema.one_of];
            unions.into_iter().filter(|union| !union.is_empty()).for_each(|union| union.push(null));
        }
        if !schema.types.is_any() {
            schema.types.insert(JsonType::Null);
        }
        schema
    }

    /// A union of a schema that null cannot join with null. What describes the schema describes the union.
    fn or_null(&mut self, mut schema: Schema) -> Schema {
        let mut union = Schema {
            at: schema.at.clone(),
            title: schema.title.take(),
            description: schema.description.take(),
            default: schema.default.take(),
            examples: std::mem::take(&mut schema.examples),
            deprecation: std::mem::take(&mut schema.deprecation),
            access: std::mem::take(&mut schema.access),
            name: schema.name.take(),
            ..Schema::default()
        };
        union.any_of = vec![self.lift.push(schema), self.null()];
        union
    }

    fn null(&mut self) -> crate::schema::SchemaId {
        self.lift.push(Schema { types: Types::one(JsonType::Null), ..Schema::default() })
    }
}
