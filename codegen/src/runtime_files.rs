//! The runtime that each emitted crate carries: its files, and which of them a client needs.

mod dependencies;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

pub use dependencies::{BROWSER_DEPENDENCIES, Conversion, DEFAULT_FEATURES, FEATURES, conversions, dependencies};

/// An optional part of the runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Properties that are absent, null or a value.
    Maybe,
    /// Enums of texts.
    Text,
    /// Enums of integers.
    Integer,
    /// Enums of JSON values.
    Values,
    /// Unions.
    Union,
    /// Operations that answer by status.
    Responses,
    /// Answers and lists in an envelope.
    Envelope,
    /// Answers of text.
    TextAnswer,
    /// Answers of bytes.
    BytesAnswer,
    /// Server-sent events.
    Events,
    /// JSON lines.
    Lines,
    /// Request bodies of lines of JSON.
    LinesBody,
    /// Lists that come in pages.
    Paging,
    /// Answers that say when something is done.
    Waiting,
    /// Form bodies.
    Form,
    /// Multipart bodies.
    Multipart,
    /// Bodies of bytes.
    Upload,
    /// Security schemes.
    Credentials,
    /// Bearer tokens.
    Tokens,
    /// Bearer tokens by `OAuth2`'s client credentials.
    OAuth,
    /// `date-time`.
    DateTime,
    /// `date`.
    Date,
    /// `time`.
    Time,
    /// `duration`.
    Duration,
    /// `uuid`.
    Uuid,
    /// `ipv4`.
    Ipv4,
    /// `ipv6`.
    Ipv6,
    /// `ip`.
    Ip,
    /// `uri`.
    Uri,
    /// `decimal`.
    Decimal,
    /// `byte`.
    Base64,
}

impl Part {
    /// All formats of text.
    const FORMATS: &'static [Self] = &[
        Self::DateTime,
        Self::Date,
        Self::Time,
        Self::Duration,
        Self::Uuid,
        Self::Ipv4,
        Self::Ipv6,
        Self::Ip,
        Self::Uri,
        Self::Decimal,
        Self::Base64,
    ];
}

/// A file of the runtime.
#[derive(Debug, Clone, Copy)]
pub struct RuntimeFile {
    /// The module.
    pub name: &'static str,
    /// The whole text.
    pub source: &'static str,
    /// The feature without which it is not compiled.
    pub feature: Option<&'static str>,
    when: When,
}

