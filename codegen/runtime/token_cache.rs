//! Tokens that are kept as long as they are good, and asked for by one call at a time.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::header::HeaderValue;
use secrecy::ExposeSecret;

use super::bearer::{HeaderFuture, Lasting, ScopeList, TokenError, TokenSource};
use super::client::{PlainHttp, Shared};
use super::clock::Instant;
use super::failure::ConfigError;
use super::server::BaseUrl;
use super::token::AccessToken;

/// How long before its end a token is not used any more: it has to last until the call arrives. Of a short life it is a quarter.
const MARGIN: Duration = Duration::from_secs(30);

/// What tokens are had from.
pub(super) trait Fetch: Send + Sync {
    /// Says what is wrong with it for a client of this service.
    fn check(&self, _base: &BaseUrl, _plain_http: PlainHttp) -> Result<(), ConfigError> {
        Ok(())
    }

    /// The scopes of the token for a call that asks for these. Calls with the same answer share a token.
    fn scopes(&self, _asked: Option<ScopeList>) -> ScopeList {
        &[]
    }

    /// Has a new token for these scopes.
    fn fetch<'a>(&'a self, scopes: ScopeList, shared: &'a Shared) -> FetchFuture<'a>;
}

/// The future of a new token.
#[cfg(not(target_arch = "wasm32"))]
pub(super) type FetchFuture<'a> = Pin<Box<dyn Future<Output = Result<AccessToken, TokenError>> + Send + 'a>>;

/// The future of a new token.
#[cfg(target_arch = "wasm32")]
pub(super) type FetchFuture<'a> = Pin<Box<dyn Future<Output = Result<AccessToken, TokenError>> + 'a>>;

/// The tokens of a client and all its clones.
pub(super) struct TokenCache<F> {
    source: F,
    /// One for each set of scopes that calls have asked for, so at most as many as the document has operations.
    tokens: Mutex<Vec<Arc<Token>>>,
}

/// The token for a set of scopes.
struct Token {
    scopes: ScopeList,
    held: Mutex<Option<Held>>,
    /// Whoever holds it asks for a token. In it is why there was none the last time.
    turn: tokio::sync::Mutex<Option<TokenError>>,
    /// How often a token has been asked for, to the end.
    rounds: AtomicU64,
}

/// A token as it is sent.
struct Held {
    header: HeaderValue,
    /// `None`: until the service refuses it.
    until: Option<Instant>,
}

impl<F: Fetch> TokenCache<F> {
    pub(super) fn new(source: F) -> Self {
        Self { source, tokens: Mutex::default() }
    }

    fn tokens(&self) -> MutexGuard<'_, Vec<Arc<Token>>> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn token(&self, asked: Option<ScopeList>) -> Arc<Token> {
        let scopes = self.source.scopes(asked);
        let mut tokens = self.tokens();
        if let Some(token) = tokens.iter().find(|token| token.scopes == scopes) {
            return Arc::clone(token);
        }
        let token = Arc::new(Token::new(scopes));
        tokens.push(Arc::clone(&token));
        token
    }
}

impl Token {
    fn new(scopes: ScopeList) -> Self {
        Self { scopes, held: Mutex::default(), turn: tokio::sync::Mutex::default(), rounds: AtomicU64::new(0) }
    }

    async fn get<F: Fetch>(&self, source: &F, shared: &Shared) -> Result<HeaderValue, TokenError> {
        if let Some(header) = self.current() {
            return Ok(header);
        }
        let rounds = self.rounds.load(Ordering::Acquire);
        let mut failure = self.turn.lock().await;
        if let Some(header) = self.current() {
            return Ok(header);
        }
        // Those who have waited for a call that failed fail with it: each asking anew would take them a long time in turn.
        if let (Some(error), true) = (&*failure, self.rounds.load(Ordering::Acquire) != rounds) {
            return Err(error.clone());
        }
        let result = source.fetch(self.scopes, shared).await.and_then(|token| Held::new(&token));
        self.rounds.fetch_add(1, Ordering::Release);
        *failure = result.as_ref().err().cloned();
        let held = result?;
        let header = held.header.clone();
        *self.held() = Some(held);
        Ok(header)
    }

    fn current(&self) -> Option<HeaderValue> {
        self.held().as_ref().filter(|held| held.is_good(Instant::now())).map(|held| held.header.clone())
    }

    fn held(&self) -> MutexGuard<'_, Option<Held>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<F: Fetch> TokenSource for TokenCache<F> {
    fn check(&self, base: &BaseUrl, plain_http: PlainHttp) -> Result<(), ConfigError> {
        self.source.check(base, plain_http)
    }

    fn header<'a>(&'a self, scopes: Option<ScopeList>, shared: &'a Shared) -> HeaderFuture<'a> {
        Box::pin(async move { self.token(scopes).get(&self.source, shared).await })
    }

    fn refuse(&self, header: &HeaderValue) {
        for token in &*self.tokens() {
            // Another call may have a new one already.
            let mut held = token.held();
            if held.as_ref().is_some_and(|held| held.header == *header) {
                *held = None;
            }
        }
    }
}

impl Held {
    fn new(token: &AccessToken) -> Result<Self, TokenError> {
        let text = token.token.expose_secret();
        let refuse = |problem| TokenError::new(problem, Lasting::Yes);
        if text.is_empty() {
            return Err(refuse("the one that came is empty"));
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(refuse("the one that came has characters that it cannot have"));
        }
        let mut header = HeaderValue::from_str(&format!("Bearer {text}"))
            .map_err(|_| refuse("the one that came has characters that it cannot have"))?;
        header.set_sensitive(true);
        let until = token.lifetime.and_then(|lifetime| {
            let usable = lifetime.saturating_sub(MARGIN.min(lifetime / 4));
            Instant::now().checked_add(usable)
        });
        Ok(Self { header, until })
    }

    fn is_good(&self, now: Instant) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}
