//! Answers in the envelope that the configuration describes.

use super::Lower;
use super::naming::NamePlace;
use super::response::is_json;
use super::view::Null;
use crate::document::Response;
use crate::ir::{Returns, TypeRef};

impl Lower<'_> {
    /// The content of the envelope, if all successes with a body have one.
    pub(super) fn envelope(&mut self, success: &[&Response], place: &NamePlace) -> Option<Returns> {
        let names = self.config.envelope.clone()?;
        let [response] = success else { return None };
        let (_, media_type) = response.content.iter().find(|(name, _)| is_json(name))?;
        let (schema, _) = self.look_through(media_type.schema?);
        let view = self.view(schema);
        let &result = view.properties.get(&names.result)?;
        if names.success.as_ref().is_some_and(|success| !view.properties.contains_key(success)) {
            return None;
        }
        let place = match self.components.get(&schema) {
            Some(name) => NamePlace::component(name),
            None => place.clone(),
        };
        let typed = self.type_ref(result, &place.child(&names.result));
        if let TypeRef::List(item) = typed.ty {
            let list = names.errors.iter().chain(&names.messages).find_map(|name| view.properties.get(name).copied());
            let message = list.map(|list| self.type_ref(list, &place.child("messages")).ty);
            let message = match message {
                Some(TypeRef::List(item)) => *item,
                _ => TypeRef::Json,
            };
            return Some(Returns::Page { item: *item, message });
        }
        let required = view.required.contains(&names.result) && typed.null == Null::No;
        let ty = if required || typed.ty == TypeRef::Json { typed.ty } else { TypeRef::Nullable(Box::new(typed.ty)) };
        Some(Returns::Enveloped { ty })
    }
}
