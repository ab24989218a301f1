//! The transport of a client: HTTP by `reqwest`, or one that the caller gives.

use std::sync::Arc;
#[cfg(not(target_arch = "wasm32"))]
use std::sync::OnceLock;
use std::time::Duration;

use super::builder::ClientBuilder;
use super::client::Proxy;
use super::failure::ConfigError;
use super::http::{HttpRequest, HttpResponse, Transport, TransportFuture};
use super::http_body::HttpBody;
use super::http_error::TransportError;
use super::server::BaseUrl;
#[cfg(not(target_arch = "wasm32"))]
use super::server::is_local;

/// What carries the requests of a client. The usual one has no box around each of its futures.
#[derive(Clone)]
pub(super) enum Carrier {
    /// HTTP.
    Http(HttpTransport),
    /// Something else, or something around it.
    Other(Arc<dyn Transport>),
}

/// HTTP.
#[derive(Clone)]
pub(super) struct HttpTransport {
    client: reqwest::Client,
    /// What carries the requests that the system's proxies must not see, unless `client` asks none of them anyway.
    #[cfg(not(target_arch = "wasm32"))]
    local: Option<Arc<Local>>,
    origin: ClientOrigin,
}

/// HTTP without encryption to this machine itself. A proxy on the way would read the credentials, and would look for the server
/// on its own machine.
#[cfg(not(target_arch = "wasm32"))]
struct Local {
    client: OnceLock<reqwest::Client>,
    connect: Duration,
}

#[cfg(not(target_arch = "wasm32"))]
impl Local {
    /// The client, which few programs need.
    fn client(&self) -> Result<&reqwest::Client, TransportError> {
        if let Some(client) = self.client.get() {
            return Ok(client);
        }
        let client = http(Vec::new(), self.connect, Proxy::None);
        let client = client.map_err(|error| TransportError::new(error.to_string()).unsent())?;
        Ok(self.client.get_or_init(|| client))
    }
}

/// Who set up an HTTP client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ClientOrigin {
    /// This crate, which follows redirects by itself.
    Own,
    /// This crate, with adjustments.
    Adjusted,
    /// The caller.
    Caller,
}

impl Carrier {
    /// Sends one request.
    pub(super) async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        match self {
            Self::Http(http) => http.exchange(request).await,
            Self::Other(transport) => transport.send(request).await,
        }
    }
}

impl HttpTransport {
    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let HttpRequest { method, url, headers, body, .. } = request;
        // Neither a client that was given nor a browser can be kept from following redirects.
        let follows = self.origin == ClientOrigin::Caller || cfg!(target_arch = "wasm32");
        let asked = follows.then(|| url.clone());
        let mut request = reqwest::Request::new(method, url);
        *request.headers_mut() = headers;
        set_body(&mut request, body)?;
        let mut response = self.client_for(request.url())?.execute(request).await?;
        if asked.is_some_and(|url| url.origin() != response.url().origin()) {
            let problem = "the HTTP client followed a redirect to another server: one that is given has to be set up with \
                           `redirect(reqwest::redirect::Policy::none())`";
            return Err(TransportError::new(problem).refused());
        }
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        Ok(HttpResponse { status, headers, body: response.into() })
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn client_for(&self, url: &reqwest::Url) -> Result<&reqwest::Client, TransportError> {
        match &self.local {
            Some(local) if is_local(url) => local.client(),
            _ => Ok(&self.client),
        }
    }

    #[cfg(target_arch = "wasm32")]
    #[allow(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    fn client_for(&self, _url: &reqwest::Url) -> Result<&reqwest::Client, TransportError> {
        Ok(&self.client)
    }
}

#[cfg(not(target_arch = "wasm32"))]
#[allow(clippy::unnecessary_wraps, reason = "it can fail in a browser")]
fn set_body(request: &mut reqwest::Request, body: HttpBody) -> Result<(), TransportError> {
    if body.as_bytes().is_none_or(|bytes| !bytes.is_empty()) {
        *request.body_mut() = Some(body.into());
    }
    Ok(())
}