/// When a file is emitted.
#[derive(Debug, Clone, Copy)]
enum When {
    /// With every client.
    Always,
    /// With clients that need one of these.
    Any(&'static [Part]),
    /// With clients that need all of these.
    All(&'static [Part]),
    /// With clients that have one of these, or any format.
    AnyFormatOr(&'static [Part]),
}

impl RuntimeFile {
    /// Whether a client that has these parts needs it.
    fn is_needed(&self, parts: &BTreeSet<Part>) -> bool {
        let any = |wanted: &[Part]| wanted.iter().any(|part| parts.contains(part));
        match self.when {
            When::Always => true,
            When::Any(wanted) => any(wanted),
            When::All(wanted) => wanted.iter().all(|part| parts.contains(part)),
            When::AnyFormatOr(wanted) => any(wanted) || any(Part::FORMATS),
        }
    }
}

macro_rules! file {
    ($name:literal, $when:expr) => {
        file!($name, $when, None)
    };
    ($name:literal, $when:expr, $feature:expr) => {
        RuntimeFile {
            name: $name,
            source: include_str!(concat!("../runtime/", $name, ".rs")),
            feature: $feature,
            when: $when,
        }
    };
}

/// All files, sorted by name.
const FILES: &[RuntimeFile] = &[
    file!("answer", When::Always),
    file!("argument", When::Always),
    file!("arguments", When::Always),
    file!("bearer", When::Always),
    file!("blocking", When::Always, Some("blocking")),
    file!("body", When::Always),
    file!("budget", When::Always),
    file!("builder", When::Always),
    file!("bytes_answer", When::Any(&[Part::BytesAnswer])),
    file!("call", When::Always),
    file!("cancel", When::Always),
    file!("carrier", When::Always),
    file!("chance", When::Always),
    file!("client", When::Always),
    file!("clock", When::Always),
    file!("content", When::Always),
    file!("copy", When::Always),
    file!("credential", When::Always),
    file!("credentials", When::Any(&[Part::Credentials])),
    file!("decode", When::Always),
    file!("decode_object", When::Always),
    file!("decode_path", When::Always),
    file!("decode_scalars", When::Always),
    file!("download", When::Any(&[Part::BytesAnswer, Part::TextAnswer])),
    file!("download_file", When::Any(&[Part::BytesAnswer, Part::TextAnswer])),
    file!("draft", When::Always),
    file!("encode", When::Always),
    file!("encode_json", When::Always),
    file!("envelope", When::Any(&[Part::Envelope])),
    file!("environment", When::Always),
    file!("equality", When::Any(&[Part::Values, Part::Union])),
    file!("error", When::Always),
    file!("error_detail", When::Always),
    file!("event_feed", When::Any(&[Part::Events])),
    file!("events", When::Any(&[Part::Events])),
    file!("excerpt", When::Always),
    file!("failure", When::Always),
    file!("feed", When::Any(&[Part::Events, Part::Lines])),
    file!("flat", When::Always),
    file!("form", When::Any(&[Part::Form])),
    file!("format_base64", When::Any(&[Part::Base64])),
    file!("format_date", When::Any(&[Part::Date])),
    file!("format_date_time", When::Any(&[Part::DateTime])),
    file!("format_decimal", When::Any(&[Part::Decimal])),
    file!("format_duration", When::Any(&[Part::Duration])),
    file!("format_ip", When::Any(&[Part::Ip])),
    file!("format_ipv4", When::Any(&[Part::Ipv4])),
    file!("format_ipv6", When::Any(&[Part::Ipv6])),
    file!("format_time", When::Any(&[Part::Time])),
    file!("format_uri", When::Any(&[Part::Uri])),
    file!("format_uuid", When::Any(&[Part::Uuid])),
    file!("formats", When::Any(Part::FORMATS)),
    file!("http", When::Always),
    file!("http_body", When::Always),
    file!("http_error", When::Always),
    file!("integer", When::Any(&[Part::Integer])),
    file!("keeps", When::Any(&[Part::Union])),
    file!("lines", When::Any(&[Part::Lines])),
    file!("lines_body", When::Any(&[Part::LinesBody])),
    file!("maybe", When::Any(&[Part::Maybe])),
    file!("model", When::Always),
    file!("multipart", When::Any(&[Part::Multipart])),
    file!("multipart_head", When::Any(&[Part::Multipart])),
    file!("multipart_source", When::Any(&[Part::Multipart])),
    file!("oauth", When::Any(&[Part::OAuth])),
    file!("open_body", When::Any(&[Part::BytesAnswer, Part::Events, Part::Lines, Part::TextAnswer])),
    file!("options", When::Always),
    file!("page", When::Any(&[Part::Paging])),
    file!("page_blocking", When::Any(&[Part::Paging]), Some("blocking")),
    file!("page_body", When::Any(&[Part::Paging])),
    file!("page_envelope", When::All(&[Part::Envelope, Part::Paging])),
    file!("page_link", When::Any(&[Part::Paging])),
    file!("page_maybe", When::All(&[Part::Maybe, Part::Paging])),
    file!("page_scan", When::Any(&[Part::Paging])),
    file!("page_stream", When::Any(&[Part::Paging])),
    file!("page_walk", When::Any(&[Part::Paging])),
    file!("part", When::Any(&[Part::Multipart])),
    file!("path", When::Always),
    file!("payload", When::Always),
    file!("pending", When::Any(&[Part::BytesAnswer, Part::Events, Part::Lines, Part::Paging, Part::TextAnswer])),
    file!("percent", When::Always),
    file!("places", When::Always),
    file!("prepare", When::Always),
    file!("read", When::Always),
    file!("reconnect", When::Any(&[Part::Events])),
    file!("redirect", When::Always),
    file!("refill", When::Any(&[Part::Union])),
    file!("request", When::Always),
    file!("response", When::Always),
    file!("response_error", When::Always),
    file!("responses", When::Any(&[Part::Responses])),
    file!("retry", When::Always),
    file!("same", When::Always),
    file!("secrets", When::Always),
    file!("server", When::Always),
    file!("service", When::Always),
    file!("setup", When::Always),
    file!("show", When::Always),
    file!("stream_blocking", When::Any(&[Part::Events, Part::Lines, Part::Paging]), Some("blocking")),
    file!("style", When::Always),
    file!("text", When::AnyFormatOr(&[Part::Text])),
    file!("text_answer", When::Any(&[Part::TextAnswer])),
    file!("token", When::Any(&[Part::Tokens])),
    file!("token_cache", When::Any(&[Part::Tokens])),
    file!("trace", When::Always),
    file!("trace_nothing", When::Always),
    file!("trace_spans", When::Always),
    file!("transport", When::Always),
    file!("undocumented", When::Always),
    file!("union", When::Any(&[Part::Union])),
    file!("upload", When::Any(&[Part::Upload, Part::Multipart])),
    file!("upload_once", When::Any(&[Part::LinesBody, Part::Upload, Part::Multipart])),
    file!("upload_read", When::Any(&[Part::Upload, Part::Multipart])),
    file!("upload_source", When::Any(&[Part::Upload, Part::Multipart])),
    file!("values", When::Any(&[Part::Values])),
    file!("wait", When::Any(&[Part::Waiting])),
    file!("wait_blocking", When::Any(&[Part::Waiting]), Some("blocking")),
    file!("walk", When::Always),
];

/// All files, whatever a client needs.
pub fn all() -> &'static [RuntimeFile] {
    FILES
}

/// The files that a client with these parts needs, sorted by name.
pub fn files(parts: &BTreeSet<Part>) -> Vec<&'static RuntimeFile> {
    FILES.iter().filter(|file| file.is_needed(parts)).collect()
}

/// The names that emitted code uses, by the file that has them.
const ITEMS: &[(&str, &[&str])] = &[
    ("argument", &["Arg", "Style"]),
    ("body", &["Body", "RequestBody"]),
    ("builder", &["ClientBuilder"]),
    ("cancel", &["CancelToken"]),
    ("client", &["Client"]),
    ("credentials", &["Credentials"]),
    ("envelope", &["SinglePage"]),
    ("error", &["Error"]),
    ("events", &["Events"]),
    ("failure", &["RequestError"]),
    ("format_base64", &["Base64"]),
    ("format_date", &["Date"]),
    ("format_date_time", &["DateTime"]),
    ("format_decimal", &["Decimal"]),
    ("format_duration", &["Duration"]),
    ("format_ip", &["Ip"]),
    ("format_ipv4", &["Ipv4"]),
    ("format_ipv6", &["Ipv6"]),
    ("format_time", &["Time"]),
    ("format_uri", &["Uri"]),
    ("format_uuid", &["Uuid"]),
    ("integer", &["integer"]),
    ("lines", &["Lines"]),
    ("lines_body", &["UploadLines"]),
    ("maybe", &["Maybe"]),
    ("model", &["Argument", "Blank", "Info", "Object", "Place", "Ref", "Slot", "object"]),
    ("multipart", &["Field", "MultipartBody"]),
    ("oauth", &["ClientCredentials"]),
    ("page", &["In", "Listing", "Next", "Paging"]),
    ("part", &["Part"]),
    ("request", &["Parameters", "Request"]),
    ("responses", &["Arm", "PayloadSlot", "Responses", "StatusPattern"]),
    (
        "service",
        &[
            "CredentialKind",
            "CredentialScheme",
            "EnvelopeNames",
            "RetryDefaults",
            "Scopes",
            "ServerTemplate",
            "ServerVariable",
            "Service",
        ],
    ),
    ("text", &["text"]),
    ("token", &["TokenProvider"]),
    ("union", &["Rule", "Union", "union"]),
    ("upload", &["Upload"]),
    ("values", &["values"]),
    ("wait", &["Wait", "Waiting"]),
];

/// The module of a name that emitted code uses.
pub(crate) fn module_of(name: &str) -> &'static str {
    ITEMS.iter().find(|(_, names)| names.contains(&name)).map_or("model", |(module, _)| module)
}

