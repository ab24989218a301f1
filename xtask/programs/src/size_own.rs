//! A program that makes one call by the client.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("usage: size-own URL")?;
    let client = running_client::Client::builder().base_url(url).token("token").build()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let order = runtime.block_on(client.orders().get("account", "order", "lines", 50).into_future())?;
    println!("{} of {}", order.number, order.customer.name);
    Ok(())
}