#[cfg(target_arch = "wasm32")]
fn set_body(request: &mut reqwest::Request, body: HttpBody) -> Result<(), TransportError> {
    let Some(bytes) = body.as_bytes() else {
        return Err(TransportError::new("browsers send no body that is a stream").unsent());
    };
    if !bytes.is_empty() {
        *request.body_mut() = Some(bytes.clone().into());
    }
    Ok(())
}

impl Transport for HttpTransport {
    fn send(&self, request: HttpRequest) -> TransportFuture<'_> {
        Box::pin(self.exchange(request))
    }
}

/// What a builder is told about the transport.
#[derive(Default)]
pub(super) struct Carriage {
    base: Base,
    sharing: Sharing,
    adjustments: Vec<Adjust>,
    wrappers: Vec<Wrap>,
}

#[derive(Default)]
enum Base {
    /// HTTP as this crate sets it up.
    #[default]
    Own,
    /// What another client has.
    Of(Carrier),
    /// HTTP as the caller sets it up.
    Http(reqwest::Client),
    /// Anything else.
    Other(Arc<dyn Transport>),
}

/// Whether a copy has the connections of its original.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Sharing {
    /// It has.
    #[default]
    Shared,
    /// It has its own, set up in another way.
    Apart,
}

type Adjust = Box<dyn FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;
type Wrap = Box<dyn FnOnce(Arc<dyn Transport>) -> Arc<dyn Transport> + Send + Sync>;

impl ClientBuilder {
    /// Sends requests by this transport, and not by HTTP: for tests without a network, or another HTTP library.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.carriage.base = Base::Other(Arc::new(transport));
        self
    }

    /// Sends requests by this HTTP client, for example to share its connections.
    ///
    /// It must be set up with `redirect(reqwest::redirect::Policy::none())`, which cannot be seen from outside: else it may take
    /// keys in headers along to another server, before this crate, which follows redirects by itself, can refuse the answer.
    /// Where the client need not be shared, [`ClientBuilder::configure_http`] is the safer way. The time to a connection and the
    /// proxy are the given client's own.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.carriage.base = Base::Http(client);
        self
    }

    /// Adjusts the HTTP client that is made: its certificates, proxies, addresses, HTTP version. Redirects, the time to a
    /// connection and [`ClientBuilder::no_proxy`] stay in this builder's hands. Compressed answers are not asked for unless
    /// this turns them on; [`ClientBuilder::max_body`] then is the size of what they are unpacked to.
    pub fn configure_http<F>(mut self, adjust: F) -> Self
    where
        F: FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    {
        self.carriage.renew();
        self.carriage.adjustments.push(Box::new(adjust));
        self
    }

    /// Puts a transport around the one that there is, to see or change each attempt. The last one that is put is the outermost.
    ///
    /// ```text
    /// Client::builder().wrap_transport(|inner| Metrics { inner })
    /// ```
    pub fn wrap_transport<T, F>(mut self, wrap: F) -> Self
    where
        T: Transport + 'static,
        F: FnOnce(Arc<dyn Transport>) -> T + Send + Sync + 'static,
    {
        self.carriage.wrappers.push(Box::new(|inner| Arc::new(wrap(inner))));
        self
    }
}

impl Carriage {
    /// That of a copy.
    pub(super) fn of(carrier: &Carrier) -> Self {
        Self { base: Base::Of(carrier.clone()), ..Self::default() }
    }

    /// Says that a copy cannot use the connections of its original.
    pub(super) fn renew(&mut self) {
        self.sharing = Sharing::Apart;
    }

