//! Calls of the default client for `calls.test.mjs`, which sees what arrives at a server.

use std::time::Duration;

use cloudflare_client::types::CaptionUpload;
use cloudflare_client::{Client, Error, Part, Upload};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

fn client(base: &str) -> Result<Client, Error> {
    Client::builder()
        .base_url(base)
        .api_token("secret")
        .backoff(Duration::from_millis(40), Duration::from_millis(40))
        .build()
}

/// The languages of the captions that there are.
#[wasm_bindgen]
pub async fn list(base: String) -> Result<String, JsError> {
    let page = client(&base)?.stream().captions().get("account", "video").await?;
    let languages = page.result.iter().filter_map(|caption| caption.language.as_deref());
    Ok(languages.collect::<Vec<_>>().join(" "))
}

/// How many captions a walk through all pages meets.
#[wasm_bindgen]
pub async fn walk(base: String) -> Result<usize, JsError> {
    let mut items = client(&base)?.stream().captions().get("account", "video").items();
    let mut count = 0;
    while let Some(item) = items.next().await {
        item?;
        count += 1;
    }
    Ok(count)
}

/// The language of what was uploaded.
#[wasm_bindgen]
pub async fn upload(base: String, text: String) -> Result<String, JsError> {
    let body = CaptionUpload::new(Part::new("en.vtt", text.into_bytes()));
    let caption = client(&base)?.stream().captions().language().update("account", "video", "en", &body).await?;
    Ok(caption.and_then(|caption| caption.language).unwrap_or_default())
}

/// What happens to an upload that is read while it is sent, which no engine is asked for.
#[wasm_bindgen]
pub async fn upload_reader(base: String) -> Result<String, JsError> {
    let body = CaptionUpload::new(Part::new("en.vtt", Upload::reader(&b"WEBVTT"[..], None)));
    match client(&base)?.stream().captions().language().update("account", "video", "en", &body).await {
        Ok(_) => Err(JsError::new("it was sent")),
        Err(error) => Ok(chain(&error)),
    }
}

/// How often a `GET` was sent until it succeeded.
#[wasm_bindgen]
pub async fn attempts(base: String) -> Result<u32, JsError> {
    Ok(client(&base)?.stream().captions().language().get("account", "video", "en").raw().await?.attempts())
}

/// The status of a `POST` that fails.
#[wasm_bindgen]
pub async fn post(base: String) -> Result<u16, JsError> {
    match client(&base)?.stream().captions().language().create("account", "video", "en").await {
        Ok(_) => Err(JsError::new("it succeeded")),
        Err(error) => Ok(error.status().map_or(0, |status| status.as_u16())),
    }
}

/// An answer that is still coming in.
#[wasm_bindgen]
pub struct Download(cloudflare_client::Download);

/// Asks for a text as it comes in.
#[wasm_bindgen]
pub async fn open(base: String) -> Result<Download, JsError> {
    let request = client(&base)?.stream().captions().language().vtt().get("account", "video", "en");
    Ok(Download(request.open().await?))
}

#[wasm_bindgen]
impl Download {
    /// The next piece; nothing at the end.
    pub async fn chunk(&mut self) -> Result<Option<Vec<u8>>, JsError> {
        Ok(self.0.chunk().await.transpose()?.map(|bytes| bytes.to_vec()))
    }
}

/// Whether a call of a server that says nothing ends with its time limit.
#[wasm_bindgen]
pub async fn times_out(base: String) -> Result<bool, JsError> {
    let request = client(&base)?.stream().captions().get("account", "video");
    match request.timeout(Duration::from_millis(50)).retries(0).await {
        Ok(_) => Err(JsError::new("it succeeded")),
        Err(error) => Ok(error.is_timeout()),
    }
}

/// How a call fails.
#[wasm_bindgen]
pub async fn failure(base: String) -> Result<String, JsError> {
    match client(&base)?.stream().captions().get("account", "video").retries(0).await {
        Ok(_) => Err(JsError::new("it succeeded")),
        Err(error) => Ok(chain(&error)),
    }
}

/// An error with its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
