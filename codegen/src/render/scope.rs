//! How one emitted file names what it uses, and which of that it imports.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use super::code::tokens;
use super::comments::Comments;
use super::index::Index;
use super::table::{self, Table};
use super::{paging, server, waiting};
use crate::ir::{Ident, Paging, Server, TypeId, Users, Waiting};
use crate::runtime_files;

/// One emitted file: where it stands, and what it has used so far.
pub(super) struct Scope<'a> {
    /// The whole client.
    pub(super) index: &'a Index<'a>,
    /// Its doc comments.
    pub(super) comments: &'a Comments,
    home: Home<'a>,
    used: RefCell<Used<'a>>,
    /// How the items of the runtime that were used are named.
    items: RefCell<BTreeMap<&'static str, TokenStream>>,
    servers: RefCell<Vec<&'a [Server]>>,
    pagings: RefCell<Vec<&'a Paging>>,
    waitings: RefCell<Vec<&'a Waiting>>,
    tables: RefCell<BTreeMap<Table, Vec<String>>>,
}

/// Which file it is.
enum Home<'a> {
    /// One of `types`.
    Types(&'a Users),
    /// Another one, which declares these names.
    Other(BTreeSet<&'a str>),
}

/// What a file imports.
#[derive(Default)]
struct Used<'a> {
    has_map: bool,
    types: BTreeSet<&'a Ident>,
    runtime: BTreeMap<&'static str, BTreeSet<&'static str>>,
}

/// A name of the standard library that emitted code uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Std {
    /// `Box`.
    Box,
    /// `BTreeMap`, which is imported.
    BTreeMap,
    /// `Default`.
    Default,
    /// `Into`.
    Into,
    /// `Option`.
    Option,
    /// `Result`.
    Result,
    /// `String`.
    String,
    /// `Vec`.
    Vec,
}

/// What types of the document derive.
const DERIVES: [&str; 7] = ["Clone", "Copy", "Debug", "Default", "Eq", "Hash", "PartialEq"];

impl Std {
    fn name(self) -> &'static str {
        match self {
            Self::Box => "Box",
            Self::BTreeMap => "BTreeMap",
            Self::Default => "Default",
            Self::Into => "Into",
            Self::Option => "Option",
            Self::Result => "Result",
            Self::String => "String",
            Self::Vec => "Vec",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::Box => "::std::boxed::Box",
            Self::BTreeMap => "::std::collections::BTreeMap",
            Self::Default => "::std::default::Default",
            Self::Into => "::std::convert::Into",
            Self::Option => "::std::option::Option",
            Self::Result => "::std::result::Result",
            Self::String => "::std::string::String",
            Self::Vec => "::std::vec::Vec",
        }
    }
}

impl<'a> Scope<'a> {
    /// The file of the types of these users.
    pub(super) fn types(index: &'a Index<'a>, comments: &'a Comments, users: &'a Users) -> Self {
        Self::new(index, comments, Home::Types(users))
    }

    /// A file that declares these names.
    pub(super) fn other(index: &'a Index<'a>, comments: &'a Comments, declared: BTreeSet<&'a str>) -> Self {
        Self::new(index, comments, Home::Other(declared))
    }

    fn new(index: &'a Index<'a>, comments: &'a Comments, home: Home<'a>) -> Self {
        Self {
            index,
            comments,
            home,
            used: RefCell::default(),
            items: RefCell::default(),
            servers: RefCell::default(),
            pagings: RefCell::default(),
            waitings: RefCell::default(),
            tables: RefCell::default(),
        }
    }

    /// A name of the standard library: in full wherever the document has that name.
    pub(super) fn std(&self, name: Std) -> TokenStream {
        tokens(self.std_text(name))
    }

