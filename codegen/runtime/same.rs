//! Whether two values are equal: `PartialEq` of all object types, written once over [`Ref`].

use super::model::{Entries, Items, Object, Ref};

/// Whether two objects are of one type, and their properties equal.
#[allow(dead_code, reason = "a document may have no object types")]
pub fn same(left: &dyn Object, right: &dyn Object) -> bool {
    // Two variants of a union may have the same properties.
    let mut same = left.info().name == right.info().name;
    left.refs(&mut |left| {
        right.refs(&mut |right| {
            same =
                same && left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(*left, *right));
        });
    });
    same
}

#[allow(clippy::float_cmp, reason = "equal is equal, as for the numbers themselves")]
fn equal(left: Ref<'_>, right: Ref<'_>) -> bool {
    match (left.resolve(), right.resolve()) {
        (Ref::Absent, Ref::Absent) | (Ref::Null, Ref::Null) => true,
        (Ref::Bool(left), Ref::Bool(right)) => left == right,
        (Ref::I64(left), Ref::I64(right)) => left == right,
        (Ref::U64(left), Ref::U64(right)) => left == right,
        (Ref::F64(left), Ref::F64(right)) => left == right,
        (Ref::Str(left), Ref::Str(right)) => left == right,
        (Ref::Strs(left), Ref::Strs(right)) => left == right,
        (Ref::List(left), Ref::List(right)) => equal_items(left, right),
        (Ref::Map(left), Ref::Map(right)) => equal_entries(left, right),
        (Ref::Object(left), Ref::Object(right)) => same(left, right),
        _ => false,
    }
}

fn equal_items(left: &dyn Items, right: &dyn Items) -> bool {
    left.count() == right.count()
        && (0..left.count()).all(|index| match (left.item(index), right.item(index)) {
            (Some(left), Some(right)) => equal(left, right),
            (None, None) => true,
            _ => false,
        })
}

/// The order of JSON objects says nothing.
fn equal_entries(left: &dyn Entries, right: &dyn Entries) -> bool {
    let mut same = left.count() == right.count();
    left.each_ref(&mut |key, left| same = same && right.entry(key).is_some_and(|right| equal(left, right)));
    same
}
