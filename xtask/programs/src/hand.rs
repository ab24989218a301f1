//! A client as a person writes it for two calls.

use std::time::Duration;

use reqwest::header::ACCEPT;

use crate::derived::Order;

pub struct Client {
    http: reqwest::Client,
    base_url: String,
    token: String,
}

impl Client {
    pub fn new(base_url: &str, token: &str) -> reqwest::Result<Self> {
        let http = reqwest::Client::builder()
            .user_agent("running-client/0.1.0")
            .connect_timeout(Duration::from_secs(10))
            .timeout(Duration::from_secs(60))
            .build()?;
        Ok(Self { http, base_url: base_url.to_owned(), token: token.to_owned() })
    }

    pub async fn get(&self, account: &str, order: &str, expand: &str, limit: i64) -> reqwest::Result<Order> {
        self.http
            .get(format!("{}/accounts/{account}/orders/{order}", self.base_url))
            .query(&[("expand", expand), ("limit", &limit.to_string())])
            .header(ACCEPT, "application/json")
            .bearer_auth(&self.token)
            .send()
            .await?
            .error_for_status()?
            .json()
            .await
    }

    #[allow(dead_code, reason = "not all programs write")]
    pub async fn replace(&self, account: &str, order: &str, body: &Order) -> reqwest::Result<Order> {
        self.http
            .put(format!("{}/accounts/{account}/orders/{order}", self.base_url))
            .header(ACCEPT, "application/json")
            .bearer_auth(&self.token)
            .json(body)
            .send()
            .await?
            .error_for_status()?
            .json()
            .await
    }
}
