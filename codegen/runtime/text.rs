//! Types that are text: open enums of strings, and texts of a known format.

/// Implements the codec's traits, `Serialize`, `Deserialize`, `Display`, `From<&str>` and `From<String>` for types with
/// `fn as_str(&self) -> &str` and `fn from_text(text: &str) -> Self`.
macro_rules! text {
    ($($name:ident),+ $(,)?) => {$(
        impl $crate::runtime::model::Blank for $name {
            fn blank() -> Self {
                Self::from_text("")
            }
        }

        impl $crate::runtime::model::TextPlace for $name {
            fn set(&mut self, text: &str) {
                *self = Self::from_text(text);
            }
        }

        impl $crate::runtime::model::Place for $name {
            fn slot(&mut self) -> $crate::runtime::model::Slot<'_> {
                $crate::runtime::model::Slot::Text(self)
            }
        }

        impl $crate::runtime::model::Argument for $name {
            fn get_ref(&self) -> $crate::runtime::model::Ref<'_> {
                $crate::runtime::model::Ref::Str(self.as_str())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::from_text(text)
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from_text(&text)
            }
        }

        $crate::runtime::model::codec!($name);
    )+};
}

pub(crate) use text;
