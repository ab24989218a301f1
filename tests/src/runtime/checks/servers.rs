//! Base URLs and servers.

use super::super::server::{BaseUrl, expand};
use super::super::service::{ServerTemplate, ServerVariable};

fn parse(text: &str) -> Result<String, String> {
    BaseUrl::parse(text).map(|base| base.as_str().to_owned()).map_err(|error| error.to_string())
}

#[test]
fn client_22_a_base_url_with_and_without_slash_is_the_same() {
    for text in ["https://h/client/v4", "https://h/client/v4/", " https://H:443/client/v4// "] {
        assert_eq!(parse(text).as_deref(), Ok("https://h/client/v4"));
    }
    assert_eq!(parse("https://h").as_deref(), Ok("https://h"));
    assert_eq!(parse("https://h/").as_deref(), Ok("https://h"));
}

#[test]
fn client_24_joining_keeps_the_whole_base_path() {
    for (base, url) in [
        ("https://h/client/v4", "https://h/client/v4/accounts?a=1&b=2"),
        ("https://h/client/v4/", "https://h/client/v4/accounts?a=1&b=2"),
        ("https://h", "https://h/accounts?a=1&b=2"),
        ("https://h:8443", "https://h:8443/accounts?a=1&b=2"),
    ] {
        let joined = BaseUrl::parse(base).expect("a base URL").join("/accounts", "a=1&b=2");
        assert_eq!(joined.map(|joined| joined.to_string()).as_deref(), Some(url));
    }
}

#[test]
fn s01_a_path_that_a_url_parser_would_mend_is_refused() {
    let base = BaseUrl::parse("https://h/v4").expect("a base URL");
    for path in ["/a/../b", "/a/%2e%2e/b", "/./a", "/a b", "/a\\b", "/a\tb", "/a?b", "/a#b"] {
        assert_eq!(base.join(path, ""), None, "{path}");
    }
}

#[test]
fn s08_userinfo_query_and_fragment_are_refused_and_not_shown() {
    for text in [
        "https://user:canary@h/v4",
        "https://canary@h/v4",
        "https://:canary@h/",
        "https://h/v4?key=canary",
        "https://h/v4#canary",
        "https://h/\ncanary",
        "ftp://canary/",
        "canary/v4",
        "//canary/v4",
        "mailto:canary@h",
        "https://",
        "",
    ] {
        let message = parse(text).expect_err("a base URL that is refused");
        assert!(message.starts_with("the base URL "), "{message}");
        assert!(!message.contains("canary"), "{message}");
    }
}

#[test]
fn s09_only_https_and_this_machine_are_not_exposed() {
    for (text, exposed) in [
        ("https://example.com", false),
        ("http://example.com", true),
        ("http://localhost:8080", false),
        ("http://api.localhost", false),
        ("http://127.0.0.1:1", false),
        ("http://127.9.9.9", false),
        ("http://[::1]:1", false),
        ("http://10.0.0.1", true),
        ("http://localhost.example.com", true),
        ("http://notlocalhost", true),
        ("http://127.0.0.1.example.com", true),
    ] {
        assert_eq!(BaseUrl::parse(text).expect("a base URL").is_exposed(), exposed, "{text}");
    }
}

const SERVER: ServerTemplate = ServerTemplate {
    url: "{scheme}://{region}.example.com:{port}/{path}",
    variables: &[
        ServerVariable { name: "scheme", default: "https", values: &["http", "https"] },
        ServerVariable { name: "region", default: "eu", values: &[] },
        ServerVariable { name: "port", default: "443", values: &[] },
        ServerVariable { name: "path", default: "v1", values: &[] },
    ],
};

fn expanded(given: &[(&str, &str)]) -> Result<String, String> {
    let given: Vec<(String, String)> = given.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    expand(&SERVER, &given).map_err(|error| error.to_string())
}

#[test]
fn server_variables_have_defaults_and_take_values() {
    assert_eq!(expanded(&[]).as_deref(), Ok("https://eu.example.com:443/v1"));
    assert_eq!(
        expanded(&[("region", "us"), ("path", "v2/beta"), ("region", "ap")]).as_deref(),
        Ok("https://ap.example.com:443/v2/beta")
    );
}

#[test]
fn server_variables_cannot_lead_to_another_host() {
    for given in [
        ("region", "evil.example/"),
        ("region", "user@evil.example"),
        ("region", "evil.example?"),
        ("region", "evil.example#"),
        ("region", "evil\\"),
        ("region", "a b"),
        ("port", "443@evil.example"),
        ("path", "v1?x"),
        ("path", "v1#x"),
        ("path", "v1\n"),
        ("scheme", "ftp"),
    ] {
        assert!(expanded(&[given]).is_err(), "{given:?}");
    }
}

#[test]
fn a_server_variable_without_a_value_is_named() {
    let server = ServerTemplate { url: "https://{tenant}.example.com", variables: &[] };
    let message = expand(&server, &[]).expect_err("no value").to_string();
    assert_eq!(message, "server variable `tenant` has no value: set it by `server_variable`");
    assert!(expand(&server, &[("tenant".into(), "acme".into())]).is_ok());
}
