//! Bodies that are read while they are sent: files, streams and readers, alone and as parts.

use std::error::Error as _;
use std::io::Cursor;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use tempfile::TempDir;
use tests::runtime::error::Error;
use tests::runtime::http::{HttpRequest, Transport, TransportFuture};
use tests::runtime::http_error::TransportError;
use tests::runtime::part::Part;
use tests::runtime::upload::{Progress, Upload};
use tests::sample::types::ThingsBlobResponse;
use tests::sample::types::{CaptionUpload, ThingsReplaceContent};

use crate::server::{Received, Server, answer};

/// More than one piece.
const SIZE: usize = 150_000;

fn content() -> Vec<u8> {
    (0..SIZE).map(|number| u8::try_from(number % 251).expect("a byte")).collect()
}

/// A file of that content, and the folder that goes with it.
fn file() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("talk \"1\".mp4");
    std::fs::write(&path, content()).expect("a file");
    (folder, path)
}

/// A stream of these pieces.
struct Pieces(Vec<Result<&'static str, &'static str>>);

impl Stream for Pieces {
    type Item = Result<Bytes, &'static str>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.0.is_empty() {
            return Poll::Ready(None);
        }
        Poll::Ready(Some(self.0.remove(0).map(|text| Bytes::from_static(text.as_bytes()))))
    }
}

fn once(size: Option<u64>) -> Upload {
    Upload::stream(Pieces(vec![Ok("abc"), Ok("de")]), size)
}

async fn accepting() -> Server {
    Server::always(answer(202, &[], "")).await
}

async fn send(server: &Server, upload: impl Into<Upload>) -> Result<ThingsBlobResponse, Error> {
    server.client().things().blob(upload).await
}

/// What arrives of an upload.
async fn sent(upload: impl Into<Upload>) -> Received {
    let server = accepting().await;
    send(&server, upload).await.expect("an answer");
    server.only()
}

