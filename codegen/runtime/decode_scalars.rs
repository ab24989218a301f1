//! Reads the scalars that `serde` has no reader for.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};

use super::model::{IntPlace, TextPlace};

/// An `i64`, which may be written with an empty fraction.
pub struct Whole(pub i64);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_i64(WholeVisitor)
    }
}

struct WholeVisitor;

impl Visitor<'_> for WholeVisitor {
    type Value = Whole;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("i64")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Whole, E> {
        Ok(Whole(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Whole, E> {
        i64::try_from(value).map(Whole).map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Whole, E> {
        let integer = whole(value).and_then(|integer| i64::try_from(integer).ok());
        integer.map(Whole).ok_or_else(|| E::invalid_type(Unexpected::Float(value), &self))
    }
}

/// Reads an integer, also one that is written with an empty fraction.
pub struct IntVisitor<'a>(pub &'a mut dyn IntPlace);

impl IntVisitor<'_> {
    fn set<E: Error>(self, value: i128, unexpected: Unexpected<'_>) -> Result<(), E> {
        if self.0.set(value) { Ok(()) } else { Err(E::invalid_value(unexpected, &self)) }
    }
}

impl Visitor<'_> for IntVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.expected())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.set(i128::from(value), Unexpected::Signed(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.set(i128::from(value), Unexpected::Unsigned(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        match whole(value) {
            Some(integer) if self.0.set(integer) => Ok(()),
            _ => Err(E::invalid_type(Unexpected::Float(value), &self)),
        }
    }
}

/// The integer that a number is, if it has no fraction and is not beyond all integer types.
pub fn whole(value: f64) -> Option<i128> {
    #[allow(clippy::cast_possible_truncation, reason = "checked to be a whole number below 2^64")]
    let integer = value as i128;
    (value.fract() == 0.0 && value.abs() <= 18_446_744_073_709_551_616.0).then_some(integer)
}

/// Reads a text.
pub struct TextVisitor<'a>(pub &'a mut dyn TextPlace);

impl Visitor<'_> for TextVisitor<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.set(text);
        Ok(())
    }
}
