//! The types of the sample's answers and bodies.

use crate::runtime::body::{Body, RequestBody};
use crate::runtime::failure::RequestError;
use crate::runtime::model::{Blank, Info, Object, Ref, Slot, object};
use crate::runtime::multipart::{Field, MultipartBody};
use crate::runtime::part::Part;
use crate::runtime::text::text;
use crate::runtime::upload::Upload;

/// A caption or subtitle track of a video.
#[derive(Clone)]
#[non_exhaustive]
pub struct Caption {
    /// Whether the caption was generated via AI.
    pub generated: Option<bool>,

    /// The label.
    pub label: Option<String>,

    /// The language.
    pub language: Option<String>,

    /// The status.
    pub status: Option<CaptionStatus>,
}

impl Blank for Caption {
    fn blank() -> Self {
        Self { generated: None, label: None, language: None, status: None }
    }
}

impl Object for Caption {
    fn info(&self) -> &'static Info {
        &Info { name: "Caption", fields: &["generated", "label", "language", "status"], required: &[] }
    }

    fn slots(&mut self, fill: &mut dyn FnMut(&mut [Slot<'_>])) {
        fill(&mut [
            Slot::OptBool(&mut self.generated),
            Slot::OptStr(&mut self.label),
            Slot::OptStr(&mut self.language),
            Slot::Opt(&mut self.status),
        ]);
    }

    fn refs(&self, read: &mut dyn FnMut(&[Ref<'_>])) {
        read(&[
            Ref::OptBool(self.generated),
            Ref::OptStr(&self.label),
            Ref::OptStr(&self.language),
            Ref::Opt(&self.status),
        ]);
    }
}

/// The status of a caption.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum CaptionStatus {
    /// `ready`
    Ready,
    /// `inprogress`
    InProgress,
    /// `error`
    Error,
    /// One that is not known yet.
    Unknown(String),
}

impl CaptionStatus {
    /// The text.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Ready => "ready",
            Self::InProgress => "inprogress",
            Self::Error => "error",
            Self::Unknown(text) => text,
        }
    }

    /// The status of this text.
    pub fn from_text(text: &str) -> Self {
        match text {
            "ready" => Self::Ready,
            "inprogress" => Self::InProgress,
            "error" => Self::Error,
            _ => Self::Unknown(text.to_owned()),
        }
    }
}

text!(CaptionStatus);

/// A message of the service.
#[derive(Clone)]
#[non_exhaustive]
pub struct Message {
    /// Its number.
    pub code: i64,

    /// Its text.
    pub message: String,
}

impl Blank for Message {
    fn blank() -> Self {
        Self { code: 0, message: String::new() }
    }
}

impl Object for Message {
    fn info(&self) -> &'static Info {
        &Info { name: "Message", fields: &["code", "message"], required: &[0b11] }
    }

    fn slots(&mut self, fill: &mut dyn FnMut(&mut [Slot<'_>])) {
        fill(&mut [Slot::I64(&mut self.code), Slot::Str(&mut self.message)]);
    }

    fn refs(&self, read: &mut dyn FnMut(&[Ref<'_>])) {
        read(&[Ref::I64(self.code), Ref::Str(&self.message)]);
    }
}

/// A thing of a service without envelopes.
#[derive(Clone)]
#[non_exhaustive]
pub struct Thing {
    /// Its name.
    pub name: String,

    /// How large it is.
    pub size: Option<i64>,

    /// Its tags.
    pub tags: Option<Vec<String>>,

    /// A part of it.
    pub part: Option<Box<Thing>>,
}

impl Thing {
    /// A thing of this name.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::blank() }
    }
}

impl Blank for Thing {
    fn blank() -> Self {
        Self { name: String::new(), size: None, tags: None, part: None }
    }
}

impl Object for Thing {
    fn info(&self) -> &'static Info {
        &Info { name: "Thing", fields: &["name", "size", "tags", "part"], required: &[0b1] }
    }

    fn slots(&mut self, fill: &mut dyn FnMut(&mut [Slot<'_>])) {
        fill(&mut [
            Slot::Str(&mut self.name),
            Slot::OptI64(&mut self.size),
            Slot::Opt(&mut self.tags),
            Slot::Opt(&mut self.part),
        ]);
    }

    fn refs(&self, read: &mut dyn FnMut(&[Ref<'_>])) {
        read(&[Ref::Str(&self.name), Ref::OptI64(self.size), Ref::Opt(&self.tags), Ref::Opt(&self.part)]);
    }
}

object!(Caption, Message, Thing);

/// The body of an upload.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CaptionUpload {
    /// The captions.
    pub file: Part,

    /// More files.
    pub more: Option<Vec<Part>>,

    /// Labels.
    pub labels: Option<Vec<String>>,

    /// What belongs to it.
    pub about: Option<Thing>,
}

impl CaptionUpload {
    /// An upload of this file.
    pub fn new(file: Part) -> Self {
        Self { file, more: None, labels: None, about: None }
    }
}

impl MultipartBody for CaptionUpload {
    fn parts(&self, add: &mut dyn FnMut(&[Field<'_>])) {
        add(&[
            Field::file("file", &self.file).content_type("text/vtt, application/x-subrip"),
            Field::file("more", &self.more),
            Field::text("labels", &self.labels),
            Field::json("about", &self.about),
        ]);
    }
}

/// A body of one of several media types.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ThingBody {
    /// `application/json`
    Json(Thing),
    /// `application/x-www-form-urlencoded`
    Form(Thing),
    /// `multipart/form-data`
    Multipart(CaptionUpload),
    /// `text/plain`
    Text(String),
    /// `image/*`
    Bytes(Upload),
}

impl RequestBody for ThingBody {
    fn encode(&self) -> Result<Body, RequestError> {
        match self {
            Self::Json(body) => Body::json("application/json", body),
            Self::Form(body) => Body::form(body, &[]),
            Self::Multipart(body) => Body::multipart(body),
            Self::Text(body) => Body::text("text/plain", body),
            Self::Bytes(body) => Body::upload("image/*", body.clone()),
        }
    }
}
