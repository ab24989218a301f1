//! What the text formats have in common: each keeps the text as it came and gives it a meaning only when asked.

/// Declares a type for text of a known format.
macro_rules! text_format {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        ///
        /// It keeps the text as it came, whether or not it is of this format. Two values are equal if their texts are.
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text.
            pub fn into_string(self) -> String {
                self.0
            }

            fn from_text(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        $crate::runtime::text::text!($name);
    };
}

pub(crate) use text_format;
