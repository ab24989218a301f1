//! Types: one of each kind, fields of each type and presence.

use serde_json::json;

use super::sample::{HOSTILE, docs, id, ident};
use crate::document::{Explode, ParameterStyle, Reserved, Status};
use crate::ir::{
    BodyVariant, Content, ContentKind, Direction, Field, FormEncoding, Format, IntegerVariant, Multipart,
    MultipartPart, PartKind, Payload, Presence, ResponseVariant, Rest, Rule, StringVariant, Struct, Style, Travels,
    TypeDef, TypeKind, TypeRef, Union, UnionVariant, Users, ValueVariant,
};
use crate::schema::{Access, Deprecation, JsonType, Types};

/// All types, in order.
pub(super) const NAMES: &[&str] = &[
    "Everything",
    "Color",
    "Level",
    "Odd",
    "Pet",
    "Cat",
    "Dog",
    "Upload",
    "Option",
    "Object",
    "Client",
    "PetAnswer",
    "PetBody",
    "Empty",
    "Tree",
    "PetProblem",
    "Settings",
];

/// All types.
pub(super) fn types() -> Vec<TypeDef> {
    NAMES.iter().map(|name| def(name)).collect()
}

fn def(name: &str) -> TypeDef {
    TypeDef {
        name: ident(name),
        docs: if name == "Odd" { docs(HOSTILE) } else { docs(&format!("The type `{name}`.")) },
        at: None,
        users: users(name),
        direction: Direction { request: Travels::Yes, response: Travels::Yes },
        deprecation: if name == "Dog" { Deprecation::Deprecated } else { Deprecation::Current },
        kind: kind(name),
    }
}

fn users(name: &str) -> Users {
    let resources = |modules: &[&str]| Users::Resources(modules.iter().map(|&module| module.to_owned()).collect());
    match name {
        "Option" | "Object" | "Tree" => Users::Everyone,
        "Color" => resources(&["pets", "time"]),
        _ => resources(&["pets"]),
    }
}

fn kind(name: &str) -> TypeKind {
    match name {
        "Everything" => TypeKind::Struct(everything()),
        "Color" => TypeKind::StringEnum(["red", "green"].map(string_variant).into()),
        "Level" => TypeKind::IntegerEnum(
            [("Low", -1), ("High", 1_000_000)].map(|(name, wire)| integer_variant(name, wire)).into(),
        ),
        "Odd" => TypeKind::ValueEnum(vec![
            ValueVariant { name: ident("One"), wire: json!(1), docs: docs("One.") },
            ValueVariant { name: ident("Auto"), wire: json!("au\"to"), docs: docs("Auto.") },
        ]),
        "Pet" => TypeKind::Union(pet()),
        "PetAnswer" => TypeKind::Responses(responses(&[("Ok", 200), ("NoContent", 204)])),
        "PetProblem" => TypeKind::Responses(responses(&[("NotFound", 404)])),
        "PetBody" => TypeKind::Bodies(bodies()),
        "Upload" => TypeKind::Struct(Struct {
            fields: vec![
                field("file", TypeRef::String, Presence::Required),
                field("title", TypeRef::String, Presence::Required),
                field("others", TypeRef::List(TypeRef::String.into()), Presence::Optional),
                field("settings", TypeRef::Named(id("Settings")), Presence::Optional),
                field("tags", TypeRef::List(TypeRef::String.into()), Presence::Optional),
            ],
            rest: None,
            listing: None,
        }),
        "Tree" => TypeKind::Struct(Struct {
            fields: vec![
                field("r#type", TypeRef::String, Presence::Required),
                field("left", TypeRef::Boxed(TypeRef::Named(id("Tree")).into()), Presence::Optional),
                field("right", TypeRef::Boxed(TypeRef::Named(id("Tree")).into()), Presence::OptionalNullable),
                field("option", TypeRef::Named(id("Option")), Presence::Optional),
            ],
            rest: None,
            listing: None,
        }),
        "Empty" => TypeKind::Struct(Struct::default()),
        "Settings" => TypeKind::Struct(Struct {
            fields: vec![
                field("depth", TypeRef::I64, Presence::Optional),
                field("on", TypeRef::Bool, Presence::Optional),
            ],
            rest: None,
            listing: None,
        }),
        _ => TypeKind::Struct(Struct {
            fields: vec![
                field("name", TypeRef::String, Presence::Required),
                field("age", TypeRef::I32, Presence::Optional),
            ],
            rest: Some(Rest { name: ident("rest"), ty: TypeRef::Json }),
            listing: None,
        }),
    }
}

