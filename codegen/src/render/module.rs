//! The file and the cargo feature of each top-level resource.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Resource, Users};

/// Features of another meaning.
const FEATURES: &[&str] = &[
    "base64",
    "blocking",
    "chrono",
    "default",
    "full",
    "http2",
    "jiff",
    "native-tls",
    "rust_decimal",
    "rustls",
    "rustls-no-provider",
    "system-proxy",
    "time",
    "tracing",
    "url",
    "uuid",
];

/// File names that the layout of the crate, the language or some file system keeps for itself.
const FILES: &[&str] = &[
    "abstract", "as", "async", "aux", "await", "become", "box", "break", "con", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "nul", "override", "priv", "prn", "pub", "ref", "return", "self", "shared",
    "static", "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// One top-level resource as a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Module {
    /// The identifier, and the name of its files.
    pub(super) name: String,
    /// The cargo feature.
    pub(super) feature: String,
}

/// One file of types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TypeModule {
    /// The identifier, and the name of its file.
    pub(super) name: String,
    /// The resources whose features have it. None: it is always there.
    pub(super) users: Vec<Module>,
}

impl TypeModule {
    /// The `cfg` of its declaration.
    pub(super) fn cfg(&self) -> TokenStream {
        let features = self.users.iter().map(|user| &user.feature);
        match self.users.len() {
            0 => TokenStream::new(),
            1 => quote!(#(#[cfg(feature = #features)])*),
            _ => quote!(#[cfg(any(#(feature = #features),*))]),
        }
    }
}

/// The module of types that many resources use.
const SHARED: &str = "shared";

/// All of them, by [`Resource::module`].
#[derive(Debug)]
pub(super) struct Modules<'a>(BTreeMap<&'a str, Module>);

impl<'a> Modules<'a> {
    pub(super) fn new(resources: &'a [Resource]) -> Self {
        let named = resources.iter().filter(|resource| resource.accessor.is_some());
        let wanted: BTreeSet<&str> = named.map(|resource| resource.module.as_str()).collect();
        let module = |name: &'a str| {
            let file = free(name, "_", FILES, &wanted);
            (name, Module { name: file, feature: free(name, "-api", FEATURES, &wanted) })
        };
        Self(wanted.iter().map(|&name| module(name)).collect())
    }

    /// The module of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Module> {
        self.0.get(name)
    }

    /// The files of the types of these users.
    pub(super) fn of_types<'u>(&self, users: impl Iterator<Item = &'u Users>) -> BTreeMap<&'u Users, TypeModule> {
        let users: BTreeSet<&Users> = users.collect();
        let mut taken = BTreeSet::new();
        let module = |users| {
            let mut module = self.of_users(users);
            while !taken.insert(module.name.clone()) {
                module.name.push('_');
            }
            (users, module)
        };
        users.into_iter().map(module).collect()
    }

    fn of_users(&self, users: &Users) -> TypeModule {
        let Users::Resources(users) = users else {
            return TypeModule { name: SHARED.to_owned(), users: Vec::new() };
        };
        let users: Vec<Module> = users.iter().filter_map(|user| self.get(user).cloned()).collect();
        let mut name = match users.as_slice() {
            [one] => one.name.clone(),
            // A name that ends with an underscore would have two inside.
            all => all.iter().map(|user| user.name.trim_end_matches('_')).collect::<Vec<_>>().join("_and_"),
        };
        while users.len() > 1 && self.iter().any(|module| module.name == name) {
            name.push('_');
        }
        TypeModule { name, users }
    }

    /// All modules, sorted.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Module> {
        self.0.values()
    }
}

/// `name`, lengthened until it is neither reserved nor what another module is called.
fn free(name: &str, suffix: &str, reserved: &[&str], wanted: &BTreeSet<&str>) -> String {
    let mut text = name.to_owned();
    while reserved.contains(&text.as_str()) || (text != name && wanted.contains(text.as_str())) {
        text.push_str(suffix);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Module, Modules};
    use crate::ir::{Ident, Resource, Users};

    fn resource(module: &str) -> Resource {
        Resource { accessor: Some(Ident(module.to_owned())), module: module.to_owned(), ..Resource::default() }
    }

    #[test]
    fn reserved_names_are_lengthened_past_each_other() {
        let resources = [resource("pets"), resource("time"), resource("type"), resource("type_")];
        let modules = Modules::new(&resources);
        let names: Vec<_> = modules.iter().map(|Module { name, feature }| (name.as_str(), feature.as_str())).collect();
        assert_eq!(names, [("pets", "pets"), ("time", "time-api"), ("type__", "type"), ("type_", "type_")]);
    }

    #[test]
    fn shared_types_have_modules_in_snake_case() {
        let resources = [resource("fn_"), resource("fn"), resource("pets")];
        let modules = Modules::new(&resources);
        let users = |names: &[&str]| Users::Resources(names.iter().map(|&name| name.to_owned()).collect());
        let users = [users(&["fn_"]), users(&["fn_", "pets"]), users(&["fn", "pets"])];
        let types = modules.of_types(users.iter());
        let names: Vec<_> = types.values().map(|module| module.name.as_str()).collect();
        assert_eq!(names, ["fn_and_pets", "fn_", "fn_and_pets_"]);
    }
}
