//! The proxies that the environment names, each time for a process of its own.

use std::net::SocketAddr;

use tests::fixtures::tokens::ClientBuilderExt as _;
use tests::runtime::client::Client;
use tests::runtime::oauth::ClientCredentials;

use crate::server::{Server, answer};
use crate::tokens;

/// A server that is not on this machine, as far as a client can see.
const AWAY: &str = "http://api.invalid";

/// Makes one call as the variable `TEST_CALL` says.
#[tokio::test]
#[ignore = "run by the tests below, with proxies in its environment"]
async fn call_with_proxies() {
    let target = std::env::var("TEST_TARGET").expect("an address").parse::<SocketAddr>().expect("an address");
    let away = || Client::builder().base_url(AWAY).api_token("token").allow_http().max_retries(0);
    let local = |host: &str| {
        let url = format!("http://{host}:{}", target.port());
        Client::builder().base_url(url).api_token("token").max_retries(0)
    };
    let builder = match std::env::var("TEST_CALL").expect("a word").as_str() {
        "away" => away(),
        "away, without proxies" => away().no_proxy().configure_http(move |http| http.resolve("api.invalid", target)),
        "local" => local("127.0.0.1"),
        "local, by name" => local("localhost"),
        "local, allowed" => local("127.0.0.1").allow_http(),
        "local, adjusted" => local("127.0.0.1").configure_http(reqwest::ClientBuilder::http1_only),
        "local, as a copy" => away().build().expect("a client").with_options().base_url(format!("http://{target}")),
        "away, with a token of this machine" => {
            let credentials = ClientCredentials::new("id", "secret").token_url(format!("http://{target}/oauth/token"));
            let builder = <Client as tests::fixtures::tokens::ClientExt>::builder().base_url(AWAY).allow_http();
            let client = builder.oauth_client_credentials(credentials).build().expect("a client");
            return tests::fixtures::tokens::ClientExt::reports(&client).list().await.expect("reports");
        }
        other => panic!("{other}"),
    };
    builder.build().expect("a client").things().open().await.expect("a success");
}

/// Makes this call; returns what the proxy and the server on this machine were asked for.
async fn asked(call: &str) -> (Vec<String>, Vec<String>) {
    let (proxy, target) = (Server::always(answer(204, &[], "")).await, tokens::server("3600", &[]).await);
    let mut command = tokio::process::Command::new(std::env::current_exe().expect("this test's program"));
    command.args(["--exact", "proxies::call_with_proxies", "--ignored"]).env_remove("NO_PROXY").env_remove("no_proxy");
    for variable in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        command.env(variable, proxy.url());
    }
    command.env("TEST_CALL", call).env("TEST_TARGET", target.url().trim_start_matches("http://"));
    let output = command.output().await.expect("a process");
    assert!(output.status.success(), "{call}: {}", String::from_utf8_lossy(&output.stdout));
    let targets = |server: &Server| server.received().into_iter().map(|request| request.target).collect();
    (targets(&proxy), targets(&target))
}

#[tokio::test]
async fn s22_client_38_the_systems_proxy_is_used_unless_told_otherwise() {
    assert_eq!(asked("away").await, (vec![format!("{AWAY}/things/open")], vec![]));
    assert_eq!(asked("away, without proxies").await, (vec![], vec!["/things/open".to_owned()]));
}

#[tokio::test]
async fn s09_credentials_for_this_machine_do_not_go_to_a_proxy() {
    for call in ["local", "local, by name", "local, allowed", "local, adjusted", "local, as a copy"] {
        assert_eq!(asked(call).await, (vec![], vec!["/things/open".to_owned()]), "{call}");
    }
    let (proxy, target) = asked("away, with a token of this machine").await;
    assert_eq!(target, ["/oauth/token"]);
    assert!(proxy.len() == 1 && proxy[0].starts_with(AWAY), "{proxy:?}");
}
