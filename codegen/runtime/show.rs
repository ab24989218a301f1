//! What all object types say of themselves to a reader of messages: `Debug`, written once over [`Ref`].

use std::fmt::{Debug, Formatter, Result};

use super::model::{Object, Ref};

/// `Caption { language: "en", label: Some("English") }`, with properties as the API names them.
#[allow(dead_code, reason = "a document may have no object types")]
pub fn show(object: &dyn Object, formatter: &mut Formatter<'_>) -> Result {
    let info = object.info();
    let mut result = Ok(());
    object.refs(&mut |refs| {
        let mut shown = formatter.debug_struct(info.name);
        for (index, value) in refs.iter().enumerate() {
            let name = info.fields.get(index).copied().unwrap_or("additional_properties");
            shown.field(name, &Shown(*value));
        }
        result = shown.finish();
    });
    result
}

/// A value, as the derived `Debug` of its Rust type would show it: a union as what it holds, named texts as the API
/// writes them.
struct Shown<'a>(Ref<'a>);

impl Debug for Shown<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        match self.0 {
            Ref::Absent => formatter.write_str("None"),
            Ref::Null => formatter.write_str("Null"),
            Ref::Bool(value) => value.fmt(formatter),
            Ref::OptBool(value) => value.fmt(formatter),
            Ref::I64(value) => value.fmt(formatter),
            Ref::OptI64(value) => value.fmt(formatter),
            Ref::U64(value) => value.fmt(formatter),
            Ref::F64(value) => value.fmt(formatter),
            Ref::OptF64(value) => value.fmt(formatter),
            Ref::Str(value) => value.fmt(formatter),
            Ref::OptStr(value) => value.fmt(formatter),
            Ref::Strs(items) => items.fmt(formatter),
            Ref::Json(value) => value.fmt(formatter),
            Ref::Opt(inner) => match inner.get_ref() {
                Ref::Absent => formatter.write_str("None"),
                value => formatter.debug_tuple("Some").field(&Shown(value)).finish(),
            },
            Ref::List(items) => {
                let mut list = formatter.debug_list();
                items.each_ref(&mut |item| {
                    list.entry(&Shown(item));
                });
                list.finish()
            }
            Ref::Map(entries) => {
                let mut map = formatter.debug_map();
                entries.each_ref(&mut |key, value| {
                    map.entry(&key, &Shown(value));
                });
                map.finish()
            }
            Ref::Object(object) => show(object, formatter),
            Ref::Union(choice) => Shown(choice.chosen()).fmt(formatter),
        }
    }
}
