//! Files in multipart bodies, and what else a caller puts there.

use std::fmt;
use std::io;
use std::path::Path;

use super::upload::{Progress, Upload};

/// A file in a multipart body: its content, a file name and a content type.
///
/// ```text
/// Part::file("tr.vtt")
/// Part::new("tr.vtt", "WEBVTT\n").content_type("text/vtt")
/// Part::text("tr")
/// Part::new("tr.vtt", Upload::reader(reader, None).on_progress(|progress| println!("{}", progress.sent)))
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Part {
    pub(super) file_name: Option<String>,
    pub(super) content_type: Option<String>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) content: Upload,
}

impl Part {
    /// A file of these bytes, or of an [`Upload`]. Many servers take a part without a file name for a text, so it has one.
    pub fn new(file_name: impl Into<String>, content: impl Into<Upload>) -> Self {
        Self { file_name: Some(file_name.into()), content_type: None, headers: Vec::new(), content: content.into() }
    }

    /// A text, which has no file name, where a body may have any parts: `Part::text("{}").content_type("application/json")`
    /// is one of JSON.
    pub fn text(text: impl Into<String>) -> Self {
        let content = text.into().into();
        Self { file_name: None, content_type: None, headers: Vec::new(), content }
    }

    /// A file on disk, which is read while it is sent, and its name. Nothing is opened before that, as with [`Upload::file`].
    #[cfg(not(target_arch = "wasm32"))]
    pub fn file(path: impl AsRef<Path>) -> Self {
        Self::new(name_of(path.as_ref()), Upload::file(path))
    }

    /// Reads a file from disk at once, whole, and takes over its name. It blocks while it reads.
    pub fn from_path(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        Ok(Self::new(name_of(path), std::fs::read(path)?))
    }

    /// Tells after each piece how much of this file has been sent, as [`Upload::on_progress`] does.
    #[must_use]
    pub fn on_progress(mut self, watch: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.content = self.content.on_progress(watch);
        self
    }

    /// Says what the file is. If it is not said, it is what the service's document expects, or else
    /// `application/octet-stream`, and for a text nothing.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// Gives this file a header of its own, in place of one of this name that the body gives to all files of the field.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        self.headers.retain(|(other, _)| !other.eq_ignore_ascii_case(&name));
        self.headers.push((name, value.into()));
        self
    }

    /// Gives it another name.
    #[must_use]
    pub fn file_name(mut self, file_name: impl Into<String>) -> Self {
        self.file_name = Some(file_name.into());
        self
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| "file".to_owned(), |name| name.to_string_lossy().into_owned())
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            // What a caller puts into a header may be a secret.
            .field("headers", &self.headers.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("content", &self.content)
            .finish()
    }
}

/// A field of a multipart body that holds any number of files.
pub trait FileField {
    /// The files.
    fn parts(&self) -> &[Part];
}

impl FileField for Part {
    fn parts(&self) -> &[Part] {
        std::slice::from_ref(self)
    }
}

impl FileField for Option<Part> {
    fn parts(&self) -> &[Part] {
        self.as_slice()
    }
}

impl FileField for Vec<Part> {
    fn parts(&self) -> &[Part] {
        self
    }
}

impl FileField for Option<Vec<Part>> {
    fn parts(&self) -> &[Part] {
        self.as_deref().unwrap_or_default()
    }
}
