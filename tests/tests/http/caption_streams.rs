//! The captions resource of the generated client, by answers that are read while they come in, and without `async`.

use std::sync::Arc;

use cloudflare_client::types::CaptionStatus;
use cloudflare_client::{Client, OpenRequest};
use tokio::sync::{Notify, oneshot};

use crate::captions::{ACCOUNT, DELETED, LIST, ONE, VIDEO, VTT, client_of, upload};
use crate::server::{Server, Step, answer, json};

/// Makes a call, and reads the first half of its answer before the server has sent the other one.
async fn assert_opens(call: impl FnOnce(&Client) -> OpenRequest, method: &str, body: &'static str) {
    let (first, last) = body.as_bytes().split_at(body.len() / 2);
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
    let word = Arc::new(Notify::new());
    let go_on = Arc::clone(&word);
    let server = Server::scripted(move |_, _| {
        let begin = Step::Send([head.as_bytes(), first].concat());
        vec![begin, Step::Wait(Arc::clone(&go_on)), Step::Send(last.to_vec())]
    })
    .await;
    let client = client_of(&server);
    let mut answer = call(&client).await.expect("an answer");
    assert_eq!((answer.status().as_u16(), answer.size()), (200, Some(body.len() as u64)));
    let mut read = Vec::new();
    while read.len() < first.len() {
        read.extend(answer.chunk().await.expect("more").expect("bytes"));
    }
    assert_eq!(read, first);
    word.notify_one();
    while let Some(chunk) = answer.chunk().await {
        read.extend(chunk.expect("bytes"));
    }
    assert_eq!(read, body.as_bytes());
    assert_eq!(server.only().method, method);
}

#[tokio::test]
async fn c03_list_can_be_read_while_it_comes_in() {
    assert_opens(|client| client.stream().captions().get(ACCOUNT, VIDEO).open(), "GET", LIST).await;
}

#[tokio::test]
async fn c08_generate_can_be_read_while_it_comes_in() {
    assert_opens(|client| client.stream().captions().language().create(ACCOUNT, VIDEO, "tr").open(), "POST", ONE).await;
}

#[tokio::test]
async fn c12_upload_can_be_read_while_it_comes_in() {
    let call = |client: &Client| client.stream().captions().language().update(ACCOUNT, VIDEO, "tr", &upload()).open();
    assert_opens(call, "PUT", ONE).await;
}

#[tokio::test]
async fn c16_delete_can_be_read_while_it_comes_in() {
    let call = |client: &Client| client.stream().captions().language().delete(ACCOUNT, VIDEO, "tr").open();
    assert_opens(call, "DELETE", DELETED).await;
}

#[tokio::test]
async fn c20_get_can_be_read_while_it_comes_in() {
    assert_opens(|client| client.stream().captions().language().get(ACCOUNT, VIDEO, "tr").open(), "GET", ONE).await;
}

#[tokio::test]
async fn c24_vtt_can_be_read_while_it_comes_in() {
    let call = |client: &Client| client.stream().captions().language().vtt().get(ACCOUNT, VIDEO, "tr").open();
    assert_opens(call, "GET", VTT).await;
}

#[tokio::test]
async fn all_methods_of_captions_work_without_async() {
    let texts = answer(200, &[("Content-Type", "text/vtt")], VTT);
    let one = || json(200, ONE);
    let server = Server::sequence(vec![json(200, LIST), one(), one(), json(200, DELETED), one(), texts]).await;
    let client = client_of(&server);
    let (done, end) = oneshot::channel();
    let calls = std::thread::spawn(move || {
        let captions = client.stream().captions();
        let language = captions.language();
        assert_eq!(captions.get(ACCOUNT, VIDEO).send_blocking().expect("a page").result.len(), 2);
        let captions = [
            language.create(ACCOUNT, VIDEO, "tr").send_blocking(),
            language.update(ACCOUNT, VIDEO, "tr", &upload()).send_blocking(),
        ];
        for caption in captions {
            assert_eq!(caption.expect("an answer").expect("one").status, Some(CaptionStatus::Inprogress));
        }
        let deleted = language.delete(ACCOUNT, VIDEO, "tr").send_blocking();
        assert_eq!(deleted.expect("an answer").as_deref(), Some(""));
        let caption = language.get(ACCOUNT, VIDEO, "tr").send_blocking().expect("an answer").expect("one");
        assert_eq!(caption.language.as_deref(), Some("tr"));
        assert_eq!(language.vtt().get(ACCOUNT, VIDEO, "tr").send_blocking().expect("a text"), VTT);
        let _ = done.send(());
    });
    let _ = end.await;
    calls.join().expect("no panic");
    let methods: Vec<_> = server.received().into_iter().map(|request| request.method).collect();
    assert_eq!(methods, ["GET", "POST", "PUT", "DELETE", "GET", "GET"]);
}
