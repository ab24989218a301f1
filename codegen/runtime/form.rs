//! Bodies of the type `application/x-www-form-urlencoded`.

use super::argument::Style;
use super::body::Body;
use super::call::Call;
use super::failure::RequestError;
use super::model::{Argument, Ref};
use super::style::push_pairs;
use super::walk::for_each_field;

impl Body {
    /// A form of an object's properties. A property is written in the style that is given for it, else as `name=value`, once
    /// for each item of a list, and as JSON where it is an object.
    pub(crate) fn form(value: &dyn Argument, styles: &[(&str, Style)]) -> Result<Self, RequestError> {
        let mut pairs = Vec::new();
        let mut result = Ok(());
        let mut field = |name: &str, value: Ref<'_>| {
            if result.is_ok() {
                result = push_pairs(name, value, style_of(name, value, styles), &mut pairs);
            }
        };
        match value.get_ref().resolve() {
            Ref::Object(object) => for_each_field(object, &mut field),
            Ref::Map(map) => map.each_ref(&mut field),
            _ => return Err(RequestError::new("the body of a form must be an object")),
        }
        result?;
        Self::bytes("application/x-www-form-urlencoded", pairs.join("&").into())
    }
}

fn style_of(name: &str, value: Ref<'_>, styles: &[(&str, Style)]) -> Style {
    match (styles.iter().find(|(key, _)| *key == name), value.resolve()) {
        (Some((_, style)), _) => *style,
        (None, Ref::Object(_) | Ref::Map(_)) => Style::JSON,
        (None, _) => Style::FORM,
    }
}

#[allow(dead_code, reason = "a document may have forms only beside other bodies")]
impl Call {
    /// A form, with the styles of those properties that have one.
    pub(crate) fn form(self, value: &dyn Argument, styles: &[(&str, Style)]) -> Self {
        self.with_body(Body::form(value, styles))
    }
}
