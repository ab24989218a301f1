//! Responses: what a method answers, and what its errors carry.

use super::Lower;
use super::naming::NamePlace;
use crate::diagnostic::Diagnostic;
use crate::document::{MediaType, Operation, Response, Status, Verb};
use crate::ir::{Direction, Payload, ResponseVariant, Returns, Travels, TypeDef, TypeId, TypeKind, TypeRef, Users};
use crate::names::{pascal, settle};
use crate::schema::Deprecation;

/// The media type without its parameters, in lower case.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a media type is JSON, in any spelling.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(essence.as_str(), "application/json" | "text/json" | "application/*" | "json" | "application/x-json")
        || essence.ends_with("+json")
}

/// Whether a media type spells values that JSON can spell too.
pub(super) fn is_other_spelling(essence: &str) -> bool {
    ["xml", "yaml", "yml", "cbor", "protobuf", "msgpack", "x-www-form-urlencoded"]
        .iter()
        .any(|end| essence.ends_with(end))
        || essence.contains("protobuf")
}

/// A word for a media type: `application/merge-patch+json` is `merge-patch`.
pub(super) fn media_word(media_type: &str) -> String {
    let essence = essence(media_type);
    let (group, sub) = essence.split_once('/').unwrap_or(("*", essence.as_str()));
    let sub = if sub == "*" { group } else { sub };
    let sub = sub.strip_prefix("vnd.").or_else(|| sub.strip_prefix("x-")).unwrap_or(sub);
    let word = sub.split_once('+').map_or(sub, |(word, _)| word);
    if word.is_empty() || word == "*" { "other".to_owned() } else { word.to_owned() }
}

/// One answer that a document declares.
struct Answer {
    status: Status,
    media_type: String,
    payload: Payload,
    description: String,
}

impl Response {
    fn without_body(&self) -> Answer {
        Answer {
            status: self.status,
            media_type: String::new(),
            payload: Payload::Nothing,
            description: self.description.clone(),
        }
    }
}

/// What a method answers; a second method for the same operation, where it can also stream.
pub(super) struct Answers {
    pub(super) returns: Returns,
    pub(super) stream: Option<Returns>,
}

