//! A server that answers what a test tells it to, to the byte, and remembers what it was asked.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tests::runtime::builder::ClientBuilder;
use tests::runtime::client::Client;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// A request as it arrived.
#[derive(Debug, Clone, Default)]
pub(crate) struct Received {
    /// `GET`.
    pub(crate) method: String,
    /// Path and query, as they stand in the request line.
    pub(crate) target: String,
    /// Names in lower case, with their values.
    pub(crate) headers: Vec<(String, String)>,
    /// The body.
    pub(crate) body: Vec<u8>,
}

impl Received {
    /// All values of a header.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
    }

    /// The value of a header that is there once.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let all = self.all(name);
        assert!(all.len() < 2, "{name} was sent {} times", all.len());
        all.first().copied()
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Everything that arrived, as one text.
    pub(crate) fn everything(&self) -> String {
        format!("{} {} {:?} {}", self.method, self.target, self.headers, self.text())
    }
}

/// What the server does with a request.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Sends these bytes one by one, again and again.
    Trickle(Vec<u8>),
    /// Goes on when it is told to.
    Wait(Arc<Notify>),
    /// Closes the connection.
    Close,
    /// Closes the connection without a word of farewell, so that what is under way in both directions is lost.
    Reset,
    /// Says no more, and keeps the connection open.
    Hang,
    /// Sends these bytes again and again, as fast as they are taken.
    Flood(Vec<u8>),
}

/// How much of a request is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    All,
    Head,
}

/// A server.
pub(crate) struct Server {
    address: std::net::SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
    connections: Arc<AtomicUsize>,
    sent: Arc<AtomicUsize>,
    task: JoinHandle<()>,
}

type Script = Arc<dyn Fn(usize, &Received) -> Vec<Step> + Send + Sync>;

impl Server {
    /// Answers the request number `n` (from 0) as `script` says.
    pub(crate) async fn scripted(script: impl Fn(usize, &Received) -> Vec<Step> + Send + Sync + 'static) -> Self {
        Self::reading(Extent::All, script).await
    }

    /// The same, but it acts when it has seen the head of a request, and does not read the body.
    pub(crate) async fn hasty(script: impl Fn(usize, &Received) -> Vec<Step> + Send + Sync + 'static) -> Self {
        Self::reading(Extent::Head, script).await
    }

    async fn reading(extent: Extent, script: impl Fn(usize, &Received) -> Vec<Step> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let received = Arc::new(Mutex::new(Vec::new()));
        let (script, log): (Script, _) = (Arc::new(script), Arc::clone(&received));
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&connections);
        let sent = Arc::new(AtomicUsize::new(0));
        let bytes = Arc::clone(&sent);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                counter.fetch_add(1, Ordering::SeqCst);
                let outlet = Outlet { stream, extent, sent: Arc::clone(&bytes) };
                tokio::spawn(serve(outlet, Arc::clone(&script), Arc::clone(&log)));
            }
        });
        Self { address, received, connections, sent, task }
    }

    /// Answers everything in the same way.
    pub(crate) async fn always(reply: Vec<u8>) -> Self {
        Self::scripted(move |_, _| vec![Step::Send(reply.clone())]).await
    }

    /// Answers with status 200 and this JSON.
    pub(crate) async fn json(body: &str) -> Self {
        Self::always(json(200, body)).await
    }

    /// Answers one after the other, and the last one again and again.
    pub(crate) async fn sequence(replies: Vec<Vec<u8>>) -> Self {
        Self::scripted(move |n, _| vec![Step::Send(replies[n.min(replies.len() - 1)].clone())]).await
    }

    /// The URL, without a slash at the end.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All requests so far.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().expect("no thread has panicked").clone()
    }

    /// How many connections were made.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// How many bytes the other side has taken, with what waits in the buffers between.
    pub(crate) fn sent(&self) -> usize {
        self.sent.load(Ordering::SeqCst)
    }

    /// The only request.
    pub(crate) fn only(&self) -> Received {
        let mut received = self.received();
        assert_eq!(received.len(), 1, "requests: {received:?}");
        received.remove(0)
    }

    /// A client of this server with a token.
    pub(crate) fn client(&self) -> Client {
        self.client_with(|builder| builder)
    }

    /// The same, set up further.
    pub(crate) fn client_with(&self, set_up: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
        let builder = Client::builder().base_url(self.url()).api_token("token").no_proxy();
        set_up(builder).build().expect("a client")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A whole answer.
pub(crate) fn answer(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut out = format!("HTTP/1.1 {status} Status\r\nContent-Length: {}\r\n", body.len());
    for (name, value) in headers {
        let _ = write!(out, "{name}: {value}\r\n");
    }
    out.push_str("\r\n");
    let mut out = out.into_bytes();
    out.extend_from_slice(body);
    out
}

/// A whole answer of JSON.
pub(crate) fn json(status: u16, body: &str) -> Vec<u8> {
    answer(status, &[("Content-Type", "application/json")], body)
}

/// An answer without a length: one header, the body in these pieces, and what comes after them.
pub(crate) fn chunked(header: &str, parts: &[&[u8]], last: Step) -> Vec<Step> {
    let head = format!("HTTP/1.1 200 OK\r\n{header}\r\nTransfer-Encoding: chunked\r\n\r\n");
    let mut steps = vec![Step::Send(head.into_bytes())];
    for part in parts {
        let head = format!("{:x}\r\n", part.len());
        steps.push(Step::Send([head.as_bytes(), part, b"\r\n"].concat()));
    }
    steps.push(last);
    steps
}

/// The end of such an answer.
pub(crate) fn end() -> Step {
    Step::Send(b"0\r\n\r\n".to_vec())
}

/// A port of this machine at which nobody listens.
pub(crate) async fn unused_url() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    format!("http://{}", listener.local_addr().expect("an address"))
}

