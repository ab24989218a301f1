//! Unions, what they are made of, and an object with further properties.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::runtime::model::{Blank, Info, Object, Ref, Slot, object};
use crate::runtime::union::{Rule, Union, union};

/// A round figure.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Circle {
    /// `circle`.
    pub kind: String,
    /// Half its width.
    pub radius: f64,
}

impl Blank for Circle {
    fn blank() -> Self {
        Self { kind: String::new(), radius: 0.0 }
    }
}

impl Object for Circle {
    fn info(&self) -> &'static Info {
        &Info { name: "Circle", fields: &["kind", "radius"], required: &[0b11] }
    }

    fn slots(&mut self, fill: &mut dyn FnMut(&mut [Slot<'_>])) {
        fill(&mut [Slot::Str(&mut self.kind), Slot::F64(&mut self.radius)]);
    }

    fn refs(&self, read: &mut dyn FnMut(&[Ref<'_>])) {
        read(&[Ref::Str(&self.kind), Ref::F64(self.radius)]);
    }
}

object!(Circle);

/// A figure with corners.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Square {
    /// `square` or `box`.
    pub kind: String,
    /// Its width.
    pub side: f64,
    /// What is written on it.
    pub label: Option<String>,
}

impl Blank for Square {
    fn blank() -> Self {
        Self { kind: String::new(), side: 0.0, label: None }
    }
}

impl Object for Square {
    fn info(&self) -> &'static Info {
        &Info { name: "Square", fields: &["kind", "side", "label"], required: &[0b011] }
    }

    fn slots(&mut self, fill: &mut dyn FnMut(&mut [Slot<'_>])) {
        fill(&mut [Slot::Str(&mut self.kind), Slot::F64(&mut self.side), Slot::OptStr(&mut self.label)]);
    }

    fn refs(&self, read: &mut dyn FnMut(&[Ref<'_>])) {
        read(&[Ref::Str(&self.kind), Ref::F64(self.side), Ref::OptStr(&self.label)]);
    }
}

object!(Square);

/// A thing with a name.
#[derive(Debug, Clone, PartialEq)]
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
#[derive(Debug, Clone, PartialEq)]
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

/// A thing with further properties.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Labels {
    /// Its name.
    pub id: String,
    /// What is said about it.
    pub note: Option<String>,
    /// The further properties.
    pub rest: BTreeMap<String, i64>,
}

impl Blank for Labels {
    fn blank() -> Self {
        Self { id: String::new(), note: None, rest: BTreeMap::new() }
    }
}

impl Object for Labels {
    fn info(&self) -> &'static Info {
        &Info { name: "Labels", fields: &["id", "note"], required: &[0b01] }
    }

    fn slots(&mut self, fill: &mut dyn FnMut(&mut [Slot<'_>])) {
        fill(&mut [Slot::Str(&mut self.id), Slot::OptStr(&mut self.note), Slot::Map(&mut self.rest)]);
    }

    fn refs(&self, read: &mut dyn FnMut(&[Ref<'_>])) {
        read(&[Ref::Str(&self.id), Ref::OptStr(&self.note), Ref::Map(&self.rest)]);
    }
}

object!(Labels);

/// A part with parts.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Branch {
    /// One part.
    pub left: Option<Box<Tree>>,
    /// Another part.
    pub right: Option<Box<Tree>>,
}

impl Blank for Branch {
    fn blank() -> Self {
        Self { left: None, right: None }
    }
}

impl Object for Branch {
    fn info(&self) -> &'static Info {
        &Info { name: "Branch", fields: &["left", "right"], required: &[0b00] }
    }

    fn slots(&mut self, fill: &mut dyn FnMut(&mut [Slot<'_>])) {
        fill(&mut [Slot::Opt(&mut self.left), Slot::Opt(&mut self.right)]);
    }

    fn refs(&self, read: &mut dyn FnMut(&[Ref<'_>])) {
        read(&[Ref::Opt(&self.left), Ref::Opt(&self.right)]);
    }
}

object!(Branch);

/// A part with parts and a width.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Fork {
    /// One part.
    pub left: Option<Box<Tree>>,
    /// Another part.
    pub right: Option<Box<Tree>>,
    /// Its width.
    pub width: Option<i64>,
}

impl Blank for Fork {
    fn blank() -> Self {
        Self { left: None, right: None, width: None }
    }
}

impl Object for Fork {
    fn info(&self) -> &'static Info {
        &Info { name: "Fork", fields: &["left", "right", "width"], required: &[0b000] }
    }

    fn slots(&mut self, fill: &mut dyn FnMut(&mut [Slot<'_>])) {
        fill(&mut [Slot::Opt(&mut self.left), Slot::Opt(&mut self.right), Slot::OptI64(&mut self.width)]);
    }

    fn refs(&self, read: &mut dyn FnMut(&[Ref<'_>])) {
        read(&[Ref::Opt(&self.left), Ref::Opt(&self.right), Ref::OptI64(self.width)]);
    }
}

object!(Fork);

/// A figure, told apart by `kind`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Figure {
    /// Round.
    Circle(Circle),
    /// With corners.
    Square(Square),
    /// A value of a kind that this version does not know.
    Unknown(Value),
}

impl Union for Figure {
    fn rules(&self) -> &'static [Rule] {
        &[
            Rule {
                types: Rule::OBJECT,
                tags: &["circle"],
                required: &["kind", "radius"],
                known: &["kind", "radius"],
                ..Rule::ANY
            },
            Rule {
                types: Rule::OBJECT,
                tags: &["square", "box"],
                required: &["kind", "side"],
                known: &["kind", "side", "label"],
                ..Rule::ANY
            },
        ]
    }

    fn discriminator(&self) -> Option<&'static str> {
        Some("kind")
    }

    fn start(&mut self, index: usize) {
        *self = match index {
            0 => Self::Circle(Blank::blank()),
            _ => Self::Square(Blank::blank()),
        };
    }

    fn unknown(&mut self, value: Value) {
        *self = Self::Unknown(value);
    }

    fn slot(&mut self) -> Slot<'_> {
        match self {
            Self::Circle(value) => Slot::Object(value),
            Self::Square(value) => Slot::Object(value),
            Self::Unknown(value) => Slot::Json(value),
        }
    }

    fn get(&self) -> Ref<'_> {
        match self {
            Self::Circle(value) => Ref::Object(value),
            Self::Square(value) => Ref::Object(value),
            Self::Unknown(value) => Ref::Json(value),
        }
    }
}

union!(Figure);

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
            _ => Self::Things(Blank::blank()),
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
            Self::Unknown(value) => Ref::Json(value),
        }
    }
}

union!(Loose);

/// A part of a tree, whose kinds are nearly the same.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Tree {
    /// With parts.
    Branch(Branch),
    /// With parts and a width.
    Fork(Fork),
    /// A value of a kind that this version does not know.
    Unknown(Value),
}

impl Union for Tree {
    fn rules(&self) -> &'static [Rule] {
        &[
            Rule { types: Rule::OBJECT, known: &["left", "right"], ..Rule::ANY },
            Rule { types: Rule::OBJECT, known: &["left", "right", "width"], ..Rule::ANY },
        ]
    }

    fn start(&mut self, index: usize) {
        *self = match index {
            0 => Self::Branch(Blank::blank()),
            _ => Self::Fork(Blank::blank()),
        };
    }

    fn unknown(&mut self, value: Value) {
        *self = Self::Unknown(value);
    }

    fn slot(&mut self) -> Slot<'_> {
        match self {
            Self::Branch(value) => Slot::Object(value),
            Self::Fork(value) => Slot::Object(value),
            Self::Unknown(value) => Slot::Json(value),
        }
    }

    fn get(&self) -> Ref<'_> {
        match self {
            Self::Branch(value) => Ref::Object(value),
            Self::Fork(value) => Ref::Object(value),
            Self::Unknown(value) => Ref::Json(value),
        }
    }
}

union!(Tree);
