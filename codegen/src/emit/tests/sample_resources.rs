//! Resources: methods with each kind of parameter, body and answer.

use super::sample::{HOSTILE, docs, id, ident, region};
use super::sample_types::{form, upload};
use crate::document::{Explode, ParameterPlace, ParameterStyle, Reserved, Verb};
use crate::ir::{
    Argument, Body, BodyKind, Content, ContentKind, Method, Params, Resource, Returns, Security, Server, Style, TypeRef,
};
use crate::schema::Deprecation;
use crate::source::{At, Pointer};
use crate::template;

/// All resources.
pub(super) fn resources() -> Vec<Resource> {
    vec![
        Resource {
            accessor: Some(ident("pets")),
            type_name: Some(ident("Pets")),
            module: "pets".to_owned(),
            docs: docs("Pets."),
            methods: bodies().into_iter().chain(answers()).chain(styles()).collect(),
            children: vec![Resource {
                accessor: Some(ident("r#type")),
                type_name: Some(ident("Vec")),
                module: String::new(),
                docs: docs(HOSTILE),
                methods: vec![method("get", "/pets/{pet_id}/type", Returns::Enveloped { ty: cats() })],
                children: Vec::new(),
            }],
        },
        Resource {
            accessor: Some(ident("time")),
            type_name: Some(ident("Time")),
            module: "time".to_owned(),
            docs: docs("Times."),
            methods: vec![method("now", "/time", json(TypeRef::Named(id("Color"))))],
            children: Vec::new(),
        },
    ]
}

fn cats() -> TypeRef {
    TypeRef::List(TypeRef::Named(id("Cat")).into())
}

fn json(ty: TypeRef) -> Returns {
    Returns::Json { ty, accept: "application/json".to_owned() }
}

fn method(name: &str, path: &str, returns: Returns) -> Method {
    let names = template::variables(path);
    Method {
        name: ident(name),
        docs: docs(&format!("The method {name}.")),
        at: At::root(Pointer::root()),
        verb: Verb::Get,
        path: path.to_owned(),
        arguments: names.map(|name| argument(name, TypeRef::String, ParameterPlace::Path)).collect(),
        params: None,
        body: None,
        returns,
        paging: None,
        waiting: None,
        errors: None,
        headers: Vec::new(),
        security: None,
        scopes: Vec::new(),
        servers: Vec::new(),
        deprecation: Deprecation::Current,
    }
}

fn argument(name: &str, ty: TypeRef, place: ParameterPlace) -> Argument {
    Argument {
        name: ident(name),
        wire: name.trim_start_matches("r#").to_owned(),
        docs: docs(&format!("The {name}.")),
        ty,
        place,
        style: Style::default_of(place),
        deprecation: Deprecation::Current,
    }
}

fn body(kind: BodyKind) -> Body {
    Body { docs: docs("What is sent."), kind }
}

fn one(media_type: &str, kind: ContentKind) -> BodyKind {
    BodyKind::One(Content { media_type: media_type.to_owned(), kind })
}

/// A method with each kind of body, required and optional.
fn bodies() -> Vec<Method> {
    let kinds = [
        ("json", one("application/json", ContentKind::Json(TypeRef::Named(id("Everything"))))),
        ("list", one("application/merge-patch+json", ContentKind::Json(cats()))),
        ("string", one("application/json", ContentKind::Json(TypeRef::String))),
        ("number", one("application/json", ContentKind::Json(TypeRef::I64))),
        ("form", one("application/x-www-form-urlencoded", form())),
        ("multipart", one("multipart/form-data", ContentKind::Multipart(upload()))),
        ("text", one("text/plain", ContentKind::Text)),
        ("bytes", one("application/octet-stream", ContentKind::Bytes)),
        ("several", BodyKind::Several(id("PetBody"))),
    ];
    let mut methods = Vec::new();
    for (name, kind) in kinds {
        let required = method(&format!("send_{name}"), "/pets/{pet_id}", Returns::Nothing);
        methods.push(Method { verb: Verb::Post, body: Some(body(kind.clone())), ..required });
        let optional = method(&format!("try_{name}"), "/pets", Returns::Nothing);
        let params = Params {
            name: ident(&format!("Pets{}{}Params", name[..1].to_uppercase(), &name[1..])),
            docs: docs("Optional."),
            fields: Vec::new(),
            body: Some(body(kind)),
        };
        methods.push(Method { verb: Verb::Patch, params: Some(params), ..optional });
    }
    methods
}

