//! A union that holds itself.

use serde_json::Value;

use crate::runtime::model::{Blank, Info, Object, Ref, Slot, object};
use crate::runtime::union::{Rule, Union, union};

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

/// A part with parts.
#[derive(Clone)]
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
#[derive(Clone)]
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
