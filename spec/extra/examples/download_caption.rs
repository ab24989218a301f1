//! Prints the caption of a video in one language as WebVTT, without an async runtime.
//!
//! ```text
//! CLOUDFLARE_API_TOKEN=… \
//!     cargo run -p cloudflare-client --features blocking --example download_caption -- ACCOUNT VIDEO LANGUAGE
//! ```

use std::env;
use std::process::ExitCode;

use cloudflare_client::{Client, Error};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [account, video, language] = arguments.as_slice() else {
        eprintln!("usage: download_caption ACCOUNT VIDEO LANGUAGE");
        return ExitCode::from(2);
    };
    match download(account, video, language) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn download(account: &str, video: &str, language: &str) -> Result<String, Error> {
    let client = Client::from_env()?;
    client.stream().captions().language().vtt().get(account, video, language).send_blocking()
}
