//! The codec of the runtime: what it reads and writes is what `serde`'s derives would, but where it promises more.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod accept;
mod alike;
mod derived;
mod formats;
mod numbers;
mod parity;
mod paths;
mod properties;
mod texts;
mod unions;
mod walk;
mod wide;

/// A JSON text that has every property of a [`tests::samples::Record`].
const FULL: &str = r#"{
  "id": "r-1", "count": 3, "ratio": 0.5, "active": true, "big": 18446744073709551615, "note": "seen",
  "raw": {"b": [1, null, {"c": "d"}], "a": 1.5}, "created": "2026-11-22T12:30:00.250Z", "day": "2026-11-22",
  "name": "A \"quoted\" näme", "size": -9223372036854775808, "score": 1e300, "flag": false, "small": -2147483648,
  "port": 4294967295, "change": "now", "tags": ["x", "y"], "matrix": [[1, 2], [], [3]], "holes": [1, null, 3],
  "groups": {"g": [{"name": "n", "nick": "k"}, {"name": "m"}], "h": []}, "status": "in-progress", "level": 100,
  "mixed": "auto", "figure": {"kind": "square", "side": 2.0, "label": "l"}, "loose": {"name": "n", "number": 4},
  "labels": {"id": "l-1", "one": 1, "two": 2},
  "next": {
    "id": "r-2", "count": 0, "ratio": -1.5, "active": false, "big": 0, "note": null, "raw": null, "created": "soon",
    "change": null, "tags": [], "groups": {}, "status": "ready", "figure": {"kind": "circle", "radius": 1.0}
  }
}"#;
