//! Schema → type: looks through wrappers, classifies, and hands on to the file of the shape.

use super::naming::NamePlace;
use super::view::{Null, TextKeywords, View};
use super::{Draft, Lower};
use crate::diagnostic::Diagnostic;
use crate::ir::{Direction, TypeDef, TypeId, TypeKind, TypeRef, Users};
use crate::names::{ident, words};
use crate::schema::{Additional, JsonType, SchemaId};
use crate::source::{At, DocId};

/// A type, and whether null is a value beside it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Typed {
    pub(super) ty: TypeRef,
    pub(super) null: Null,
}

impl Typed {
    pub(super) fn plain(ty: TypeRef) -> Self {
        Self { ty, null: Null::No }
    }

    /// As the item of a list or map, or as an answer.
    pub(super) fn nested(self) -> TypeRef {
        match (self.null, self.ty) {
            (Null::Yes, TypeRef::Json) => TypeRef::Json,
            (Null::Yes, ty) => TypeRef::Nullable(Box::new(ty)),
            (Null::No, ty) => ty,
        }
    }
}

/// Where a schema is met. Most are scalars and components, which need no name from there.
#[derive(Clone, Copy)]
enum Met<'a> {
    /// At this place.
    At(&'a NamePlace),
    /// At what is called so inside of this place.
    Inside(&'a NamePlace, &'a str),
}

impl Met<'_> {
    fn place(self) -> NamePlace {
        match self {
            Self::At(place) => place.clone(),
            Self::Inside(place, word) => place.child(word),
        }
    }
}

/// What a schema is, on one level.
pub(super) enum Shape {
    Any,
    Values,
    Union,
    Struct,
    Map,
    List,
    Several,
    Scalar(JsonType),
}

impl Lower<'_> {
    /// The type of a schema that is met at this place.
    pub(super) fn type_ref(&mut self, met: SchemaId, place: &NamePlace) -> Typed {
        self.typed(met, Met::At(place))
    }

    /// The type of a schema that is met at what is called `word` inside this place.
    pub(super) fn type_ref_inside(&mut self, met: SchemaId, place: &NamePlace, word: &str) -> Typed {
        self.typed(met, Met::Inside(place, word))
    }

    fn typed(&mut self, met: SchemaId, place: Met<'_>) -> Typed {
        let (id, null) = self.look_through(met);
        let typed = match self.lowered.get(&id) {
            Some(Some(typed)) => typed.clone(),
            Some(None) => self.again(id, place),
            None => {
                self.lowered.insert(id, None);
                let typed = self.lower_schema(id, place);
                self.lowered.insert(id, Some(typed.clone()));
                typed
            }
        };
        let typed = Typed { null: typed.null.or(null), ty: typed.ty };
        if met != id {
            self.lowered.insert(met, Some(typed.clone()));
        }
        typed
    }

    /// A list or map that is met inside itself: its items have a name by now, unless it has nothing else in it.
    fn again(&mut self, id: SchemaId, place: Met<'_>) -> Typed {
        if self.reentered.insert(id) {
            let typed = self.lower_schema(id, place);
            self.reentered.remove(&id);
            return typed;
        }
        self.degrade(id, "a list or map that contains itself directly became raw JSON");
        Typed::plain(TypeRef::Json)
    }

    /// The place by which a schema is named: its own, if it is a component.
    fn place_of(&self, id: SchemaId, met: Met<'_>) -> NamePlace {
        let schema = &self.schemas[id];
        let pinned = schema.at.as_ref().and_then(|at| self.config.names.get(&at.pointer.to_string()));
        if let Some(name) = pinned.or(schema.name.as_ref()) {
            return NamePlace::pinned(name);
        }
        let own = match (self.components.get(&id), &schema.at) {
            (Some(name), _) => Some(NamePlace::component(name)),
            (None, Some(at)) if at.doc != DocId::ROOT => place_in_file(at),
            (None, Some(at)) => self.place_of_property(at, met).or_else(|| place_in_component(at)),
            (None, None) => None,
        };
        own.unwrap_or_else(|| met.place())
    }

    /// A property of a component is named by that component, whichever of those that extend it is met first.
    fn place_of_property(&self, at: &At, met: Met<'_>) -> Option<NamePlace> {
        let mut steps = at.pointer.steps();
        if steps.next()? != "components" || steps.next()? != "schemas" {
            return None;
        }
        let component = steps.next()?;
        let mut step = steps.next()?;
        if step == "allOf" {
            steps.next()?;
            step = steps.next()?;
        }
        let property = steps.next().filter(|_| step == "properties")?;
        let is_item = steps.next().map(|step| step == "items");
        if is_item == Some(false) || steps.next().is_some() {
            return None;
        }
        let place = self.place_of(*self.component_ids.get(&*component)?, met).child(&property);
        Some(if is_item.is_some() { place.item() } else { place })
    }

    fn lower_schema(&mut self, id: SchemaId, place: Met<'_>) -> Typed {
        if let Some(members) = self.families.get(&id).cloned() {
            return self.lower_family(id, members, &self.place_of(id, place));
        }
        let view = self.view(id);
        let null = view.null;
        let ty = match shape(&view) {
            Shape::Any => TypeRef::Json,
            Shape::Scalar(ty) => super::scalar::lower(ty, &view),
            Shape::Values => self.lower_values(id, &view, &self.place_of(id, place)),
            Shape::Union => return self.lower_union(id, &view, &self.place_of(id, place)),
            Shape::Struct => self.lower_object(id, &view, &self.place_of(id, place)),
            Shape::Map => self.lower_map(&view, &self.place_of(id, place)),
            Shape::List => self.lower_list(&view, &self.place_of(id, place)),
            Shape::Several => self.lower_several(id, &view, &self.place_of(id, place)),
        };
        Typed { ty, null }
    }

    /// Reserves the identity of a type before its parts are looked at, so that they can refer to it.
    pub(super) fn draft(&mut self, id: SchemaId, place: &NamePlace) -> TypeId {
        let docs = self.docs_of(id);
        let schema = &self.schemas[id];
        let def = TypeDef {
            name: ident(&place.name),
            docs,
            at: schema.at.clone(),
            users: Users::Nobody,
            direction: Direction::default(),
            deprecation: schema.deprecation,
            kind: TypeKind::Struct(crate::ir::Struct::default()),
        };
        let ty = self.push_type(def, place.clone());
        self.lowered.insert(id, Some(Typed::plain(TypeRef::Named(ty))));
        ty
    }

    pub(super) fn push_type(&mut self, def: TypeDef, place: NamePlace) -> TypeId {
        let ty = TypeId::of(self.types.len());
        self.types.push(Draft { def, place });
        ty
    }

    pub(super) fn degrade(&mut self, id: SchemaId, message: &str) {
        if let Some(at) = &self.schemas[id].at {
            self.diagnostics.push(Diagnostic::degraded(at, message));
        }
    }
}

