//! A property that may be absent, null or a value, all of which differ.

use super::model::{Argument, Blank, OptPlace, Place, Ref, Slot};

/// A property that may be absent, null or a value.
///
/// In an update, an absent property most often stays as it is, while null removes it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Maybe<T> {
    /// The property is not there.
    #[default]
    Absent,
    /// The property is null.
    Null,
    /// The property has a value.
    Present(T),
}

impl<T> Maybe<T> {
    /// The value, if there is one.
    pub const fn as_option(&self) -> Option<&T> {
        match self {
            Self::Absent | Self::Null => None,
            Self::Present(value) => Some(value),
        }
    }

    /// The value, if there is one.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Absent | Self::Null => None,
            Self::Present(value) => Some(value),
        }
    }

    /// Whether the property is not there.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the property is there and null.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether the property has a value.
    pub const fn is_present(&self) -> bool {
        matches!(self, Self::Present(_))
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Present(value)
    }
}

/// `None` is null, not absent: it was said.
impl<T> From<Option<T>> for Maybe<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Present)
    }
}

impl<T> Blank for Maybe<T> {
    fn blank() -> Self {
        Self::Absent
    }
}

impl<T: Blank + Place> OptPlace for Maybe<T> {
    fn clear(&mut self) {
        *self = Self::Null;
    }

    fn fill(&mut self) -> Slot<'_> {
        *self = Self::Present(T::blank());
        match self {
            Self::Present(value) => value.slot(),
            Self::Absent | Self::Null => Slot::Taken,
        }
    }
}

impl<T: Blank + Place> Place for Maybe<T> {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Opt(self)
    }
}

impl<T: Argument> Argument for Maybe<T> {
    fn get_ref(&self) -> Ref<'_> {
        match self {
            Self::Absent => Ref::Absent,
            Self::Null => Ref::Null,
            Self::Present(value) => value.get_ref(),
        }
    }
}
