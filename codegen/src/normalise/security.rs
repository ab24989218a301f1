//! `security` and `components.securitySchemes`.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::Normaliser;
use super::node::Node;
use crate::document::{Located, SecurityRequirement, SecurityScheme};

impl<'b> Normaliser<'b> {
    /// The schemes that can be read, by name.
    pub(super) fn security_schemes(
        &mut self,
        components: Option<&Node<'b>>,
    ) -> IndexMap<String, Located<SecurityScheme>> {
        let mut schemes = IndexMap::new();
        for (name, node) in components.map(|node| self.members(node, "securitySchemes")).unwrap_or_default() {
            let Some(node) = self.follow(&node, "the security scheme is left out") else { continue };
            match self.security_scheme(&node) {
                Ok(scheme) => {
                    self.schemes.insert(name.to_owned());
                    schemes.insert(name.to_owned(), Located { at: node.at, value: scheme });
                }
                Err(reason) => {
                    self.degrade(&node.at, format!("the security scheme `{name}` is left out: {reason}"));
                }
            }
        }
        schemes
    }

    fn security_scheme(&mut self, node: &Node<'b>) -> Result<SecurityScheme, String> {
        if node.value.get("type").and_then(Value::as_str) == Some("mutualTLS") {
            return Ok(SecurityScheme::MutualTls);
        }
        let error = match openapiv3::SecurityScheme::deserialize(node.value) {
            Ok(scheme) => return Ok(SecurityScheme::Known(scheme)),
            Err(error) => error.to_string(),
        };
        let Some(mended) = node.value.as_object().and_then(mended_scheme) else { return Err(error) };
        let scheme = openapiv3::SecurityScheme::deserialize(Value::Object(mended)).map_err(|_| error)?;
        self.mend(&node.at, "a security scheme is written in words of its own; their meaning is clear");
        Ok(SecurityScheme::Known(scheme))
    }

    /// The alternatives of a `security`; `None` when the holder has none of its own.
    pub(super) fn security(&mut self, holder: &Node<'b>) -> Option<Vec<SecurityRequirement>> {
        let node = holder.field("security")?;
        let alternatives = if node.value.is_object() {
            self.mend(&node.at, "`security` is a list of alternatives; an object counts as the only one");
            vec![node.clone()]
        } else {
            self.items(holder, "security")
        };
        let mut requirements = Vec::new();
        for alternative in &alternatives {
            match self.requirement(alternative) {
                Ok(requirement) => requirements.push(requirement),
                Err(reason) => self.degrade(&alternative.at, format!("{reason}; this alternative is left out")),
            }
        }
        if requirements.is_empty() && !alternatives.is_empty() {
            self.degrade(&node.at, "no alternative of `security` can be met; no credential is sent");
        }
        Some(requirements)
    }

    fn requirement(&mut self, node: &Node<'b>) -> Result<SecurityRequirement, String> {
        let members = node.members().ok_or_else(|| format!("{} stands where an object is expected", node.kind()))?;
        let mut requirement = SecurityRequirement::new();
        for (name, scopes) in members {
            if !self.schemes.contains(name) {
                return Err(format!("there is no security scheme `{name}`"));
            }
            let scopes = scopes.items().into_iter().flatten().filter_map(|scope| scope.scalar_text()).collect();
            requirement.insert(name.to_owned(), scopes);
        }
        Ok(requirement)
    }
}

/// A scheme in the words of the specification: spellings of Swagger 2.0, and what `OAuth` flows lack.
fn mended_scheme(object: &Map<String, Value>) -> Option<Map<String, Value>> {
    let mut object = object.clone();
    object.retain(|_, value| !value.is_null());
    let kind = object.get("type")?.as_str()?.to_ascii_lowercase();
    let kind = match kind.as_str() {
        "apikey" => "apiKey",
        "openidconnect" => "openIdConnect",
        "oauth2" => {
            mend_flows(&mut object);
            "oauth2"
        }
        "http" => "http",
        "basic" | "bearer" => {
            object.insert("scheme".to_owned(), Value::String(kind));
            "http"
        }
        _ => return None,
    };
    object.insert("type".to_owned(), Value::String(kind.to_owned()));
    if let Some(place) = object.get_mut("in") {
        *place = Value::String(place.as_str()?.to_ascii_lowercase());
    }
    Some(object)
}

/// A flow that lacks an address does no harm: most are not for clients, and one that is then is not offered.
fn mend_flows(object: &mut Map<String, Value>) {
    let flows = object.entry("flows").or_insert_with(|| Value::Object(Map::new()));
    let Value::Object(flows) = flows else {
        *flows = Value::Object(Map::new());
        return;
    };
    flows.retain(|_, flow| flow.is_object());
    for flow in flows.values_mut().filter_map(Value::as_object_mut) {
        flow.retain(|_, value| !value.is_null());
        flow.entry("scopes").or_insert_with(|| Value::Object(Map::new()));
        for url in ["authorizationUrl", "tokenUrl"] {
            flow.entry(url).or_insert_with(|| Value::String(String::new()));
        }
    }
}
