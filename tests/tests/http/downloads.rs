//! Answers that are read while they come in.

use std::error::Error as _;
use std::path::Path;
use std::time::Duration;

use reqwest::Method;
use tempfile::TempDir;
use tests::runtime::client::Client;
use tests::runtime::download::{Download, OpenRequest};
use tests::runtime::error::Error;
use tests::sample::types::Thing;
use tokio::io::AsyncReadExt;

use crate::server::{Server, Step, answer, chunked, end, json};

/// A body without a length, in these pieces, and what comes after them.
fn pieces(parts: &[&[u8]], last: Step) -> Vec<Step> {
    chunked("CF-Ray: 1-X", parts, last)
}

fn download(client: &Client) -> OpenRequest {
    client.things().get_as("a", "pdf", &Thing::new("x")).open()
}

async fn all(download: &mut Download) -> Vec<u8> {
    let mut bytes = Vec::new();
    while let Some(chunk) = download.chunk().await {
        bytes.extend_from_slice(&chunk.expect("bytes"));
    }
    bytes
}

/// What a folder holds.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

#[tokio::test]
async fn a_body_is_there_before_its_end() {
    let server = Server::scripted(|_, _| pieces(&[b"ab", b"cd"], Step::Hang)).await;
    let mut download = download(&server.client()).await.expect("an answer");
    assert_eq!((download.status().as_u16(), download.attempts()), (200, 1));
    assert_eq!((download.request_id(), download.size()), (Some("1-X"), None));
    let mut bytes = [0; 3];
    download.read_exact(&mut bytes).await.expect("bytes");
    assert_eq!(&bytes, b"abc");
    // What the reader had no room for is not lost.
    assert_eq!(download.chunk().await.expect("one").expect("bytes"), "d");
}

#[tokio::test]
async fn a_body_is_a_stream_and_a_reader_of_all_its_bytes() {
    let content: Vec<u8> = (0..200_000_u32).map(|number| number.to_le_bytes()[0]).collect();
    let server = Server::always(answer(200, &[], &content)).await;
    let client = server.client();
    let mut streamed = download(&client).await.expect("an answer");
    assert_eq!(streamed.size(), Some(200_000));
    assert!(all(&mut streamed).await == content);
    assert!(streamed.chunk().await.is_none());
    let mut read = Vec::new();
    download(&client).await.expect("an answer").read_to_end(&mut read).await.expect("bytes");
    assert!(read == content);
    // It is no matter for memory, so the client's bound is not its bound; one of this call is.
    let small = server.client_with(|builder| builder.max_body(10));
    assert!(all(&mut download(&small).await.expect("an answer")).await == content);
}

#[tokio::test]
async fn a_failure_is_an_error_before_anything_is_read_and_is_tried_again() {
    let server = Server::sequence(vec![answer(503, &[], "busy"), answer(200, &[], "x")]).await;
    let mut body = client_download(&server).await.expect("an answer");
    assert_eq!((all(&mut body).await, body.attempts()), (b"x".to_vec(), 2));
    let server = Server::always(json(404, "{}")).await;
    assert_eq!(
        client_download(&server).await.expect_err("a failure").status().map(|status| status.as_u16()),
        Some(404)
    );
    // An envelope that says so is one too, though another kind of answer was asked for.
    let failed = r#"{"success":false,"errors":[{"code":7,"message":"no"}]}"#;
    let server = Server::always(json(200, failed)).await;
    let error = server.client().things().texts().open().await.expect_err("a failure");
    assert!(matches!(error, Error::Api(_)), "{error:?}");
}

async fn client_download(server: &Server) -> Result<Download, Error> {
    let client = server.client();
    client.request(Method::GET, "/x").open().await
}

#[tokio::test]
async fn a_body_that_breaks_off_or_falls_silent_is_an_error_and_the_end() {
    let server = Server::scripted(|_, _| pieces(&[b"ab"], Step::Close)).await;
    let mut broken = download(&server.client()).await.expect("an answer");
    assert_eq!(broken.chunk().await.expect("one").expect("bytes"), "ab");
    assert!(matches!(broken.chunk().await.expect("one"), Err(Error::Connection(_))));
    assert!(broken.chunk().await.is_none());

    let server = Server::scripted(|_, _| pieces(&[b"ab"], Step::Hang)).await;
    let client = server.client_with(|builder| builder.timeout(Duration::from_millis(200)).max_retries(0));
    let mut silent = download(&client).await.expect("an answer");
    let error = silent.read_to_end(&mut Vec::new()).await.expect_err("a timeout");
    assert_eq!(error.kind(), std::io::ErrorKind::TimedOut);
    let client = server.client_with(|builder| builder.deadline(Duration::from_millis(200)));
    let mut late = download(&client).await.expect("an answer");
    assert_eq!(late.chunk().await.expect("one").expect("bytes"), "ab");
    let error = late.chunk().await.expect("one").expect_err("a timeout");
    assert_eq!(error.to_string(), "the call did not finish within its deadline of 200ms");
}

