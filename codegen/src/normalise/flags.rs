//! What the flags of `openapiv3` mean here.

use crate::document::{Explode, Need, Reserved};
use crate::schema::Deprecation;

impl From<bool> for Need {
    fn from(required: bool) -> Self {
        if required { Self::Required } else { Self::Optional }
    }
}

impl From<bool> for Explode {
    fn from(explode: bool) -> Self {
        if explode { Self::Yes } else { Self::No }
    }
}

impl From<bool> for Reserved {
    fn from(allow_reserved: bool) -> Self {
        if allow_reserved { Self::Allowed } else { Self::Encoded }
    }
}

impl From<bool> for Deprecation {
    fn from(deprecated: bool) -> Self {
        if deprecated { Self::Deprecated } else { Self::Current }
    }
}