/// The names that stand at the root of every emitted crate, by the file that has them.
const EXPORTS: &[(&str, &[&str])] = &[
    ("bearer", &["TokenError"]),
    ("builder", &["ClientBuilder"]),
    ("cancel", &["CancelToken"]),
    ("client", &["Client"]),
    ("credentials", &["Credentials"]),
    ("download", &["Download", "OpenRequest"]),
    ("envelope", &["SinglePage"]),
    ("error", &["Error"]),
    ("error_detail", &["ErrorDetail"]),
    ("events", &["Event", "Events"]),
    ("failure", &["ConfigError", "ConnectionError", "FileError", "RequestError", "RuntimeError", "TimeoutError"]),
    ("format_base64", &["Base64"]),
    ("format_date", &["Date"]),
    ("format_date_time", &["DateTime"]),
    ("format_decimal", &["Decimal"]),
    ("format_duration", &["Duration"]),
    ("format_ip", &["Ip"]),
    ("format_ipv4", &["Ipv4"]),
    ("format_ipv6", &["Ipv6"]),
    ("format_time", &["Time"]),
    ("format_uri", &["Uri"]),
    ("format_uuid", &["Uuid"]),
    ("http", &["HttpRequest", "HttpResponse", "Transport", "TransportFuture"]),
    ("http_body", &["HttpBody"]),
    ("http_error", &["TransportError"]),
    ("lines", &["Lines"]),
    ("lines_body", &["UploadLines"]),
    ("maybe", &["Maybe"]),
    ("oauth", &["ClientCredentials"]),
    ("page", &["Listing"]),
    ("page_stream", &["Items", "Pages"]),
    ("part", &["Part"]),
    ("reconnect", &["Reconnect", "ReconnectRequest"]),
    ("request", &["CallFuture", "Parameters", "RawRequest", "Request"]),
    ("response", &["RawResponse"]),
    ("response_error", &["DecodeError", "StatusError"]),
    ("responses", &["Responses"]),
    ("stream_blocking", &["Blocking"]),
    ("token", &["AccessToken", "TokenFuture", "TokenProvider"]),
    ("undocumented", &["Undocumented"]),
    ("upload", &["Progress", "Upload"]),
    ("wait", &["Wait"]),
];

/// What the root of a crate with these files lends from them.
pub fn exports<'f>(
    files: &'f [&'static RuntimeFile],
) -> impl Iterator<Item = (&'static RuntimeFile, &'static [&'static str])> + 'f {
    EXPORTS.iter().filter_map(|(module, names)| {
        let file = files.iter().find(|file| file.name == *module)?;
        Some((*file, *names))
    })
}
