//! `byte`: bytes in text.

use super::formats::text_format;

text_format! {
    /// Bytes as of RFC 4648, such as `aGVsbG8=`.
    Base64
}

#[cfg(feature = "base64")]
impl Base64 {
    /// The text for some bytes.
    pub fn encode(bytes: impl AsRef<[u8]>) -> Self {
        Self(base64::Engine::encode(&base64::engine::general_purpose::STANDARD, bytes))
    }

    /// The bytes. Both alphabets are understood, with padding and without.
    pub fn decode(&self) -> Result<Vec<u8>, base64::DecodeError> {
        use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

        let url_safe = self.as_str().contains(['-', '_']);
        let alphabet = if url_safe { &base64::alphabet::URL_SAFE } else { &base64::alphabet::STANDARD };
        let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
        base64::Engine::decode(&GeneralPurpose::new(alphabet, config), self.as_str())
    }
}
