//! What several emitted files ask about the whole client.

use std::collections::{BTreeMap, BTreeSet};

use super::module::{Modules, TypeModule};
use crate::ir::{
    Api, BodyKind, Content, ContentKind, Ident, Method, Multipart, Resource, Returns, TypeDef, TypeId, TypeKind,
    TypeRef, Users, Waiting,
};

/// The whole client, with look-ups.
pub(crate) struct Index<'a> {
    /// The client.
    pub(super) api: &'a Api,
    /// The files and features of the top-level resources.
    pub(super) modules: Modules<'a>,
    /// The files of types, by their users.
    pub(super) type_modules: BTreeMap<&'a Users, TypeModule>,
    taken: BTreeSet<&'a str>,
    multiparts: BTreeMap<TypeId, &'a Multipart>,
    waits: BTreeMap<TypeId, Vec<(&'a TypeRef, &'a Waiting)>>,
}

impl<'a> Index<'a> {
    /// Looks through the whole client once.
    pub(crate) fn new(api: &'a Api) -> Self {
        let modules = Modules::new(&api.resources);
        let mut index = Self {
            api,
            type_modules: modules.of_types(api.reached().map(|(_, def)| &def.users)),
            modules,
            taken: api.reached().map(|(_, def)| def.name.plain()).collect(),
            multiparts: BTreeMap::new(),
            waits: BTreeMap::new(),
        };
        for resource in &api.resources {
            index.resource(resource);
        }
        for (_, def) in api.reached() {
            if let TypeKind::Bodies(variants) = &def.kind {
                for variant in variants {
                    index.content(&variant.content);
                }
            }
        }
        index
    }

    fn resource(&mut self, resource: &'a Resource) {
        declared(resource, &mut self.taken);
        for method in methods(resource) {
            if let (Some(waiting), Some((id, ty))) = (&method.waiting, object(&method.returns)) {
                let waits = self.waits.entry(id).or_default();
                // One method serves all operations that answer the same, whatever each of them waits for.
                if !waits.iter().any(|(known, other)| *known == ty && other.method == waiting.method) {
                    waits.push((ty, waiting));
                }
            }
            for body in method.body.iter().chain(method.params.iter().filter_map(|params| params.body.as_ref())) {
                if let BodyKind::One(content) = &body.kind {
                    self.content(content);
                }
            }
        }
    }

    fn content(&mut self, content: &'a Content) {
        if let ContentKind::Multipart(multipart) = &content.kind {
            self.multiparts.insert(multipart.ty, multipart);
        }
    }

    /// Whether the document has a type, resource or parameter struct of this name.
    pub(super) fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// How the fields of a type are sent, if it is a multipart body.
    pub(super) fn multipart(&self, id: TypeId) -> Option<&'a Multipart> {
        self.multiparts.get(&id).copied()
    }

    /// What can be waited for in answers of a type, each with the answer.
    pub(super) fn waits(&self, id: TypeId) -> &[(&'a TypeRef, &'a Waiting)] {
        self.waits.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The file of `types` that a type stands in.
    pub(super) fn type_module(&self, def: &TypeDef) -> Option<&TypeModule> {
        self.type_modules.get(&def.users)
    }
}

/// The object that a method answers, and how it answers it.
fn object(returns: &Returns) -> Option<(TypeId, &TypeRef)> {
    let (Returns::Json { ty, .. } | Returns::Enveloped { ty }) = returns else { return None };
    let inner = if let TypeRef::Nullable(inner) = ty { &**inner } else { ty };
    let TypeRef::Named(id) = inner else { return None };
    Some((*id, ty))
}

/// The methods of a resource and all below it.
pub(super) fn methods(resource: &Resource) -> Vec<&Method> {
    let below = resource.children.iter().flat_map(methods);
    resource.methods.iter().chain(below).collect()
}

/// The names that the file of a resource declares.
pub(super) fn declared<'a>(resource: &'a Resource, names: &mut BTreeSet<&'a str>) {
    names.extend(resource.type_name.iter().map(Ident::plain));
    names.extend(resource.methods.iter().filter_map(|method| method.params.as_ref()).map(|params| params.name.plain()));
    for child in &resource.children {
        declared(child, names);
    }
}
