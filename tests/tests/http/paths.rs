//! Path parameters of any value on the wire: each is one opaque segment, or nothing is sent.

use cloudflare_client::{Client, Error};
use percent_encoding::percent_decode_str;
use proptest::strategy::{Just, Strategy};
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use proptest::{prop_assert, prop_assert_eq, prop_oneof};

use crate::server::Server;

/// Any text, and more often than chance would have it the ones that a URL parser has a meaning for.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,12}",
        "[.%2eE/\\\\?#;@:&=+~\t\n\r \u{0}\u{7f}\u{85}\u{a0}\u{2024}\u{ff0f}]{0,8}",
        Just("..".to_owned()),
        Just("%2e%2E".to_owned()),
        Just("%252e".to_owned()),
        Just("\t..".to_owned()),
        Just("..\\..".to_owned()),
        Just("//evil.example".to_owned()),
    ]
}

/// Runs a property of three values against a server, with a client that has a path of its own.
fn check(property: impl Fn(&tokio::runtime::Runtime, &Server, &Client, [String; 3]) -> Result<(), TestCaseError>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let server =
        runtime.block_on(Server::json(r#"{"success":true,"errors":[],"messages":[],"result":{"language":"tr"}}"#));
    let client =
        Client::builder().base_url(format!("{}/client/v4", server.url())).api_token("token").no_proxy().build();
    let client = client.expect("a client");
    let mut runner = TestRunner::new(Config { cases: 512, failure_persistence: None, ..Config::default() });
    let result = runner.run(&[text(), text(), text()], |values| property(&runtime, &server, &client, values));
    if let Err(error) = result {
        panic!("{error}");
    }
}

#[test]
fn s01_s05_the_request_target_is_the_template_with_opaque_segments_or_nothing_is_sent() {
    check(|runtime, server, client, [account, video, language]| {
        let before = server.received().len();
        let call = client.stream().captions().language().get(&account, &video, &language);
        match runtime.block_on(call.into_future()) {
            Ok(_) => {
                let received = server.received();
                prop_assert_eq!(received.len(), before + 1);
                let target = &received[before].target;
                prop_assert!(target.bytes().all(|byte| byte.is_ascii_graphic()), "{}", target);
                prop_assert!(!target.contains(['?', '#', '\\']), "{}", target);
                let segments: Vec<&str> = target.split('/').collect();
                prop_assert_eq!(segments.len(), 9, "{}", target);
                let literals = [segments[0], segments[1], segments[2], segments[3], segments[5], segments[7]];
                prop_assert_eq!(literals, ["", "client", "v4", "accounts", "stream", "captions"]);
                for (at, value) in [(4, &account), (6, &video), (8, &language)] {
                    let decoded = percent_decode_str(segments[at]).decode_utf8().expect("UTF-8");
                    prop_assert_eq!(decoded.as_ref(), value.as_str());
                }
            }
            Err(error) => {
                prop_assert!(matches!(error, Error::Request(_)), "{error:?}");
                prop_assert_eq!(server.received().len(), before);
                let refused = |value: &String| {
                    let plain = value.to_ascii_lowercase().replace("%2e", ".");
                    matches!(plain.as_str(), "" | "." | "..")
                };
                prop_assert!([&account, &video, &language].into_iter().any(refused), "{error}");
            }
        }
        Ok(())
    });
}

#[test]
fn s10_an_undocumented_path_stays_below_the_base_url_or_nothing_is_sent() {
    check(|runtime, server, client, [path, value, _]| {
        let before = server.received().len();
        let call = client.request(reqwest::Method::GET, &format!("/zones/{path}")).query("q", &value);
        match runtime.block_on(call.into_future()) {
            Ok(_) => {
                let target = &server.received()[before].target;
                prop_assert!(target.starts_with("/client/v4/zones/"), "{}", target);
                let path = target.split('?').next().unwrap_or_default();
                prop_assert!(!path.split('/').any(|segment| matches!(segment, "." | "..")), "{}", target);
            }
            Err(error) => {
                prop_assert!(matches!(error, Error::Request(_)), "{error:?}");
                prop_assert_eq!(server.received().len(), before);
            }
        }
        Ok(())
    });
}
