//! How an object is read and written: its table, its slots and its refs.

use super::code::{Code, literal};
use super::constant::grouped;
use super::place;
use super::scope::{Scope, Std};
use crate::ir::{Presence, Struct, TypeDef};

/// `impl Blank`, `impl Object` and what follows from them.
pub(super) fn object(code: &mut Code, def: &TypeDef, body: &Struct, scope: &Scope<'_>) {
    let name = def.name.as_str();
    blank(code, name, body, scope);
    let (object, macro_) = (scope.runtime_text("Object"), scope.runtime_text("object"));
    let (slot, reference) = (scope.runtime_text("Slot"), scope.runtime_text("Ref"));
    code.whole(0, &["impl ", &object, " for ", name, " {"]);
    code.line(4, &["fn info(&self) -> &'static ", &scope.runtime_text("Info"), " {"]);
    info(code, def, body, scope);
    code.line(4, &["}"]);
    code.line(4, &["fn slots(&mut self, fill: &mut dyn FnMut(&mut [", &slot, "<'_>])) {"]);
    code.call(8, "fill", "&mut ", &slots(body, scope));
    code.line(4, &["}"]);
    code.line(4, &["fn refs(&self, read: &mut dyn FnMut(&[", &reference, "<'_>])) {"]);
    code.call(8, "read", "&", &refs(body, scope));
    code.line(4, &["}"]);
    code.line(0, &["}"]);
    code.whole(0, &[&macro_, "!(", name, ");"]);
}

fn blank(code: &mut Code, name: &str, body: &Struct, scope: &Scope<'_>) {
    let fields = body.fields.iter().map(|field| {
        let value = place::blank_text(&field.ty, field.presence, scope);
        [field.name.as_str(), ": ", &value].concat()
    });
    let rest =
        body.rest.as_ref().map(|rest| [rest.name.as_str(), ": ", scope.std_text(Std::BTreeMap), "::new()"].concat());
    let values: Vec<String> = fields.chain(rest).collect();
    code.whole(0, &["impl ", &scope.runtime_text("Blank"), " for ", name, " {"]);
    code.line(4, &["fn blank() -> Self {"]);
    code.structure(8, "Self", &values, None);
    code.line(4, &["}"]);
    code.line(0, &["}"]);
}

/// `&Info { name: "Caption", fields: &["status"], required: &[0b1] }`
fn info(code: &mut Code, def: &TypeDef, body: &Struct, scope: &Scope<'_>) {
    let name = ["name: ", &literal(def.name.plain())].concat();
    let fields: Vec<String> = body.fields.iter().map(|field| literal(&field.wire)).collect();
    let required = ["required: &[", &required(body).join(", "), "]"].concat();
    let open = ["&", &scope.runtime_text("Info"), " {"].concat();
    code.line(8, &[&open]);
    code.whole(12, &[&name, ","]);
    code.list(12, "fields: &[", &fields, "],");
    code.line(12, &[&required, ","]);
    code.line(8, &["}"]);
}

/// A bit for each field, 64 a word; no word where nothing is required.
fn required(body: &Struct) -> Vec<String> {
    let bit = |presence: Presence| u64::from(matches!(presence, Presence::Required | Presence::RequiredNullable));
    let words: Vec<u64> = body
        .fields
        .chunks(64)
        .map(|fields| fields.iter().rev().fold(0, |word, field| word << 1 | bit(field.presence)))
        .collect();
    if words.iter().all(|&word| word == 0) {
        return Vec::new();
    }
    words.into_iter().map(bits).collect()
}

/// `0b10_1011`; a word with many bits as a plain number.
fn bits(word: u64) -> String {
    let digits = format!("{word:b}");
    if digits.len() > 16 {
        return grouped(word);
    }
    let mut text = "0b".to_owned();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(4) {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

fn slots(body: &Struct, scope: &Scope<'_>) -> Vec<String> {
    let fields = body
        .fields
        .iter()
        .map(|field| place::slot(&field.ty, field.presence, &["self.", field.name.as_str()].concat(), scope));
    let rest = body
        .rest
        .as_ref()
        .map(|rest| [&scope.runtime_text("Slot"), "::Map(&mut self.", rest.name.as_str(), ")"].concat());
    fields.chain(rest).collect()
}

fn refs(body: &Struct, scope: &Scope<'_>) -> Vec<String> {
    let fields = body
        .fields
        .iter()
        .map(|field| place::reference(&field.ty, field.presence, &["self.", field.name.as_str()].concat(), scope));
    let rest =
        body.rest.as_ref().map(|rest| [&scope.runtime_text("Ref"), "::Map(&self.", rest.name.as_str(), ")"].concat());
    fields.chain(rest).collect()
}
