//! Lists the captions of a video.
//!
//! ```text
//! CLOUDFLARE_API_TOKEN=… cargo run -p cloudflare-client --example list_captions -- ACCOUNT VIDEO
//! ```

use std::env;
use std::process::ExitCode;

use cloudflare_client::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let client = match Client::from_env() {
        Ok(client) => client,
        Err(error) => return fail(&error),
    };
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [account, video] = arguments.as_slice() else {
        eprintln!("usage: list_captions ACCOUNT VIDEO");
        return ExitCode::from(2);
    };
    match list(&client, account, video).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

async fn list(client: &Client, account: &str, video: &str) -> Result<(), Error> {
    let page = client.stream().captions().get(account, video).await?;
    for caption in &page.result {
        let language = caption.language.as_deref().unwrap_or_default();
        let label = caption.label.as_deref().unwrap_or_default();
        let status = caption.status.as_ref().map(|status| status.as_str()).unwrap_or_default();
        println!("{language}\t{label}\t{status}");
    }
    Ok(())
}

fn fail(error: &Error) -> ExitCode {
    eprintln!("error: {error}");
    ExitCode::FAILURE
}
