//! Redirects that are followed, and those that are not.

use reqwest::header::{HeaderMap, HeaderValue, LOCATION};
use reqwest::{Method, StatusCode, Url};

use super::super::redirect::{Hop, Payload, next_hop};

const FROM: &str = "https://api.example.com/v4/a?x=1";

fn hop_by(method: &Method, status: u16, location: &str) -> Option<Hop> {
    let mut headers = HeaderMap::new();
    headers.insert(LOCATION, HeaderValue::from_str(location).expect("a header value"));
    let status = StatusCode::from_u16(status).expect("a status");
    next_hop(&Url::parse(FROM).expect("a URL"), method, status, &headers)
}

fn target(location: &str) -> Option<String> {
    hop_by(&Method::GET, 302, location).map(|hop| hop.url.to_string())
}

#[test]
fn redirects_within_the_origin_are_followed() {
    for (location, url) in [
        ("/v4/b", "https://api.example.com/v4/b"),
        ("b", "https://api.example.com/v4/b"),
        ("?y=2", "https://api.example.com/v4/a?y=2"),
        ("https://api.example.com/other", "https://api.example.com/other"),
        ("https://API.example.com:443/other#f", "https://api.example.com/other"),
    ] {
        assert_eq!(target(location).as_deref(), Some(url));
    }
}

#[test]
fn s06_redirects_to_other_origins_are_not() {
    for location in [
        "http://api.example.com/v4/b",
        "https://example.com/v4/b",
        "https://api.example.com:8443/v4/b",
        "https://api.example.com.evil.example/v4/b",
        "//evil.example/v4/b",
        "\\\\evil.example/v4/b",
        "https:evil.example",
        "https://user@api.example.com/v4/b",
        "https://:secret@api.example.com/v4/b",
        "javascript:alert(1)",
        "data:text/plain,x",
        "https://",
    ] {
        let followed = target(location);
        assert!(
            followed.as_deref().is_none_or(|url| url.starts_with("https://api.example.com/")),
            "{location}: {followed:?}"
        );
        if location != "https:evil.example" {
            assert_eq!(followed, None, "{location}");
        }
    }
}

#[test]
fn client_40_methods_and_bodies_on_redirects() {
    use Payload::{Dropped, Kept};
    for (method, status, payload) in [
        (Method::GET, 301, Kept),
        (Method::GET, 303, Kept),
        (Method::HEAD, 303, Kept),
        (Method::POST, 301, Dropped),
        (Method::POST, 302, Dropped),
        (Method::POST, 303, Dropped),
        (Method::POST, 307, Kept),
        (Method::POST, 308, Kept),
        (Method::PUT, 301, Kept),
        (Method::PUT, 303, Dropped),
        (Method::DELETE, 303, Dropped),
        (Method::DELETE, 307, Kept),
    ] {
        assert_eq!(hop_by(&method, status, "/b").map(|hop| hop.payload), Some(payload), "{method} {status}");
    }
}

#[test]
fn what_is_no_redirect_is_not_followed() {
    for status in [200, 300, 304, 305, 306, 404] {
        assert_eq!(hop_by(&Method::GET, status, "/b"), None);
    }
    let status = StatusCode::FOUND;
    assert_eq!(next_hop(&Url::parse(FROM).expect("a URL"), &Method::GET, status, &HeaderMap::new()), None);
}
