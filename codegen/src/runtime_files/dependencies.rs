//! What the runtime's files depend on.

use super::RuntimeFile;

/// The features that every emitted crate has, beside those of its resources.
pub const FEATURES: &str = "\
# TLS: by rustls with the provider that it comes with, by the system's library, or by rustls with a provider of yours,
# which a program installs before it makes a client.
rustls = [\"reqwest/rustls\"]
native-tls = [\"reqwest/native-tls\"]
rustls-no-provider = [\"reqwest/rustls-no-provider\"]

# HTTP/2, and the proxy settings of the system beside those of the environment.
http2 = [\"reqwest/http2\"]
system-proxy = [\"reqwest/system-proxy\"]

# Requests without an async runtime.
blocking = [\"tokio/rt-multi-thread\"]
";

/// The features that are on unless the user says otherwise.
pub const DEFAULT_FEATURES: &[&str] = &["full", "http2", "rustls", "system-proxy"];

/// What the runtime can depend on: the crate, its name in code, and what Cargo is told.
const DEPENDENCIES: &[(&str, &str, &str)] = &[
    ("bytes", "bytes::", "\"1\""),
    ("futures-core", "futures_core::", "{ version = \"0.3\", default-features = false }"),
    // reqwest depends on it as well, so it costs nothing.
    ("http-body", "http_body::", "\"1\""),
    ("httpdate", "httpdate::", "\"1\""),
    ("percent-encoding", "percent_encoding::", "\"2\""),
    ("reqwest", "reqwest::", "{ version = \"0.13\", default-features = false }"),
    ("secrecy", "secrecy::", "\"0.10\""),
    ("serde", "serde::", "\"1\""),
    ("serde_json", "serde_json::", "{ version = \"1\", features = [\"float_roundtrip\"] }"),
    // The first one that is used holds. The transport has all of these on in any case.
    (
        "tokio",
        "tokio::sync::",
        "{ version = \"1\", default-features = false, features = [\"rt\", \"sync\", \"time\"] }",
    ),
    ("tokio", "tokio::", "{ version = \"1\", default-features = false, features = [\"rt\", \"time\"] }"),
];

/// What it depends on in a browser, as Cargo is told. But for the clock, reqwest depends on it there as well.
pub const BROWSER_DEPENDENCIES: &str = "\
[target.'cfg(target_arch = \"wasm32\")'.dependencies]
js-sys = \"0.3\"
reqwest = { version = \"0.13\", default-features = false, features = [\"stream\"] }
wasm-bindgen = \"0.2\"
wasm-bindgen-futures = \"0.4\"
web-time = \"1\"
";

/// The dependencies of some files: each crate, and what Cargo is told.
pub fn dependencies(files: &[&RuntimeFile]) -> Vec<(&'static str, &'static str)> {
    let uses = |name: &str| files.iter().any(|file| file.source.contains(name));
    let needed = DEPENDENCIES.iter().filter(|(_, name, _)| uses(name));
    let mut dependencies: Vec<_> = needed.map(|(package, _, requirement)| (*package, *requirement)).collect();
    dependencies.dedup_by_key(|(package, _)| *package);
    dependencies
}

/// A crate that a format converts to, by a feature of its own name.
#[derive(Debug)]
pub struct Conversion {
    /// The crate, and the feature.
    pub name: &'static str,
    /// What Cargo is told.
    pub requirement: &'static str,
    /// What the feature adds.
    pub what: &'static str,
}

const CONVERSIONS: &[Conversion] = &[
    Conversion { name: "base64", requirement: "{ version = \"0.23\", optional = true }", what: "Base64 as bytes." },
    Conversion {
        name: "chrono",
        requirement: "{ version = \"0.4\", optional = true, default-features = false, features = [\"alloc\"] }",
        what: "Dates and times as of chrono.",
    },
    Conversion {
        name: "jiff",
        requirement: "{ version = \"0.2\", optional = true, default-features = false, features = [\"std\"] }",
        what: "Dates and times as of jiff.",
    },
    Conversion {
        name: "rust_decimal",
        requirement: "{ version = \"1\", optional = true, default-features = false }",
        what: "Decimal numbers as of rust_decimal.",
    },
    Conversion {
        name: "time",
        requirement: "{ version = \"0.3\", optional = true, default-features = false, features = [\"formatting\", \"parsing\"] }",
        what: "Dates and times as of time.",
    },
    Conversion {
        name: "tracing",
        requirement: "{ version = \"0.1\", optional = true, default-features = false, features = [\"std\"] }",
        what: "Calls and attempts as spans of tracing.",
    },
    Conversion { name: "url", requirement: "{ version = \"2\", optional = true }", what: "URIs as of url." },
    Conversion {
        name: "uuid",
        requirement: "{ version = \"1\", optional = true, default-features = false, features = [\"std\"] }",
        what: "UUIDs as of uuid.",
    },
];

/// The conversions of some files: those whose feature one of them asks about.
pub fn conversions(files: &[&RuntimeFile]) -> Vec<&'static Conversion> {
    let asks = |name: &str| {
        let question = format!("feature = \"{name}\"");
        files.iter().any(|file| file.source.contains(&question))
    };
    CONVERSIONS.iter().filter(|conversion| asks(conversion.name)).collect()
}
