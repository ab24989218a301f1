//! Uploads a WebVTT file as the caption of a video in one language, and says how far it is.
//!
//! ```text
//! CLOUDFLARE_API_TOKEN=… cargo run -p cloudflare-client --example upload_caption -- ACCOUNT VIDEO LANGUAGE FILE
//! ```

use std::env;
use std::process::ExitCode;
use std::time::Duration;

use cloudflare_client::types::CaptionUpload;
use cloudflare_client::{Client, Error, Part};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [account, video, language, file] = arguments.as_slice() else {
        eprintln!("usage: upload_caption ACCOUNT VIDEO LANGUAGE FILE");
        return ExitCode::from(2);
    };
    match upload(account, video, language, file).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The file is read while it is sent, and once more if the call has to be tried again.
async fn upload(account: &str, video: &str, language: &str, file: &str) -> Result<(), Error> {
    let part = Part::file(file).on_progress(|progress| match progress.total {
        Some(total) => eprintln!("{} of {total} bytes", progress.sent),
        None => eprintln!("{} bytes", progress.sent),
    });
    let client = Client::from_env()?;
    let call = client.stream().captions().language().update(account, video, language, &CaptionUpload::new(part));
    call.timeout(Duration::from_secs(600)).await?;
    Ok(())
}
