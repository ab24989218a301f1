//! Calls a path that this crate has no method for, and tests the call without a network.
//!
//! ```text
//! CLOUDFLARE_API_TOKEN=… cargo run -p cloudflare-client --example any_path -- ACCOUNT
//! ```

use std::env;
use std::process::ExitCode;
use std::time::Duration;

use cloudflare_client::{Client, Error, HttpRequest, HttpResponse, Method, StatusCode};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Some(account) = env::args().nth(1) else {
        eprintln!("usage: any_path ACCOUNT");
        return ExitCode::from(2);
    };
    match run(&account).await {
        Ok(videos) => {
            println!("{videos} videos");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(account: &str) -> Result<usize, Error> {
    assert_eq!(videos(&without_network()?, "account").await?, 2);

    // A copy with the same connections, for calls that may take their time.
    let client = Client::from_env()?.with_options().timeout(Duration::from_secs(120)).max_retries(5).build()?;
    videos(&client, account).await
}

/// The path is below the base URL, so that the credentials stay with the service; what is put into it has to be encoded. What
/// comes is JSON.
async fn videos(client: &Client, account: &str) -> Result<usize, Error> {
    let path = format!("/accounts/{account}/stream");
    let answer = client.request(Method::GET, &path).query("limit", "1000").await?;
    Ok(answer["result"].as_array().map_or(0, Vec::len))
}

/// A client whose answers a closure gives.
fn without_network() -> Result<Client, Error> {
    let answer = |request: HttpRequest| async move {
        assert_eq!((request.method, request.url.path()), (Method::GET, "/client/v4/accounts/account/stream"));
        Ok(HttpResponse::new(StatusCode::OK, r#"{"success":true,"result":[{},{}]}"#))
    };
    Client::builder().api_token("token").transport(answer).build()
}
