//! Parameters: how a method takes them, and how they are handed to the call.

use std::borrow::Cow;

use proc_macro2::TokenStream;

use super::code::{Link, literal, tokens};
use super::scope::Scope;
use super::{markdown, type_ref};
use crate::document::{Explode, ParameterPlace, ParameterStyle, Reserved};
use crate::ir::{Argument, Docs, Style};

/// `account_id: &str`
pub(super) fn declaration(argument: &Argument, scope: &Scope<'_>) -> String {
    [argument.name.as_str(), ": ", &type_ref::borrowed(&argument.ty, scope)].concat()
}

/// `.path(&[&account_id, &identifier])`
pub(super) fn path(arguments: &[&Argument], scope: &Scope<'_>) -> Option<Link> {
    if arguments.is_empty() {
        return None;
    }
    if arguments.iter().all(|argument| argument.style == Style::default_of(ParameterPlace::Path)) {
        let names = arguments.iter().map(|argument| ["&", argument.name.as_str()].concat());
        return Some(Link::list("path", names.collect()));
    }
    let styled = arguments
        .iter()
        .map(|argument| ["(", &style_text(argument.style, scope), ", &", argument.name.as_str(), ")"].concat());
    Some(Link::list("styled_path", styled.collect()))
}

/// `.arguments(&[Arg::query("page", &page)])`
pub(super) fn arguments<'a>(arguments: impl Iterator<Item = &'a Argument>, scope: &Scope<'_>) -> Option<Link> {
    let arguments: Vec<_> = arguments.map(|argument| one(argument, argument.name.as_str(), scope)).collect();
    (!arguments.is_empty()).then(|| Link::list("arguments", arguments))
}

/// What it is, if only by its name.
pub(super) fn docs(argument: &Argument) -> Cow<'_, Docs> {
    if !argument.docs.paragraphs.is_empty() {
        return Cow::Borrowed(&argument.docs);
    }
    Cow::Owned(Docs { paragraphs: vec![format!("The {} parameter.", markdown::code(&argument.wire))] })
}

/// `Arg::query("page", &page)`
pub(super) fn one(argument: &Argument, value: &str, scope: &Scope<'_>) -> String {
    let place = match argument.place {
        // A path parameter is never optional, and a required one is handed to `path`.
        ParameterPlace::Query | ParameterPlace::Path => "query",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    };
    let arg = scope.runtime_text("Arg");
    let mut text = [&arg, "::", place, "(", &literal(&argument.wire), ", &", value, ")"].concat();
    if argument.style != Style::default_of(argument.place) {
        text.extend([".style(", &style_text(argument.style, scope), ")"]);
    }
    text
}

/// `Style::FORM_LIST`
pub(super) fn style(style: Style, scope: &Scope<'_>) -> TokenStream {
    tokens(&style_text(style, scope))
}

pub(super) fn style_text(style: Style, scope: &Scope<'_>) -> String {
    let name = match (style.style, style.explode) {
        (ParameterStyle::Simple, Explode::No) => "SIMPLE",
        (ParameterStyle::Simple, Explode::Yes) => "SIMPLE_EXPLODE",
        (ParameterStyle::Label, Explode::No) => "LABEL",
        (ParameterStyle::Label, Explode::Yes) => "LABEL_EXPLODE",
        (ParameterStyle::Matrix, Explode::No) => "MATRIX",
        (ParameterStyle::Matrix, Explode::Yes) => "MATRIX_EXPLODE",
        (ParameterStyle::Form, Explode::Yes) => "FORM",
        (ParameterStyle::Form, Explode::No) => "FORM_LIST",
        (ParameterStyle::SpaceDelimited, Explode::No) => "SPACE",
        (ParameterStyle::SpaceDelimited, Explode::Yes) => "SPACE_EXPLODE",
        (ParameterStyle::PipeDelimited, Explode::No) => "PIPE",
        (ParameterStyle::PipeDelimited, Explode::Yes) => "PIPE_EXPLODE",
        (ParameterStyle::DeepObject, _) => "DEEP_OBJECT",
        (ParameterStyle::Json, _) => "JSON",
    };
    let reserved = if style.reserved == Reserved::Allowed { ".reserved()" } else { "" };
    [&scope.runtime_text("Style"), "::", name, reserved].concat()
}
