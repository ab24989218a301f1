//! Open enums of integers.

/// Implements the codec's traits, `Serialize`, `Deserialize`, `Display` and `From<i64>` for types with
/// `fn value(&self) -> i64` and `fn from_value(value: i64) -> Self`.
macro_rules! integer {
    ($($name:ident),+ $(,)?) => {$(
        impl $crate::runtime::model::Blank for $name {
            fn blank() -> Self {
                Self::from_value(0)
            }
        }

        impl $crate::runtime::model::IntPlace for $name {
            fn expected(&self) -> &'static str {
                "i64"
            }

            fn set(&mut self, value: i128) -> bool {
                i64::try_from(value).map(|value| *self = Self::from_value(value)).is_ok()
            }
        }

        impl $crate::runtime::model::Place for $name {
            fn slot(&mut self) -> $crate::runtime::model::Slot<'_> {
                $crate::runtime::model::Slot::Int(self)
            }
        }

        impl $crate::runtime::model::Argument for $name {
            fn get_ref(&self) -> $crate::runtime::model::Ref<'_> {
                $crate::runtime::model::Ref::I64(self.value())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.value(), formatter)
            }
        }

        impl ::std::convert::From<i64> for $name {
            fn from(value: i64) -> Self {
                Self::from_value(value)
            }
        }

        $crate::runtime::model::codec!($name);
    )+};
}

pub(crate) use integer;
