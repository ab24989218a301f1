//! What extensions say about the values of an `enum`.

use serde_json::Value;

use crate::schema::ValueWords;

/// The lists that stand beside `enum`, as they are written.
#[derive(Debug, Default)]
pub(super) struct Lists {
    names: Vec<Option<String>>,
    descriptions: Vec<Option<String>>,
    /// Of `x-ms-enum`, where each names its value itself.
    whole: Vec<ValueWords>,
}

impl Lists {
    /// Reads one extension.
    pub(super) fn read(&mut self, key: &str, value: &Value) {
        match key {
            "x-enum-varnames" | "x-enumNames" | "x-enum-names" => self.names = texts(value),
            "x-enum-descriptions" | "x-enumDescriptions" => self.descriptions = texts(value),
            "x-ms-enum" => {
                let values = value.get("values").and_then(Value::as_array);
                self.whole = values.into_iter().flatten().filter_map(whole).collect();
            }
            _ => {}
        }
    }

    /// What is said about each of these values; nothing, where a list is not as long as they are.
    pub(super) fn of(&self, values: &[Value]) -> Vec<ValueWords> {
        if !self.whole.is_empty() {
            return self.whole.clone();
        }
        let fits = |list: &Vec<Option<String>>| list.len() == values.len();
        if !fits(&self.names) && !fits(&self.descriptions) {
            return Vec::new();
        }
        let at = |list: &Vec<Option<String>>, index: usize| fits(list).then(|| list[index].clone()).flatten();
        let words = values.iter().enumerate().map(|(index, value)| ValueWords {
            value: value.clone(),
            name: at(&self.names, index),
            description: at(&self.descriptions, index),
        });
        words.collect()
    }
}

fn texts(value: &Value) -> Vec<Option<String>> {
    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().map(text).collect()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn whole(entry: &Value) -> Option<ValueWords> {
    Some(ValueWords {
        value: entry.get("value")?.clone(),
        name: entry.get("name").and_then(text),
        description: entry.get("description").and_then(text),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lists_must_be_as_long_as_the_values() {
        let mut lists = Lists::default();
        lists.read("x-enum-varnames", &json!(["LOW", " ", 3]));
        lists.read("x-enum-descriptions", &json!(["the low"]));
        let words = lists.of(&[json!(1), json!(2), json!(3)]);
        assert_eq!(words[0].name.as_deref(), Some("LOW"));
        assert!(words[1..].iter().all(|words| words.name.is_none()));
        assert!(words.iter().all(|words| words.description.is_none()));
        assert!(lists.of(&[json!(1)]).iter().all(|words| words.name.is_none()));
        assert!(lists.of(&[json!(1), json!(2)]).is_empty());
    }

    #[test]
    fn x_ms_enum_names_its_values_itself() {
        let mut lists = Lists::default();
        lists.read(
            "x-ms-enum",
            &json!({"name": "Size", "values": [{"value": 2, "name": "Big", "description": "b"}, {}, 7]}),
        );
        let words = lists.of(&[json!(1), json!(2)]);
        assert_eq!(words, [ValueWords { value: json!(2), name: Some("Big".into()), description: Some("b".into()) }]);
    }
}
