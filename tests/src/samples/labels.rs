//! An object with further properties.

use std::collections::BTreeMap;

use crate::runtime::model::{Blank, Info, Object, Ref, Slot, object};

/// A thing with further properties.
#[derive(Clone)]
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
