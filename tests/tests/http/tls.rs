//! TLS, with certificates that are made when the test runs.

use std::sync::Arc;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use reqwest::Certificate;
use tests::runtime::client::Client;
use tests::runtime::error::Error;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::server::TlsStream;

use crate::server::{Server, answer, json, unused_url};

const THING: &str = r#"{"name":"x"}"#;

pub(crate) type Authority = CertifiedIssuer<'static, KeyPair>;

/// Someone who signs certificates.
pub(crate) fn authority() -> Authority {
    let mut params = CertificateParams::new([]).expect("parameters");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("a certificate")
}

/// A certificate for this machine.
pub(crate) fn names() -> CertificateParams {
    CertificateParams::new(["localhost".to_owned(), "127.0.0.1".to_owned()]).expect("parameters")
}

/// What a server needs to show a certificate that `authority` signs, or itself if there is none.
pub(crate) fn identity(params: &CertificateParams, authority: Option<&Authority>) -> ServerConfig {
    let key = KeyPair::generate().expect("a key");
    let certificate = match authority {
        Some(authority) => params.signed_by(&key, authority),
        None => params.self_signed(&key),
    };
    let chain = vec![certificate.expect("a certificate").der().clone()];
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
    let provider = Arc::new(tokio_rustls::rustls::crypto::aws_lc_rs::default_provider());
    let builder =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("versions");
    builder.with_no_client_auth().with_single_cert(chain, key).expect("an identity")
}

/// How a connection by TLS is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Farewell {
    /// As TLS has it, so that the other side knows that nothing is missing.
    Said,
    /// By the network alone, which anyone on the way could have done.
    Unsaid,
}

/// A door to a server, by TLS.
struct Door {
    port: u16,
    task: JoinHandle<()>,
}

