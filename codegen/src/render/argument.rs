//! Parameters: how a method takes them, and how they are handed to the call.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::quote;

use super::code::{literal, tokens};
use super::scope::Scope;
use super::{markdown, type_ref};
use crate::document::{Explode, ParameterPlace, ParameterStyle, Reserved};
use crate::ir::{Argument, Docs, Style};

/// `account_id: &str`
pub(super) fn declaration(argument: &Argument, scope: &Scope<'_>) -> TokenStream {
    let name = &argument.name;
    let ty = type_ref::borrowed(&argument.ty, scope);
    quote!(#name: #ty)
}

/// `.path(&[&account_id, &identifier])`
pub(super) fn path(arguments: &[&Argument], scope: &Scope<'_>) -> Option<TokenStream> {
    if arguments.is_empty() {
        return None;
    }
    let names = arguments.iter().map(|argument| &argument.name);
    if arguments.iter().all(|argument| argument.style == Style::default_of(ParameterPlace::Path)) {
        return Some(quote!(.path(&[#(&#names),*])));
    }
    let styles = arguments.iter().map(|argument| style(argument.style, scope));
    Some(quote!(.styled_path(&[#((#styles, &#names)),*])))
}

/// `.arguments(&[Arg::query("page", &page)])`
pub(super) fn arguments<'a>(arguments: impl Iterator<Item = &'a Argument>, scope: &Scope<'_>) -> Option<TokenStream> {
    let arguments: Vec<_> = arguments.map(|argument| tokens(&one(argument, argument.name.as_str(), scope))).collect();
    (!arguments.is_empty()).then(|| quote!(.arguments(&[#(#arguments),*])))
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

fn style_text(style: Style, scope: &Scope<'_>) -> String {
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
