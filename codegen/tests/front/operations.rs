//! Operations: parameters, bodies, responses, security, servers.

use legenda::document::{Explode, Need, Operation, ParameterPlace, ParameterStyle, Reserved, SecurityScheme, Status};
use legenda::schema::{Deprecation, JsonType, Types};

use super::{Outcome, document, operations};

/// One operation, its members in flow style.
fn one(name: &str, operation: &str) -> Outcome {
    operations(name, &format!("  /a:\n    get: {operation}\n"))
}

fn first(outcome: &Outcome) -> &Operation {
    &outcome.document.operations[0]
}

#[test]
fn parameters() {
    use Explode::{No, Yes};
    use Need::{Optional, Required};
    use ParameterStyle as Style;

    let outcome = one(
        "parameters",
        "{parameters: [
      {name: a, in: query, style: deepObject, explode: true, allowReserved: true, deprecated: true, description: d},
      {name: b, in: query},
      {name: c, in: query, style: pipeDelimited},
      {name: d, in: header, required: true},
      {name: e, in: cookie, explode: false},
      {name: f, in: query, content: {application/vnd.x+json: {schema: {type: object}}}},
      {name: X-G, in: header}, {name: x-g, in: header},
      {name: Accept, in: header}, {name: Content-Type, in: header}]}",
    );
    let found: Vec<_> = first(&outcome)
        .parameters
        .iter()
        .map(|parameter| (parameter.name.as_str(), parameter.place, parameter.style, parameter.explode, parameter.need))
        .collect();
    assert_eq!(
        found,
        [
            ("a", ParameterPlace::Query, Style::DeepObject, Yes, Optional),
            ("b", ParameterPlace::Query, Style::Form, Yes, Optional),
            ("c", ParameterPlace::Query, Style::PipeDelimited, No, Optional),
            ("d", ParameterPlace::Header, Style::Simple, No, Required),
            ("e", ParameterPlace::Cookie, Style::Form, No, Optional),
            ("f", ParameterPlace::Query, Style::Json, Yes, Optional),
            ("X-G", ParameterPlace::Header, Style::Simple, No, Optional),
        ]
    );
    let a = &first(&outcome).parameters[0];
    assert_eq!(
        (a.reserved, a.deprecation, a.description.as_deref()),
        (Reserved::Allowed, Deprecation::Deprecated, Some("d"))
    );
    assert_eq!(outcome.diagnostics.0.len(), 2);
}

#[test]
fn faulty_parameters() {
    let outcome = one(
        "faulty_parameters",
        "{parameters: [{name: a, in: body}, {in: query}, {name: b, in: Query, style: simple}, 7, {$ref: '#/x'}]}",
    );
    assert_eq!(first(&outcome).parameters.len(), 1);
    assert_eq!(first(&outcome).parameters[0].style, ParameterStyle::Form);
    let printed = outcome.printed();
    for expected in [
        "degraded: the parameter `a` is left out: unknown variant `body`, expected one of `query`, `header`, `path`, `cookie`\n  --> api.yaml:5:25\n",
        "degraded: the parameter `` is left out: missing field `name`\n  --> api.yaml:5:46\n",
        "note: the place of a parameter is written in lower case\n  --> api.yaml:5:68\n",
        "note: `simple` is no style for this place; `form` is taken\n  --> api.yaml:5:79\n",
        "degraded: a number stands where an object is expected; the parameter is left out\n  --> api.yaml:5:95\n",
        "degraded: `#/x` does not exist; the parameter is left out\n  --> api.yaml:5:99\n",
    ] {
        assert!(printed.contains(expected), "{expected}{printed}");
    }
}

#[test]
fn required_parameter_that_cannot_be_read() {
    let outcome = one("required_parameter_that_cannot_be_read", "{parameters: [{name: a, in: body, required: true}]}");
    assert_eq!((outcome.document.operations.len(), outcome.document.unreadable.len()), (0, 1));
    assert!(outcome.printed().starts_with(
        "skipped: `GET /a` is left out: the required parameter `a` cannot be read: unknown variant `body`"
    ));
}