/// A connection that counts what is sent.
struct Outlet {
    stream: TcpStream,
    extent: Extent,
    sent: Arc<AtomicUsize>,
}

impl Outlet {
    /// Sends; whether that worked.
    async fn send(&mut self, mut bytes: &[u8]) -> bool {
        while !bytes.is_empty() {
            let Ok(count) = self.stream.write(bytes).await else { return false };
            self.sent.fetch_add(count, Ordering::SeqCst);
            bytes = &bytes[count..];
        }
        true
    }

    /// Takes a step; whether another one can follow.
    async fn take(&mut self, step: Step) -> bool {
        match step {
            Step::Send(bytes) => return self.send(&bytes).await,
            Step::Trickle(bytes) => {
                for byte in bytes.iter().cycle() {
                    if !self.send(&[*byte]).await {
                        break;
                    }
                    tokio::task::yield_now().await;
                }
            }
            Step::Flood(bytes) => while self.send(&bytes).await {},
            Step::Reset => drop(self.stream.set_zero_linger()),
            Step::Hang => std::future::pending().await,
            Step::Wait(word) => {
                word.notified().await;
                return true;
            }
            Step::Close => {}
        }
        false
    }
}

async fn serve(mut outlet: Outlet, script: Script, log: Arc<Mutex<Vec<Received>>>) {
    let mut buffer = Vec::new();
    while let Some(request) = read_request(&mut outlet.stream, &mut buffer, outlet.extent).await {
        let number = {
            let mut log = log.lock().expect("no thread has panicked");
            log.push(request.clone());
            log.len() - 1
        };
        for step in script(number, &request) {
            if !outlet.take(step).await {
                return;
            }
        }
    }
}

async fn read_request(stream: &mut TcpStream, buffer: &mut Vec<u8>, extent: Extent) -> Option<Received> {
    let end = loop {
        if let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
    let mut lines = head.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
    let mut request = Received {
        method: first.next()?.to_owned(),
        target: first.next()?.to_owned(),
        headers: lines.filter_map(header).collect(),
        body: Vec::new(),
    };
    buffer.drain(..end + 4);
    if request.header("transfer-encoding") == Some("chunked") && matches!(extent, Extent::All) {
        request.body = read_chunks(stream, buffer).await?;
        return Some(request);
    }
    let length = match extent {
        Extent::All => request.header("content-length").map_or(0, |length| length.parse().expect("a number")),
        Extent::Head => 0,
    };
    while buffer.len() < length {
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
    request.body = buffer.drain(..length).collect();
    Some(request)
}

/// Reads a body in chunks to its end.
async fn read_chunks(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = loop {
            if let Some(end) = buffer.windows(2).position(|window| window == b"\r\n") {
                break buffer.drain(..end + 2).collect::<Vec<u8>>();
            }
            if stream.read_buf(buffer).await.ok()? == 0 {
                return None;
            }
        };
        let size = usize::from_str_radix(String::from_utf8_lossy(&line).trim(), 16).expect("the size of a chunk");
        while buffer.len() < size + 2 {
            if stream.read_buf(buffer).await.ok()? == 0 {
                return None;
            }
        }
        body.extend(buffer.drain(..size));
        buffer.drain(..2);
        if size == 0 {
            return Some(body);
        }
    }
}