/// A field of each type in each presence.
fn everything() -> Struct {
    let kinds = kinds();
    let presences = [Presence::Required, Presence::RequiredNullable, Presence::Optional, Presence::OptionalNullable];
    let mut fields = Vec::new();
    for (name, ty) in &kinds {
        for (index, presence) in presences.into_iter().enumerate() {
            fields.push(field(&format!("{name}_{index}"), ty.clone(), presence));
        }
    }
    fields.push(Field {
        constant: Some(json!("red")),
        ..field("color", TypeRef::Named(id("Color")), Presence::Required)
    });
    fields.push(Field { constant: Some(json!("v1")), ..field("version", TypeRef::String, Presence::Required) });
    fields.push(Field { constant: Some(json!(-5)), ..field("offset", TypeRef::I64, Presence::RequiredNullable) });
    fields.push(Field { access: Access::ReadOnly, ..field("created", TypeRef::String, Presence::Required) });
    fields.push(Field { deprecation: Deprecation::Deprecated, ..field("old", TypeRef::Bool, Presence::Optional) });
    let rest = Rest { name: ident("others"), ty: TypeRef::List(TypeRef::Named(id("Cat")).into()) };
    Struct { fields, rest: Some(rest), listing: None }
}

fn kinds() -> Vec<(&'static str, TypeRef)> {
    let formats = [
        ("date_time", Format::DateTime),
        ("date", Format::Date),
        ("time", Format::Time),
        ("duration", Format::Duration),
        ("uuid", Format::Uuid),
        ("ipv4", Format::Ipv4),
        ("ipv6", Format::Ipv6),
        ("ip", Format::Ip),
        ("uri", Format::Uri),
        ("decimal", Format::Decimal),
        ("base64", Format::Base64),
    ];
    let mut kinds = vec![
        ("bool", TypeRef::Bool),
        ("i32", TypeRef::I32),
        ("i64", TypeRef::I64),
        ("u32", TypeRef::U32),
        ("u64", TypeRef::U64),
        ("f64", TypeRef::F64),
        ("string", TypeRef::String),
        ("json", TypeRef::Json),
        ("object", TypeRef::Named(id("Cat"))),
        ("color", TypeRef::Named(id("Color"))),
        ("level", TypeRef::Named(id("Level"))),
        ("odd", TypeRef::Named(id("Odd"))),
        ("pet", TypeRef::Named(id("Pet"))),
        ("strings", TypeRef::List(TypeRef::String.into())),
        ("list", TypeRef::List(TypeRef::Nullable(TypeRef::Named(id("Cat")).into()).into())),
        ("map", TypeRef::Map(TypeRef::List(TypeRef::F64.into()).into())),
        ("boxed", TypeRef::Boxed(TypeRef::Named(id("Pet")).into())),
    ];
    kinds.extend(formats.map(|(name, format)| (name, TypeRef::Format(format))));
    kinds
}

fn field(name: &str, ty: TypeRef, presence: Presence) -> Field {
    Field {
        name: ident(name),
        wire: name.trim_start_matches("r#").to_owned(),
        docs: docs(&format!("The {name}.")),
        ty,
        presence,
        access: Access::Both,
        constant: None,
        deprecation: Deprecation::Current,
    }
}

fn string_variant(wire: &str) -> StringVariant {
    let name = format!("{}{}", wire[..1].to_uppercase(), &wire[1..]);
    StringVariant { name: ident(&name), wire: wire.to_owned(), docs: docs("A color.") }
}

fn integer_variant(name: &str, wire: i64) -> IntegerVariant {
    IntegerVariant { name: ident(name), wire, docs: docs("A level.") }
}

