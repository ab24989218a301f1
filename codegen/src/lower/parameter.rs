//! Parameters → arguments and parameter structs.

use super::Lower;
use super::naming::NamePlace;
use crate::document::{Need, Operation, Parameter, ParameterPlace};
use crate::ir::{Argument, Style, TypeRef};
use crate::names::{settle, snake};

/// The parameters of an operation: what must be given, and what may be.
pub(super) struct Arguments {
    pub(super) required: Vec<Argument>,
    pub(super) optional: Vec<Argument>,
}

/// Names that a generated method or parameter struct has already.
const RESERVED: &[&str] = &["body", "new"];

impl Lower<'_> {
    pub(super) fn arguments(&mut self, operation: &Operation, resource: &NamePlace, method: &NamePlace) -> Arguments {
        let mut parameters: Vec<&Parameter> = operation.parameters.iter().collect();
        parameters.sort_by_key(|parameter| order(parameter, &operation.path));
        let wires: Vec<String> =
            parameters.iter().map(|parameter| Self::wire_for_name(parameter, &parameters)).collect();
        let wires: Vec<&str> = wires.iter().map(String::as_str).collect();
        let names = settle(&wires, RESERVED, snake);
        let mut arguments = Arguments { required: Vec::new(), optional: Vec::new() };
        for (parameter, name) in parameters.into_iter().zip(names) {
            let place = if is_path_level(parameter) { resource } else { method };
            let argument = self.argument(parameter, name, place);
            match parameter.need {
                Need::Required => {
                    let ty = positional(argument.ty);
                    arguments.required.push(Argument { ty, ..argument });
                }
                Need::Optional => arguments.optional.push(argument),
            }
        }
        arguments
    }

    /// The wire name; with its place, where another parameter has the same name.
    fn wire_for_name(parameter: &Parameter, all: &[&Parameter]) -> String {
        let own = snake(&parameter.name);
        let first = all.iter().find(|other| snake(&other.name) == own);
        let is_first = first.is_some_and(|first| first.at == parameter.at);
        let word = match parameter.place {
            ParameterPlace::Path => "path",
            ParameterPlace::Query => "query",
            ParameterPlace::Header => "header",
            ParameterPlace::Cookie => "cookie",
        };
        let same_place = first.is_some_and(|first| first.place == parameter.place);
        if is_first || same_place { parameter.name.clone() } else { format!("{} {word}", parameter.name) }
    }

    fn argument(&mut self, parameter: &Parameter, name: crate::ir::Ident, place: &NamePlace) -> Argument {
        let inner = place.child(&parameter.name);
        let ty = parameter.schema.map_or(TypeRef::String, |schema| self.type_ref(schema, &inner).ty);
        let (described, facts) = self.parameter_texts(parameter);
        Argument {
            name,
            wire: parameter.name.clone(),
            docs: super::docs::of_texts([described.as_deref(), facts.as_deref()]),
            ty,
            place: parameter.place,
            style: style_of(parameter),
            deprecation: parameter.deprecation,
        }
    }
}

/// How the value of a parameter or a header is written.
pub(super) fn style_of(parameter: &Parameter) -> Style {
    Style { style: parameter.style, explode: parameter.explode, reserved: parameter.reserved }
}

/// Whether a parameter belongs to all operations of its path.
fn is_path_level(parameter: &Parameter) -> bool {
    parameter.at.pointer.steps().nth(2).is_some_and(|step| step == "parameters")
}

/// A scalar of a text format is given as text.
fn positional(ty: TypeRef) -> TypeRef {
    match ty {
        TypeRef::Format(_) => TypeRef::String,
        other => other,
    }
}

/// Path parameters in URL order, then query, header and cookie in document order.
fn order(parameter: &Parameter, path: &str) -> (ParameterPlace, usize) {
    let position = match parameter.place {
        ParameterPlace::Path => path.find(&format!("{{{}}}", parameter.name)).unwrap_or(usize::MAX),
        _ => 0,
    };
    (parameter.place, position)
}
