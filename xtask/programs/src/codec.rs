//! Reads and writes JSON of several shapes, by the client's types and by derives.
//!
//! `codec list` names the shapes with their sizes, `codec run SHAPE WAY COUNT` does one thing so often, and `codec time`
//! times everything by turns.

mod derived;
mod turns;
mod values;

use std::hint::black_box;

use running_client::runtime::model::{Blank, Place};
use running_client::runtime::{decode, encode};
use running_client::types;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The ways to read and to write.
const WAYS: [&str; 6] =
    ["decode-derived", "decode-own", "decode-serde", "encode-derived", "encode-own", "encode-serde"];

/// A shape: its name, the text, and what goes each of the ways so often.
struct Shape {
    name: &'static str,
    size: usize,
    ways: [Box<dyn Fn(u32)>; 6],
}

fn shape<Own, Derived>(name: &'static str, text: String) -> Shape
where
    Own: Blank + Place + Serialize + DeserializeOwned + 'static,
    Derived: Serialize + DeserializeOwned + 'static,
{
    let text: &'static [u8] = text.into_bytes().leak();
    let own: &'static Own = Box::leak(Box::new(decode::from_slice(text).expect("a value")));
    let derived: &'static Derived = Box::leak(Box::new(serde_json::from_slice(text).expect("a value")));
    let written = [
        encode::to_vec(own.get_ref()).expect("JSON"),
        serde_json::to_vec(own).expect("JSON"),
        serde_json::to_vec(derived).expect("JSON"),
    ];
    for written in written {
        assert_eq!(String::from_utf8_lossy(&written), String::from_utf8_lossy(text), "{name}");
    }
    Shape {
        name,
        size: text.len(),
        ways: [
            repeat(move || serde_json::from_slice::<Derived>(black_box(text))),
            repeat(move || decode::from_slice::<Own>(black_box(text))),
            repeat(move || serde_json::from_slice::<Own>(black_box(text))),
            repeat(move || serde_json::to_vec(black_box(derived))),
            repeat(move || encode::to_vec(black_box(own).get_ref())),
            repeat(move || serde_json::to_vec(black_box(own))),
        ],
    }
}

fn repeat<T>(thing: impl Fn() -> T + 'static) -> Box<dyn Fn(u32)> {
    Box::new(move |count| {
        for _ in 0..count {
            black_box(thing());
        }
    })
}

fn shapes() -> Vec<Shape> {
    vec![
        shape::<types::Order, derived::Order>("an object of 1 kB", values::order()),
        shape::<types::ItemList, derived::ItemList>("a list of 1000 objects", values::items()),
        shape::<types::Stock, derived::Stock>("maps", values::stock()),
        shape::<types::Drawing, derived::Drawing>("unions", values::drawing()),
        shape::<types::EventList, derived::EventList>("formats and enums", values::events()),
        shape::<types::Node, derived::Node>("60 objects in each other", values::node()),
        shape::<types::Notes, derived::Notes>("texts with escapes", values::notes()),
    ]
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["list"] => {
            for shape in shapes() {
                println!("{}\t{}", shape.name, shape.size);
            }
        }
        ["run", name, way, count] => {
            let count = count.parse().expect("a number");
            let way = WAYS.iter().position(|known| *known == way).expect("a way");
            for shape in shapes().iter().filter(|shape| shape.name == name) {
                (shape.ways[way])(count);
            }
        }
        ["time"] => {
            for shape in shapes() {
                let mut ways = shape.ways.iter().map(|way| |count| way(count)).collect::<Vec<_>>();
                for (kind, ways) in WAYS.chunks(3).zip(ways.chunks_mut(3)) {
                    let mut ways: Vec<&mut dyn FnMut(u32)> = ways.iter_mut().map(|way| way as _).collect();
                    for (way, times) in kind.iter().zip(turns::time(&mut ways)) {
                        println!("{}\t{way}\t{}\t{}", shape.name, times.median, times.quick);
                    }
                }
            }
        }
        _ => panic!("usage: codec list | codec run SHAPE WAY COUNT | codec time"),
    }
}