    /// The same as text.
    pub(super) fn std_text(&self, name: Std) -> &'static str {
        if self.index.is_taken(name.name()) {
            return name.path();
        }
        if name == Std::BTreeMap {
            self.used.borrow_mut().has_map = true;
        }
        name.name()
    }

    /// An item of the runtime: in full wherever the document has that name.
    pub(super) fn runtime(&self, name: &'static str) -> TokenStream {
        self.items.borrow_mut().entry(name).or_insert_with(|| tokens(&self.runtime_text(name))).clone()
    }

    /// The same as text.
    pub(super) fn runtime_text(&self, name: &'static str) -> Cow<'static, str> {
        let module = runtime_files::module_of(name);
        if self.index.is_taken(name) {
            return Cow::Owned(format!("crate::runtime::{module}::{name}"));
        }
        self.used.borrow_mut().runtime.entry(module).or_default().insert(name);
        Cow::Borrowed(name)
    }

    /// A type of the document: in full where the file declares another thing of that name.
    pub(super) fn ty(&self, id: TypeId) -> Cow<'a, str> {
        let def = self.index.api.ty(id);
        let name = &def.name;
        match &self.home {
            Home::Types(users) if **users == def.users => {}
            Home::Other(declared) if declared.contains(name.plain()) => return in_full(name),
            // An import could be a macro as well, so that the compiler cannot tell what a derive means.
            _ if DERIVES.contains(&name.plain()) => return in_full(name),
            _ => {
                self.used.borrow_mut().types.insert(name);
            }
        }
        Cow::Borrowed(name.as_str())
    }

    /// The `static` for these servers.
    pub(super) fn servers(&self, servers: &'a [Server]) -> proc_macro2::Ident {
        static_name("SERVERS", position(&self.servers, servers))
    }

    /// The `static` for this way of paging.
    pub(super) fn paging(&self, paging: &'a Paging) -> proc_macro2::Ident {
        static_name("PAGES", position(&self.pagings, paging))
    }

    /// The `static` for this way of waiting.
    pub(super) fn waiting(&self, waiting: &'a Waiting) -> proc_macro2::Ident {
        static_name("WAIT", position(&self.waitings, waiting))
    }

    /// The list itself, or the `static` for it.
    pub(super) fn table(&self, table: Table, list: String) -> String {
        if list.len() <= table::MAX_INLINE || matches!(self.home, Home::Types(_)) {
            return list;
        }
        let mut tables = self.tables.borrow_mut();
        let known = tables.entry(table).or_default();
        let position = known.iter().position(|known| *known == list).unwrap_or_else(|| {
            known.push(list);
            known.len() - 1
        });
        static_name(table.name(), position).to_string()
    }

    /// The `static`s that were used.
    pub(super) fn statics(&self) -> TokenStream {
        let known = self.servers.borrow().clone();
        let template = if known.is_empty() { TokenStream::new() } else { self.runtime("ServerTemplate") };
        let statics = known.iter().enumerate().map(|(position, servers)| {
            let (name, servers) = (static_name("SERVERS", position), server::templates(servers, self));
            quote! {
                /// The servers of operations that have their own.
                static #name: &[#template] = #servers;
            }
        });
        let pagings = self.pagings.borrow().clone();
        let pagings = pagings
            .iter()
            .enumerate()
            .map(|(position, paging)| paging::declaration(&static_name("PAGES", position), paging, self));
        let waitings = self.waitings.borrow().clone();
        let waitings = waitings
            .iter()
            .enumerate()
            .map(|(position, waiting)| waiting::declaration(&static_name("WAIT", position), waiting, self));
        let tables = self.tables.borrow().clone();
        let tables = tables.into_iter().flat_map(|(table, lists)| {
            let declare = move |(position, list): (usize, String)| {
                table.declaration(&static_name(table.name(), position), &list, self)
            };
            lists.into_iter().enumerate().map(declare)
        });
        quote!(#(#statics)* #(#pagings)* #(#waitings)* #(#tables)*)
    }

    /// The imports of what was used.
    pub(super) fn imports(&self) -> TokenStream {
        let used = self.used.borrow();
        let map = used.has_map.then(|| {
            quote!(
                use std::collections::BTreeMap;
            )
        });
        let runtime = used.runtime.iter().map(|(module, names)| {
            let module = format_ident!("{module}");
            let names: Vec<_> = names.iter().map(|name| format_ident!("{name}")).collect();
            import(&quote!(crate::runtime::#module), &names)
        });
        let types: Vec<_> = used.types.iter().collect();
        let types = import(&quote!(crate::types), &types);
        quote!(#map #(#runtime)* #types)
    }
}

fn in_full(name: &Ident) -> Cow<'static, str> {
    Cow::Owned(format!("crate::types::{}", name.as_str()))
}

/// Where a thing stands among those that are known, which it is from now on.
fn position<'a, T: PartialEq + ?Sized>(known: &RefCell<Vec<&'a T>>, thing: &'a T) -> usize {
    let mut known = known.borrow_mut();
    known.iter().position(|known| *known == thing).unwrap_or_else(|| {
        known.push(thing);
        known.len() - 1
    })
}

/// `SERVERS`, `SERVERS_2`
fn static_name(name: &str, position: usize) -> proc_macro2::Ident {
    match position {
        0 => format_ident!("{name}"),
        position => format_ident!("{name}_{}", position + 1),
    }
}

/// `use path::{names};`
fn import(path: &TokenStream, names: &[impl ToTokens]) -> TokenStream {
    match names {
        [] => TokenStream::new(),
        [name] => quote!(use #path::#name;),
        names => quote!(use #path::{#(#names),*};),
    }
}