#[test]
fn bodies() {
    let outcome = one(
        "bodies",
        "{requestBody: {required: 'true', description: what, content: {
      application/json: {schema: {type: object}},
      undefined: {},
      Application/XML: ,
      text/plain: {type: string},
      multipart/form-data: {schema: {type: object}, encoding: {a: {contentType: text/vtt, explode: false, headers: {X: {schema: {type: string}}}}, b: {style: deepObject}}}}}}",
    );
    let body = first(&outcome).request_body.as_ref().expect("a body");
    assert_eq!((body.need, body.description.as_deref()), (Need::Required, Some("what")));
    let names: Vec<_> = body.content.iter().map(|(name, media)| (name.as_str(), media.schema.is_some())).collect();
    let expected = [
        ("application/json", true),
        ("undefined", false),
        ("Application/XML", false),
        ("text/plain", true),
        ("multipart/form-data", true),
    ];
    assert_eq!(names, expected);
    let encoding = &body.content["multipart/form-data"].encoding;
    assert_eq!((encoding["a"].content_type.as_deref(), encoding["a"].explode), (Some("text/vtt"), Some(Explode::No)));
    assert_eq!((encoding["a"].headers.len(), encoding["a"].style), (1, None));
    assert_eq!((encoding["b"].style, encoding["b"].explode), (Some(ParameterStyle::DeepObject), None));
    assert_eq!(outcome.diagnostics.0.len(), 2);
}

#[test]
fn reference_among_media_types() {
    let outcome = operations(
        "reference_among_media_types",
        "  /a:
    get:
      requestBody: {content: {$ref: '#/components/x'}}
      responses: {'200': {description: x, content: {$ref: '#/nowhere', text/plain: {}}}}
components:
  x: {application/json: {schema: {type: string}}}
",
    );
    let operation = first(&outcome);
    assert!(operation.request_body.as_ref().is_some_and(|body| body.content.contains_key("application/json")));
    assert_eq!(operation.responses[0].content.keys().collect::<Vec<_>>(), ["text/plain"]);
    let printed = outcome.printed();
    assert!(
        printed.contains(
            "note: a `$ref` stands among the media types; those that it leads to are taken\n  --> api.yaml:6:31\n"
        ),
        "{printed}"
    );
    assert!(printed.contains("degraded: `#/nowhere` does not exist; this reference among the media types is left out\n  --> api.yaml:7:53\n"), "{printed}");
}

#[test]
fn dangling_bodies_are_bytes() {
    let outcome = one("dangling_bodies_are_bytes", "{requestBody: {$ref: '#/x'}, responses: {'200': {$ref: '#/y'}}}");
    let operation = first(&outcome);
    assert_eq!(operation.request_body.as_ref().map(|body| (body.need, body.content.len())), Some((Need::Optional, 1)));
    assert!(operation.responses[0].content.contains_key("*/*"));
    assert_eq!(outcome.diagnostics.0.len(), 2);
}

#[test]
fn responses() {
    let outcome = one(
        "responses",
        "{responses: {200: {description: a, headers: {x-rate: {required: true, schema: {type: integer}}, Content-Type: {}}}, '4xx': {description: b}, '4XX': {description: c}, default: {}, OK: {description: d}}}",
    );
    let found: Vec<_> =
        first(&outcome).responses.iter().map(|response| (response.status, response.description.as_str())).collect();
    assert_eq!(found, [(Status::Code(200), "a"), (Status::Range(4), "b"), (Status::Default, "")]);
    let header = &first(&outcome).responses[0].headers;
    assert_eq!(
        header.iter().map(|header| (header.name.as_str(), header.need)).collect::<Vec<_>>(),
        [("x-rate", Need::Required)]
    );
    assert!(outcome.printed().contains("degraded: `OK` is no status; the response is left out\n  --> api.yaml:5:"));
}