/// A method with each kind of answer.
fn answers() -> Vec<Method> {
    let accept = |text: &str| text.to_owned();
    let cat = || TypeRef::Named(id("Cat"));
    let kinds = [
        ("nothing", Returns::Nothing),
        ("list", Returns::Page { item: cat(), message: TypeRef::Json }),
        ("read", Returns::Enveloped { ty: TypeRef::Nullable(cat().into()) }),
        ("plain", json(TypeRef::Named(id("Object")))),
        ("special", Returns::Json { ty: TypeRef::Named(id("Option")), accept: accept("application/vnd.x+json") }),
        ("page", Returns::Text { accept: accept("text/vtt") }),
        ("image", Returns::Bytes { accept: accept("image/png") }),
        ("events", Returns::Events { ty: cat() }),
        ("lines", Returns::Lines { ty: cat(), accept: accept("application/x-ndjson") }),
        ("either", Returns::Several { ty: id("PetAnswer"), accept: accept("application/json, text/plain") }),
    ];
    let mut methods: Vec<_> =
        kinds.into_iter().map(|(name, returns)| method(name, "/pets/{pet_id}", returns)).collect();
    methods[1].errors = Some(id("PetProblem"));
    methods[2].deprecation = Deprecation::Deprecated;
    methods[2].security = Some(Security(vec![vec![0], vec![1, 2], Vec::new()]));
    let server =
        Server { url: "https://{region}.other.example".to_owned(), description: None, variables: vec![region()] };
    methods[3].servers = vec![server];
    methods
}

/// Methods with parameters of each style.
fn styles() -> Vec<Method> {
    use ParameterStyle::{DeepObject, Form, Json, Label, Matrix, PipeDelimited, Simple, SpaceDelimited};
    let style = |style, explode, reserved| Style { style, explode, reserved };
    let styled = |name: &str, ty, place, style| Argument { style, ..argument(name, ty, place) };
    let (query, header, cookie) = (ParameterPlace::Query, ParameterPlace::Header, ParameterPlace::Cookie);
    let list = || TypeRef::List(TypeRef::I64.into());
    let fields = vec![
        argument("limit", TypeRef::I64, query),
        argument("q", TypeRef::String, query),
        argument("default", TypeRef::Bool, query),
        argument("r#type", TypeRef::Named(id("Color")), query),
        styled("ids", list(), query, style(Form, Explode::No, Reserved::Allowed)),
        styled("pipes", list(), query, style(PipeDelimited, Explode::No, Reserved::Encoded)),
        styled("spaces", list(), query, style(SpaceDelimited, Explode::No, Reserved::Encoded)),
        styled("filter", TypeRef::Named(id("Settings")), query, style(DeepObject, Explode::Yes, Reserved::Encoded)),
        styled("json", TypeRef::Named(id("Settings")), query, style(Json, Explode::No, Reserved::Encoded)),
        Argument { deprecation: Deprecation::Deprecated, ..argument("x_trace", TypeRef::String, header) },
        argument("sid", TypeRef::String, cookie),
    ];
    let params = Params { name: ident("PetsSearchParams"), docs: docs("Optional."), fields, body: None };
    let mut search = method("search", "/pets/{label}/{matrix}/{label}", json(cats()));
    search.arguments = vec![
        styled("label", TypeRef::String, ParameterPlace::Path, style(Label, Explode::No, Reserved::Encoded)),
        styled("matrix", list(), ParameterPlace::Path, style(Matrix, Explode::Yes, Reserved::Encoded)),
        argument("flag", TypeRef::Bool, query),
        argument("color", TypeRef::Named(id("Color")), query),
        argument("names", TypeRef::List(TypeRef::String.into()), query),
        styled("x_list", list(), header, style(Simple, Explode::Yes, Reserved::Encoded)),
        argument("token", TypeRef::String, cookie),
        argument("eighth", TypeRef::F64, query),
    ];
    search.params = Some(params);
    vec![search]
}
