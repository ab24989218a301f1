//! Several unions and properties of one level, as one union.

use std::collections::BTreeSet;

use crate::lower::Lower;
use crate::lower::view::{UnionSource, View};
use crate::schema::{JsonType, Schema, SchemaId, Types};

/// More combinations of several unions in one object than this are not written out.
const MOST_COMBINATIONS: usize = 64;

impl Lower<'_> {
    /// All unions and properties of one level as one union.
    pub(super) fn one_union(&mut self, id: SchemaId, view: &View) -> Option<UnionSource> {
        let has_base = crate::lower::schema::is_object(view);
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
}
