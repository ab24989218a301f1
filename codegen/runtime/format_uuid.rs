//! `uuid`: a universally unique identifier.

use super::formats::text_format;

text_format! {
    /// An identifier as of RFC 9562, such as `0b9ad4c2-6e2c-4d6f-9a0e-3f6f5d0c2a11`.
    Uuid
}

#[cfg(feature = "uuid")]
impl Uuid {
    /// The identifier as `uuid` has it.
    pub fn to_uuid(&self) -> Result<uuid::Uuid, uuid::Error> {
        self.as_str().parse()
    }
}

#[cfg(feature = "uuid")]
impl From<uuid::Uuid> for Uuid {
    fn from(identifier: uuid::Uuid) -> Self {
        Self(identifier.to_string())
    }
}