fn pet() -> Union {
    let object = Types::one(JsonType::Object);
    let variant =
        |name: &str, ty: TypeRef, rule: Rule| UnionVariant { name: ident(name), docs: docs("One."), ty, rule };
    let named = |tag: &str| Rule {
        types: object,
        tags: vec![tag.to_owned()],
        constants: vec![("kind".to_owned(), vec![format!("\"{tag}\"")])],
        required: vec!["name".to_owned()],
        known: vec!["kind".to_owned(), "name".to_owned()],
        texts: Vec::new(),
    };
    Union {
        variants: vec![
            variant("Cat", TypeRef::Named(id("Cat")), named("cat")),
            variant("Dog", TypeRef::Boxed(TypeRef::Named(id("Dog")).into()), named("dog")),
            variant("Text", TypeRef::String, Rule { types: Types::one(JsonType::String), ..Rule::default() }),
            variant("Number", TypeRef::I64, Rule { types: Types::one(JsonType::Integer), ..Rule::default() }),
            variant("Small", TypeRef::U32, Rule::default()),
            variant("Color", TypeRef::Named(id("Color")), Rule { texts: vec!["red".to_owned()], ..Rule::default() }),
            variant("Level", TypeRef::Named(id("Level")), Rule::default()),
            variant("Names", TypeRef::List(TypeRef::String.into()), Rule::default()),
            variant("Map", TypeRef::Map(TypeRef::Bool.into()), Rule::default()),
            variant("Date", TypeRef::Format(Format::Date), Rule::default()),
            variant("Any", TypeRef::Json, Rule::default()),
        ],
        discriminator: Some("kind".to_owned()),
    }
}

fn responses(statuses: &[(&str, u16)]) -> Vec<ResponseVariant> {
    let variant = |name: &str, status, media_type: &str, payload| ResponseVariant {
        name: ident(name),
        docs: docs("An answer."),
        status,
        media_type: media_type.to_owned(),
        payload,
    };
    let mut variants: Vec<_> = statuses
        .iter()
        .map(|&(name, code)| match code {
            204 => variant(name, Status::Code(code), "", Payload::Nothing),
            _ => variant(name, Status::Code(code), "application/json", Payload::Json(TypeRef::Named(id("Cat")))),
        })
        .collect();
    variants.push(variant("Plain", Status::Range(2), "text/plain", Payload::Text));
    variants.push(variant("Default", Status::Default, "application/octet-stream", Payload::Bytes));
    variants
}

/// The multipart body of the sample.
pub(super) fn upload() -> Multipart {
    let part = |kind, content_type: Option<&str>| MultipartPart {
        kind,
        content_type: content_type.map(str::to_owned),
        headers: Vec::new(),
    };
    Multipart {
        ty: id("Upload"),
        parts: vec![
            part(PartKind::File, Some("text/vtt")),
            part(PartKind::Text, None),
            part(PartKind::Files, None),
            part(PartKind::Json, Some("application/json")),
            part(PartKind::Text, None),
        ],
        rest: None,
    }
}

/// The form body of the sample.
pub(super) fn form() -> ContentKind {
    let style = Style { style: ParameterStyle::Form, explode: Explode::No, reserved: Reserved::Encoded };
    ContentKind::Form {
        ty: TypeRef::Named(id("Settings")),
        encoding: vec![FormEncoding { wire: "depth".to_owned(), style }],
    }
}

fn bodies() -> Vec<BodyVariant> {
    let variant = |name: &str, media_type: &str, kind| BodyVariant {
        name: ident(name),
        docs: docs("A body."),
        content: Content { media_type: media_type.to_owned(), kind },
    };
    vec![
        variant("Json", "application/json", ContentKind::Json(TypeRef::List(TypeRef::Named(id("Cat")).into()))),
        variant("Form", "application/x-www-form-urlencoded", form()),
        variant("Multipart", "multipart/form-data", ContentKind::Multipart(upload())),
        variant("Text", "text/plain", ContentKind::Text),
        variant("Bytes", "image/*", ContentKind::Bytes),
    ]
}
