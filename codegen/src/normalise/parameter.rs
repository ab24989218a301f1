//! Parameters of path items and operations.

use openapiv3::{PathStyle, QueryStyle};
use serde_json::{Map, Value};

use super::Normaliser;
use super::fields::Field;
use super::node::Node;
use crate::document::{Need, Parameter, ParameterPlace, ParameterStyle, Reserved};
use crate::schema::SchemaId;

const FIELDS: [Field; 6] = [
    Field::Text("name"),
    Field::Text("in"),
    Field::Text("description"),
    Field::Flag("required"),
    Field::Flag("deprecated"),
    Field::Flag("allowReserved"),
];

/// The header parameters that the specification says to ignore.
const IGNORED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

impl<'b> Normaliser<'b> {
    /// Path-level and own parameters, the own ones in the place of those that they override. The error is why the
    /// operation cannot do without one that could not be read.
    pub(super) fn parameters(&mut self, levels: [Vec<Node<'b>>; 2]) -> Result<Vec<Parameter>, String> {
        let mut all: Vec<Parameter> = Vec::new();
        for level in levels {
            let inherited = all.len();
            for node in level {
                let Some(parameter) = self.parameter(&node)? else { continue };
                match all.iter().position(|other| is_same(other, &parameter)) {
                    None => all.push(parameter),
                    Some(index) if index < inherited => all[index] = parameter,
                    Some(_) => self.mend(&parameter.at, "a parameter is declared twice; the first one counts"),
                }
            }
        }
        Ok(all)
    }

    fn parameter(&mut self, node: &Node<'b>) -> Result<Option<Parameter>, String> {
        let description = self.text(node, "description");
        let Some(node) = self.follow(node, "the parameter is left out") else { return Ok(None) };
        let mut copy = self.copy(&node, &FIELDS);
        self.mend_parameter(&node, &mut copy);
        copy.insert("content".to_owned(), Value::Object(Map::new()));
        let name = copy.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        let is_required = copy.get("required") == Some(&Value::Bool(true)) && copy.get("in") != Some(&"path".into());
        match Self::parse(copy) {
            Ok(parameter) => Ok(self.read_parameter(parameter, node, description)),
            // A path parameter is asked for by its template, whatever became of its declaration.
            Err(reason) if is_required => Err(format!("the required parameter `{name}` cannot be read: {reason}")),
            Err(reason) => {
                self.degrade(&node.at, format!("the parameter `{name}` is left out: {reason}"));
                Ok(None)
            }
        }
    }

    fn mend_parameter(&mut self, node: &Node<'b>, copy: &mut Map<String, Value>) {
        if let Some(Value::String(place)) = copy.get_mut("in") {
            let lower = place.trim().to_ascii_lowercase();
            if *place != lower {
                self.mend(&node.at.key("in"), "the place of a parameter is written in lower case");
                *place = lower;
            }
        }
        let is_path = copy.get("in") == Some(&"path".into());
        if is_path && copy.get("required") != Some(&Value::Bool(true)) {
            self.mend(&node.at, "a path parameter is always required; one that does not say so is taken for it");
        }
        // A style that is not for this place is told by name, and the place's own one taken.
        if let Some(style) = self.text(node, "style") {
            let known: &[&str] = match copy.get("in").and_then(Value::as_str) {
                Some("path") => &["simple", "label", "matrix"],
                Some("query") => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
                Some("header") => &["simple"],
                _ => &["form"],
            };
            if known.contains(&style.as_str()) {
                copy.insert("style".to_owned(), Value::String(style));
            } else {
                self.mend(
                    &node.at.key("style"),
                    format!("`{style}` is no style for this place; `{}` is taken", known[0]),
                );
            }
        }
    }

    fn read_parameter(
        &mut self,
        parameter: openapiv3::Parameter,
        node: Node<'b>,
        description: Option<String>,
    ) -> Option<Parameter> {
        let (place, style, reserved) = place(&parameter);
        let data = parameter.parameter_data();
        if place == ParameterPlace::Header && IGNORED_HEADERS.iter().any(|name| data.name.eq_ignore_ascii_case(name)) {
            self.mend(
                &node.at,
                "header parameters `Accept`, `Content-Type` and `Authorization` are ignored, as the specification says",
            );
            return None;
        }
        let explode = self.flag(&node, "explode").unwrap_or(style == ParameterStyle::Form);
        let (schema, own_style) = self.parameter_schema(&node);
        Some(Parameter {
            name: data.name,
            place,
            need: if place == ParameterPlace::Path { Need::Required } else { data.required.into() },
            description: description.or(data.description),
            deprecation: data.deprecated.unwrap_or_default().into(),
            style: own_style.unwrap_or(style),
            explode: explode.into(),
            reserved,
            schema,
            at: node.at,
        })
    }

    /// The schema of a parameter or header, and its style if `content` says that it is JSON.
    pub(super) fn parameter_schema(&mut self, node: &Node<'b>) -> (Option<SchemaId>, Option<ParameterStyle>) {
        if let Some(schema) = node.field("schema") {
            return (Some(self.schema(schema)), None);
        }
        if node.field("content").is_none() && node.field("type").is_some() {
            self.mend(&node.at, "a type stands where a `schema` is expected; it is taken for one");
            return (Some(self.schema(node.clone())), None);
        }
        let mut content = self.content(node).into_iter();
        let Some((media_type, content)) = content.next() else { return (None, None) };
        if is_json(&media_type) {
            return (content.schema, Some(ParameterStyle::Json));
        }
        self.mend(&content.at, format!("a parameter of `{media_type}` is written as if it had a plain schema"));
        (content.schema, None)
    }
}

/// Whether a media type is JSON, of any spelling.
fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// Whether two parameters are one: header names have no case.
fn is_same(one: &Parameter, other: &Parameter) -> bool {
    one.place == other.place
        && match one.place {
            ParameterPlace::Header => one.name.eq_ignore_ascii_case(&other.name),
            _ => one.name == other.name,
        }
}

fn place(parameter: &openapiv3::Parameter) -> (ParameterPlace, ParameterStyle, Reserved) {
    match parameter {
        openapiv3::Parameter::Query { allow_reserved, style, .. } => {
            (ParameterPlace::Query, query_style(style), (*allow_reserved).into())
        }
        openapiv3::Parameter::Header { .. } => (ParameterPlace::Header, ParameterStyle::Simple, Reserved::Encoded),
        openapiv3::Parameter::Cookie { .. } => (ParameterPlace::Cookie, ParameterStyle::Form, Reserved::Encoded),
        openapiv3::Parameter::Path { style, .. } => {
            let style = match style {
                PathStyle::Matrix => ParameterStyle::Matrix,
                PathStyle::Label => ParameterStyle::Label,
                PathStyle::Simple => ParameterStyle::Simple,
            };
            (ParameterPlace::Path, style, Reserved::Encoded)
        }
    }
}

/// A style of query parameters and of form fields.
pub(super) fn query_style(style: &QueryStyle) -> ParameterStyle {
    match style {
        QueryStyle::Form => ParameterStyle::Form,
        QueryStyle::SpaceDelimited => ParameterStyle::SpaceDelimited,
        QueryStyle::PipeDelimited => ParameterStyle::PipeDelimited,
        QueryStyle::DeepObject => ParameterStyle::DeepObject,
    }
}
