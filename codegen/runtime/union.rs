//! One of several types, told apart by its content.

use std::cmp::Reverse;

use serde_json::Value;

use super::content::Content;
use super::equality::is_json;
use super::keeps::keeps;
use super::model::{Ref, Slot};
use super::refill::{Nested, refill};

/// A value of one of several types.
pub trait Union {
    /// How each variant is recognised.
    fn rules(&self) -> &'static [Rule];

    /// The property that names the variant.
    fn discriminator(&self) -> Option<&'static str> {
        None
    }

    /// Becomes the variant of this index in [`Union::rules`], blank.
    fn start(&mut self, index: usize);

    /// Becomes a value of no known variant.
    fn unknown(&mut self, value: Value);

    /// The content of the current variant, to be written.
    fn slot(&mut self) -> Slot<'_>;

    /// The content of the current variant, to be read.
    fn get(&self) -> Ref<'_>;
}

/// How the values of one variant are recognised: all of it must hold.
pub struct Rule {
    /// The JSON types that they have, as a sum of the constants of this type; 0 is any.
    pub types: u8,
    /// The values of the discriminator that name this variant.
    pub tags: &'static [&'static str],
    /// Properties that must be there with one of these values, given as JSON.
    pub constants: &'static [(&'static str, &'static [&'static str])],
    /// Further properties that must be there.
    pub required: &'static [&'static str],
    /// All properties that have a field.
    pub known: &'static [&'static str],
    /// The only texts that they can be, if that is limited.
    pub texts: &'static [&'static str],
}

impl Rule {
    /// Null.
    pub const NULL: u8 = 1;
    /// True and false.
    pub const BOOLEAN: u8 = 2;
    /// A number without a fraction.
    pub const INTEGER: u8 = 4;
    /// Any number.
    pub const NUMBER: u8 = 8;
    /// Text.
    pub const STRING: u8 = 16;
    /// A list.
    pub const ARRAY: u8 = 32;
    /// An object.
    pub const OBJECT: u8 = 64;

    /// The rule of a variant that can be anything.
    pub const ANY: Self = Self { types: 0, tags: &[], constants: &[], required: &[], known: &[], texts: &[] };

    /// Whether a value can be of this variant, the discriminator aside.
    fn admits(&self, value: &Content<'_>) -> bool {
        let content = match value {
            Content::Object(object) => {
                let constant = |(name, texts): &(&str, &[&str])| {
                    object.get(name).is_some_and(|value| texts.iter().any(|text| is_constant(value, text)))
                };
                self.constants.iter().all(constant) && self.required.iter().all(|name| object.get(name).is_some())
            }
            Content::Text(text) => self.texts.is_empty() || self.texts.contains(&text.as_ref()),
            _ => true,
        };
        content && (self.types == 0 || self.types & types_of(value) != 0)
    }

    /// How well the variant suits a value that it admits: less is better.
    fn rank(&self, value: &Content<'_>) -> (usize, Reverse<usize>) {
        let demands = self.constants.len() + self.required.len() + usize::from(!self.texts.is_empty());
        let strangers = match value {
            Content::Object(object) => object.iter().filter(|(key, _)| !self.known.contains(key)).count(),
            _ => 0,
        };
        (strangers, Reverse(demands))
    }
}

/// Whether a value is what a JSON text says.
fn is_constant(value: &Content<'_>, text: &str) -> bool {
    let plain = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).filter(|text| !text.contains('\\'));
    match (value, plain) {
        // Most constants are texts.
        (Content::Text(value), Some(plain)) => value == plain,
        (value, _) => is_json(&value.to_value(), text),
    }
}

/// The JSON types that a value has.
fn types_of(value: &Content<'_>) -> u8 {
    match value {
        Content::Null => Rule::NULL,
        Content::Bool(_) => Rule::BOOLEAN,
        Content::Number(number) if number.as_f64().is_some_and(|number| number.fract() == 0.0) => {
            Rule::INTEGER | Rule::NUMBER
        }
        Content::Number(_) => Rule::NUMBER,
        Content::Text(_) => Rule::STRING,
        Content::List(_) => Rule::ARRAY,
        Content::Object(_) => Rule::OBJECT,
    }
}

/// Makes a union the variant that suits a value best, or keeps the value as it is.
///
/// A single variant that can be it is taken if it can be read. Of several, the first that keeps all of the value is
/// taken, those with the fewest properties without a field first; if none does, the first that can be read.
pub fn choose(union: &mut dyn Union, value: &Content<'_>) {
    let rules = union.rules();
    let mut candidates = candidates(rules, union.discriminator(), value);
    let chosen = match (candidates.next(), candidates.next()) {
        (first, None) => first,
        (first, second) => {
            let mut several: Vec<_> = first.into_iter().chain(second).chain(candidates).collect();
            several.sort_by_key(|&index| rules[index].rank(value));
            best(union, &several, value)
        }
    };
    if let Some(index) = chosen {
        union.start(index);
        if refill(union.slot(), value, Nested::Choose).is_ok() {
            return;
        }
    }
    union.unknown(value.to_value());
}

/// The indices of the variants that a value can be.
fn candidates<'a>(
    rules: &'static [Rule],
    discriminator: Option<&str>,
    value: &'a Content<'a>,
) -> impl Iterator<Item = usize> + use<'a> {
    let tag = discriminator.and_then(|name| tag(value, name));
    let named = move |rule: &Rule| tag.is_none_or(|tag| rule.tags.contains(&tag));
    (0..rules.len()).filter(move |&index| named(&rules[index]) && rules[index].admits(value))
}

/// The text of a property.
fn tag<'a>(value: &'a Content<'_>, name: &str) -> Option<&'a str> {
    let Content::Object(object) = value else { return None };
    match object.get(name) {
        Some(Content::Text(text)) => Some(text),
        _ => None,
    }
}

/// The first of these variants that keeps all of a value, else the first that can be read.
fn best(union: &mut dyn Union, ranked: &[usize], value: &Content<'_>) -> Option<usize> {
    let mut readable = None;
    for &index in ranked {
        union.start(index);
        // What a union further inside will be does not matter here: it keeps all that it is given. Without this, a
        // recursive union would be read as often as there are paths through its variants.
        if refill(union.slot(), value, Nested::Skip).is_ok() {
            if keeps(union.get(), value) {
                return Some(index);
            }
            readable = readable.or(Some(index));
        }
    }
    readable
}

/// Implements the traits of `model`, `Serialize` and
/// `Deserialize` for types that implement [`Union`] and have a variant `Unknown(Value)`.
macro_rules! union {
    ($($name:ident),+ $(,)?) => {$(
        impl $crate::runtime::model::Blank for $name {
            fn blank() -> Self {
                Self::Unknown(::serde_json::Value::Null)
            }
        }

        impl $crate::runtime::model::Choice for $name {
            fn choose(&mut self, value: &$crate::runtime::content::Content<'_>) {
                $crate::runtime::union::choose(self, value);
            }

            fn chosen(&self) -> $crate::runtime::model::Ref<'_> {
                $crate::runtime::union::Union::get(self)
            }
        }

        impl $crate::runtime::model::Place for $name {
            fn slot(&mut self) -> $crate::runtime::model::Slot<'_> {
                $crate::runtime::model::Slot::Union(self)
            }
        }

        impl $crate::runtime::model::Argument for $name {
            fn get_ref(&self) -> $crate::runtime::model::Ref<'_> {
                $crate::runtime::model::Ref::Union(self)
            }
        }

        $crate::runtime::model::codec!($name);
    )+};
}

pub(crate) use union;
