//! Decides everything: names, shapes, boxes, envelope, security, and what is left out and why.

mod action;
mod collection;
mod configured;
mod docs;
mod enumeration;
mod envelope;
mod environment;
mod family;
mod from_path;
mod members;
mod method_name;
mod multipart;
mod naming;
mod object;
mod operation;
mod pagination;
mod parameter;
mod part_header;
mod recursion;
mod references;
mod request_body;
mod resource;
mod response;
mod response_header;
mod scalar;
mod schema;
mod security;
mod selection;
mod server;
mod sharing;
mod stream;
mod union;
mod usage;
mod view;
mod waiting;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub use selection::{Selection, Selector};

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::ir::{Api, ClientSpec, Package, Resource, TypeDef, TypeRef};
use crate::schema::{SchemaId, Schemas};
use crate::source::At;
use naming::NamePlace;
use view::View;

/// What became of a document.
#[derive(Debug)]
pub struct Lowered {
    /// The API to emit.
    pub api: Api,
    /// The operations that became methods.
    pub generated: usize,
    /// Those that did not.
    pub skipped: Vec<Skipped>,
    /// The name collisions, and how each was settled.
    pub settled: Vec<Settled>,
    /// What a value of each schema is read as, where lowering has met the schema as that of a value.
    pub schema_types: BTreeMap<SchemaId, TypeRef>,
}

/// An operation without a method.
#[derive(Debug, Clone)]
pub struct Skipped {
    /// `get`, …
    pub method: String,
    /// The path template.
    pub path: String,
    /// Why.
    pub reason: String,
    /// The operation.
    pub at: At,
}

/// A name that two would have had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// What has the name now: a pointer, or `GET /path`.
    pub place: String,
    /// The name that was taken.
    pub wanted: String,
    /// The name that it got.
    pub got: String,
}

/// A type under construction, and where its name comes from.
#[derive(Debug)]
struct Draft {
    def: TypeDef,
    place: NamePlace,
}

/// What lowering knows while it goes through a document.
struct Lower<'a> {
    schemas: Schemas,
    components: BTreeMap<SchemaId, String>,
    component_ids: BTreeMap<String, SchemaId>,
    config: &'a Config,
    diagnostics: &'a mut Diagnostics,
    types: Vec<Draft>,
    /// The types of schemas; `None` while one is being made.
    lowered: BTreeMap<SchemaId, Option<schema::Typed>>,
    /// What schemas look like that were looked at.
    views: BTreeMap<SchemaId, Rc<View>>,
    /// Schemas without a name of their own that are being made for the second time, inside themselves.
    reentered: BTreeSet<SchemaId>,
    /// Schemas that were made up to stand for several at once.
    combined: BTreeMap<Vec<SchemaId>, SchemaId>,
    /// The multipart bodies of schemas.
    multiparts: BTreeMap<SchemaId, Vec<multipart::Made>>,
    /// Which members of unions schemas that were made up demand.
    chosen: BTreeMap<SchemaId, BTreeSet<SchemaId>>,
    /// Schemas with a discriminator and no union, and the schemas that extend them.
    families: BTreeMap<SchemaId, Vec<SchemaId>>,
    settled: Vec<Settled>,
    skipped: Vec<Skipped>,
}

/// Turns a document into the API to emit.
pub fn lower(mut document: Document, config: &Config, selection: &Selection, diagnostics: &mut Diagnostics) -> Lowered {
    let components = component_names(&document);
    let mut lower = Lower {
        schemas: std::mem::take(&mut document.schemas),
        components,
        component_ids: document.component_schemas.iter().map(|(name, &id)| (name.clone(), id)).collect(),
        config,
        diagnostics,
        types: Vec::new(),
        lowered: BTreeMap::new(),
        views: BTreeMap::new(),
        reentered: BTreeSet::new(),
        combined: BTreeMap::new(),
        multiparts: BTreeMap::new(),
        chosen: BTreeMap::new(),
        families: BTreeMap::new(),
        settled: Vec::new(),
        skipped: Vec::new(),
    };
    lower.skipped.extend(document.unreadable.iter().map(|unreadable| Skipped {
        method: unreadable.method.clone(),
        path: unreadable.path.clone(),
        reason: unreadable.reason.clone(),
        at: unreadable.at.clone(),
    }));
    lower.find_families(&document);
    let client = lower.client_spec(&document);
    let (mut resources, generated) = lower.resources(&document, &client, selection);
    if selection.is_everything() {
        lower.webhooks(&document);
    }
    recursion::cut_unions(&mut lower.types, lower.diagnostics);
    lower.share_types(&mut resources);
    usage::mark(&mut lower.types, &mut resources);
    lower.adapt_to_direction();
    recursion::cut(&mut lower.types, lower.diagnostics);
    lower.check_configured(&document.operations);
    lower.mark_listings(&mut resources);
    lower.settle_type_names(&mut resources);
    lower.finish(&document, client, resources, generated)
}

/// The names of schemas: those of components, those of components that are but a reference for what they refer to,
/// and those of files.
fn component_names(document: &Document) -> BTreeMap<SchemaId, String> {
    let bodies = method_name::body_names(document);
    let own = document.component_schemas.iter().map(|(name, &id)| (id, bodies.get(name).unwrap_or(name).clone()));
    let mut names: BTreeMap<SchemaId, String> = own.collect();
    let mut aliases: Vec<(SchemaId, &String)> = Vec::new();
    for (name, &id) in &document.component_schemas {
        let schema = &document.schemas[id];
        aliases.extend(schema.reference.filter(|_| !schema.has_shape()).map(|target| (target, name)));
    }
    aliases.sort_by_key(|&(_, name)| name);
    let files = document.file_schemas.iter().map(|(id, stem)| (*id, stem));
    for (id, name) in aliases.into_iter().chain(files) {
        names.entry(id).or_insert_with(|| name.clone());
    }
    names
}

impl Lower<'_> {
    fn finish(self, document: &Document, client: ClientSpec, resources: Vec<Resource>, generated: usize) -> Lowered {
        Lowered {
            api: Api {
                package: self.package(document),
                docs: docs::of_document(document),
                document_version: document.info.version.clone(),
                client,
                resources,
                types: self.types.into_iter().map(|draft| draft.def).collect(),
                config: self.config.clone(),
            },
            generated,
            skipped: self.skipped,
            settled: self.settled,
            schema_types: self.lowered.into_iter().filter_map(|(id, typed)| Some((id, typed?.nested()))).collect(),
        }
    }

    fn package(&self, document: &Document) -> Package {
        let config = &self.config.package;
        let title = document.info.title.trim();
        Package {
            name: config.name.clone().unwrap_or_else(|| crate::names::words(title).join("-")),
            version: config.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
            description: config.description.clone().unwrap_or_else(|| format!("Client for the {title}")),
            license: config.license.clone(),
            repository: config.repository.clone(),
        }
    }

    /// The payloads of webhooks become types; nothing else of them is emitted.
    fn webhooks(&mut self, document: &Document) {
        for webhook in &document.webhooks {
            let content = webhook.request_body.iter().flat_map(|body| body.content.iter());
            for (media_type, content) in content {
                let Some(schema) = content.schema.filter(|_| response::is_json(media_type)) else {
                    continue;
                };
                let place = NamePlace::inline(&webhook.name, &webhook.at).child("event");
                let typed = self.type_ref(schema, &place);
                if let TypeRef::Named(id) = typed.ty {
                    self.types[id.0 as usize].def.direction.response = crate::ir::Travels::Yes;
                }
            }
        }
    }
}
