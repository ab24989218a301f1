//! HTTP/2, spoken frame by frame (RFC 9113), so that a server can break off wherever it likes.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tests::runtime::client::Client;
use tests::runtime::error::Error;
use tests::sample::types::Thing;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::tls::{authority, client, identity, names};

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const GOAWAY: u8 = 7;

const ACK: u8 = 1;
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;

const NO_ERROR: u32 = 0;
const INTERNAL_ERROR: u32 = 2;
const REFUSED_STREAM: u32 = 7;
const CANCEL: u32 = 8;

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).expect("a short frame").to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

/// What the server does with a request.
#[derive(Debug, Clone, Copy)]
enum Deed {
    /// Answers it.
    Answer,
    /// Ends its stream with this code.
    Reset(u32),
    /// The same, after the head of an answer.
    Break(u32),
    /// Says that it takes no more requests than this one, and closes the connection.
    LeaveWith,
    /// Says that it has taken none, not even this one, and closes the connection.
    LeaveWithout,
    /// Says that it takes no more requests than this one, answers it, and closes the connection.
    LeaveAfter,
    /// Closes the connection.
    Close,
}

/// When it does so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// As soon as it has seen the head of the request.
    Head,
    /// When it has all of it.
    End,
}

/// A server by TLS.
struct Door {
    url: String,
    /// How many requests have come.
    heads: Arc<AtomicUsize>,
    client: Client,
    task: JoinHandle<()>,
}

