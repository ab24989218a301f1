//! Schemas that are made of themselves: `A` is `B` and `B` is `A`. Nothing can be read from such a circle, so it is cut
//! where it closes. Recursion through properties, items or unions is another thing: that describes values.

use super::super::Normaliser;
use crate::diagnostic::Diagnostic;
use crate::schema::{Schema, SchemaId};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

impl Normaliser<'_> {
    /// Cuts all circles of `$ref` and `allOf`.
    pub(super) fn cut_cycles(&mut self) {
        let mut marks = vec![Mark::New; self.lift.count as usize];
        for start in (0..self.lift.count).map(SchemaId) {
            // An explicit stack: a chain may be as long as the document.
            let mut path = vec![(start, 0)];
            while let Some((id, next)) = path.pop() {
                let mark = &mut marks[id.0 as usize];
                if next == 0 {
                    if *mark != Mark::New {
                        continue;
                    }
                    *mark = Mark::Open;
                }
                let Some(part) = part(&self.lift.schemas[id], next) else {
                    marks[id.0 as usize] = Mark::Done;
                    continue;
                };
                if marks[part.0 as usize] == Mark::Open {
                    self.cut(id, part);
                    path.push((id, next));
                    if next == 0 {
                        marks[id.0 as usize] = Mark::New;
                    }
                } else {
                    path.push((id, next + 1));
                    path.push((part, 0));
                }
            }
        }
    }

    fn cut(&mut self, id: SchemaId, part: SchemaId) {
        let schema = self.lift.schemas.get_mut(id);
        if schema.reference == Some(part) {
            schema.reference = None;
        }
        schema.all_of.retain(|&other| other != part);
        if let Some(at) = &schema.at {
            self.found.push(Diagnostic::degraded(at, "a schema is made of itself; that part of it allows everything"));
        }
    }
}

/// What a schema is wholly made of, in turn.
fn part(schema: &Schema, index: usize) -> Option<SchemaId> {
    schema.reference.iter().chain(&schema.all_of).nth(index).copied()
}