    /// Makes the transport.
    pub(super) fn build(self, connect: Duration, proxy: Proxy, url: &BaseUrl) -> Result<Carrier, ConfigError> {
        let Self { base, sharing, adjustments, wrappers } = self;
        let carrier = match base {
            Base::Own => own(adjustments, connect, proxy, url)?,
            Base::Of(carrier) if sharing == Sharing::Shared => carrier,
            Base::Of(carrier) if carrier.is_plain() => own(adjustments, connect, proxy, url)?,
            Base::Of(_) => {
                return Err(ConfigError::new(
                    "the transport of the client that this is a copy of was adjusted, wrapped or given, and cannot be set up anew",
                ));
            }
            Base::Http(_) | Base::Other(_) if !adjustments.is_empty() => {
                return Err(ConfigError::new(
                    "`configure_http` has no effect on a transport or HTTP client that is given",
                ));
            }
            Base::Http(client) => Carrier::Http(HttpTransport {
                client,
                #[cfg(not(target_arch = "wasm32"))]
                local: None,
                origin: ClientOrigin::Caller,
            }),
            Base::Other(transport) => Carrier::Other(transport),
        };
        Ok(wrappers.into_iter().fold(carrier, |carrier, wrap| Carrier::Other(wrap(carrier.share()))))
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn own(mut adjustments: Vec<Adjust>, connect: Duration, proxy: Proxy, base: &BaseUrl) -> Result<Carrier, ConfigError> {
    let origin = if adjustments.is_empty() { ClientOrigin::Own } else { ClientOrigin::Adjusted };
    let mut local = (proxy == Proxy::System).then(|| Arc::new(Local { client: OnceLock::new(), connect }));
    // What is adjusted can be made only once, so it carries what goes to this machine as well, by no proxy but the caller's own.
    if origin == ClientOrigin::Adjusted && base.is_local() {
        adjustments.insert(0, Box::new(reqwest::ClientBuilder::no_proxy));
        local = None;
    }
    Ok(Carrier::Http(HttpTransport { client: http(adjustments, connect, proxy)?, local, origin }))
}

#[cfg(target_arch = "wasm32")]
fn own(adjustments: Vec<Adjust>, connect: Duration, proxy: Proxy, _base: &BaseUrl) -> Result<Carrier, ConfigError> {
    let origin = if adjustments.is_empty() { ClientOrigin::Own } else { ClientOrigin::Adjusted };
    Ok(Carrier::Http(HttpTransport { client: http(adjustments, connect, proxy)?, origin }))
}

impl Carrier {
    fn is_plain(&self) -> bool {
        matches!(self, Self::Http(http) if http.origin == ClientOrigin::Own)
    }

    fn share(self) -> Arc<dyn Transport> {
        match self {
            Self::Http(http) => Arc::new(http),
            Self::Other(transport) => transport,
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn http(adjustments: Vec<Adjust>, connect: Duration, proxy: Proxy) -> Result<reqwest::Client, ConfigError> {
    // Another dependency of the program may turn these features of the HTTP client on: answers would be asked for compressed.
    let plain = reqwest::Client::builder().no_gzip().no_brotli().no_zstd().no_deflate();
    let adjusted = adjustments.into_iter().fold(plain, |builder, adjust| adjust(builder));
    // Redirects are followed by this crate itself: the transport would take custom credential headers along to other servers.
    let mut builder = adjusted.redirect(reqwest::redirect::Policy::none()).referer(false).connect_timeout(connect);
    if proxy == Proxy::None {
        builder = builder.no_proxy();
    }
    builder.build().map_err(refuse)
}

#[cfg(target_arch = "wasm32")]
fn http(adjustments: Vec<Adjust>, _connect: Duration, _proxy: Proxy) -> Result<reqwest::Client, ConfigError> {
    adjustments.into_iter().fold(reqwest::Client::builder(), |builder, adjust| adjust(builder)).build().map_err(refuse)
}

fn refuse(error: reqwest::Error) -> ConfigError {
    ConfigError::new(format!("the HTTP transport cannot be set up: {}", error.without_url()))
}