#[test]
fn leftovers_of_swagger() {
    let outcome = one(
        "leftovers_of_swagger",
        "{parameters: [{name: q, in: query, required: true, type: integer}], security: {}, responses: {'200': {description: x, schema: {type: string}, x-y: 1}, x-z: {}}}",
    );
    let operation = first(&outcome);
    assert_eq!(outcome.schema(operation.parameters[0].schema).types, Types::one(JsonType::Integer));
    let content = &operation.responses[0].content;
    assert_eq!(outcome.schema(content["application/json"].schema).types, Types::one(JsonType::String));
    assert_eq!((operation.security.as_ref().map(Vec::len), operation.responses.len()), (Some(1), 1));
    assert_eq!(outcome.diagnostics.0.len(), 3);
    assert!(!outcome.printed().contains("degraded"));
}

#[test]
fn operation_fields() {
    let outcome = one(
        "operation_fields",
        "{operationId: 7, summary: true, description: , tags: one, deprecated: 'true', externalDocs: {url: 'https://x'}, x-legenda-name: list, x-other: 1}",
    );
    let operation = first(&outcome);
    assert_eq!(
        (operation.operation_id.as_deref(), operation.summary.as_deref(), &operation.description),
        (Some("7"), Some("true"), &None)
    );
    assert_eq!((&operation.tags[..], operation.deprecation), (&["one".to_owned()][..], Deprecation::Deprecated));
    assert_eq!(operation.external_docs.as_deref(), Some("https://x"));
    assert_eq!(operation.extensions.keys().collect::<Vec<_>>(), ["name"]);
}

#[test]
fn security() {
    let outcome = document(
        "security",
        "openapi: 3.1.0
info: {title: T, version: '1'}
security: [{token: []}, {email: [], x-key: []}, {}]
paths:
  /a:
    get: {security: []}
    put: {security: [{nope: []}, {oauth: [read]}]}
    post: {}
components:
  securitySchemes:
    token: {type: http, scheme: bearer}
    email: {type: apiKey, in: Header, name: X-Email}
    x-key: {type: apiKey, in: header, name: X-Key}
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://x}}}
    tls: {type: mutualTLS}
    odd: {type: magic}
",
    );
    let document = &outcome.document;
    let names = |requirement: &legenda::document::SecurityRequirement| {
        requirement.keys().cloned().collect::<Vec<_>>().join("+")
    };
    assert_eq!(document.security.iter().flatten().map(names).collect::<Vec<_>>(), ["token", "email+x-key", ""]);
    assert_eq!(document.security_schemes.keys().collect::<Vec<_>>(), ["token", "email", "x-key", "oauth", "tls"]);
    assert!(matches!(document.security_schemes["tls"].value, SecurityScheme::MutualTls));
    let own: Vec<_> = document.operations.iter().map(|operation| operation.security.as_ref().map(Vec::len)).collect();
    assert_eq!(own, [Some(0), Some(1), None]);
    assert_eq!(
        document.operations[1].security.as_ref().map(|security| security[0]["oauth"].clone()),
        Some(vec!["read".to_owned()])
    );
    let printed = outcome.printed();
    assert!(
        printed.contains(
            "degraded: there is no security scheme `nope`; this alternative is left out\n  --> api.yaml:7:23\n"
        ),
        "{printed}"
    );
    assert!(printed.contains("degraded: the security scheme `odd` is left out: unknown variant `magic`"), "{printed}");
}

#[test]
fn servers_and_info() {
    let outcome = document(
        "servers_and_info",
        "openapi: 3.0.0
info: {title: 7, license: {url: x}, contact: {name: me}}
tags: [{name: a}, {name: a}, {description: none}, {name: b, externalDocs: {}}]
servers:
- url: https://{region}.example.com:{port}
  variables: {port: {default: 443, enum: [443, 8443]}, region: {enum: [eu, us]}}
- {description: no address}
",
    );
    let document = &outcome.document;
    assert_eq!((document.info.title.as_str(), document.info.version.as_str()), ("7", "0.0.0"));
    assert_eq!(document.info.contact.as_ref().and_then(|contact| contact.name.as_deref()), Some("me"));
    assert_eq!(document.tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    let [server] = &document.servers[..] else { panic!("one server") };
    let variables = server.value.variables.as_ref().expect("variables");
    assert_eq!((variables["port"].default.as_str(), variables["region"].default.as_str()), ("443", "eu"));
    assert!(outcome.printed().contains("degraded: a server has no `url`; it is left out\n  --> api.yaml:7:4\n"));
}
