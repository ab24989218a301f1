//! Path templates: the variables in a path and the parameters that are declared for them.

use super::Normaliser;
use crate::document::{Explode, Need, Parameter, ParameterPlace, ParameterStyle, Reserved};
use crate::schema::{Deprecation, JsonType, Schema, Types};
use crate::source::At;

impl Normaliser<'_> {
    /// Makes the path parameters those of the template: one for each variable.
    pub(super) fn match_template(&mut self, path: &str, operation: &At, parameters: &mut Vec<Parameter>) {
        let variables = variables(path);
        let is_path = |parameter: &Parameter| parameter.place == ParameterPlace::Path;
        for name in &variables {
            if parameters.iter().any(|parameter| is_path(parameter) && parameter.name == *name) {
                continue;
            }
            let alike = parameters.iter_mut().find(|parameter| {
                is_path(parameter)
                    && !variables.contains(&parameter.name.as_str())
                    && plain(&parameter.name) == plain(name)
            });
            if let Some(parameter) = alike {
                let message = format!("the path parameter `{}` is taken for `{{{name}}}` of the path", parameter.name);
                (*name).clone_into(&mut parameter.name);
                let at = parameter.at.clone();
                self.note(&at, message);
                continue;
            }
            self.note(operation, format!("`{{{name}}}` of the path is not declared; it is taken for a required text"));
            let schema =
                Schema { at: Some(operation.clone()), types: Types::one(JsonType::String), ..Schema::default() };
            parameters.push(Parameter {
                at: operation.clone(),
                name: (*name).to_owned(),
                place: ParameterPlace::Path,
                need: Need::Required,
                description: None,
                deprecation: Deprecation::Current,
                style: ParameterStyle::Simple,
                explode: Explode::No,
                reserved: Reserved::Encoded,
                schema: Some(self.lift.push(schema)),
            });
        }
        parameters.retain(|parameter| {
            let is_known = !is_path(parameter) || variables.contains(&parameter.name.as_str());
            if !is_known {
                let message =
                    format!("the path parameter `{}` does not occur in `{path}`; it is left out", parameter.name);
                self.found.push(crate::diagnostic::Diagnostic::note(&parameter.at, message));
            }
            is_known
        });
    }
}

/// The names in braces, each once, in the part of a path that is sent.
fn variables(path: &str) -> Vec<&str> {
    let sent = path.split('#').next().unwrap_or_default();
    let mut names = Vec::new();
    for part in sent.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

/// A name without case and separators.
fn plain(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::variables;

    #[test]
    fn variables_of_a_path() {
        assert_eq!(variables("/a/{b}/c-{d}.json/{b}?x={e}#{f}"), ["b", "d", "e"]);
        assert_eq!(variables("/a/{b"), Vec::<&str>::new());
        assert_eq!(variables("/a}/{}"), [""]);
    }
}
