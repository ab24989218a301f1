//! Open enums of any JSON values.

/// Implements the codec's traits, `as_value`, `From<Value>`, `Serialize` and `Deserialize` for enums with a variant for
/// each of some JSON values, given as text, and a variant `Unknown(Value)`.
macro_rules! values {
    ($name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        impl $name {
            /// The value as JSON.
            pub fn as_value(&self) -> &::serde_json::Value {
                match self {
                    $(Self::$variant => {
                        static VALUE: ::std::sync::LazyLock<::serde_json::Value> =
                            ::std::sync::LazyLock::new(|| ::serde_json::from_str($text).unwrap_or_default());
                        &VALUE
                    })+
                    Self::Unknown(value) => value,
                }
            }
        }

        impl ::std::convert::From<::serde_json::Value> for $name {
            fn from(value: ::serde_json::Value) -> Self {
                $(if $crate::runtime::equality::is_json(&value, $text) {
                    return Self::$variant;
                })+
                Self::Unknown(value)
            }
        }

        impl $crate::runtime::model::Blank for $name {
            fn blank() -> Self {
                Self::Unknown(::serde_json::Value::Null)
            }
        }

        impl $crate::runtime::model::Choice for $name {
            fn choose(&mut self, value: &$crate::runtime::content::Content<'_>) {
                *self = Self::from(value.to_value());
            }

            fn chosen(&self) -> $crate::runtime::model::Ref<'_> {
                $crate::runtime::model::Ref::Json(self.as_value())
            }
        }

        impl $crate::runtime::model::Place for $name {
            fn slot(&mut self) -> $crate::runtime::model::Slot<'_> {
                $crate::runtime::model::Slot::Union(self)
            }
        }

        impl $crate::runtime::model::Argument for $name {
            fn get_ref(&self) -> $crate::runtime::model::Ref<'_> {
                $crate::runtime::model::Ref::Union(self)
            }
        }

        $crate::runtime::model::codec!($name);
    };
}

pub(crate) use values;
