//! How the properties of a form are written.

use super::argument;
use super::code::literal;
use super::scope::Scope;
use super::table::Table;
use crate::ir::FormEncoding;

/// `&[("tags", Style::FORM_LIST)]`, or the name of a longer list.
pub(super) fn styles(encoding: &[FormEncoding], scope: &Scope<'_>) -> String {
    let style = |FormEncoding { wire, style }: &FormEncoding| {
        ["(", &literal(wire), ", ", &argument::style_text(*style, scope), ")"].concat()
    };
    let list = ["&[", &encoding.iter().map(style).collect::<Vec<_>>().join(", "), "]"].concat();
    scope.table(Table::Styles, list)
}
