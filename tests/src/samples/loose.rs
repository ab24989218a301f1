//! A union without a discriminator.

use serde_json::Value;

use crate::runtime::model::{Blank, Info, Object, Ref, Slot, object};
use crate::runtime::union::{Rule, Union, union};

/// One of several shapes, told apart by what is there.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Loose {
    /// A name.
    Named(Named),
    /// A name and a number.
    Numbered(Numbered),
    /// A word.
    Text(String),
    /// A count.
    Integer(i64),
    /// A measure.
    Number(f64),
    /// Words.
    Names(Vec<String>),
    /// Names.
    Things(Vec<Named>),
    /// Names with numbers.
    Counted(Vec<Numbered>),
    /// A value of a kind that this version does not know.
    Unknown(Value),
}

impl Union for Loose {
    fn rules(&self) -> &'static [Rule] {
        &[
            Rule { types: Rule::OBJECT, required: &["name"], known: &["name", "nick"], ..Rule::ANY },
            Rule { types: Rule::OBJECT, required: &["name", "number"], known: &["name", "number"], ..Rule::ANY },
            Rule { types: Rule::STRING, ..Rule::ANY },
            Rule { types: Rule::INTEGER, ..Rule::ANY },
            Rule { types: Rule::NUMBER, ..Rule::ANY },
            Rule { types: Rule::ARRAY, ..Rule::ANY },
            Rule { types: Rule::ARRAY, ..Rule::ANY },
            Rule { types: Rule::ARRAY, ..Rule::ANY },
        ]
    }

    fn start(&mut self, index: usize) {
        *self = match index {
            0 => Self::Named(Blank::blank()),
            1 => Self::Numbered(Blank::blank()),
            2 => Self::Text(Blank::blank()),
            3 => Self::Integer(Blank::blank()),
            4 => Self::Number(Blank::blank()),
            5 => Self::Names(Blank::blank()),
            6 => Self::Things(Blank::blank()),
            _ => Self::Counted(Blank::blank()),
        };
    }

    fn unknown(&mut self, value: Value) {
        *self = Self::Unknown(value);
    }

    fn slot(&mut self) -> Slot<'_> {
        match self {
            Self::Named(value) => Slot::Object(value),
            Self::Numbered(value) => Slot::Object(value),
            Self::Text(value) => Slot::Str(value),
            Self::Integer(value) => Slot::I64(value),
            Self::Number(value) => Slot::F64(value),
            Self::Names(value) => Slot::Strs(value),
            Self::Things(value) => Slot::List(value),
            Self::Counted(value) => Slot::List(value),
            Self::Unknown(value) => Slot::Json(value),
        }
    }

    fn get(&self) -> Ref<'_> {
        match self {
            Self::Named(value) => Ref::Object(value),
            Self::Numbered(value) => Ref::Object(value),
            Self::Text(value) => Ref::Str(value),
            Self::Integer(value) => Ref::I64(*value),
            Self::Number(value) => Ref::F64(*value),
            Self::Names(value) => Ref::Strs(value),
            Self::Things(value) => Ref::List(value),
            Self::Counted(value) => Ref::List(value),
            Self::Unknown(value) => Ref::Json(value),
        }
    }
}

union!(Loose);

/// A thing with a name.
#[derive(Clone)]
#[non_exhaustive]
pub struct Named {
    /// Its name.
    pub name: String,
    /// Its other name.
    pub nick: Option<String>,
}

impl Blank for Named {
    fn blank() -> Self {
        Self { name: String::new(), nick: None }
    }
}

impl Object for Named {
    fn info(&self) -> &'static Info {
        &Info { name: "Named", fields: &["name", "nick"], required: &[0b01] }
    }

    fn slots(&mut self, fill: &mut dyn FnMut(&mut [Slot<'_>])) {
        fill(&mut [Slot::Str(&mut self.name), Slot::OptStr(&mut self.nick)]);
    }

    fn refs(&self, read: &mut dyn FnMut(&[Ref<'_>])) {
        read(&[Ref::Str(&self.name), Ref::OptStr(&self.nick)]);
    }
}

object!(Named);

/// A thing with a name and a number.
#[derive(Clone)]
#[non_exhaustive]
pub struct Numbered {
    /// Its name.
    pub name: String,
    /// Its number.
    pub number: i64,
}

impl Blank for Numbered {
    fn blank() -> Self {
        Self { name: String::new(), number: 0 }
    }
}

impl Object for Numbered {
    fn info(&self) -> &'static Info {
        &Info { name: "Numbered", fields: &["name", "number"], required: &[0b11] }
    }

    fn slots(&mut self, fill: &mut dyn FnMut(&mut [Slot<'_>])) {
        fill(&mut [Slot::Str(&mut self.name), Slot::I64(&mut self.number)]);
    }

    fn refs(&self, read: &mut dyn FnMut(&[Ref<'_>])) {
        read(&[Ref::Str(&self.name), Ref::I64(self.number)]);
    }
}

object!(Numbered);
