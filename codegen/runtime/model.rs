//! How a generated type hands its content to the one reader and the one writer of all types.
//!
//! Generated types implement `serde`'s traits, but each of them compiles only what is its own:
//!
//! - [`Object::info`] is the table of an object's property names;
//! - [`Object::slots`] lends all fields at once as typed places to write to ([`Slot`]), in the order of that table;
//! - [`Object::refs`] lends them as typed values to read ([`Ref`]), in the same order;
//! - [`Blank`] makes the value that decoding starts from.
//!
//! None of these is generic. All code that depends on a data format is in `decode` and `encode`, written once
//! over `Slot` and `Ref`, so it is compiled once for each format instead of once for each type. The closed set of
//! frequent kinds has variants of its own; everything else goes through one of a few object-safe traits: an
//! [`OptPlace`] may be empty, a [`ListPlace`] and a [`MapPlace`] grow, an [`IntPlace`] and a [`TextPlace`] hold a
//! number and a text in a shape of their own, and a [`Choice`] decides what it is once it has seen the whole value.
//!
//! [`Argument`] and [`Place`] are what all value types have in common: a reference and a slot of themselves. An object
//! with a map for the properties that it does not name lends it as one more slot and reference after its fields.

use serde_json::Value;

use super::content::Content;

/// A place that a value is decoded into.
#[allow(dead_code, reason = "a document may not have fields of each kind")]
pub enum Slot<'a> {
    /// A field that has been filled already.
    Taken,
    /// A boolean.
    Bool(&'a mut bool),
    /// A boolean that may be missing.
    OptBool(&'a mut Option<bool>),
    /// An integer.
    I64(&'a mut i64),
    /// An integer that may be missing.
    OptI64(&'a mut Option<i64>),
    /// A number.
    F64(&'a mut f64),
    /// A number that may be missing.
    OptF64(&'a mut Option<f64>),
    /// Text.
    Str(&'a mut String),
    /// Text that may be missing.
    OptStr(&'a mut Option<String>),
    /// A list of texts.
    Strs(&'a mut Vec<String>),
    /// Any JSON.
    Json(&'a mut Value),
    /// An integer of another width, or one with names for its values.
    Int(&'a mut dyn IntPlace),
    /// Text with names for its values, or of a known format.
    Text(&'a mut dyn TextPlace),
    /// Anything else that may be missing.
    Opt(&'a mut dyn OptPlace),
    /// A list.
    List(&'a mut dyn ListPlace),
    /// A map.
    Map(&'a mut dyn MapPlace),
    /// An object.
    Object(&'a mut dyn Object),
    /// One of several types or values.
    Union(&'a mut dyn Choice),
}

/// A value to be encoded.
#[derive(Clone, Copy)]
#[allow(dead_code, reason = "a document may not have fields of each kind")]
pub enum Ref<'a> {
    /// Nothing: left out of an object, null elsewhere.
    Absent,
    /// An explicit null.
    Null,
    /// A boolean.
    Bool(bool),
    /// A boolean that may be missing.
    OptBool(Option<bool>),
    /// An integer.
    I64(i64),
    /// An integer that may be missing.
    OptI64(Option<i64>),
    /// An integer that may be too large for [`Ref::I64`].
    U64(u64),
    /// A number.
    F64(f64),
    /// A number that may be missing.
    OptF64(Option<f64>),
    /// Text.
    Str(&'a str),
    /// Text that may be missing.
    OptStr(&'a Option<String>),
    /// A list of texts.
    Strs(&'a [String]),
    /// Any JSON.
    Json(&'a Value),
    /// Anything else that may be missing.
    Opt(&'a dyn Argument),
    /// A list.
    List(&'a dyn Items),
    /// A map.
    Map(&'a dyn Entries),
    /// An object.
    Object(&'a dyn Object),
    /// One of several types or values.
    Union(&'a dyn Choice),
}

impl Ref<'_> {
    /// Whether this is nothing, without looking into options of other types.
    pub fn is_absent(&self) -> bool {
        matches!(self, Ref::Absent | Ref::OptBool(None) | Ref::OptI64(None) | Ref::OptF64(None) | Ref::OptStr(None))
    }
}

/// A type with a value to start decoding from.
pub trait Blank: Sized {
    /// The value to start from. It means nothing by itself.
    fn blank() -> Self;

    /// What a null is read as where the value may be missing: nothing, but for a type that has nulls of its own.
    fn null() -> Option<Self> {
        None
    }
}

/// A value that can be encoded.
pub trait Argument {
    /// Itself, to be read.
    fn get_ref(&self) -> Ref<'_>;

    /// A list of them, to be read.
    #[allow(clippy::ptr_arg, reason = "a slice is no object")]
    fn list_ref(items: &Vec<Self>) -> Ref<'_>
    where
        Self: Sized,
    {
        Ref::List(items)
    }
}

/// A value that can be decoded and encoded.
pub trait Place: Argument {
    /// Itself, to be written.
    fn slot(&mut self) -> Slot<'_>;

    /// A list of them, to be written.
    fn list_slot(items: &mut Vec<Self>) -> Slot<'_>
    where
        Self: Blank,
    {
        Slot::List(items)
    }
}

/// What does not differ between the values of an object type.
pub struct Info {
    /// The name of the type, for messages.
    pub name: &'static str,
    /// The properties.
    pub fields: &'static [&'static str],
    /// Bit `i % 64` of word `i / 64` says that property `i` must be there.
    pub required: &'static [u64],
}

impl Info {
    /// Whether the property with this index must be there.
    pub fn requires(&self, index: usize) -> bool {
        self.required.get(index / 64).is_some_and(|word| word >> (index % 64) & 1 == 1)
    }
}

/// An object with named properties.
pub trait Object {
    /// Its table.
    fn info(&self) -> &'static Info;

    /// Calls `fill` once with its fields in the order of [`Info::fields`], followed by the map of other properties if
    /// it has one.
    fn slots(&mut self, fill: &mut dyn FnMut(&mut [Slot<'_>]));

    /// Calls `read` once with its fields in the order of [`Info::fields`], followed by the map of other properties if
    /// it has one.
    fn refs(&self, read: &mut dyn FnMut(&[Ref<'_>]));
}

/// A value that may be missing.
pub trait OptPlace {
    /// Takes a null.
    fn clear(&mut self);

    /// Makes room for a value.
    fn fill(&mut self) -> Slot<'_>;
}

/// A list that grows.
pub trait ListPlace {
    /// Makes room for one more item.
    fn push(&mut self) -> Slot<'_>;
}

/// A list that can be read.
pub trait Items {
    /// How many items there are.
    fn count(&self) -> usize;

    /// Calls `each` with every item.
    fn each_ref(&self, each: &mut dyn FnMut(Ref<'_>));

    /// The item with this index.
    fn item(&self, index: usize) -> Option<Ref<'_>>;
}

/// A map that grows.
pub trait MapPlace {
    /// Makes room for one more value; a later one of the same name takes the place of the earlier.
    fn insert(&mut self, key: String) -> Slot<'_>;
}

/// A map that can be read.
pub trait Entries {
    /// How many entries there are.
    fn count(&self) -> usize;

    /// Calls `each` with every entry.
    fn each_ref(&self, each: &mut dyn FnMut(&str, Ref<'_>));

    /// The value with this key.
    fn entry(&self, key: &str) -> Option<Ref<'_>>;
}

/// An integer in a shape of its own.
pub trait IntPlace {
    /// What a message says was expected.
    fn expected(&self) -> &'static str;

    /// Stores a number; whether it is in range.
    fn set(&mut self, value: i128) -> bool;
}

/// Text in a shape of its own.
pub trait TextPlace {
    /// Stores a text, whatever it is.
    fn set(&mut self, text: &str);
}

/// A value that is told apart only once all of it has been seen.
pub trait Choice {
    /// Decides by the value, and stores it. Every value is accepted.
    fn choose(&mut self, value: &Content<'_>);

    /// What has been stored.
    fn chosen(&self) -> Ref<'_>;
}

/// Implements [`Place`], [`Argument`], `Debug`, `PartialEq`, `Serialize` and `Deserialize` for types that implement [`Object`] and
/// [`Blank`].
#[allow(unused_macros, reason = "a document may have no object types")]
macro_rules! object {
    ($($name:ident),+ $(,)?) => {$(
        impl $crate::runtime::model::Place for $name {
            fn slot(&mut self) -> $crate::runtime::model::Slot<'_> {
                $crate::runtime::model::Slot::Object(self)
            }
        }

        impl $crate::runtime::model::Argument for $name {
            fn get_ref(&self) -> $crate::runtime::model::Ref<'_> {
                $crate::runtime::model::Ref::Object(self)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::runtime::show::show(self, formatter)
            }
        }

        impl ::std::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $crate::runtime::same::same(self, other)
            }
        }

        $crate::runtime::model::codec!($name);
    )+};
}

/// Implements `Serialize` and `Deserialize` for a type that implements [`Place`] and [`Blank`].
#[allow(unused_macros, reason = "a document may have no types of its own")]
macro_rules! codec {
    ($name:ident) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::encode::serialize($crate::runtime::model::Argument::get_ref(self), serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::decode::deserialize(deserializer)
            }
        }
    };
}

#[allow(unused_imports, reason = "a document may have no types of its own")]
pub(crate) use {codec, object};
