//! A value of each shape, as JSON whose properties stand in the order of the types.

use std::fmt::Write as _;

/// An object of about 1 kB.
pub fn order() -> String {
    let line = |number: u32| {
        format!(r#"{{"sku":"SKU-{number:05}","quantity":{number},"price":{}.25,"comment":"engraved"}}"#, 10 + number)
    };
    format!(
        r#"{{"id":"ord_7f3a0c52e19b4d68","account_id":"023e105f4ecef8ad9ca31a8372d0c353","number":180427,"total":{},"paid":true,"currency":"EUR","description":"Spare parts for the workshop in the old harbour","discount":12.5,"reference":"2026-11/4711","weight":18250,"express":false,"customer":{{"id":"cus_19ac83be","name":"Marlene Osterkamp","email":"marlene.osterkamp@example.com","phone":"+49 421 555 0199","city":"Bremen","street":"Am Deich 68","country":"DE"}},"lines":[{},{},{},{}],"tags":["workshop","spare parts","harbour"],"note":"Ring twice; the second door on the left is the office."}}"#,
        1289.75,
        line(1),
        line(2),
        line(3),
        line(4),
    )
}

/// A list of 1000 objects.
pub fn items() -> String {
    list("items", 1000, |number| {
        let owner = if number % 3 == 0 { "" } else { r#","owner":"usr_2290""# };
        format!(
            r#"{{"id":"itm_{number:08}","name":"Item number {number}","size":{},"active":{},"score":{}.5{owner},"rank":{number}}}"#,
            number * 37,
            number % 2 == 0,
            number % 100,
        )
    })
}

/// Maps of scalars and of objects, and one beside properties.
pub fn stock() -> String {
    let map = |value: &dyn Fn(u32) -> String| join(100, |number| format!(r#""article-{number:03}":{}"#, value(number)));
    format!(
        r#"{{"counts":{{{}}},"prices":{{{}}},"lines":{{{}}},"labels":{{"owner":"usr_2290",{}}}}}"#,
        map(&|number| (number * 7).to_string()),
        map(&|number| format!("{number}.75")),
        map(&|number| format!(r#"{{"sku":"SKU-{number}","quantity":{number},"price":1.5}}"#)),
        map(&|number| format!(r#""shelf {number}""#)),
    )
}

/// Unions with and without a discriminator.
pub fn drawing() -> String {
    let figure = |number: u32| match number % 3 {
        0 => format!(r#"{{"kind":"circle","x":{number}.5,"y":2.25,"radius":1.5,"color":"red"}}"#),
        1 => format!(r#"{{"kind":"square","x":{number}.5,"y":2.25,"side":3.5}}"#),
        _ => format!(r#"{{"kind":"caption","x":{number}.5,"y":2.25,"text":"Figure {number}"}}"#),
    };
    let amount = |number: u32| match number % 4 {
        0 => format!(r#""{number} pieces""#),
        1 => number.to_string(),
        2 => format!(r#"{{"from":{number},"to":{}}}"#, number * 2),
        _ => format!(r#"{{"value":{number}.5,"currency":"EUR"}}"#),
    };
    format!(r#"{{"figures":[{}],"values":[{}]}}"#, join(100, figure), join(100, amount))
}

/// Texts of known formats, and enums.
pub fn events() -> String {
    list("events", 100, |number| {
        let kind = ["created", "updated", "deleted", "archived"][number as usize % 4];
        let level = ["debug", "info", "warning", "error"][number as usize % 4];
        format!(
            r#"{{"id":"0193{number:04}-7c1e-7b52-9d2e-5f0b6a3c1d{:02}","created":"2026-11-{:02}T10:15:{:02}Z","day":"2026-11-{:02}","kind":"{kind}","level":"{level}","source":"https://example.com/events/{number}","address":"192.0.2.{number}"}}"#,
            number % 100,
            number % 28 + 1,
            number % 60,
            number % 28 + 1,
        )
    })
}

/// An object inside an object, and so on.
pub fn node() -> String {
    let mut text = r#"{"name":"leaf","depth":60}"#.to_owned();
    for depth in (0..60).rev() {
        text = format!(r#"{{"name":"branch {depth}","depth":{depth},"child":{text},"marks":["a","b"]}}"#);
    }
    text
}

/// Texts that JSON cannot hold as they are.
pub fn notes() -> String {
    let lines = join(60, |number| {
        format!(r#""{number}\tShe said: \"The harbour's \\ old \\ gate\" – and left.\nNobody answered: für später.""#)
    });
    let script = r#"if (a < b) {\n\tconsole.log(\"a\", \"b\");\n}\n"#.repeat(20);
    format!(r#"{{"title":"Notes \"of\" a journey","lines":[{lines}],"script":"{script}"}}"#)
}

fn list(name: &str, count: u32, item: impl Fn(u32) -> String) -> String {
    format!(r#"{{"{name}":[{}]}}"#, join(count, item))
}

fn join(count: u32, item: impl Fn(u32) -> String) -> String {
    let mut text = String::new();
    for number in 0..count {
        let _ = write!(text, "{}{}", if number == 0 { "" } else { "," }, item(number));
    }
    text
}
