//! Objects with more fields than a word has bits.

use tests::runtime::decode::from_slice;
use tests::runtime::encode::{to_value, to_vec};
use tests::runtime::model::{Argument, Blank, Info, Object, Place, Ref, Slot};

/// An object of 70 integers named `f0` to `f69`, of which `f1`, `f63`, `f64` and `f69` are required.
#[derive(Debug)]
struct Wide([Option<i64>; 70]);

const FIELDS: [&str; 70] = [
    "f0", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12", "f13", "f14", "f15", "f16", "f17",
    "f18", "f19", "f20", "f21", "f22", "f23", "f24", "f25", "f26", "f27", "f28", "f29", "f30", "f31", "f32", "f33",
    "f34", "f35", "f36", "f37", "f38", "f39", "f40", "f41", "f42", "f43", "f44", "f45", "f46", "f47", "f48", "f49",
    "f50", "f51", "f52", "f53", "f54", "f55", "f56", "f57", "f58", "f59", "f60", "f61", "f62", "f63", "f64", "f65",
    "f66", "f67", "f68", "f69",
];

impl Blank for Wide {
    fn blank() -> Self {
        Self([None; 70])
    }
}

impl Object for Wide {
    fn info(&self) -> &'static Info {
        &Info { name: "Wide", fields: &FIELDS, required: &[1 << 1 | 1 << 63, 1 | 1 << 5] }
    }

    fn slots(&mut self, fill: &mut dyn FnMut(&mut [Slot<'_>])) {
        fill(&mut self.0.each_mut().map(Slot::OptI64));
    }

    fn refs(&self, read: &mut dyn FnMut(&[Ref<'_>])) {
        read(&self.0.map(Ref::OptI64));
    }
}

impl Argument for Wide {
    fn get_ref(&self) -> Ref<'_> {
        Ref::Object(self)
    }
}

impl Place for Wide {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Object(self)
    }
}

#[test]
fn fields_of_all_words_can_be_required() {
    let names = ["f1", "f63", "f64", "f69"];
    for left_out in names {
        let entries: Vec<String> =
            names.iter().filter(|name| **name != left_out).map(|name| format!("\"{name}\":1")).collect();
        let error = from_slice::<Wide>(format!("{{{}}}", entries.join(",")).as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with(&format!("missing field `{left_out}`")), "{error}");
    }
}

#[test]
fn all_fields_are_read_and_the_required_ones_written() {
    let wide: Wide = from_slice(br#"{"f69": 69, "f64": null, "f1": 1, "f63": 63, "f68": null, "f0": 0}"#).unwrap();
    assert_eq!((wide.0[69], wide.0[64], wide.0[1], wide.0[0]), (Some(69), None, Some(1), Some(0)));
    let written = to_vec(wide.get_ref()).unwrap();
    assert_eq!(written, br#"{"f0":0,"f1":1,"f63":63,"f64":null,"f69":69}"#);
    assert_eq!(to_value(wide.get_ref()).unwrap().to_string().as_bytes(), written);
}
