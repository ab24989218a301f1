//! A union with a discriminator.

use serde_json::Value;

use crate::runtime::model::{Blank, Info, Object, Ref, Slot, object};
use crate::runtime::union::{Rule, Union, union};

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

/// A round figure.
#[derive(Clone)]
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
#[derive(Clone)]
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
