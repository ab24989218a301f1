//! Generates a client for each folder of `fixtures/`, and makes it a module of this crate, so that it is compiled, linted
//! and can be called.
//!
//! All of them share the runtime that this crate has: a copy for each would take minutes. What a client adds to the
//! runtime's `Client` and `ClientBuilder` itself, it adds here by the traits `ClientExt` and `ClientBuilderExt`, since
//! two clients add methods of the same names: all but `sample`, which most tests of the runtime call. Nothing else differs
//! from what is emitted.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use legenda::diagnostic::Severity;
use legenda::emit::Emitted;
use legenda::generate::generate;
use syn::{ImplItem, Item, ItemImpl, TraitItem, Type, Visibility, parse_quote};

#[path = "options.rs"]
mod options;

use options::options;

/// The fixture that adds its methods to the runtime's types themselves, as emitted crates do.
const INHERENT: &str = "sample";

type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    println!("cargo::rerun-if-changed=fixtures");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?).join("fixtures");
    // What an earlier run left would not be compiled, but read by whoever looks for an error.
    let _ = fs::remove_dir_all(&out);
    fs::create_dir_all(&out)?;

    let mut index = String::new();
    let mut features = BTreeSet::new();
    for name in fixtures()? {
        let generated = generate(&options(&Path::new("fixtures").join(&name), &name));
        if !generated.report.ok {
            let messages = generated.messages(|severity| severity == Severity::Error);
            return Err(format!("the fixture `{name}` is not generated:\n{}", messages.concat()).into());
        }
        for file in &generated.files {
            if file.path == "Cargo.toml" {
                features.extend(resource_features(&file.text)?);
            }
            let path = file.path.strip_prefix("src/");
            if let Some(path) = path.filter(|path| !path.starts_with("runtime/")) {
                write(&out.join(&name).join(path), &adapt(file, &name)?)?;
            }
        }
        let path = out.join(&name).join("lib.rs").display().to_string();
        writeln!(index, "#[path = {path:?}]\npub mod {};", module(&name))?;
    }
    write(&out.join("mod.rs"), &index)?;
    for feature in features {
        println!("cargo::rustc-check-cfg=cfg(feature, values({feature:?}))");
        println!("cargo::rustc-cfg=feature={feature:?}");
    }
    Ok(())
}

/// The names of all fixtures, sorted.
fn fixtures() -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for entry in fs::read_dir("fixtures")? {
        let entry = entry?;
        if entry.path().join("spec.yaml").is_file() {
            names.push(entry.file_name().into_string().map_err(|_| "the name of a fixture is not Unicode")?);
        }
    }
    names.sort();
    Ok(names)
}

/// The module of a fixture, which may be called after a keyword.
fn module(name: &str) -> String {
    if syn::parse_str::<syn::Ident>(name).is_ok() { name.to_owned() } else { format!("r#{name}") }
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::create_dir_all(path.parent().ok_or("a file has a folder")?)?;
    fs::write(path, text)?;
    Ok(())
}

/// The features of an emitted crate that turn its own modules on. The others turn on dependencies, as this crate's do.
fn resource_features(manifest: &str) -> Result<Vec<String>, Failure> {
    let manifest: toml::Table = manifest.parse()?;
    let Some(features) = manifest.get("features").and_then(toml::Value::as_table) else {
        return Ok(Vec::new());
    };
    let is_own = |values: &toml::Value| {
        let mut values = values.as_array().into_iter().flatten().filter_map(toml::Value::as_str);
        values.all(|value| !value.contains([':', '/']))
    };
    let own = features.iter().filter(|(name, values)| is_own(values) && *name != "default" && *name != "blocking");
    Ok(own.map(|(name, _)| name.clone()).collect())
}

/// An emitted file as a part of the module `fixtures::<name>`.
fn adapt(file: &Emitted, name: &str) -> Result<String, Failure> {
    let mut text = String::new();
    let mut parts = file.text.split("crate::");
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        text.push_str("crate::");
        if !part.starts_with("runtime") {
            write!(text, "fixtures::{}::", module(name))?;
        }
        text.push_str(part);
    }
    match file.path.as_str() {
        "src/lib.rs" => share_runtime(&text, name),
        "src/client.rs" if name == INHERENT => Ok(text),
        "src/client.rs" => extend_by_traits(&text),
        _ => Ok(text),
    }
}

/// The root of a crate without its own runtime.
fn share_runtime(text: &str, name: &str) -> Result<String, Failure> {
    let mut file = syn::parse_file(text)?;
    file.items.retain(|item| !matches!(item, Item::Mod(module) if module.ident == "runtime"));
    if name != INHERENT {
        file.items.push(parse_quote!(
            pub use client::*;
        ));
    }
    Ok(prettyplease::unparse(&file))
}

/// Each `impl Client` and `impl ClientBuilder` as an extension trait.
fn extend_by_traits(text: &str) -> Result<String, Failure> {
    let mut file = syn::parse_file(text)?;
    let mut items = Vec::new();
    for item in file.items {
        match item {
            Item::Impl(block) if block.trait_.is_none() => items.extend(extension(block)?),
            item => items.push(item),
        }
    }
    file.items = items;
    Ok(prettyplease::unparse(&file))
}

/// The trait, and its implementation.
fn extension(mut block: ItemImpl) -> Result<[Item; 2], Failure> {
    let ty = block.self_ty.clone();
    let Type::Path(path) = &*ty else {
        return Err("a type without a path".into());
    };
    let name = &path.path.segments.last().ok_or("a type without a name")?.ident;
    let extension = syn::Ident::new(&format!("{name}Ext"), name.span());
    let docs = format!("What this client adds to `{name}`.");
    let mut declared: Vec<TraitItem> = Vec::new();
    for item in &mut block.items {
        let ImplItem::Fn(method) = item else {
            return Err("only methods are added to the runtime's types".into());
        };
        method.vis = Visibility::Inherited;
        method.sig.constness = None;
        let (attrs, sig) = (&method.attrs, &method.sig);
        declared.push(parse_quote!(#(#attrs)* #sig;));
        method.attrs.retain(|attribute| attribute.path().is_ident("cfg"));
    }
    let methods = &block.items;
    Ok([
        parse_quote! {
            #[doc = #docs]
            #[allow(clippy::return_self_not_must_use, reason = "the types that return themselves are")]
            pub trait #extension: Sized { #(#declared)* }
        },
        parse_quote!(impl #extension for #ty { #(#methods)* }),
    ])
}
