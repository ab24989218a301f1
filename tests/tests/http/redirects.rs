//! Redirects on the wire.

use tests::runtime::error::Error;
use tests::runtime::part::Part;
use tests::sample::types::{CaptionUpload, Thing};

use crate::server::{Received, Server, Step, answer, json};

fn redirect(status: u16, location: &str) -> Vec<u8> {
    answer(status, &[("Location", location)], "moved")
}

/// A server that redirects its first request, and answers the others.
async fn redirecting(status: u16, location: &str) -> Server {
    Server::sequence(vec![redirect(status, location), json(200, "{\"name\":\"x\",\"success\":true}")]).await
}

#[tokio::test]
async fn client_40_redirects_within_the_origin_are_followed_with_credentials() {
    let server = redirecting(302, "/elsewhere?x=1").await;
    server.client().things().get("a").header("X-Own", "y").await.expect("a thing");
    let last = &server.received()[1];
    assert_eq!((last.method.as_str(), last.target.as_str()), ("GET", "/elsewhere?x=1"));
    assert_eq!(last.header("authorization"), Some("Bearer token"));
    assert_eq!(last.header("x-own"), Some("y"));
    assert_eq!(last.header("referer"), None);
}

#[tokio::test]
async fn client_40_a_post_becomes_a_get_without_body_unless_307_or_308() {
    for (status, method, body) in [
        (301, "GET", ""),
        (302, "GET", ""),
        (303, "GET", ""),
        (307, "POST", r#"{"name":"x"}"#),
        (308, "POST", r#"{"name":"x"}"#),
    ] {
        let server = redirecting(status, "/b").await;
        server.client().things().create(&Thing::new("x")).await.expect("a thing");
        let last = &server.received()[1];
        assert_eq!((last.method.as_str(), last.text().as_str()), (method, body), "{status}");
        assert_eq!(last.header("content-type").is_some(), method == "POST");
    }
}

#[tokio::test]
async fn client_40_what_a_redirect_dropped_stays_dropped() {
    let server = Server::sequence(vec![redirect(303, "/b"), redirect(307, "/c"), json(200, r#"{"name":"x"}"#)]).await;
    server.client().things().create(&Thing::new("x")).await.expect("a thing");
    let last = &server.received()[2];
    assert_eq!((last.method.as_str(), last.text().as_str(), last.header("content-type")), ("GET", "", None));
}

#[tokio::test]
async fn s06_redirect_to_another_origin_gets_no_credentials_and_no_body() {
    for status in [301, 302, 303, 307, 308] {
        let other = Server::json("{}").await;
        let location = format!("{}/stolen", other.url());
        let server = redirecting(status, &location).await;
        let client = server.client_with(|builder| builder.api_email("E").api_key("K").user_service_key("S"));
        let upload = CaptionUpload::new(Part::new("a.vtt", "A"));
        let error = client.stream().captions().language().update("a", "b", "c", &upload).await.expect_err("a failure");
        assert!(matches!(error, Error::Status(_)), "{error:?}");
        assert_eq!(error.status().map(|code| code.as_u16()), Some(status));
        let exposed = error.headers().and_then(|headers| headers.get("location")).and_then(|value| value.to_str().ok());
        assert_eq!(exposed, Some(location.as_str()));
        assert!(error.to_string().contains("a redirect that is not followed, to http://127.0.0.1:"), "{error}");
        assert!(other.received().is_empty());
        assert_eq!(server.received().len(), 1);
    }
}

#[tokio::test]
async fn s07_another_scheme_or_host_is_another_origin() {
    let server = Server::json("{}").await;
    let port = server.url().rsplit_once(':').map(|(_, port)| port.to_owned()).expect("a port");
    for location in
        [format!("https://127.0.0.1:{port}/x"), format!("http://localhost:{port}/x"), format!("//localhost:{port}/x")]
    {
        let server = redirecting(302, &location).await;
        assert!(matches!(server.client().things().get("a").await, Err(Error::Status(_))));
        assert_eq!(server.received().len(), 1);
    }
}

#[tokio::test]
async fn client_41_a_redirect_without_a_target_is_a_status_error() {
    for reply in [
        answer(302, &[], ""),
        answer(304, &[], ""),
        answer(300, &[("Location", "/b")], ""),
        answer(302, &[("Location", "\u{e9}://")], ""),
    ] {
        let server = Server::always(reply).await;
        assert!(matches!(server.client().things().get("a").await, Err(Error::Status(_))));
        assert_eq!(server.received().len(), 1);
    }
}

#[tokio::test]
async fn client_41_redirects_can_be_left_to_the_caller() {
    let server = redirecting(302, "/elsewhere?x=1").await;
    let error = server.client().things().get("a").no_redirects().await.expect_err("a failure");
    assert!(matches!(error, Error::Status(_)), "{error:?}");
    assert_eq!(error.headers().expect("headers")["location"], "/elsewhere?x=1");
    assert!(error.to_string().contains("a redirect that is not followed, to http://127.0.0.1:"), "{error}");
    assert_eq!(server.received().len(), 1);
    // The other calls of the client follow them.
    let server = redirecting(302, "/elsewhere").await;
    let client = server.client();
    assert!(client.things().get("a").no_redirects().raw().await.is_err());
    client.things().get("a").await.expect("a thing");
}

#[tokio::test]
async fn s20_a_post_that_was_redirected_with_its_body_arrives_once_at_each_target() {
    for status in [307, 308] {
        for last in [vec![Step::Close], vec![Step::Reset], vec![Step::Send(answer(503, &[], ""))]] {
            let server = Server::scripted(move |_, request| match request.target.as_str() {
                "/things" => vec![Step::Send(redirect(status, "/b"))],
                _ => last.clone(),
            })
            .await;
            let error = server.client().things().create(&Thing::new("x")).await.expect_err("a failure");
            assert_eq!(error.attempts(), Some(1), "{error:?}");
            let received = server.received();
            let seen: Vec<_> = received.iter().map(|it| (it.method.as_str(), it.target.as_str())).collect();
            assert_eq!(seen, [("POST", "/things"), ("POST", "/b")]);
        }
    }
}

#[tokio::test]
async fn s07_redirects_end_after_ten() {
    let server = Server::scripted(|n, _: &Received| vec![Step::Send(redirect(302, &format!("/{n}")))]).await;
    let error = server.client().things().get("a").await.expect_err("a failure");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(302));
    assert_eq!(server.received().len(), 11);
}

#[tokio::test]
async fn s12_no_secret_in_the_target_of_a_redirect_is_shown() {
    for location in [
        "https://example.com/login?token=canary#canary",
        "https://canary:canary@example.com/login",
        "https://canary@example.com/login",
        "//u:canary@example.com/login",
        "https:canary:canary@example.com/login",
        r"https:\\u:canary@example.com\login",
        "https:///u:canary@example.com/login",
        "h\tttps://u:canary@example.com/login",
        "ftp://u:canary@example.com/login",
        "https://u:canary@exa mple.com/login",
        "mailto:canary@example.com",
    ] {
        let server = redirecting(302, location).await;
        let error = server.client().things().get("a").await.expect_err("a failure");
        assert!(!format!("{error} {error:?}").contains("canary"), "{location}: {error} {error:?}");
        assert!(matches!(error, Error::Status(_)), "{location}: {error:?}");
    }
    let server = redirecting(302, "https://u:canary@example.com/login?token=canary").await;
    let error = server.client().things().get("a").await.expect_err("a failure");
    assert!(error.to_string().ends_with(", a redirect that is not followed, to https://example.com/login"), "{error}");
}