impl Door {
    /// Does this with the requests one after the other, and the last of it again and again.
    async fn new(moment: Moment, deeds: Vec<Deed>) -> Self {
        let authority = authority();
        let mut config = identity(&names(), Some(&authority));
        config.alpn_protocols = vec![b"h2".to_vec()];
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("https://localhost:{}", listener.local_addr().expect("an address").port());
        let heads = Arc::new(AtomicUsize::new(0));
        let deeds = Arc::new(Mutex::new(deeds));
        let counter = Arc::clone(&heads);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, deeds, counter) = (acceptor.clone(), Arc::clone(&deeds), Arc::clone(&counter));
                tokio::spawn(async move {
                    if let Ok(stream) = acceptor.accept(stream).await {
                        let _ = serve(stream, moment, &deeds, &counter).await;
                    }
                });
            }
        });
        let client = client(&url, &authority).with_options().max_retries(2).timeout(Duration::from_secs(30));
        let client = client.backoff(Duration::ZERO, Duration::ZERO).build().expect("a client");
        Self { url, heads, client, task }
    }

    async fn create(&self) -> Result<Thing, Error> {
        self.client.things().create(&Thing::new("x")).await
    }

    fn heads(&self) -> usize {
        self.heads.load(Ordering::SeqCst)
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(
    mut stream: TlsStream<TcpStream>,
    moment: Moment,
    deeds: &Mutex<Vec<Deed>>,
    heads: &AtomicUsize,
) -> std::io::Result<()> {
    let mut preface = [0; 24];
    stream.read_exact(&mut preface).await?;
    assert_eq!(&preface, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    stream.write_all(&frame(SETTINGS, 0, 0, &[])).await?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await?;
        let [one, two, three, kind, flags, id @ ..] = head;
        let mut payload = vec![0; usize::try_from(u32::from_be_bytes([0, one, two, three])).expect("a length")];
        stream.read_exact(&mut payload).await?;
        let is_now = match kind {
            SETTINGS | PING if flags & ACK == 0 => {
                let echo = if kind == PING { &payload[..] } else { &[] };
                stream.write_all(&frame(kind, ACK, 0, echo)).await?;
                false
            }
            HEADERS => {
                heads.fetch_add(1, Ordering::SeqCst);
                moment == Moment::Head || flags & END_STREAM != 0
            }
            DATA => moment == Moment::End && flags & END_STREAM != 0,
            _ => false,
        };
        if is_now {
            let deed = {
                let mut deeds = deeds.lock().expect("no thread has panicked");
                if deeds.len() > 1 { deeds.remove(0) } else { deeds[0] }
            };
            let (frames, is_end) = frames(deed, u32::from_be_bytes(id));
            stream.write_all(&frames).await?;
            stream.flush().await?;
            if is_end {
                return stream.shutdown().await;
            }
        }
    }
}

/// What is sent, and whether that is the end of the connection.
fn frames(deed: Deed, id: u32) -> (Vec<u8>, bool) {
    // The status 200, by the table of RFC 7541.
    let ok = frame(HEADERS, END_HEADERS, id, &[0x88]);
    let answer = || [ok.clone(), frame(DATA, END_STREAM, id, br#"{"name":"x"}"#)].concat();
    let reset = |code: u32| frame(RST_STREAM, 0, id, &code.to_be_bytes());
    let leave = |last: u32| frame(GOAWAY, 0, 0, &[last.to_be_bytes(), NO_ERROR.to_be_bytes()].concat());
    match deed {
        Deed::Answer => (answer(), false),
        Deed::Reset(code) => (reset(code), false),
        Deed::Break(code) => ([ok, reset(code)].concat(), false),
        Deed::LeaveWith => (leave(id), true),
        Deed::LeaveWithout => (leave(0), true),
        Deed::LeaveAfter => ([leave(id), answer()].concat(), true),
        Deed::Close => (Vec::new(), true),
    }
}

const MOMENTS: [Moment; 2] = [Moment::Head, Moment::End];

#[tokio::test]
async fn calls_go_by_http2_where_the_server_speaks_it() {
    let door = Door::new(Moment::End, vec![Deed::Answer]).await;
    assert_eq!(door.create().await.expect("a thing").name, "x");
    assert_eq!(door.client.things().get("a").await.expect("a thing").name, "x");
    assert_eq!(door.heads(), 2);
    assert!(door.client.base_url() == door.url);
}

#[tokio::test]
async fn s20_a_post_by_http2_that_may_have_been_executed_is_not_repeated() {
    for moment in MOMENTS {
        for deed in [
            Deed::Reset(INTERNAL_ERROR),
            Deed::Reset(CANCEL),
            Deed::Reset(NO_ERROR),
            Deed::Break(INTERNAL_ERROR),
            Deed::Break(REFUSED_STREAM),
            Deed::LeaveWith,
            Deed::Close,
        ] {
            let door = Door::new(moment, vec![deed, Deed::Answer]).await;
            let error = door.create().await.expect_err("a failure");
            assert!(matches!(&error, Error::Connection(error) if !error.is_unsent()), "{moment:?} {deed:?}: {error:?}");
            assert_eq!(door.heads(), 1, "{moment:?} {deed:?}");
            // The client goes on by this connection or by another one.
            door.create().await.expect("a thing");
        }
    }
}

#[tokio::test]
async fn s20_a_post_by_http2_that_certainly_was_not_executed_is_sent_again() {
    for moment in MOMENTS {
        for deed in [Deed::Reset(REFUSED_STREAM), Deed::LeaveWithout] {
            let door = Door::new(moment, vec![deed, Deed::Answer]).await;
            assert_eq!(door.create().await.expect("a thing").name, "x", "{moment:?} {deed:?}");
            assert_eq!(door.heads(), 2, "{moment:?} {deed:?}");
            // But not for ever.
            let door = Door::new(moment, vec![deed]).await;
            let error = door.create().await.expect_err("a failure");
            assert!(matches!(error, Error::Connection(_)), "{moment:?} {deed:?}: {error:?}");
            assert!(door.heads() < 10, "{moment:?} {deed:?}: {}", door.heads());
        }
    }
}

#[tokio::test]
async fn an_answer_by_http2_counts_although_the_server_leaves() {
    let door = Door::new(Moment::End, vec![Deed::LeaveAfter]).await;
    for calls in 1..4 {
        assert_eq!(door.create().await.expect("a thing").name, "x");
        assert_eq!(door.heads(), calls);
    }
}

#[tokio::test]
async fn what_may_be_repeated_is_repeated_by_http2() {
    for deed in [Deed::Reset(INTERNAL_ERROR), Deed::Break(CANCEL), Deed::LeaveWith, Deed::LeaveWithout, Deed::Close] {
        let door = Door::new(Moment::Head, vec![deed, Deed::Answer]).await;
        assert_eq!(door.client.things().get("a").await.expect("a thing").name, "x", "{deed:?}");
        assert_eq!(door.heads(), 2, "{deed:?}");
    }
}
