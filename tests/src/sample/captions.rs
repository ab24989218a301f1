//! Captions of videos: enveloped answers, an upload and a text.

use super::types::{Caption, CaptionUpload, Message};
use crate::runtime::client::Client;
use crate::runtime::envelope::SinglePage;
use crate::runtime::request::Request;

/// Stream. Returned by [`Client::stream`].
#[derive(Debug, Clone, Copy)]
pub struct Stream<'c> {
    pub(super) client: &'c Client,
}

impl<'c> Stream<'c> {
    /// The `captions` resource.
    pub fn captions(&self) -> Captions<'c> {
        Captions { client: self.client }
    }
}

/// Captions. Returned by [`Stream::captions`].
#[derive(Debug, Clone, Copy)]
pub struct Captions<'c> {
    client: &'c Client,
}

impl<'c> Captions<'c> {
    /// The `language` resource.
    pub fn language(&self) -> Language<'c> {
        Language { client: self.client }
    }

    /// Lists the available captions or subtitles for a specific video.
    ///
    /// `GET /accounts/{account_id}/stream/{identifier}/captions`
    pub fn get(&self, account_id: &str, identifier: &str) -> Request<SinglePage<Caption, Message>> {
        self.client.get("/accounts/{account_id}/stream/{identifier}/captions").path(&[&account_id, &identifier]).page()
    }
}

/// One language of the captions. Returned by [`Captions::language`].
#[derive(Debug, Clone, Copy)]
pub struct Language<'c> {
    client: &'c Client,
}

impl<'c> Language<'c> {
    /// The `vtt` resource.
    pub fn vtt(&self) -> Vtt<'c> {
        Vtt { client: self.client }
    }

    /// Generates captions.
    ///
    /// `POST /accounts/{account_id}/stream/{identifier}/captions/{language}/generate`
    pub fn create(&self, account_id: &str, identifier: &str, language: &str) -> Request<Option<Caption>> {
        self.client
            .post("/accounts/{account_id}/stream/{identifier}/captions/{language}/generate")
            .path(&[&account_id, &identifier, &language])
            .enveloped()
    }

    /// Uploads captions.
    ///
    /// `PUT /accounts/{account_id}/stream/{identifier}/captions/{language}`
    pub fn update(
        &self,
        account_id: &str,
        identifier: &str,
        language: &str,
        body: &CaptionUpload,
    ) -> Request<Option<Caption>> {
        self.client
            .put("/accounts/{account_id}/stream/{identifier}/captions/{language}")
            .path(&[&account_id, &identifier, &language])
            .multipart(body)
            .enveloped()
    }

    /// Removes captions.
    ///
    /// `DELETE /accounts/{account_id}/stream/{identifier}/captions/{language}`
    pub fn delete(&self, account_id: &str, identifier: &str, language: &str) -> Request<Option<String>> {
        self.client
            .delete("/accounts/{account_id}/stream/{identifier}/captions/{language}")
            .path(&[&account_id, &identifier, &language])
            .enveloped()
    }

    /// Returns captions of one language.
    ///
    /// `GET /accounts/{account_id}/stream/{identifier}/captions/{language}`
    pub fn get(&self, account_id: &str, identifier: &str, language: &str) -> Request<Option<Caption>> {
        self.client
            .get("/accounts/{account_id}/stream/{identifier}/captions/{language}")
            .path(&[&account_id, &identifier, &language])
            .enveloped()
    }
}

/// Captions as `WebVTT`. Returned by [`Language::vtt`].
#[derive(Debug, Clone, Copy)]
pub struct Vtt<'c> {
    client: &'c Client,
}

impl Vtt<'_> {
    /// Returns captions as `WebVTT`.
    ///
    /// `GET /accounts/{account_id}/stream/{identifier}/captions/{language}/vtt`
    pub fn get(&self, account_id: &str, identifier: &str, language: &str) -> Request<String> {
        self.client
            .get("/accounts/{account_id}/stream/{identifier}/captions/{language}/vtt")
            .path(&[&account_id, &identifier, &language])
            .text_body("text/vtt")
    }
}
