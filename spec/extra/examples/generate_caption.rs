//! Has the caption of a video written by AI, waits until it is ready, and tells failures apart.
//!
//! ```text
//! CLOUDFLARE_API_TOKEN=… cargo run -p cloudflare-client --example generate_caption -- ACCOUNT VIDEO LANGUAGE
//! ```

use std::env;
use std::process::ExitCode;
use std::time::Duration;

use cloudflare_client::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [account, video, language] = arguments.as_slice() else {
        eprintln!("usage: generate_caption ACCOUNT VIDEO LANGUAGE");
        return ExitCode::from(2);
    };
    match generate(account, video, language).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            explain(&error);
            ExitCode::FAILURE
        }
    }
}

async fn generate(account: &str, video: &str, language: &str) -> Result<(), Error> {
    let client = Client::from_env()?;
    let captions = client.stream().captions().language();

    // The answer as it came, with options for this one call.
    let raw = captions.create(account, video, language).timeout(Duration::from_secs(20)).retries(1).raw().await?;
    eprintln!("{} after {} attempts, request {}", raw.status(), raw.attempts(), raw.request_id().unwrap_or("unknown"));
    let begun = raw.parse()?.and_then(|caption| caption.status);
    eprintln!("{}", begun.as_ref().map_or("begun", |status| status.as_str()));

    // The same `GET` again and again, until the caption is ready, cannot be any more, or time is up.
    let waiting = captions.get(account, video, language).wait_until_ready();
    let caption = waiting.deadline(Duration::from_secs(300)).await?;
    println!("{}", caption.and_then(|caption| caption.label).unwrap_or_default());
    Ok(())
}

/// What a program can know of a failure.
fn explain(error: &Error) {
    eprintln!("error: {error}");
    if error.is_timeout() {
        eprintln!("the server was too slow; it may do later what it was asked for");
    }
    for detail in error.errors() {
        eprintln!("code {:?}: {} ({:?})", detail.code, detail.message, detail.documentation_url);
    }
    if let Some(wait) = error.retry_after() {
        eprintln!("the server asks to wait for {wait:?}");
    }
    if let (Some(status), Some(body)) = (error.status(), error.body()) {
        eprintln!("{status}, {} bytes, request {:?}", body.len(), error.request_id());
    }
}
