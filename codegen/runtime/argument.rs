//! Parameters, and the styles that they are written in.

use super::model::Argument;

/// One parameter of a call.
#[derive(Clone, Copy)]
pub struct Arg<'a> {
    pub(super) place: Placement,
    pub(super) name: &'a str,
    pub(super) value: &'a dyn Argument,
    pub(super) style: Style,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placement {
    Query,
    Header,
    Cookie,
}

#[allow(dead_code, reason = "no document has parameters in all places")]
impl<'a> Arg<'a> {
    /// A query parameter: `form`, exploded, unless said otherwise.
    pub(crate) const fn query(name: &'a str, value: &'a dyn Argument) -> Self {
        Self { place: Placement::Query, name, value, style: Style::FORM }
    }

    /// A header: `simple`, unless said otherwise.
    pub(crate) const fn header(name: &'a str, value: &'a dyn Argument) -> Self {
        Self { place: Placement::Header, name, value, style: Style::SIMPLE }
    }

    /// A cookie: `form`, exploded, unless said otherwise.
    pub(crate) const fn cookie(name: &'a str, value: &'a dyn Argument) -> Self {
        Self { place: Placement::Cookie, name, value, style: Style::FORM }
    }

    /// Writes it in another style.
    pub(crate) const fn style(self, style: Style) -> Self {
        Self { style, ..self }
    }
}

/// How the value of a parameter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    pub(super) kind: StyleKind,
    pub(super) explode: Explode,
    pub(super) reserved: Reserved,
}

/// The styles of `OpenAPI`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StyleKind {
    Simple,
    Label,
    Matrix,
    Form,
    Space,
    Pipe,
    DeepObject,
    Json,
}

/// Whether lists and objects are spread over several values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Explode {
    Yes,
    No,
}

/// Whether reserved characters stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reserved {
    Allowed,
    Encoded,
}

#[allow(dead_code, reason = "no document has all styles")]
impl Style {
    /// `a,b`
    pub(crate) const SIMPLE: Self = Self::new(StyleKind::Simple, Explode::No);
    /// `a,b`, objects as `k=v`
    pub(crate) const SIMPLE_EXPLODE: Self = Self::new(StyleKind::Simple, Explode::Yes);
    /// `.a,b`
    pub(crate) const LABEL: Self = Self::new(StyleKind::Label, Explode::No);
    /// `.a.b`
    pub(crate) const LABEL_EXPLODE: Self = Self::new(StyleKind::Label, Explode::Yes);
    /// `;name=a,b`
    pub(crate) const MATRIX: Self = Self::new(StyleKind::Matrix, Explode::No);
    /// `;name=a;name=b`
    pub(crate) const MATRIX_EXPLODE: Self = Self::new(StyleKind::Matrix, Explode::Yes);
    /// `name=a&name=b`
    pub(crate) const FORM: Self = Self::new(StyleKind::Form, Explode::Yes);
    /// `name=a,b`
    pub(crate) const FORM_LIST: Self = Self::new(StyleKind::Form, Explode::No);
    /// `name=a%20b`
    pub(crate) const SPACE: Self = Self::new(StyleKind::Space, Explode::No);
    /// `name=a&name=b`
    pub(crate) const SPACE_EXPLODE: Self = Self::new(StyleKind::Space, Explode::Yes);
    /// `name=a%7Cb`
    pub(crate) const PIPE: Self = Self::new(StyleKind::Pipe, Explode::No);
    /// `name=a&name=b`
    pub(crate) const PIPE_EXPLODE: Self = Self::new(StyleKind::Pipe, Explode::Yes);
    /// `name%5Bkey%5D=a`
    pub(crate) const DEEP_OBJECT: Self = Self::new(StyleKind::DeepObject, Explode::Yes);
    /// One JSON text.
    pub(crate) const JSON: Self = Self::new(StyleKind::Json, Explode::No);

    const fn new(kind: StyleKind, explode: Explode) -> Self {
        Self { kind, explode, reserved: Reserved::Encoded }
    }

    /// Leaves reserved characters as they are, but for those that would end the value.
    pub(crate) const fn reserved(self) -> Self {
        Self { reserved: Reserved::Allowed, ..self }
    }
}
