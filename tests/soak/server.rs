//! The server of the plan, which counts what arrives and what it executes.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

use super::plan::{Fate, Kind, Operation, Plan};

/// The server. Clones are the same one.
#[derive(Clone)]
pub(crate) struct Server {
    state: Arc<State>,
}

struct State {
    plan: Plan,
    url: String,
    calls: Vec<Counts>,
    open: AtomicUsize,
}

/// What has happened to a call.
#[derive(Default)]
pub(crate) struct Counts {
    heads: AtomicU32,
    executions: AtomicU32,
    arrived: Notify,
}

impl Counts {
    /// How often it was asked for.
    pub(crate) fn heads(&self) -> u32 {
        self.heads.load(Ordering::SeqCst)
    }

    /// How often it was executed.
    pub(crate) fn executions(&self) -> u32 {
        self.executions.load(Ordering::SeqCst)
    }

    /// Waits until it is executed without an answer.
    pub(crate) async fn arrival(&self) {
        self.arrived.notified().await;
    }
}

impl Server {
    /// Listens until the program ends.
    pub(crate) async fn start(plan: Plan, calls: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let calls = (0..calls).map(|_| Counts::default()).collect();
        let server = Self { state: Arc::new(State { plan, url, calls, open: AtomicUsize::new(0) }) };
        let listening = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let connection = Connection::new(listening.clone(), stream);
                tokio::spawn(connection.serve());
            }
        });
        server
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> String {
        self.state.url.clone()
    }

    /// What has happened to all calls, in their order.
    pub(crate) fn calls(&self) -> &[Counts] {
        &self.state.calls
    }

    /// How many connections are open.
    pub(crate) fn open(&self) -> usize {
        self.state.open.load(Ordering::SeqCst)
    }
}

struct Connection {
    server: Server,
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.server.state.open.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Connection {
    fn new(server: Server, stream: TcpStream) -> Self {
        server.state.open.fetch_add(1, Ordering::SeqCst);
        Self { server, stream, buffer: Vec::new() }
    }

    async fn serve(mut self) {
        while self.exchange().await.is_some() {}
    }

    /// Meets one request; `None` when there will be no other one on this connection.
    async fn exchange(&mut self) -> Option<()> {
        let head = self.read_head().await?;
        let number: u64 = head.split('/').nth(4)?.parse().ok()?;
        let server = self.server.clone();
        let counts = server.state.calls.get(usize::try_from(number).ok()?)?;
        let attempt = counts.heads.fetch_add(1, Ordering::SeqCst);
        let fate = server.state.plan.fate(number, attempt);
        if fate == Fate::Unread {
            let _ = self.stream.set_zero_linger();
            return None;
        }
        self.read_body(&head).await?;
        if fate.is_executed() {
            counts.executions.fetch_add(1, Ordering::SeqCst);
        }
        let answer = server.state.plan.answer(number);
        match fate {
            Fate::Answer => self.send(&whole(200, "", &answer)).await,
            Fate::Slow => {
                tokio::time::sleep(Duration::from_millis(number % 10)).await;
                self.send(&whole(200, "", &answer)).await
            }
            Fate::Last => {
                self.send(&whole(200, "Connection: close\r\n", &answer)).await;
                None
            }
            Fate::Unread | Fate::Silent => None,
            Fate::Half => {
                self.send(&whole(200, "", &answer)[..60]).await;
                let _ = self.stream.set_zero_linger();
                None
            }
            Fate::HalfChunk => {
                self.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"res").await;
                None
            }
            Fate::Nonsense => self.send(&whole(200, "Content-Type: text/html\r\n", b"<html>\xff")).await,
            Fate::Denied => self.send(&whole(200, "Content-Type: application/json\r\n", DENIED)).await,
            Fate::Limited => self.send(&whole(429, "Retry-After-Ms: 2\r\n", DENIED)).await,
            Fate::LimitedLong => self.send(&whole(429, "Retry-After: 300\r\n", DENIED)).await,
            Fate::Unavailable => self.send(&whole(503, "Retry-After: 0\r\n", b"down")).await,
            Fate::Failed => self.send(&whole(500, "", DENIED)).await,
            Fate::Missing => self.send(&whole(404, "", DENIED)).await,
            Fate::Hang => self.hang(counts, server.state.plan.kind(number)).await,
        }
    }

    /// Waits until the other side gives up.
    async fn hang(&mut self, counts: &Counts, kind: Kind) -> Option<()> {
        if kind == Kind::Abandoned {
            counts.arrived.notify_one();
        }
        while self.stream.read_buf(&mut self.buffer).await.ok()? > 0 {}
        None
    }

    async fn read_head(&mut self) -> Option<String> {
        loop {
            if let Some(end) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                let head = self.buffer.drain(..end + 4).collect();
                return String::from_utf8(head).ok();
            }
            if self.stream.read_buf(&mut self.buffer).await.ok()? == 0 {
                return None;
            }
        }
    }

    async fn read_body(&mut self, head: &str) -> Option<()> {
        let mut lines = head.lines().map(str::to_ascii_lowercase);
        let length = lines.find_map(|line| line.strip_prefix("content-length: ").map(str::parse::<usize>));
        let length = length.transpose().ok()?.unwrap_or_default();
        while self.buffer.len() < length {
            if self.stream.read_buf(&mut self.buffer).await.ok()? == 0 {
                return None;
            }
        }
        self.buffer.drain(..length);
        Some(())
    }

    async fn send(&mut self, bytes: &[u8]) -> Option<()> {
        self.stream.write_all(bytes).await.ok()
    }
}

const DENIED: &[u8] = br#"{"success":false,"errors":[{"code":1000,"message":"no"}],"messages":[],"result":null}"#;

fn whole(status: u16, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status} Status\r\nContent-Length: {}\r\n{headers}\r\n", body.len());
    [head.as_bytes(), body].concat()
}

impl Plan {
    /// The answer to a call, which holds its number.
    fn answer(self, number: u64) -> Vec<u8> {
        let caption = format!(r#"{{"language":"tr","label":"{number}","status":"ready"}}"#);
        let result = match self.operation(number) {
            Operation::Text => return format!("WEBVTT\n\n00:00.000 --> 00:01.000\n{number}\n").into_bytes(),
            Operation::List => format!("[{caption}]"),
            Operation::Upload | Operation::Generate => caption,
            Operation::Delete => format!("\"{number}\""),
        };
        format!(r#"{{"success":true,"errors":[],"messages":[],"result":{result}}}"#).into_bytes()
    }
}
