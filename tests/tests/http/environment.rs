//! What the environment sets, and when.

use tests::documents::{self, build_in};
use tests::runtime::client::Client;
use tests::runtime::error::Error;

use crate::server::Server;

/// The `Authorization` and key headers of a call by a client of this environment.
async fn sends(environment: &[(&str, &str)]) -> Vec<String> {
    let server = Server::json("[]").await;
    let client =
        build_in(Client::builder().base_url(server.url()).no_proxy().from_env(), environment).expect("a client");
    client.things().list().await.expect("a list");
    let request = server.only();
    let names = ["authorization", "x-auth-email", "x-auth-key", "x-auth-user-service-key"];
    names.iter().filter_map(|name| request.header(name).map(str::to_owned)).collect()
}

#[tokio::test]
async fn credentials_come_from_the_environment() {
    assert_eq!(sends(&[("SAMPLE_API_TOKEN", "T")]).await, ["Bearer T"]);
    assert_eq!(sends(&[("SAMPLE_EMAIL", "E"), ("SAMPLE_API_KEY", "K")]).await, ["E", "K"]);
    assert_eq!(sends(&[("SAMPLE_SERVICE_KEY", "S")]).await, ["S"]);
    assert_eq!(sends(&[("SAMPLE_EMAIL", "E"), ("SAMPLE_API_TOKEN", "T")]).await, ["Bearer T"]);
}

#[tokio::test]
async fn s21_an_explicit_credential_turns_the_whole_environment_off() {
    let environment = [("SAMPLE_API_TOKEN", "T"), ("SAMPLE_EMAIL", "E"), ("SAMPLE_API_KEY", "K")];
    let server = Server::json("[]").await;
    let builder = Client::builder().base_url(server.url()).no_proxy().user_service_key("S").from_env();
    let client = build_in(builder, &environment).expect("a client");
    client.things().list().await.expect("a list");
    let request = server.only();
    assert_eq!(request.header("x-auth-user-service-key"), Some("S"));
    assert_eq!((request.header("authorization"), request.header("x-auth-key")), (None, None));
    // Half a pair is not made whole by the environment.
    let half = Client::builder().base_url(server.url()).no_proxy().from_env().api_email("E");
    assert!(matches!(build_in(half, &environment), Err(Error::Config(_))));
}

#[test]
fn the_environment_is_read_only_when_asked_for() {
    let environment = [("SAMPLE_BASE_URL", "https://canary.example"), ("SAMPLE_API_TOKEN", "T")];
    let client = build_in(Client::builder(), &environment).expect("a client");
    assert_eq!(client.base_url(), "https://api.cloudflare.com/client/v4");
}

#[test]
fn client_23_the_base_url_comes_from_the_environment() {
    let build = |environment: &[(&str, &str)]| build_in(Client::builder().api_token("T").from_env(), environment);
    let client = build(&[("SAMPLE_BASE_URL", "https://env.example/v9/")]).expect("a client");
    assert_eq!(client.base_url(), "https://env.example/v9");
    for blank in ["", "  ", "\n"] {
        let client = build(&[("SAMPLE_BASE_URL", blank)]).expect("a client");
        assert_eq!(client.base_url(), "https://api.cloudflare.com/client/v4");
    }
    assert!(build(&[("SAMPLE_BASE_URL", "env.example")]).is_err());
    assert!(build(&[("SAMPLE_BASE_URL", "http://192.0.2.1")]).is_err());
    let explicit = Client::builder().api_token("T").base_url("https://explicit.example").from_env();
    let client = build_in(explicit, &[("SAMPLE_BASE_URL", "https://env.example")]).expect("a client");
    assert_eq!(client.base_url(), "https://explicit.example");
}

#[test]
fn without_credentials_the_environment_is_told_what_to_set() {
    for environment in [&[][..], &[("SAMPLE_API_TOKEN", "")], &[("SAMPLE_API_TOKEN", "  ")]] {
        let error = build_in(Client::builder().from_env(), environment).expect_err("a failure");
        assert!(matches!(error, Error::Config(_)));
        assert!(
            error
                .to_string()
                .starts_with("there are no credentials: give `api_token` (environment: SAMPLE_API_TOKEN), or"),
            "{error}"
        );
    }
    assert!(build_in(documents::anonymous().from_env(), &[]).is_ok());
    assert!(build_in(documents::optional_header().from_env(), &[]).is_ok());
}

#[test]
fn half_a_pair_in_the_environment_is_an_error() {
    let error = build_in(Client::builder().from_env(), &[("SAMPLE_EMAIL", "E")]).expect_err("a failure");
    assert!(error.to_string().starts_with("the credentials are not complete"), "{error}");
    let error = build_in(documents::basic().from_env(), &[("OTHER_PASSWORD", "P")]).expect_err("a failure");
    assert_eq!(error.to_string(), "environment variable OTHER_PASSWORD is set, but OTHER_USER is not");
    assert!(build_in(documents::basic().from_env(), &[("OTHER_PASSWORD", "P"), ("OTHER_USER", "U")]).is_ok());
}

#[test]
fn s11_a_bad_token_in_the_environment_is_an_error_at_build() {
    let error = build_in(Client::builder().from_env(), &[("SAMPLE_API_TOKEN", "canary\n")]).expect_err("a failure");
    assert_eq!(error.to_string(), "credential `api_token` begins or ends with white space");
}

#[tokio::test]
async fn without_a_configuration_variables_are_named_after_package_and_scheme() {
    use tests::fixtures::security::ClientExt;
    let server = Server::json("[]").await;
    let begin = || <Client as ClientExt>::builder().no_proxy().from_env();
    let url = server.url();
    for (environment, header, sent) in [
        (&[("SECURITY_BASE_URL", url.as_str()), ("SECURITY_TOKEN", "T")][..], "authorization", "Bearer T"),
        (&[("SECURITY_BASE_URL", &url), ("SECURITY_EMAIL", "E"), ("SECURITY_KEY", "K")], "x-key", "K"),
    ] {
        let client = build_in(begin(), environment).expect("a client");
        client.request(reqwest::Method::GET, "/x").await.expect("an answer");
        assert_eq!(server.received().last().and_then(|request| request.header(header)), Some(sent));
    }
    let error = build_in(begin(), &[("SECURITY_BASE_URL", &url)]).expect_err("nothing is there");
    assert!(error.to_string().contains("SECURITY_TOKEN"), "{error}");
}
