//! `ipv4`, `ipv6` and `ip`: addresses.

use std::net::{AddrParseError, IpAddr, Ipv4Addr, Ipv6Addr};

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

text_format! {
    /// An IP address of either version.
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