#[tokio::test]
async fn a_file_is_read_when_it_is_sent() {
    let (folder, path) = file();
    std::fs::remove_file(&path).expect("it was there");
    let upload = Upload::file(&path);
    assert_eq!(upload.size(), None);
    std::fs::write(&path, content()).expect("a file");
    let request = sent(upload).await;
    assert_eq!(request.header("content-type"), Some("application/octet-stream"));
    assert_eq!(request.header("content-length"), Some(SIZE.to_string().as_str()));
    assert_eq!(request.header("transfer-encoding"), None);
    assert!(request.body == content());
    drop(folder);
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_an_error_before_anything_is_sent() {
    let (folder, path) = file();
    let server = accepting().await;
    for path in [path.with_extension("none"), folder.path().to_owned()] {
        let error = send(&server, Upload::file(&path)).await.expect_err("a failure");
        assert!(matches!(error, Error::Request(_)), "{error:?}");
        assert!(error.to_string().starts_with(&format!("cannot read the file `{}`: ", path.display())), "{error}");
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn a_file_is_read_again_for_a_retry_and_a_redirect() {
    let (_folder, path) = file();
    let moved = answer(307, &[("Location", "/moved")], "");
    let server = Server::sequence(vec![answer(503, &[], ""), moved, answer(202, &[], "")]).await;
    send(&server, Upload::file(path)).await.expect("an answer");
    let received = server.received();
    assert_eq!(
        received.iter().map(|request| request.target.as_str()).collect::<Vec<_>>(),
        ["/things/blob", "/things/blob", "/moved"]
    );
    assert!(received.iter().all(|request| request.body == content()));
}

#[tokio::test]
async fn streams_and_readers_of_known_and_unknown_size() {
    for (upload, length) in [
        (once(Some(5)), Some("5")),
        (once(None), None),
        (Upload::reader(Cursor::new("abcde"), Some(5)), Some("5")),
        (Upload::reader(Cursor::new("abcde"), None), None),
        (Upload::blocking_reader(Cursor::new("abcde"), Some(5)), Some("5")),
        (Upload::blocking_reader(Cursor::new("abcde"), None), None),
    ] {
        let request = sent(upload).await;
        assert_eq!(request.text(), "abcde");
        assert_eq!(request.header("content-length"), length);
        assert_eq!(request.header("transfer-encoding").is_some(), length.is_none());
    }
    assert!(sent(Upload::reader(Cursor::new(content()), None)).await.body == content());
    assert!(sent(Upload::blocking_reader(Cursor::new(content()), None)).await.body == content());
    assert_eq!(sent(Upload::stream(Pieces(Vec::new()), Some(0))).await.body, b"");
    // A piece of nothing is not the end.
    for size in [None, Some(5)] {
        let pieces = Pieces(vec![Ok(""), Ok("abc"), Ok(""), Ok("de"), Ok("")]);
        assert_eq!(sent(Upload::stream(pieces, size)).await.text(), "abcde");
    }
}

#[tokio::test]
async fn progress_is_told_and_begins_anew_with_each_attempt() {
    let (_folder, path) = file();
    for upload in [Upload::file(path), content().into()] {
        let told = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&told);
        let upload = upload.on_progress(move |progress| log.lock().expect("no thread has panicked").push(progress));
        let server = Server::sequence(vec![answer(503, &[], ""), answer(202, &[], "")]).await;
        send(&server, upload).await.expect("an answer");
        assert!(server.received().iter().all(|request| request.body == content()));
        let told = told.lock().expect("no thread has panicked");
        let sent: Vec<u64> = told.iter().map(|Progress { sent, .. }| *sent).collect();
        assert_eq!(sent, [65_536, 131_072, 150_000, 65_536, 131_072, 150_000]);
        assert!(told.iter().all(|progress| progress.total == Some(150_000)));
    }
}

#[tokio::test]
async fn a_stream_that_was_begun_is_not_sent_again_and_the_error_says_so() {
    let server = Server::always(answer(503, &[], "")).await;
    let error = send(&server, once(Some(5))).await.expect_err("a failure");
    assert_eq!(server.only().text(), "abcde");
    assert!(error.is_body_spent() && error.is_retryable() && error.attempts() == Some(1));
    assert_eq!(
        error.to_string(),
        "the server answered 503 Service Unavailable; not tried again, since the body is a stream that was begun"
    );

    // Nor where it would not have been tried again anyway; then there is nothing to say.
    let error = server.client().things().blob(once(None)).retries(0).await.expect_err("a failure");
    assert!(!error.is_body_spent());
    let server = Server::always(answer(400, &[], "")).await;
    assert!(!send(&server, once(None)).await.expect_err("a failure").is_body_spent());
}

#[tokio::test]
async fn a_stream_is_not_taken_along_by_a_redirect() {
    let server = Server::sequence(vec![answer(307, &[("Location", "/moved")], ""), answer(202, &[], "")]).await;
    let error = send(&server, once(None)).await.expect_err("a redirect");
    assert_eq!((error.status().map(|status| status.as_u16()), error.is_body_spent()), (Some(307), true));
    assert_eq!(server.received().len(), 1);
    // One that drops the body needs none.
    let server = Server::sequence(vec![answer(303, &[("Location", "/done")], ""), answer(202, &[], "")]).await;
    send(&server, once(None)).await.expect("an answer");
    assert_eq!(server.received()[1].method, "GET");
}

/// Fails before anything is read, as often as it is told to.
struct Unconnected(Arc<dyn Transport>, Mutex<u32>);

impl Transport for Unconnected {
    fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
        let mut left = self.1.lock().expect("no thread has panicked");
        if *left > 0 {
            *left -= 1;
            return Box::pin(async move {
                drop(request);
                Err(TransportError::new("no route").unsent())
            });
        }
        self.0.send(request)
    }
}

#[tokio::test]
async fn a_stream_that_was_not_begun_is_kept_for_the_next_attempt() {
    let server = accepting().await;
    let client = server.client_with(|builder| builder.wrap_transport(|inner| Unconnected(inner, Mutex::new(2))));
    client.things().blob(once(Some(5))).await.expect("an answer");
    assert_eq!(server.only().text(), "abcde");
}

#[tokio::test]
async fn a_stream_is_sent_once_whoever_holds_it() {
    let server = accepting().await;
    let upload = once(None);
    send(&server, upload.clone()).await.expect("an answer");
    let error = send(&server, upload).await.expect_err("a refusal");
    assert!(matches!(error, Error::Request(_)), "{error:?}");
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn what_cannot_be_read_is_no_failure_of_the_connection() {
    let broken = || Pieces(vec![Ok("abc"), Err("the tape is torn")]);
    for (upload, reason) in [
        (Upload::stream(broken(), None), "the tape is torn"),
        (Upload::stream(broken(), Some(5)), "the tape is torn"),
        (once(Some(9)), "it ends after 5 of the 9 bytes that were announced"),
        (once(Some(4)), "it is longer than the 4 bytes that were announced"),
        // All that was announced has been sent when more comes.
        (once(Some(3)), "it is longer than the 3 bytes that were announced"),
    ] {
        let server = accepting().await;
        let error = send(&server, upload).await.expect_err("a failure");
        assert!(matches!(&error, Error::Connection(error) if error.is_upload()), "{error:?}");
        assert_eq!(error.to_string(), "the body of the request could not be read while it was sent");
        let mut chain = Vec::new();
        let mut next = error.source();
        while let Some(error) = next {
            chain.push(error.to_string());
            next = error.source();
        }
        assert_eq!(chain.last().map(String::as_str), Some(reason), "{chain:?}");
        assert!(server.connections() <= 1, "what cannot be read now is not there later");
    }
}

/// A request of these parts, and what arrives.
async fn parts(file: Part, more: Part) -> Received {
    let mut body = CaptionUpload::new(file);
    body.more = Some(vec![more]);
    let server = Server::always(answer(204, &[], "")).await;
    server.client().things().replace("n", &ThingsReplaceContent::Multipart(body)).await.expect("a success");
    server.only()
}

#[tokio::test]
async fn parts_are_read_while_they_are_sent() {
    let (_folder, path) = file();
    let request = parts(Part::file(&path), Part::new("s", once(Some(5)))).await;
    let content_type = request.header("content-type").expect("a content type").to_owned();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").expect("a boundary");
    let text = |text: &str| text.replace("BOUNDARY", boundary).into_bytes();
    let expected = [
        text(
            "--BOUNDARY\r\nContent-Disposition: form-data; name=\"file\"; filename=\"talk %221%22.mp4\"\r\n\
             Content-Type: text/vtt\r\n\r\n",
        ),
        content(),
        text(
            "\r\n--BOUNDARY\r\nContent-Disposition: form-data; name=\"more\"; filename=\"s\"\r\n\
             Content-Type: application/octet-stream\r\n\r\nabcde\r\n--BOUNDARY--\r\n",
        ),
    ]
    .concat();
    assert!(request.body == expected, "{}", request.text());
    assert_eq!(request.header("content-length"), Some(expected.len().to_string().as_str()));

    let other = parts(Part::file(&path), Part::new("s", once(None))).await;
    assert_eq!((other.header("content-length"), other.header("transfer-encoding")), (None, Some("chunked")));
    assert_eq!(other.body.len(), expected.len());
    assert_ne!(other.header("content-type"), Some(content_type.as_str()), "nobody can guess the boundary");
}

#[tokio::test]
async fn parts_that_are_files_are_read_again_and_streams_are_not() {
    let (_folder, path) = file();
    for (more, attempts) in [(Part::new("b", "bytes"), 3), (Part::new("s", once(None)), 1)] {
        let mut body = CaptionUpload::new(Part::file(&path));
        body.more = Some(vec![more]);
        let server = Server::always(answer(503, &[], "")).await;
        let request = server.client().things().replace("n", &ThingsReplaceContent::Multipart(body));
        let error = request.await.expect_err("a failure");
        assert_eq!((error.attempts(), error.is_body_spent()), (Some(attempts), attempts == 1));
        let received = server.received();
        assert!(received.iter().all(|request| request.body == received[0].body));
    }
}

#[tokio::test]
async fn undocumented_requests_upload_too() {
    let server = Server::json("{}").await;
    let request = server.client().request(reqwest::Method::PUT, "/x").upload("video/mp4", once(Some(5)));
    request.await.expect("an answer");
    assert_eq!((server.only().header("content-type"), server.only().text()), (Some("video/mp4"), "abcde".to_owned()));
}

#[test]
fn blocking_calls_upload_too() {
    let (_folder, path) = file();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    let server = runtime.block_on(accepting());
    server.client().things().blob(Upload::file(path)).send_blocking().expect("an answer");
    server.client().things().blob(Upload::blocking_reader(Cursor::new(content()), None)).send_blocking().expect("one");
    assert!(server.received().iter().all(|request| request.body == content()) && server.received().len() == 2);
}

#[test]
fn uploads_are_compared_and_shown_without_their_content() {
    assert_eq!(Upload::from("a"), Upload::from(vec![b'a']));
    assert_ne!(Upload::from("a"), Upload::from("b"));
    assert_eq!(Upload::file("a"), Upload::file("a"));
    assert_ne!(Upload::file("a"), Upload::from("a"));
    let upload = once(None);
    assert_eq!(upload, upload.clone());
    assert_ne!(upload, once(None));
    let shown = format!("{:?} {:?}", Part::new("f", "canary"), Part::file("/x/f"));
    assert!(!shown.contains("canary") && shown.contains("\"/x/f\"") && shown.contains("Some(6)"), "{shown}");
}
