//! Things: plain answers, parameters in all places, and bodies and answers of all kinds.

use bytes::Bytes;
use serde_json::Value;

use super::answers::ThingAnswer;
use super::types::{CaptionUpload, Thing, ThingBody};
use crate::runtime::argument::{Arg, Style};
use crate::runtime::body::Body;
use crate::runtime::client::Client;
use crate::runtime::events::Events;
use crate::runtime::failure::RequestError;
use crate::runtime::lines::Lines;
use crate::runtime::part::Part;
use crate::runtime::request::{Parameters, Request};
use crate::runtime::service::ServerTemplate;
use crate::runtime::upload::Upload;

/// Things. Returned by [`Client::things`].
#[derive(Debug, Clone, Copy)]
pub struct Things<'c> {
    pub(super) client: &'c Client,
}

impl Things<'_> {
    /// `GET /things`
    pub fn list(&self) -> Request<Vec<Thing>, ThingsListParams> {
        self.client.get("/things").decode()
    }

    /// `GET /things/{name}`
    pub fn get(&self, name: &str) -> Request<Thing> {
        self.client.get("/things/{name}").path(&[&name]).decode()
    }

    /// `GET /things/{name}.{extension};{options}`
    pub fn get_as(&self, name: &str, extension: &str, options: &Thing) -> Request<Bytes> {
        self.client
            .get("/things/{name}.{extension}/{options}?kept=true")
            .styled_path(&[(Style::LABEL, &name), (Style::SIMPLE, &extension), (Style::MATRIX_EXPLODE, options)])
            .bytes_body("application/octet-stream")
    }

    /// `POST /things`
    pub fn create(&self, body: &Thing) -> Request<Thing> {
        self.client.post("/things").json(body).decode()
    }

    /// `PATCH /things/{name}`
    pub fn edit(&self, name: &str, body: &Value) -> Request<Thing> {
        self.client
            .patch("/things/{name}")
            .path(&[&name])
            .json_as("application/merge-patch+json", body)
            .decode_as("application/hal+json")
    }

    /// `PUT /things/{name}/content`
    pub fn replace(&self, name: &str, body: &ThingBody) -> Request<()> {
        self.client.put("/things/{name}/content").path(&[&name]).body(body).nothing()
    }

    /// `POST /things/form`
    pub fn submit(&self, body: &Thing) -> Request<()> {
        self.client.post("/things/form").form(body, &[("part", Style::DEEP_OBJECT)]).nothing()
    }

    /// `POST /things/note`
    pub fn note(&self, text: &str) -> Request<ThingAnswer> {
        self.client.post("/things/note").text("text/plain", text).several("application/json, text/csv")
    }

    /// `PUT /things/blob`
    pub fn blob(&self, bytes: impl Into<Upload>) -> Request<ThingAnswer> {
        self.client.put("/things/blob").upload("application/octet-stream", bytes.into()).several("*/*")
    }

    /// `GET /things/headers`
    pub fn headers(&self, one: &str, many: &[String], cookie: &str) -> Request<()> {
        self.client
            .get("/things/headers")
            .arguments(&[
                Arg::header("X-One", &one),
                Arg::header("X-Many", &many),
                Arg::cookie("crumb", &cookie),
                Arg::query("one", &one),
            ])
            .nothing()
    }

    /// `POST /things/measured`
    pub fn measured(&self, content_length: &str, content_type: &str) -> Request<()> {
        self.client
            .post("/things/measured")
            .arguments(&[Arg::header("Content-Length", &content_length), Arg::header("content-type", &content_type)])
            .multipart(&CaptionUpload::new(Part::new("a", "b")))
            .nothing()
    }

    /// `GET /things/open`
    pub fn open(&self) -> Request<()> {
        self.client.get("/things/open").security(&[]).nothing()
    }

    /// `GET /things/keyed`
    pub fn keyed(&self) -> Request<()> {
        self.client.get("/things/keyed").security(&[&[1, 2]]).nothing()
    }

    /// `GET /things/elsewhere`
    pub fn elsewhere(&self) -> Request<()> {
        self.client
            .get("/things/elsewhere")
            .servers(&[ServerTemplate { url: "http://192.0.2.1/up", variables: &[] }])
            .nothing()
    }

    /// `GET /things/beside`
    pub fn beside(&self) -> Request<()> {
        self.client.get("/things/beside").servers(&[ServerTemplate { url: "/v2", variables: &[] }]).nothing()
    }

    /// `QUERY /things`
    pub fn search(&self, body: &Value) -> Request<Value> {
        self.client.verb("QUERY", "/things").json(body).decode()
    }

    /// `GET /things/events`
    pub fn events(&self) -> Request<Events<Value>> {
        self.client.get("/things/events").events()
    }

    /// `GET /things/texts`
    pub fn texts(&self) -> Request<Events<String>> {
        self.client.get("/things/texts").events()
    }

    /// `POST /things/ask`
    pub fn ask(&self, text: &str) -> Request<Events<String>> {
        self.client.post("/things/ask").text("text/plain", text).events()
    }

    /// `GET /things/lines`
    pub fn lines(&self) -> Request<Lines<Thing>> {
        self.client.get("/things/lines").lines("application/x-ndjson")
    }
}

/// Optional parameters of [`Things::list`].
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ThingsListParams {
    /// How many.
    pub limit: Option<i64>,

    /// Of which tags.
    pub tags: Option<Vec<String>>,

    /// Like this.
    pub like: Option<Thing>,

    /// What is sent along.
    pub body: Option<Thing>,
}

impl ThingsListParams {
    /// No parameters.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many.
    #[must_use]
    pub fn limit(mut self, limit: i64) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Of which tags.
    #[must_use]
    pub fn tags(mut self, tags: Vec<String>) -> Self {
        self.tags = Some(tags);
        self
    }

    /// Like this.
    #[must_use]
    pub fn like(mut self, like: Thing) -> Self {
        self.like = Some(like);
        self
    }

    /// What is sent along.
    #[must_use]
    pub fn body(mut self, body: Thing) -> Self {
        self.body = Some(body);
        self
    }
}

impl Parameters for ThingsListParams {
    fn arguments(&self, add: &mut dyn FnMut(&[Arg<'_>])) {
        add(&[
            Arg::query("limit", &self.limit),
            Arg::query("tags", &self.tags).style(Style::FORM_LIST),
            Arg::query("like", &self.like).style(Style::DEEP_OBJECT),
        ]);
    }

    fn body(&self) -> Option<Result<Body, RequestError>> {
        self.body.as_ref().map(|body| Body::json("application/json", body))
    }
}
