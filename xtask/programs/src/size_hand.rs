//! A program that makes one call by a client that a person wrote.

#[allow(dead_code, reason = "shared with programs that use more of it")]
mod derived;
mod hand;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("usage: size-hand URL")?;
    let client = hand::Client::new(&url, "token")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let order = runtime.block_on(client.get("account", "order", "lines", 50))?;
    println!("{} of {}", order.number, order.customer.name);
    Ok(())
}
