//! `ipv6`: a version 6 address.

use std::net::{AddrParseError, Ipv6Addr};

use super::formats::text_format;

text_format! {
    /// An IPv6 address, such as `2001:db8::1`.
    Ipv6
}

impl Ipv6 {
    /// The address.
    pub fn parse(&self) -> Result<Ipv6Addr, AddrParseError> {
        self.as_str().parse()
    }
}

impl From<Ipv6Addr> for Ipv6 {
    fn from(address: Ipv6Addr) -> Self {
        Self(address.to_string())
    }
}
