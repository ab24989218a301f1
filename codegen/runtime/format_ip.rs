//! `ip`: an address of either version.

use std::net::{AddrParseError, IpAddr};

use super::formats::text_format;

text_format! {
    /// An IP address of either version, such as `192.0.2.1` or `2001:db8::1`.
    Ip
}

impl Ip {
    /// The address.
    pub fn parse(&self) -> Result<IpAddr, AddrParseError> {
        self.as_str().parse()
    }
}

impl From<IpAddr> for Ip {
    fn from(address: IpAddr) -> Self {
        Self(address.to_string())
    }
}
