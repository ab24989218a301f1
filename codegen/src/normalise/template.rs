//! Path templates: the variables in a path and the parameters that are declared for them.

use super::Normaliser;
use crate::document::{Explode, Need, Parameter, ParameterPlace, ParameterStyle, Reserved};
use crate::schema::{Deprecation, JsonType, Schema, Types};
use crate::source::At;
use crate::template;

impl Normaliser<'_> {
    /// Makes the path parameters those of the template, one for each variable, and gives the template with their names.
    pub(super) fn match_template(&mut self, path: &str, operation: &At, parameters: &mut Vec<Parameter>) -> String {
        let variables = variables(path);
        let mut matched = path.to_owned();
        for name in &variables {
            if parameters.iter().any(|parameter| is_path(parameter) && parameter.name == *name) {
                continue;
            }
            let alike = parameters.iter().find(|parameter| {
                is_path(parameter)
                    && !variables.contains(&parameter.name.as_str())
                    && [plain(name), plain(own_name(name))].contains(&plain(&parameter.name))
            });
            if let Some(Parameter { name: alike, at, .. }) = alike {
                matched = matched.replace(&format!("{{{name}}}"), &format!("{{{alike}}}"));
                self.mend(&at.clone(), format!("the path parameter `{alike}` is taken for `{{{name}}}` of the path"));
                continue;
            }
            self.mend(operation, format!("`{{{name}}}` of the path is not declared; it is taken for a required text"));
            let parameter = self.undeclared(name, operation);
            parameters.push(parameter);
        }
        let variables = self::variables(&matched);
        parameters.retain(|parameter| {
            let is_known = !is_path(parameter) || variables.contains(&parameter.name.as_str());
            if !is_known {
                let message = "a path parameter does not occur in its path; it is left out";
                self.mendings.add(&parameter.at, message);
            }
            is_known
        });
        matched
    }

    fn undeclared(&mut self, name: &str, operation: &At) -> Parameter {
        let schema = Schema { at: Some(operation.clone()), types: Types::one(JsonType::String), ..Schema::default() };
        Parameter {
            at: operation.clone(),
            name: name.to_owned(),
            place: ParameterPlace::Path,
            need: Need::Required,
            description: None,
            deprecation: Deprecation::Current,
            style: ParameterStyle::Simple,
            explode: Explode::No,
            reserved: Reserved::Encoded,
            schema: Some(self.lift.push(schema)),
        }
    }
}

fn is_path(parameter: &Parameter) -> bool {
    parameter.place == ParameterPlace::Path
}

/// The names in braces, each once, in the part of a path that is sent.
fn variables(path: &str) -> Vec<&str> {
    let sent = path.split('#').next().unwrap_or_default();
    let mut names = Vec::new();
    for name in template::variables(sent) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A variable without what other templates say about it: `{+path}`, `{path*}`, `{id:[0-9]+}`, `{name=shelves/*}`.
fn own_name(variable: &str) -> &str {
    let name = variable.split([':', '=']).next().unwrap_or_default();
    name.trim_matches(['+', '*', '?', '.'])
}

/// A name without case and separators.
fn plain(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{own_name, variables};

    #[test]
    fn names_in_other_templates() {
        for variable in ["a", "+a", "a*", "a...", "a?", "a:int", "a:[0-9]{2", "a=b/*/c"] {
            assert_eq!(own_name(variable), "a", "{variable}");
        }
    }

    #[test]
    fn variables_of_a_path() {
        assert_eq!(variables("/a/{b}/c-{d}.json/{b}?x={e}#{f}"), ["b", "d", "e"]);
        assert_eq!(variables("/a/{b"), Vec::<&str>::new());
        assert_eq!(variables("/a}/{}"), [""]);
    }
}
