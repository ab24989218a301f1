//! The files that a document is made of, and how a node in them is addressed.

use std::borrow::Cow;
use std::fmt;

/// A file of [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub(crate) u32);

/// A file as it was read.
#[derive(Debug)]
pub struct SourceFile {
    /// The path as the user would write it: relative to where the command runs, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// All files that were read in one run.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file.
    pub fn add(&mut self, path: String, text: String) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile { path, text });
        id
    }

    /// The file with this id; an empty one without a name if there is none.
    pub fn file(&self, id: FileId) -> &SourceFile {
        static NONE: SourceFile = SourceFile { path: String::new(), text: String::new() };
        self.files.get(id.0 as usize).unwrap_or(&NONE)
    }
}

/// A JSON pointer (RFC 6901), escaped: `/paths/~1zones/get`. The empty pointer is the whole document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// Takes an escaped pointer as it stands after the `#` of a reference (percent-decoded).
    pub fn from_text(text: &str) -> Self {
        Self(text.trim_end_matches('/').to_owned())
    }

    /// The member `key` of this object.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let escaped = if key.contains(['~', '/']) {
            Cow::Owned(key.replace('~', "~0").replace('/', "~1"))
        } else {
            Cow::Borrowed(key)
        };
        Self([&self.0, "/", &escaped].concat())
    }

    /// The item `index` of this array.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The node at the escaped `rest` (`/a/0`, or empty) below this one.
    pub(crate) fn below(&self, rest: &str) -> Self {
        Self(format!("{}{rest}", self.0))
    }

    /// The unescaped steps from the root.
    pub fn steps(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(|step| {
            if step.contains('~') {
                Cow::Owned(step.replace("~1", "/").replace("~0", "~"))
            } else {
                Cow::Borrowed(step)
            }
        })
    }

    /// The escaped text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// A document of the bundle: the merged fragments first, then each file that was brought in by a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocId(pub(crate) u32);

impl DocId {
    /// The merged fragments.
    pub const ROOT: Self = Self(0);
}

/// Where a node of the bundle stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct At {
    /// The document.
    pub doc: DocId,
    /// The node in it.
    pub pointer: Pointer,
}

impl At {
    /// A node of the merged fragments.
    pub fn root(pointer: Pointer) -> Self {
        Self { doc: DocId::ROOT, pointer }
    }

    /// The member `key` of this object.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        Self { doc: self.doc, pointer: self.pointer.key(key) }
    }

    /// The item `index` of this array.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self { doc: self.doc, pointer: self.pointer.index(index) }
    }
}
