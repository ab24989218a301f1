//! Which credentials go where.

use tests::documents;
use tests::runtime::builder::ClientBuilder;
use tests::runtime::client::Client;
use tests::runtime::error::Error;

use crate::server::{Received, Server, answer};

async fn open_server() -> Server {
    Server::always(answer(204, &[], "")).await
}

const NAMES: [&str; 4] = ["authorization", "x-auth-email", "x-auth-key", "x-auth-user-service-key"];

fn sent(request: &Received) -> Vec<String> {
    NAMES.iter().filter_map(|name| Some(format!("{name}: {}", request.header(name)?))).collect()
}

/// The credentials that arrive with a list call.
async fn list_sends(set_up: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Vec<String> {
    let server = Server::json("[]").await;
    let client = set_up(Client::builder().base_url(server.url()).no_proxy()).build().expect("a client");
    client.things().list().await.expect("a list");
    sent(&server.only())
}

#[tokio::test]
async fn client_13_the_first_satisfied_alternative_is_sent_whole() {
    assert_eq!(list_sends(|builder| builder.api_token("T")).await, ["authorization: Bearer T"]);
    assert_eq!(list_sends(|builder| builder.api_email("E").api_key("K")).await, ["x-auth-email: E", "x-auth-key: K"]);
    assert_eq!(list_sends(|builder| builder.user_service_key("S")).await, ["x-auth-user-service-key: S"]);
}

#[tokio::test]
async fn client_13_nothing_of_the_other_alternatives_is_sent() {
    let token = ["authorization: Bearer T"];
    assert_eq!(list_sends(|builder| builder.api_token("T").api_email("E")).await, token);
    assert_eq!(list_sends(|builder| builder.api_key("K").api_token("T")).await, token);
    assert_eq!(
        list_sends(|builder| builder.api_token("T").api_email("E").api_key("K").user_service_key("S")).await,
        token
    );
    assert_eq!(
        list_sends(|builder| builder.api_email("E").user_service_key("S")).await,
        ["x-auth-user-service-key: S"]
    );
}

/// What arrives with a call of the default client.
async fn default_sends(
    set_up: impl FnOnce(cloudflare_client::ClientBuilder) -> cloudflare_client::ClientBuilder,
) -> Vec<String> {
    let server = Server::json("{}").await;
    let builder = set_up(cloudflare_client::Client::builder().base_url(server.url()).no_proxy());
    builder.build().expect("a client").stream().captions().get("a", "b").await.expect("a page");
    sent(&server.only())
}

#[tokio::test]
async fn client_13_the_default_client_sends_a_token_a_pair_or_a_service_key() {
    assert_eq!(default_sends(|builder| builder.api_token("T")).await, ["authorization: Bearer T"]);
    let pair = ["x-auth-email: E", "x-auth-key: K"];
    assert_eq!(default_sends(|builder| builder.api_email("E").api_key("K")).await, pair);
    assert_eq!(default_sends(|builder| builder.user_service_key("S")).await, ["x-auth-user-service-key: S"]);
}

#[tokio::test]
async fn client_13_a_header_of_a_pair_can_be_left_out() {
    let server = Server::json("[]").await;
    let client = server.client_with(|builder| builder.without_credentials().api_email("E").api_key("K"));
    client.things().list().without_header("X-Auth-Email").await.expect("a list");
    client.things().list().without_header("x-auth-email").header("X-Auth-Email", "own").await.expect("a list");
    let sent: Vec<Vec<String>> = server.received().iter().map(sent).collect();
    assert_eq!(sent, [vec!["x-auth-key: K"], vec!["x-auth-email: own", "x-auth-key: K"]]);
}

#[tokio::test]
async fn half_a_pair_is_an_error_at_build() {
    for builder in [Client::builder().api_email("canary"), Client::builder().api_key("canary")] {
        let error = builder.build().expect_err("a failure");
        assert!(matches!(error, Error::Config(_)), "{error:?}");
        assert_eq!(
            error.to_string(),
            "the credentials are not complete: give `api_token` (environment: SAMPLE_API_TOKEN), or `api_email` (environment: \
             SAMPLE_EMAIL) and `api_key` (environment: SAMPLE_API_KEY), or `user_service_key` (environment: SAMPLE_SERVICE_KEY)"
        );
    }
}

#[tokio::test]
async fn client_13_a_call_without_credentials_fails_before_io_and_says_what_it_needs() {
    let server = open_server().await;
    let client = Client::builder().base_url(server.url()).no_proxy().build().expect("a client");
    let error = client.things().keyed().await.expect_err("a failure");
    assert!(matches!(error, Error::Config(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "`GET /things/keyed` needs credentials: give `api_email` (environment: SAMPLE_EMAIL) and `api_key` (environment: SAMPLE_API_KEY)"
    );
    assert!(server.received().is_empty());
    // 13: unless the caller puts them into the request by hand.
    client.things().keyed().header("X-Auth-Email", "E").header("X-Auth-Key", "K").await.expect("a success");
    assert_eq!(sent(&server.only()), ["x-auth-email: E", "x-auth-key: K"]);
    assert!(client.things().keyed().header("X-Auth-Email", "E").await.is_err());
}

#[tokio::test]
async fn anonymous_operations_send_nothing() {
    let server = open_server().await;
    server.client().things().open().await.expect("a success");
    let client = Client::builder().base_url(server.url()).no_proxy().build().expect("a client");
    client.things().open().await.expect("a success");
    for request in server.received() {
        assert!(sent(&request).is_empty());
    }
}

#[tokio::test]
async fn an_operations_own_requirement_takes_the_place_of_the_clients() {
    let server = open_server().await;
    let client = server.client_with(|builder| builder.api_email("E").api_key("K"));
    client.things().keyed().await.expect("a success");
    assert_eq!(sent(&server.only()), ["x-auth-email: E", "x-auth-key: K"]);
    assert!(server.client().things().keyed().await.is_err());
}

#[tokio::test]
async fn every_kind_of_credential_has_its_place() {
    let server = open_server().await;
    let to = |builder: ClientBuilder| builder.base_url(server.url()).no_proxy().build().expect("a client");
    to(documents::with_pair(documents::basic(), "Aladdin", "open sesame"))
        .things()
        .headers("1", "1", &[], "2")
        .await
        .expect("a success");
    to(documents::with_pair(documents::basic(), "sk_live", ""))
        .things()
        .headers("1", "1", &[], "2")
        .await
        .expect("a success");
    to(documents::with_secret(documents::scheme(), "T")).things().headers("1", "1", &[], "2").await.expect("a success");
    to(documents::with_secret(documents::query_key(), "a+b/c"))
        .things()
        .headers("1", "1", &[], "2")
        .await
        .expect("a success");
    to(documents::with_secret(documents::cookie(), "S")).things().headers("1", "1", &[], "2").await.expect("a success");
    to(documents::with_secret(documents::optional_header(), "H"))
        .things()
        .headers("1", "1", &[], "2")
        .await
        .expect("a success");
    to(documents::optional_header()).things().headers("1", "1", &[], "2").await.expect("a success");
    to(documents::with_secret(documents::anonymous(), "H"))
        .things()
        .headers("1", "1", &[], "2")
        .await
        .expect("a success");
    let received = server.received();
    assert_eq!(received[0].header("authorization"), Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
    assert_eq!(received[1].header("authorization"), Some("Basic c2tfbGl2ZTo="));
    assert_eq!(received[2].header("authorization"), Some("Token T"));
    assert_eq!(received[3].target, "/things/headers?one=1&api%20key=a%2Bb%2Fc");
    assert_eq!(received[4].header("cookie"), Some("crumb=2; session=S"));
    assert_eq!(received[5].header("x-key"), Some("H"));
    assert_eq!(received[6].header("x-key"), None);
    assert_eq!(received[7].header("x-key"), None);
}

#[tokio::test]
async fn s11_credentials_that_no_header_can_hold_are_errors_at_build() {
    for token in
        ["", " ", "\t", "canary\n", " canary", "can\nary", "canary\r\nX-Evil: 1", "can\0ary", "cänary", "can\u{7f}ary"]
    {
        let error = Client::builder().api_token(token).build().expect_err("a failure");
        assert!(matches!(error, Error::Config(_)), "{error:?}");
        assert!(error.to_string().starts_with("credential `api_token` "), "{error}");
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("nary"), "{shown}");
    }
    for (user, password) in [("a:b", "c"), ("a\n", "b"), ("a", "b\0")] {
        assert!(documents::with_pair(documents::basic(), user, password).build().is_err());
    }
    for session in ["a;b", "a b", "a,b", "a\"b", "a\\b"] {
        assert!(documents::with_secret(documents::cookie(), session).build().is_err());
    }
    assert!(documents::with_secret(documents::query_key(), "a\nb").build().is_err());
}

#[tokio::test]
async fn a_key_in_the_query_gives_way_to_the_callers_own() {
    let server = open_server().await;
    let client = documents::with_secret(documents::query_key(), "mine").base_url(server.url()).no_proxy();
    let client = client.build().expect("a client");
    client.things().headers("1", "1", &[], "2").query("api key", "yours").await.expect("a success");
    assert_eq!(server.only().target, "/things/headers?one=1&api%20key=yours");
}

#[tokio::test]
async fn s08_one_authorization_header_goes_out() {
    let server = Server::json("[]").await;
    let client = server.client_with(|builder| builder.header("Authorization", "Own c"));
    client.things().list().await.expect("a list");
    client.things().list().header("authorization", "Own r").await.expect("a list");
    let sent: Vec<Vec<String>> = server.received().iter().map(sent).collect();
    assert_eq!(sent, [["authorization: Own c"], ["authorization: Own r"]]);
}

#[tokio::test]
async fn s08_credentials_in_the_base_url_are_refused() {
    let error =
        Client::builder().api_token("T").base_url("https://u:canary@example.com/v4").build().expect_err("a failure");
    assert!(matches!(error, Error::Config(_)));
    assert!(!format!("{error} {error:?}").contains("canary"));
}

#[tokio::test]
async fn s09_credentials_over_http_only_to_this_machine_or_when_allowed() {
    let exposed = || Client::builder().base_url("http://192.0.2.1/v4");
    let error = exposed().api_token("T").build().expect_err("a failure");
    assert!(matches!(error, Error::Config(_)) && error.to_string().contains("allow_http"), "{error}");
    assert!(exposed().api_token("T").allow_http().build().is_ok());
    assert!(exposed().build().is_ok());
    for url in ["http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1", "https://192.0.2.1"] {
        assert!(Client::builder().base_url(url).api_token("T").build().is_ok());
    }
    // An operation's own server is held to the same, before any I/O.
    let client = Client::builder().api_token("T").build().expect("a client");
    let error = client.things().elsewhere().await.expect_err("a failure");
    assert!(matches!(error, Error::Config(_)) && error.to_string().contains("allow_http"), "{error}");
    // And so are credentials that the caller puts into headers by hand.
    let client = exposed().build().expect("a client");
    let error = client.things().list().header("Authorization", "Own x").await.expect_err("a failure");
    assert!(matches!(error, Error::Config(_)), "{error:?}");
    assert!(exposed().header("X-Auth-Key", "K").build().is_err());
}

#[test]
fn documents_without_a_server_need_a_base_url() {
    for (builder, message) in [
        (
            documents::relative(),
            "the document names its server only as `/v1`: set `base_url`, or OTHER_BASE_URL in the environment",
        ),
        (documents::nameless(), "the document names no server: set `base_url`, or OTHER_BASE_URL in the environment"),
    ] {
        assert_eq!(builder.build().expect_err("a failure").to_string(), message);
    }
    let client = documents::relative().base_url("https://example.com/v1/").build().expect("a client");
    assert_eq!(client.base_url(), "https://example.com/v1");
}

#[test]
fn server_variables_are_set_on_the_builder() {
    let base = |builder: ClientBuilder| {
        builder.build().map(|client| client.base_url().to_owned()).map_err(|error| error.to_string())
    };
    assert_eq!(base(documents::regional()).as_deref(), Ok("https://eu.example.com/v1"));
    let other = documents::regional().server_variable("region", "us").server_variable("stage", "beta/2");
    assert_eq!(base(other).as_deref(), Ok("https://us.example.com/beta/2"));
    assert_eq!(
        base(documents::regional().server_variable("region", "mars")).expect_err("a failure"),
        "server variable `region` cannot be `mars`; it is one of eu, us"
    );
    assert_eq!(
        base(documents::regional().server_variable("Region", "eu")).expect_err("a failure"),
        "there is no server variable `Region`; there are region, stage"
    );
    let none = Client::builder().server_variable("region", "eu").build().expect_err("a failure");
    assert_eq!(none.to_string(), "there is no server variable `region`; there are none");
}
