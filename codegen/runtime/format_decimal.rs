//! `decimal`: a number that must not be rounded.

use super::formats::text_format;

text_format! {
    /// A decimal number in text, such as `0.10`.
    Decimal
}

#[cfg(feature = "rust_decimal")]
impl Decimal {
    /// The number as `rust_decimal` has it.
    pub fn to_decimal(&self) -> Result<rust_decimal::Decimal, rust_decimal::Error> {
        self.as_str().parse()
    }
}

#[cfg(feature = "rust_decimal")]
impl From<rust_decimal::Decimal> for Decimal {
    fn from(number: rust_decimal::Decimal) -> Self {
        Self(number.to_string())
    }
}