impl Lower<'_> {
    pub(super) fn answers(&mut self, operation: &Operation, method: &NamePlace) -> Answers {
        let success = successes(&operation.responses);
        let place = method.child("response");
        let stream = success.iter().find_map(|response| self.stream(response, &place));
        if operation.verb == Verb::Head {
            return Answers { returns: Returns::Nothing, stream: None };
        }
        if let Some(returns) = self.envelope(&success, &place) {
            return Answers { returns, stream };
        }
        let mut answers = Vec::new();
        for response in &success {
            self.answers_of(response, &place_of(response, &success, &place, method), &mut answers);
        }
        if let (true, Some(stream)) = (answers.is_empty(), &stream) {
            return Answers { returns: stream.clone(), stream: None };
        }
        Answers { returns: self.returns(answers, &place), stream }
    }

    /// `text/event-stream` or lines of JSON.
    fn stream(&mut self, response: &Response, place: &NamePlace) -> Option<Returns> {
        response.content.iter().find_map(|(name, media_type)| {
            let is_events = essence(name) == "text/event-stream";
            if !is_events && !is_lines(name) {
                return None;
            }
            let item = media_type.item_schema.or_else(|| media_type.schema.map(|schema| self.streamed(schema)));
            let schema = item.map(|item| if is_events { self.event_data(item) } else { item });
            let ty = match schema {
                Some(schema) if !self.is_plain_text(schema) => self.type_ref(schema, &place.child("event")).nested(),
                _ if is_events => TypeRef::String,
                _ => TypeRef::Json,
            };
            Some(if is_events { Returns::Events { ty } } else { Returns::Lines { ty, accept: name.clone() } })
        })
    }

    /// Whether a schema is text without a format: the data of an event as it came.
    fn is_plain_text(&mut self, schema: crate::schema::SchemaId) -> bool {
        let (schema, _) = self.look_through(schema);
        let view = self.view(schema);
        view.values.is_none() && view.types == crate::schema::Types::one(crate::schema::JsonType::String)
    }

    fn answers_of(&mut self, response: &Response, place: &NamePlace, answers: &mut Vec<Answer>) {
        if matches!(response.status, Status::Code(204 | 205)) && !response.content.is_empty() {
            let message = "an answer with this status has no body; what the document says about one is left out";
            self.diagnostics.push(Diagnostic::note(&response.at, message));
            return answers.push(response.without_body());
        }
        let has_json = response.content.keys().any(|name| is_json(name));
        let before = answers.len();
        for (name, media_type) in &response.content {
            let essence = essence(name);
            let streamed = essence == "text/event-stream" || is_lines(name);
            if streamed {
                continue;
            }
            // Frameworks list `text/plain` for each answer that they can also write as JSON.
            let same_as_text = essence == "text/plain" && media_type.schema.is_some_and(|schema| !self.is_text(schema));
            if has_json && (is_other_spelling(&essence) || essence == "*/*" || same_as_text) {
                let message = format!("the answer as `{name}` is left out: it is asked for as JSON");
                self.diagnostics.push(Diagnostic::note(&media_type.at, message));
                continue;
            }
            let payload = self.payload(name, media_type, place);
            let repeated =
                answers[before..].iter().any(|answer| answer.payload == payload && is_json(&answer.media_type));
            if !(repeated && is_json(name)) {
                answers.push(Answer {
                    status: response.status,
                    media_type: name.clone(),
                    payload,
                    description: response.description.clone(),
                });
            }
        }
        if response.content.is_empty() {
            answers.push(response.without_body());
        }
    }

    fn payload(&mut self, name: &str, media_type: &MediaType, place: &NamePlace) -> Payload {
        let essence = essence(name);
        match media_type.schema {
            None if is_json(name) => Payload::Json(TypeRef::Json),
            Some(schema) if is_json(name) => Payload::Json(self.type_ref(schema, place).nested()),
            Some(schema) if essence == "*/*" && !self.is_binary(schema) && !self.is_text(schema) => {
                Payload::Json(self.type_ref(schema, place).nested())
            }
            // A media type that is no media type says nothing about the bytes; the schema does.
            Some(schema) if !essence.contains('/') && !self.is_binary(schema) => {
                Payload::Json(self.type_ref(schema, place).nested())
            }
            Some(schema) if essence.starts_with("text/") && !self.is_text(schema) => Payload::Bytes,
            _ if essence.starts_with("text/") => Payload::Text,
            _ => Payload::Bytes,
        }
    }

    fn returns(&mut self, mut answers: Vec<Answer>, place: &NamePlace) -> Returns {
        let accept = accept(&answers);
        let mut payloads: Vec<&Payload> = Vec::new();
        for answer in &answers {
            if !payloads.contains(&&answer.payload) {
                payloads.push(&answer.payload);
            }
        }
        let empty = payloads.contains(&&Payload::Nothing);
        payloads.retain(|&payload| *payload != Payload::Nothing);
        match payloads.as_slice() {
            [] => Returns::Nothing,
            [Payload::Json(ty)] if empty => {
                let ty = if matches!(ty, TypeRef::Nullable(_)) {
                    ty.clone()
                } else {
                    TypeRef::Nullable(Box::new(ty.clone()))
                };
                Returns::Json { ty, accept }
            }
            [Payload::Json(ty)] => Returns::Json { ty: (*ty).clone(), accept },
            [Payload::Text] => Returns::Text { accept },
            [Payload::Bytes] => Returns::Bytes { accept },
            _ => {
                answers.dedup_by(|a, b| a.status == b.status && a.payload == b.payload);
                Returns::Several { ty: self.responses(&answers, place), accept }
            }
        }
    }

    fn responses(&mut self, answers: &[Answer], place: &NamePlace) -> TypeId {
        let labels: Vec<String> = answers.iter().map(|answer| label(answer, answers)).collect();
        let wires: Vec<&str> = labels.iter().map(String::as_str).collect();
        let names = settle(&wires, &["Unknown"], pascal);
        let variants = answers
            .iter()
            .zip(names)
            .map(|(answer, name)| ResponseVariant {
                name,
                docs: super::docs::of_texts([Some(answer.description.as_str())]),
                status: answer.status,
                media_type: answer.media_type.clone(),
                payload: answer.payload.clone(),
            })
            .collect();
        let def = TypeDef {
            name: crate::names::ident(&place.name),
            docs: super::docs::plain("The answers that the document declares."),
            at: None,
            users: Users::Nobody,
            direction: Direction { request: Travels::No, response: Travels::Yes },
            deprecation: Deprecation::Current,
            kind: TypeKind::Responses(variants),
        };
        self.push_type(def, place.clone())
    }

    /// The type of the bodies of errors: one type, or one for each status.
    pub(super) fn errors(&mut self, operation: &Operation, method: &NamePlace) -> Option<TypeId> {
        let success: Vec<Status> = successes(&operation.responses).iter().map(|response| response.status).collect();
        let place = method.child("error");
        let mut answers = Vec::new();
        let is_failure = |response: &&Response| {
            !success.contains(&response.status)
                && !matches!(response.status, Status::Code(100..=399) | Status::Range(1..=3))
        };
        let failures: Vec<&Response> = operation.responses.iter().filter(is_failure).collect();
        for response in &failures {
            self.answers_of(response, &place_of(response, &failures, &place, method), &mut answers);
        }
        answers.retain(|answer| answer.payload != Payload::Nothing);
        let first = answers.first()?.payload.clone();
        if answers.iter().all(|answer| answer.payload == first) {
            return match first {
                Payload::Json(TypeRef::Named(id)) => Some(id),
                _ => None,
            };
        }
        answers.dedup_by(|a, b| a.status == b.status && a.payload == b.payload);
        Some(self.responses(&answers, &place))
    }
}