impl Door {
    async fn to(server: &Server, config: ServerConfig, farewell: Farewell) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let inner = server.url().trim_start_matches("http://").to_owned();
        let task = tokio::spawn(async move {
            while let Ok((outer, _)) = listener.accept().await {
                let (acceptor, inner) = (acceptor.clone(), inner.clone());
                tokio::spawn(async move {
                    if let (Ok(outer), Ok(inner)) = (acceptor.accept(outer).await, TcpStream::connect(inner).await) {
                        pass(outer, inner, farewell).await;
                    }
                });
            }
        });
        Self { port, task }
    }

    fn url(&self) -> String {
        format!("https://localhost:{}", self.port)
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn pass(mut outer: TlsStream<TcpStream>, mut inner: TcpStream, farewell: Farewell) {
    if farewell == Farewell::Said {
        let _ = copy_bidirectional(&mut outer, &mut inner).await;
        return;
    }
    let (mut request, mut reply) = (vec![0; 65_536], Vec::new());
    if let Ok(length) = outer.read(&mut request).await {
        let _ = inner.write_all(&request[..length]).await;
        let _ = inner.read_to_end(&mut reply).await;
        let _ = outer.write_all(&reply).await;
        let _ = outer.flush().await;
    }
}

/// A client that trusts this authority alone.
pub(crate) fn client(url: &str, authority: &Authority) -> Client {
    let certificate = Certificate::from_der(authority.der()).expect("a certificate");
    let builder = Client::builder().base_url(url).api_token("token").no_proxy().max_retries(0);
    builder.configure_http(|http| http.tls_certs_only([certificate])).build().expect("a client")
}

/// Calls by a door with this certificate, and asserts that nothing comes through.
async fn assert_refused(params: &CertificateParams, signer: Option<&Authority>, trusted: &Authority, host: &str) {
    let server = Server::json(THING).await;
    let door = Door::to(&server, identity(params, signer), Farewell::Said).await;
    let error = client(&door.url().replace("localhost", host), trusted).things().get("a").await.expect_err("a failure");
    // The server has not seen the request, so it was not sent.
    assert!(matches!(&error, Error::Connection(error) if error.is_unsent()), "{error:?}");
    assert!(server.received().is_empty());
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn s23_calls_go_by_tls() {
    let (server, authority) = (Server::json(THING).await, authority());
    let door = Door::to(&server, identity(&names(), Some(&authority)), Farewell::Said).await;
    let client = client(&door.url(), &authority);
    assert_eq!(client.things().get("a").await.expect("a thing").name, "x");
    assert_eq!(client.things().get("b").await.expect("a thing").name, "x");
    assert_eq!(server.received()[0].header("authorization"), Some("Bearer token"));
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn s23_a_certificate_of_an_unknown_authority_is_refused() {
    let trusted = authority();
    assert_refused(&names(), Some(&authority()), &trusted, "localhost").await;
    assert_refused(&names(), None, &trusted, "localhost").await;
}

#[tokio::test]
async fn s23_a_client_that_nobody_tells_whom_to_trust_trusts_no_certificate_made_here() {
    let authority = authority();
    for signer in [None, Some(&authority)] {
        let server = Server::json(THING).await;
        let door = Door::to(&server, identity(&names(), signer), Farewell::Said).await;
        let builder = Client::builder().base_url(door.url()).api_token("token").no_proxy().max_retries(0);
        let error = builder.build().expect("a client").things().get("a").await.expect_err("a failure");
        assert!(matches!(&error, Error::Connection(error) if error.is_unsent()), "{error:?}");
        assert!(server.received().is_empty());
    }
}

#[tokio::test]
async fn s23_a_certificate_of_another_host_is_refused() {
    let authority = authority();
    let other = CertificateParams::new(["example.com".to_owned()]).expect("parameters");
    assert_refused(&other, Some(&authority), &authority, "localhost").await;
    let named = CertificateParams::new(["localhost".to_owned()]).expect("parameters");
    assert_refused(&named, Some(&authority), &authority, "127.0.0.1").await;
}

#[tokio::test]
async fn s23_a_certificate_out_of_its_time_is_refused() {
    let authority = authority();
    let (mut old, mut early) = (names(), names());
    (old.not_before, old.not_after) = (date_time_ymd(2000, 1, 1), date_time_ymd(2001, 1, 1));
    (early.not_before, early.not_after) = (date_time_ymd(3000, 1, 1), date_time_ymd(3001, 1, 1));
    assert_refused(&old, Some(&authority), &authority, "localhost").await;
    assert_refused(&early, Some(&authority), &authority, "localhost").await;
}

#[tokio::test]
async fn s23_what_is_not_tls_gets_no_request() {
    let plain = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("https://{}", plain.local_addr().expect("an address"));
    let seen = tokio::spawn(async move {
        let (mut stream, _) = plain.accept().await.expect("a connection");
        let mut seen = vec![0; 65_536];
        let length = stream.read(&mut seen).await.expect("bytes");
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        seen[..length].to_vec()
    });
    let error = client(&url, &authority()).things().get("a").await.expect_err("a failure");
    assert!(matches!(error, Error::Connection(_)), "{error:?}");
    let seen = seen.await.expect("a task");
    assert!(!seen.is_empty() && !seen.windows(5).any(|window| window == b"token" || window == b"thing"));
    // One that accepts and then says nothing is limited by the time to a connection.
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("https://{}", silent.local_addr().expect("an address"));
    let builder = Client::builder().base_url(url).api_token("token").no_proxy().max_retries(0);
    let client = builder.connect_timeout(Duration::from_millis(50)).build().expect("a client");
    let error = client.things().get("a").await.expect_err("a failure");
    assert!(matches!(&error, Error::Timeout(error) if error.is_unsent()), "{error:?}");
}

#[tokio::test]
async fn s07_a_redirect_from_https_to_http_is_not_followed() {
    let (plain, authority) = (Server::json(THING).await, authority());
    for port in [plain.url(), unused_url().await] {
        for status in [301, 302, 303, 307, 308] {
            let location = format!("{}/stolen", port.replace("127.0.0.1", "localhost"));
            let server = Server::always(answer(status, &[("Location", &location)], "")).await;
            let door = Door::to(&server, identity(&names(), Some(&authority)), Farewell::Said).await;
            let error = client(&door.url(), &authority).things().get("a").await.expect_err("a failure");
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
            assert_eq!(server.received().len(), 1);
        }
    }
    assert!(plain.received().is_empty());
    // Nor one to the same port by another scheme.
    let server = Server::scripted(move |_, request| {
        let host = request.header("host").unwrap_or_default().to_owned();
        vec![crate::server::Step::Send(answer(302, &[("Location", &format!("http://{host}/x"))], ""))]
    })
    .await;
    let door = Door::to(&server, identity(&names(), Some(&authority)), Farewell::Said).await;
    assert!(matches!(client(&door.url(), &authority).things().get("a").await, Err(Error::Status(_))));
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn s07_redirects_by_tls_stay_with_the_server() {
    let (other, authority) = (Server::json(THING).await, authority());
    let other_door = Door::to(&other, identity(&names(), Some(&authority)), Farewell::Said).await;
    let away = answer(302, &[("Location", &other_door.url())], "");
    let server = Server::sequence(vec![answer(302, &[("Location", "/b")], ""), json(200, THING), away]).await;
    let door = Door::to(&server, identity(&names(), Some(&authority)), Farewell::Said).await;
    let client = client(&door.url(), &authority);
    assert_eq!(client.things().get("a").await.expect("a thing").name, "x");
    assert!(matches!(client.things().get("a").await, Err(Error::Status(_))));
    assert!(other.received().is_empty());
}

#[tokio::test]
async fn an_answer_that_someone_on_the_way_could_have_cut_is_not_taken_for_whole() {
    use crate::server::Step::{Close, Send};
    let authority = authority();
    for (farewell, is_whole) in [(Farewell::Said, true), (Farewell::Unsaid, false)] {
        let reply = format!("HTTP/1.1 200 OK\r\n\r\n{THING}");
        let server = Server::scripted(move |_, _| vec![Send(reply.clone().into_bytes()), Close]).await;
        let door = Door::to(&server, identity(&names(), Some(&authority)), farewell).await;
        let result = client(&door.url(), &authority).things().get("a").await;
        assert_eq!(result.is_ok(), is_whole, "{farewell:?}: {result:?}");
    }
}
