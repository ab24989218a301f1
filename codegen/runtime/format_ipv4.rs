//! `ipv4`: a version 4 address.

use std::net::{AddrParseError, Ipv4Addr};

use super::formats::text_format;

text_format! {
    /// An IPv4 address, such as `192.0.2.1`.
    Ipv4
}

impl Ipv4 {
    /// The address.
    pub fn parse(&self) -> Result<Ipv4Addr, AddrParseError> {
        self.as_str().parse()
    }
}

impl From<Ipv4Addr> for Ipv4 {
    fn from(address: Ipv4Addr) -> Self {
        Self(address.to_string())
    }
}