/// Where the body of a response gets its name: from its status, where several have one.
fn place_of(response: &Response, all: &[&Response], alone: &NamePlace, method: &NamePlace) -> NamePlace {
    let with_body = all.iter().filter(|response| !response.content.is_empty()).count();
    if with_body > 1 { method.child(&status_word(response.status)) } else { alone.clone() }
}

/// The responses that mean success: 2xx; `default`, where there is none of these.
pub(super) fn successes(responses: &[Response]) -> Vec<&Response> {
    let good: Vec<_> = responses
        .iter()
        .filter(|response| matches!(response.status, Status::Code(200..=299) | Status::Range(2)))
        .collect();
    if good.is_empty() {
        responses.iter().filter(|response| response.status == Status::Default).collect()
    } else {
        good
    }
}

pub(super) fn is_lines(media_type: &str) -> bool {
    matches!(
        essence(media_type).as_str(),
        "application/x-ndjson"
            | "application/ndjson"
            | "application/jsonl"
            | "application/x-jsonl"
            | "application/jsonlines"
            | "application/x-jsonlines"
            | "application/json-seq"
            | "application/stream+json"
            | "application/x-json-stream"
    )
}

/// The `Accept` header: each media type once, in document order.
fn accept(answers: &[Answer]) -> String {
    let mut types: Vec<&str> = Vec::new();
    for answer in answers {
        let ty = answer.media_type.as_str();
        if ty.contains('/') && !types.contains(&ty) {
            types.push(ty);
        }
    }
    if types.is_empty() { "application/json".to_owned() } else { types.join(", ") }
}

/// A name for an answer: its status, and its media type where the status alone does not tell.
fn label(answer: &Answer, all: &[Answer]) -> String {
    let same_status = all.iter().filter(|other| other.status == answer.status).count();
    let status = status_word(answer.status);
    if same_status > 1 { format!("{status} {}", media_word(&answer.media_type)) } else { status }
}

fn status_word(status: Status) -> String {
    let word = match status {
        Status::Default => "default",
        Status::Range(1) => "informational",
        Status::Range(2) => "success",
        Status::Range(3) => "redirection",
        Status::Range(4) => "client error",
        Status::Range(_) => "server error",
        Status::Code(code) => return reason(code).map_or_else(|| format!("status {code}"), str::to_owned),
    };
    word.to_owned()
}

/// The registered reason phrases, as words.
fn reason(code: u16) -> Option<&'static str> {
    Some(match code {
        200 => "ok",
        201 => "created",
        202 => "accepted",
        203 => "non authoritative information",
        204 => "no content",
        205 => "reset content",
        206 => "partial content",
        207 => "multi status",
        400 => "bad request",
        401 => "unauthorized",
        402 => "payment required",
        403 => "forbidden",
        404 => "not found",
        405 => "method not allowed",
        406 => "not acceptable",
        408 => "request timeout",
        409 => "conflict",
        410 => "gone",
        411 => "length required",
        412 => "precondition failed",
        413 => "content too large",
        415 => "unsupported media type",
        416 => "range not satisfiable",
        418 => "im a teapot",
        422 => "unprocessable content",
        423 => "locked",
        424 => "failed dependency",
        428 => "precondition required",
        429 => "too many requests",
        451 => "unavailable for legal reasons",
        500 => "internal server error",
        501 => "not implemented",
        502 => "bad gateway",
        503 => "service unavailable",
        504 => "gateway timeout",
        507 => "insufficient storage",
        _ => return None,
    })
}
