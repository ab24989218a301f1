//! Request bodies: one way to send them, or several.

use super::Lower;
use super::naming::NamePlace;
use super::response::{is_json, is_lines};
use crate::diagnostic::Diagnostic;
use crate::document::{MediaType, Operation, RequestBody, Verb};
use crate::ir::{
    Body, BodyKind, BodyVariant, Content, ContentKind, Direction, FormEncoding, Style, Travels, TypeDef, TypeKind,
    TypeRef, Users,
};
use crate::names::{pascal, settle};
use crate::schema::{Deprecation, JsonType, SchemaId, Types};

impl Lower<'_> {
    /// The body of an operation, if it has one that means anything.
    pub(super) fn body(&mut self, operation: &Operation, place: &NamePlace) -> Option<Body> {
        let body = operation.request_body.as_ref()?;
        let mut contents: Vec<(String, Content)> = Vec::new();
        for (name, media_type) in &body.content {
            if media_type.schema.is_none() && is_json(name) && is_bodiless(&operation.verb) {
                continue;
            }
            let content = self.content(name, media_type, &place.child("body"));
            contents.push((name.clone(), content));
        }
        for dropped in drop_other_spellings(&mut contents) {
            let message = format!("the body as `{dropped}` is left out: it is sent as JSON");
            self.diagnostics.push(Diagnostic::note(&body.at, message));
        }
        let docs = super::docs::of_texts([body.description.as_deref()]);
        let kind = match contents.len() {
            0 => return None,
            1 => BodyKind::One(contents.remove(0).1),
            _ => BodyKind::Several(self.bodies(body, contents, place)),
        };
        Some(Body { docs, kind })
    }

    fn content(&mut self, name: &str, media_type: &MediaType, place: &NamePlace) -> Content {
        let essence = super::response::essence(name);
        let lines = if is_lines(name) { self.lines(media_type, place) } else { None };
        let kind = lines.unwrap_or_else(|| match media_type.schema {
            None if is_json(name) => ContentKind::Json(TypeRef::Json),
            Some(schema) if is_json(name) => ContentKind::Json(self.type_ref(schema, place).nested()),
            // The caller has encoded it.
            Some(schema) if is_form(&essence) && self.is_only_text(schema) => ContentKind::Text,
            Some(schema) if is_form(&essence) => self.form(schema, media_type, place),
            schema if essence == "multipart/form-data" => self.multipart(schema, media_type, place),
            Some(schema) if essence == "*/*" && !self.is_binary(schema) => {
                ContentKind::Json(self.type_ref(schema, place).nested())
            }
            Some(schema) if essence.starts_with("text/") && self.is_text(schema) => ContentKind::Text,
            _ => ContentKind::Bytes,
        });
        // A range is no media type that can be sent.
        let media_type = match kind {
            _ if !essence.contains('*') => name,
            ContentKind::Json(_) => "application/json",
            ContentKind::Text => "text/plain",
            _ => "application/octet-stream",
        };
        let media_type = media_type.to_owned();
        Content { media_type, kind }
    }

    /// Lines of JSON, unless the document says that they are text or bytes.
    fn lines(&mut self, media_type: &MediaType, place: &NamePlace) -> Option<ContentKind> {
        let item = match (media_type.item_schema, media_type.schema) {
            (Some(item), _) => item,
            (None, schema) => self.streamed(schema?),
        };
        let item = self.type_ref(item, &place.child("line")).nested();
        let is_text = matches!(item, TypeRef::String | TypeRef::Format(_));
        (!is_text).then_some(ContentKind::Lines(item))
    }

    fn form(&mut self, schema: SchemaId, media_type: &MediaType, place: &NamePlace) -> ContentKind {
        let ty = self.type_ref(schema, place).ty;
        let encoding = media_type
            .encoding
            .iter()
            .filter_map(|(wire, encoding)| {
                let json = encoding.content_type.as_deref().is_some_and(is_json);
                let default = Style::default_of(crate::document::ParameterPlace::Query);
                let style = Style {
                    style: if json {
                        crate::document::ParameterStyle::Json
                    } else {
                        encoding.style.unwrap_or(default.style)
                    },
                    explode: encoding.explode.unwrap_or(default.explode),
                    reserved: encoding.reserved.unwrap_or(default.reserved),
                };
                (style != default).then(|| FormEncoding { wire: wire.clone(), style })
            })
            .collect();
        ContentKind::Form { ty, encoding }
    }

    pub(super) fn is_binary(&mut self, schema: SchemaId) -> bool {
        let (schema, _) = self.look_through(schema);
        self.view(schema).format.as_deref() == Some("binary")
    }

    pub(super) fn is_text(&mut self, schema: SchemaId) -> bool {
        let (schema, _) = self.look_through(schema);
        let view = self.view(schema);
        view.format.as_deref() != Some("binary")
            && (view.types.contains(JsonType::String) || view.values.is_some() || view.says_nothing())
    }

    /// Whether a value is a text, and nothing else.
    fn is_only_text(&mut self, schema: SchemaId) -> bool {
        let (schema, _) = self.look_through(schema);
        self.view(schema).types == Types::one(JsonType::String)
    }

    fn bodies(&mut self, body: &RequestBody, contents: Vec<(String, Content)>, place: &NamePlace) -> crate::ir::TypeId {
        let place = place.child("content");
        let labels = labels(&contents);
        let wires: Vec<&str> = labels.iter().map(String::as_str).collect();
        let names = settle(&wires, &[], pascal);
        let variants = contents
            .into_iter()
            .zip(names)
            .map(|((declared, content), name)| BodyVariant {
                name,
                docs: super::docs::plain(&format!("`{declared}`.")),
                content,
            })
            .collect();
        let def = TypeDef {
            name: crate::names::ident(&place.name),
            docs: super::docs::of_texts([body.description.as_deref()]),
            at: Some(body.at.clone()),
            users: Users::Nobody,
            direction: Direction { request: Travels::Yes, response: Travels::No },
            deprecation: Deprecation::Current,
            kind: TypeKind::Bodies(variants),
        };
        self.push_type(def, place)
    }
}

