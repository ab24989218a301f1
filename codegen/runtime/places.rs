//! The places that are not generated: numbers, text, options, lists, maps and boxes.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::{Map, Value};

use super::model::{Argument, Blank, Entries, IntPlace, Items, ListPlace, MapPlace, OptPlace, Place, Ref, Slot};

/// Implements [`Blank`], [`Place`] and [`Argument`] for a type that has a variant of [`Slot`] and [`Ref`].
macro_rules! place {
    ($ty:ty, $blank:expr, $slot:ident, $value:ident => $get:expr) => {
        impl Blank for $ty {
            fn blank() -> Self {
                $blank
            }
        }

        impl Place for $ty {
            fn slot(&mut self) -> Slot<'_> {
                Slot::$slot(self)
            }
        }

        impl Argument for $ty {
            fn get_ref(&self) -> Ref<'_> {
                let $value = self;
                $get
            }
        }
    };
}

place!(bool, false, Bool, value => Ref::Bool(*value));
place!(i64, 0, I64, value => Ref::I64(*value));
place!(f64, 0.0, F64, value => Ref::F64(*value));
place!(i32, 0, Int, value => Ref::I64(i64::from(*value)));
place!(u32, 0, Int, value => Ref::I64(i64::from(*value)));
place!(u64, 0, Int, value => Ref::U64(*value));

impl Blank for String {
    fn blank() -> Self {
        Self::new()
    }
}

impl Place for String {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Str(self)
    }

    fn list_slot(items: &mut Vec<Self>) -> Slot<'_> {
        Slot::Strs(items)
    }
}

impl Argument for String {
    fn get_ref(&self) -> Ref<'_> {
        Ref::Str(self)
    }

    fn list_ref(items: &Vec<Self>) -> Ref<'_> {
        Ref::Strs(items)
    }
}

impl Blank for Value {
    fn blank() -> Self {
        Self::Null
    }

    fn null() -> Option<Self> {
        Some(Self::Null)
    }
}

impl Place for Value {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Json(self)
    }
}

impl Argument for Value {
    fn get_ref(&self) -> Ref<'_> {
        Ref::Json(self)
    }
}

/// Implements [`IntPlace`] for a primitive integer.
macro_rules! int {
    ($ty:ty) => {
        impl IntPlace for $ty {
            fn expected(&self) -> &'static str {
                stringify!($ty)
            }

            fn set(&mut self, value: i128) -> bool {
                Self::try_from(value).map(|value| *self = value).is_ok()
            }
        }
    };
}

int!(i32);
int!(u32);
int!(i64);
int!(u64);

impl<T: Blank> Blank for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }
}

impl<T: Place> Place for Box<T> {
    fn slot(&mut self) -> Slot<'_> {
        (**self).slot()
    }
}

impl<T: Argument + ?Sized> Argument for Box<T> {
    fn get_ref(&self) -> Ref<'_> {
        (**self).get_ref()
    }
}

impl<T: Argument + ?Sized> Argument for &T {
    fn get_ref(&self) -> Ref<'_> {
        (**self).get_ref()
    }
}

impl Argument for str {
    fn get_ref(&self) -> Ref<'_> {
        Ref::Str(self)
    }
}

impl<T> Blank for Option<T> {
    fn blank() -> Self {
        None
    }
}

impl<T: Blank + Place> OptPlace for Option<T> {
    fn clear(&mut self) {
        *self = T::null();
    }

    fn fill(&mut self) -> Slot<'_> {
        self.insert(T::blank()).slot()
    }
}

impl<T: Blank + Place> Place for Option<T> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Opt(self)
    }
}

impl<T: Argument> Argument for Option<T> {
    fn get_ref(&self) -> Ref<'_> {
        self.as_ref().map_or(Ref::Absent, Argument::get_ref)
    }
}

impl<T> Blank for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }
}

impl<T: Blank + Place> ListPlace for Vec<T> {
    fn push(&mut self) -> Slot<'_> {
        Self::push(self, T::blank());
        self.last_mut().map_or(Slot::Taken, Place::slot)
    }
}

impl<T: Blank + Place> Place for Vec<T> {
    fn slot(&mut self) -> Slot<'_> {
        T::list_slot(self)
    }
}

/// Implements reading for a sequence.
macro_rules! items {
    ($ty:ty) => {
        impl<T: Argument> Items for $ty {
            fn count(&self) -> usize {
                self.len()
            }

            fn each_ref(&self, each: &mut dyn FnMut(Ref<'_>)) {
                for item in self.iter() {
                    each(item.get_ref());
                }
            }

            fn item(&self, index: usize) -> Option<Ref<'_>> {
                self.get(index).map(Argument::get_ref)
            }
        }
    };
}

items!(Vec<T>);
items!(&[T]);

impl<T: Argument> Argument for Vec<T> {
    fn get_ref(&self) -> Ref<'_> {
        T::list_ref(self)
    }
}

impl<T: Argument> Argument for &[T] {
    fn get_ref(&self) -> Ref<'_> {
        Ref::List(self)
    }
}

impl<T> Blank for BTreeMap<String, T> {
    fn blank() -> Self {
        Self::new()
    }
}

impl<T: Blank + Place> MapPlace for BTreeMap<String, T> {
    fn insert(&mut self, key: String) -> Slot<'_> {
        match self.entry(key) {
            Entry::Vacant(entry) => entry.insert(T::blank()).slot(),
            Entry::Occupied(entry) => {
                let value = entry.into_mut();
                // The later of two entries must not be mixed with the earlier.
                *value = T::blank();
                value.slot()
            }
        }
    }
}

impl<T: Blank + Place> Place for BTreeMap<String, T> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }
}

impl<T: Argument> Entries for BTreeMap<String, T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn each_ref(&self, each: &mut dyn FnMut(&str, Ref<'_>)) {
        for (key, value) in self {
            each(key, value.get_ref());
        }
    }

    fn entry(&self, key: &str) -> Option<Ref<'_>> {
        self.get(key).map(Argument::get_ref)
    }
}

impl<T: Argument> Argument for BTreeMap<String, T> {
    fn get_ref(&self) -> Ref<'_> {
        Ref::Map(self)
    }
}

impl Entries for Map<String, Value> {
    fn count(&self) -> usize {
        self.len()
    }

    fn each_ref(&self, each: &mut dyn FnMut(&str, Ref<'_>)) {
        for (key, value) in self {
            each(key, Ref::Json(value));
        }
    }

    fn entry(&self, key: &str) -> Option<Ref<'_>> {
        self.get(key).map(Ref::Json)
    }
}