#[tokio::test]
async fn the_callers_bound_holds() {
    let server =
        Server::scripted(|_, _| vec![Step::Send(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()), Step::Flood(vec![0; 65_536])])
            .await;
    let request = server.client().things().get_as("a", "pdf", &Thing::new("x")).max_body(100_000);
    let error = request.open().await.expect("an answer").read_to_end(&mut Vec::new()).await.expect_err("too much");
    assert!(error.get_ref().is_some_and(|error| error.to_string().contains("100000")), "{error:?}");
}

#[tokio::test]
async fn a_file_is_whole_or_not_there() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("report.pdf");
    std::fs::write(&path, "old").expect("a file");

    let server = Server::scripted(|_, _| pieces(&[b"ab", b"cd"], Step::Close)).await;
    let error = download(&server.client()).await.expect("an answer").save_to(&path).await.expect_err("a failure");
    assert!(matches!(error, Error::Connection(_)), "{error:?}");
    assert_eq!(
        (names(folder.path()), std::fs::read_to_string(&path).expect("a file")),
        (vec!["report.pdf".to_owned()], "old".to_owned())
    );

    let server = Server::scripted(|_, _| pieces(&[b"ab", b"cd"], end())).await;
    assert_eq!(download(&server.client()).await.expect("an answer").save_to(&path).await.expect("a file"), 4);
    assert_eq!(
        (names(folder.path()), std::fs::read_to_string(&path).expect("a file")),
        (vec!["report.pdf".to_owned()], "abcd".to_owned())
    );
}

#[tokio::test]
async fn the_name_of_a_file_may_be_as_long_as_the_system_allows() {
    let folder = TempDir::new().expect("a folder");
    let name = "x".repeat(255);
    let server = Server::scripted(|_, _| pieces(&[b"ab"], end())).await;
    let saved = download(&server.client()).await.expect("an answer").save_to(folder.path().join(&name)).await;
    assert_eq!(saved.expect("a file"), 2);
    assert_eq!(names(folder.path()), [name]);
}

#[tokio::test]
async fn a_download_that_is_given_up_leaves_nothing() {
    let folder = TempDir::new().expect("a folder");
    let server = Server::scripted(|_, _| pieces(&[b"ab"], Step::Hang)).await;
    let mut saving = Box::pin(download(&server.client()).await.expect("an answer").save_to(folder.path().join("x")));
    while names(folder.path()).is_empty() {
        let waiting = tokio::time::timeout(Duration::from_millis(1), saving.as_mut());
        assert!(waiting.await.is_err(), "it has no end");
    }
    assert!(names(folder.path())[0].starts_with('.'));
    drop(saving);
    // A thread that was writing at that moment removes the file when it is done.
    while !names(folder.path()).is_empty() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_an_error_of_its_own() {
    let folder = TempDir::new().expect("a folder");
    let server = Server::always(answer(200, &[], "x")).await;
    let path = folder.path().join("none/report.pdf");
    let error = download(&server.client()).await.expect("an answer").save_to(&path).await.expect_err("a failure");
    assert_eq!(error.to_string(), format!("cannot write the file `{}`", path.display()));
    assert!(error.source().is_some() && !error.is_retryable());
    assert!(
        matches!(&error, Error::File(error) if error.path() == path && error.kind() == std::io::ErrorKind::NotFound)
    );
    // The place of a folder is taken.
    let error = download(&server.client()).await.expect("an answer").save_to(folder.path()).await.expect_err("one");
    assert!(matches!(error, Error::File(_)));
    assert!(names(folder.path()).is_empty());
}

#[test]
fn blocking_downloads_are_readers_and_files() {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    let server = runtime.block_on(Server::scripted(|_, _| pieces(&[b"ab", b"cd"], end())));
    let client = server.client();
    let mut text = String::new();
    let mut open = download(&client).send_blocking().expect("an answer");
    std::io::Read::read_to_string(&mut open, &mut text).expect("a text");
    assert_eq!(text, "abcd");
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("x");
    assert_eq!(download(&client).send_blocking().expect("an answer").save_to_blocking(&path).expect("a file"), 4);
    assert_eq!(std::fs::read(path).expect("a file"), b"abcd");
    let mut open = download(&client).send_blocking().expect("an answer");
    let refused =
        runtime.block_on(async { std::io::Read::read(&mut open, &mut [0; 4]).map_err(|error| error.to_string()) });
    assert!(refused.expect_err("an error").contains("inside an async runtime"));
}