/// A schema that is a whole file, or a named part of one, has a name of its own.
fn place_in_file(at: &At) -> Option<NamePlace> {
    let steps: Vec<_> = at.pointer.steps().collect();
    let ([name] | [.., _, name]) = steps.as_slice() else { return None };
    if steps.len() == 2 && steps[0] == "items" {
        return None;
    }
    let anonymous = ["schema", "items", "additionalProperties"].contains(&name.as_ref());
    let inside = steps.iter().any(|step| step == "properties" || step == "schema" || step == "items");
    let is_named = !anonymous && !inside && !name.chars().all(|c| c.is_ascii_digit());
    is_named.then(|| NamePlace::component(name))
}

/// The schema of a component that is not itself a schema is named by that component, whoever meets it first.
fn place_in_component(at: &At) -> Option<NamePlace> {
    if !at.pointer.as_str().starts_with("/components/") {
        return None;
    }
    let steps: Vec<_> = at.pointer.steps().collect();
    let (name, suffix) = match steps.iter().map(AsRef::as_ref).collect::<Vec<_>>().as_slice() {
        ["components", "parameters" | "headers", name, "schema"]
        | ["components", "parameters" | "headers", name, "content", _, "schema"] => (*name, ""),
        ["components", "responses", name, "content", _, "schema"] => (*name, "response"),
        ["components", "requestBodies", name, "content", _, "schema"] => (*name, "body"),
        _ => return None,
    };
    let place = NamePlace::inline(name, at);
    let has_suffix = suffix.is_empty() || words(name).last().is_some_and(|last| last == suffix);
    Some(if has_suffix { place } else { place.child(suffix) })
}

pub(super) fn shape(view: &View) -> Shape {
    if view.never {
        return Shape::Any;
    }
    if view.values.as_ref().is_some_and(|values| !values.is_empty()) {
        return Shape::Values;
    }
    if !view.unions.is_empty() {
        return Shape::Union;
    }
    let types: Vec<_> = view.types.iter().collect();
    match types.as_slice() {
        [] => untyped_shape(view),
        [JsonType::Object] => object_shape(view),
        [JsonType::Array] => Shape::List,
        &[only] => Shape::Scalar(only),
        [JsonType::Integer, JsonType::Number] => Shape::Scalar(JsonType::Number),
        _ => Shape::Several,
    }
}

fn untyped_shape(view: &View) -> Shape {
    if is_object(view) {
        object_shape(view)
    } else if view.items.is_some() || !view.prefix_items.is_empty() {
        Shape::List
    } else if view.null == Null::No
        && (view.text_keywords == TextKeywords::Some
            || view.format.as_deref().is_some_and(super::scalar::is_text_format))
    {
        Shape::Scalar(JsonType::String)
    } else {
        Shape::Any
    }
}

/// Whether keywords that only mean something for objects are there.
pub(super) fn is_object(view: &View) -> bool {
    !view.properties.is_empty()
        || !view.required.is_empty()
        || view.additional != Additional::Unsaid
        || !view.pattern_properties.is_empty()
}

fn object_shape(view: &View) -> Shape {
    let closed_and_empty = view.additional == Additional::Forbidden && view.pattern_properties.is_empty();
    if view.properties.is_empty() && view.required.is_empty() && !closed_and_empty { Shape::Map } else { Shape::Struct }
}