fn is_form(essence: &str) -> bool {
    essence == "application/x-www-form-urlencoded"
}

/// The content type of a part, where the document gives exactly one.
pub(super) fn content_type_of(encoding: &crate::document::Encoding) -> Option<String> {
    let first = encoding.content_type.as_deref()?.split(',').next()?.trim();
    (!first.is_empty() && !first.contains('*')).then(|| first.to_owned())
}

/// Methods that have no body unless the document describes one.
fn is_bodiless(verb: &Verb) -> bool {
    matches!(verb, Verb::Get | Verb::Head | Verb::Delete | Verb::Options | Verb::Trace)
}

/// Where JSON is accepted, a form, XML or YAML is another spelling of the same value. Gives the media types that go.
fn drop_other_spellings(contents: &mut Vec<(String, Content)>) -> Vec<String> {
    let jsons = contents.iter().filter_map(|(name, content)| match &content.kind {
        ContentKind::Json(ty) => Some((super::response::essence(name), ty.clone())),
        _ => None,
    });
    let jsons: Vec<(String, TypeRef)> = jsons.collect();
    let mut dropped = Vec::new();
    let mut index = 0;
    contents.retain(|(name, content)| {
        let keep = match &content.kind {
            ContentKind::Json(_) => {
                index += 1;
                !is_repeated(index - 1, &jsons)
            }
            ContentKind::Lines(_) | ContentKind::Multipart(_) | ContentKind::Text => true,
            ContentKind::Form { .. } | ContentKind::Bytes => {
                jsons.is_empty() || !super::response::is_other_spelling(&super::response::essence(name))
            }
        };
        if !keep {
            dropped.push(name.clone());
        }
        keep
    });
    dropped
}

/// Whether one of several JSON media types says nothing that another one does not say better.
fn is_repeated(index: usize, jsons: &[(String, TypeRef)]) -> bool {
    let (essence, ty) = &jsons[index];
    let others = || jsons.iter().enumerate().filter(|(at, (_, other))| *at != index && other == ty);
    let is_plain = |essence: &str| essence == "application/json";
    match essence.as_str() {
        _ if essence.contains('*') => others().any(|(at, (other, _))| !other.contains('*') || at < index),
        // What is no list is no JSON patch.
        "application/json-patch+json" if !matches!(ty, TypeRef::List(_)) => {
            others().any(|(_, (other, _))| is_plain(other))
        }
        "text/json" => others().any(|(at, (other, _))| is_plain(other) || other == essence && at < index),
        "application/json" => others().any(|(at, (other, _))| other == essence && at < index),
        _ => false,
    }
}

/// A word for each way: `Json`, `Form`, `Multipart`, or what tells two JSON media types apart.
fn labels(contents: &[(String, Content)]) -> Vec<String> {
    let general = |content: &Content| match content.kind {
        ContentKind::Json(_) => "json",
        ContentKind::Lines(_) => "lines",
        ContentKind::Form { .. } => "form",
        ContentKind::Multipart(_) => "multipart",
        ContentKind::Text => "text",
        ContentKind::Bytes => "bytes",
    };
    let words = contents.iter().map(|(name, content)| {
        let own = general(content);
        let alone = contents.iter().filter(|(_, other)| general(other) == own).count() == 1;
        if alone { own.to_owned() } else { super::response::media_word(name) }
    });
    let words: Vec<String> = words.collect();
    let with_parameters = words.iter().zip(contents).map(|(word, (name, _))| {
        let is_taken = words.iter().filter(|other| *other == word).count() > 1;
        let parameters = name.split_once(';').map(|(_, parameters)| parameters).filter(|_| is_taken);
        parameters.map_or_else(|| word.clone(), |parameters| format!("{word} {parameters}"))
    });
    with_parameters.collect()
}
