//! Calls a server by the client, and by one that a person wrote.
//!
//! `call run WAY COUNT URL` calls so often, and `call time URL` times all ways by turns.

#[allow(dead_code, reason = "shared with programs that use more of it")]
mod derived;
mod hand;
mod turns;
#[allow(dead_code, reason = "shared with programs that use more of it")]
mod values;

use running_client::types;
use tokio::runtime::Runtime;

/// The ways to call.
const WAYS: [&str; 4] = ["get-hand", "get-own", "put-hand", "put-own"];

const ACCOUNT: &str = "023e105f4ecef8ad9ca31a8372d0c353";
const ORDER: &str = "ord_7f3a0c52e19b4d68";
const TOKEN: &str = "0123456789abcdef0123456789abcdef";

/// All that the calls need.
struct Caller {
    runtime: Runtime,
    own: running_client::Client,
    own_order: types::Order,
    hand: hand::Client,
    hand_order: derived::Order,
}

impl Caller {
    fn new(url: &str) -> Self {
        let text = values::order();
        Self {
            runtime: tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime"),
            own: running_client::Client::builder().base_url(url).token(TOKEN).build().expect("a client"),
            own_order: serde_json::from_str(&text).expect("a value"),
            hand: hand::Client::new(url, TOKEN).expect("a client"),
            hand_order: serde_json::from_str(&text).expect("a value"),
        }
    }

    fn call(&self, way: &str, count: u32) {
        self.runtime.block_on(async {
            for _ in 0..count {
                let id = match way {
                    "get-own" => self.own.orders().get(ACCOUNT, ORDER, "lines", 50).await.expect("an answer").id,
                    "get-hand" => self.hand.get(ACCOUNT, ORDER, "lines", 50).await.expect("an answer").id,
                    "put-own" => {
                        self.own.orders().replace(ACCOUNT, ORDER, &self.own_order).await.expect("an answer").id
                    }
                    _ => self.hand.replace(ACCOUNT, ORDER, &self.hand_order).await.expect("an answer").id,
                };
                assert_eq!(id, ORDER);
            }
        });
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["run", way, count, url] => Caller::new(url).call(way, count.parse().expect("a number")),
        ["time", url] => {
            let caller = Caller::new(url);
            for pair in WAYS.chunks(2) {
                let mut ways = pair.iter().map(|way| |count| caller.call(way, count)).collect::<Vec<_>>();
                let mut ways: Vec<&mut dyn FnMut(u32)> = ways.iter_mut().map(|way| way as _).collect();
                for (way, times) in pair.iter().zip(turns::time(&mut ways)) {
                    println!("{way}\t{}\t{}", times.median, times.quick);
                }
            }
        }
        _ => panic!("usage: call run WAY COUNT URL | call time URL"),
    }
}
