//! Types as the generator writes them, one for each way in which a value can be shaped.

mod choices;
mod figure;
mod labels;
mod loose;
mod tree;

pub use choices::{Level, Mixed, Status};
pub use figure::{Circle, Figure, Square};
pub use labels::Labels;
pub use loose::{Loose, Named, Numbered};
pub use tree::{Branch, Fork, Tree};

use std::collections::BTreeMap;

use serde_json::Value;

use crate::runtime::format_date::Date;
use crate::runtime::format_date_time::DateTime;
use crate::runtime::maybe::Maybe;
use crate::runtime::model::{Blank, Info, Object, Ref, Slot, object};

/// An object with a field of each kind.
#[derive(Clone)]
#[non_exhaustive]
pub struct Record {
    /// Required text.
    pub id: String,
    /// A required integer.
    pub count: i64,
    /// A required number.
    pub ratio: f64,
    /// A required boolean.
    pub active: bool,
    /// An integer beyond `i64`.
    pub big: u64,
    /// Required, and may be null.
    pub note: Option<String>,
    /// Required, any JSON.
    pub raw: Value,
    /// A moment.
    pub created: DateTime,
    /// A day.
    pub day: Option<Date>,
    /// Optional text.
    pub name: Option<String>,
    /// An optional integer.
    pub size: Option<i64>,
    /// An optional number.
    pub score: Option<f64>,
    /// An optional boolean.
    pub flag: Option<bool>,
    /// An optional narrow integer.
    pub small: Option<i32>,
    /// An optional unsigned integer.
    pub port: Option<u32>,
    /// Absent, null or a value.
    pub change: Maybe<String>,
    /// Texts.
    pub tags: Vec<String>,
    /// A list of lists.
    pub matrix: Option<Vec<Vec<i64>>>,
    /// A list with nulls.
    pub holes: Option<Vec<Option<i64>>>,
    /// A map of lists of objects.
    pub groups: BTreeMap<String, Vec<Named>>,
    /// An open enum of texts.
    pub status: Status,
    /// An open enum of integers.
    pub level: Option<Level>,
    /// An open enum of anything.
    pub mixed: Option<Mixed>,
    /// A union with a discriminator.
    pub figure: Figure,
    /// A union without one.
    pub loose: Option<Loose>,
    /// An object with further properties.
    pub labels: Option<Labels>,
    /// Another of this kind.
    pub next: Option<Box<Record>>,
}

impl Blank for Record {
    fn blank() -> Self {
        Self {
            id: String::new(),
            count: 0,
            ratio: 0.0,
            active: false,
            big: 0,
            note: None,
            raw: Value::Null,
            created: Blank::blank(),
            day: None,
            name: None,
            size: None,
            score: None,
            flag: None,
            small: None,
            port: None,
            change: Maybe::Absent,
            tags: Vec::new(),
            matrix: None,
            holes: None,
            groups: BTreeMap::new(),
            status: Blank::blank(),
            level: None,
            mixed: None,
            figure: Blank::blank(),
            loose: None,
            labels: None,
            next: None,
        }
    }
}

impl Object for Record {
    fn info(&self) -> &'static Info {
        &Info {
            name: "Record",
            fields: &[
                "id", "count", "ratio", "active", "big", "note", "raw", "created", "day", "name", "size", "score",
                "flag", "small", "port", "change", "tags", "matrix", "holes", "groups", "status", "level", "mixed",
                "figure", "loose", "labels", "next",
            ],
            required: &[0b1001_1001_0000_0000_1111_1111],
        }
    }

    fn slots(&mut self, fill: &mut dyn FnMut(&mut [Slot<'_>])) {
        fill(&mut [
            Slot::Str(&mut self.id),
            Slot::I64(&mut self.count),
            Slot::F64(&mut self.ratio),
            Slot::Bool(&mut self.active),
            Slot::Int(&mut self.big),
            Slot::OptStr(&mut self.note),
            Slot::Json(&mut self.raw),
            Slot::Text(&mut self.created),
            Slot::Opt(&mut self.day),
            Slot::OptStr(&mut self.name),
            Slot::OptI64(&mut self.size),
            Slot::OptF64(&mut self.score),
            Slot::OptBool(&mut self.flag),
            Slot::Opt(&mut self.small),
            Slot::Opt(&mut self.port),
            Slot::Opt(&mut self.change),
            Slot::Strs(&mut self.tags),
            Slot::Opt(&mut self.matrix),
            Slot::Opt(&mut self.holes),
            Slot::Map(&mut self.groups),
            Slot::Text(&mut self.status),
            Slot::Opt(&mut self.level),
            Slot::Opt(&mut self.mixed),
            Slot::Union(&mut self.figure),
            Slot::Opt(&mut self.loose),
            Slot::Opt(&mut self.labels),
            Slot::Opt(&mut self.next),
        ]);
    }

    fn refs(&self, read: &mut dyn FnMut(&[Ref<'_>])) {
        read(&[
            Ref::Str(&self.id),
            Ref::I64(self.count),
            Ref::F64(self.ratio),
            Ref::Bool(self.active),
            Ref::U64(self.big),
            Ref::OptStr(&self.note),
            Ref::Json(&self.raw),
            Ref::Str(self.created.as_str()),
            Ref::Opt(&self.day),
            Ref::OptStr(&self.name),
            Ref::OptI64(self.size),
            Ref::OptF64(self.score),
            Ref::OptBool(self.flag),
            Ref::Opt(&self.small),
            Ref::Opt(&self.port),
            Ref::Opt(&self.change),
            Ref::Strs(&self.tags),
            Ref::Opt(&self.matrix),
            Ref::Opt(&self.holes),
            Ref::Map(&self.groups),
            Ref::Str(self.status.as_str()),
            Ref::Opt(&self.level),
            Ref::Opt(&self.mixed),
            Ref::Union(&self.figure),
            Ref::Opt(&self.loose),
            Ref::Opt(&self.labels),
            Ref::Opt(&self.next),
        ]);
    }
}

object!(Record);
