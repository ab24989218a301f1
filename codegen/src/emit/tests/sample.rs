//! A client with one of everything.

use super::{sample_resources, sample_types};
use crate::config::{Config, Envelope};
use crate::ir::{
    Api, ClientSpec, Credential, CredentialKind, Docs, Grant, Ident, Package, Security, Server, ServerVariable, TypeId,
};

/// An identifier.
pub(super) fn ident(text: &str) -> Ident {
    Ident(text.to_owned())
}

/// One paragraph.
pub(super) fn docs(text: &str) -> Docs {
    Docs { paragraphs: vec![text.to_owned()] }
}

/// The type of this name.
pub(super) fn id(name: &str) -> TypeId {
    let position = sample_types::NAMES.iter().position(|known| *known == name).unwrap();
    TypeId(u32::try_from(position).unwrap())
}

/// The whole client.
pub(super) fn api() -> Api {
    Api {
        package: Package {
            name: "sample-client".to_owned(),
            version: "0.1.0".to_owned(),
            description: "A \"sample\"\nof everything".to_owned(),
            license: Some("MIT OR Apache-2.0".to_owned()),
            repository: Some("https://example.com/sample".to_owned()),
        },
        docs: Docs { paragraphs: vec!["Sample.".to_owned(), HOSTILE.to_owned()] },
        document_version: "2026-11".to_owned(),
        client: ClientSpec {
            servers: vec![Server {
                url: "https://{region}.example.com/v1".to_owned(),
                description: None,
                variables: vec![region()],
            }],
            credentials: credentials(),
            security: Security(vec![vec![0], vec![1, 2]]),
            demanded: Security(vec![vec![0], vec![1, 2]]),
            base_url_variable: Some("SAMPLE_BASE_URL".to_owned()),
        },
        resources: sample_resources::resources(),
        types: sample_types::types(),
        config: Config {
            envelope: Some(Envelope {
                result: "result".to_owned(),
                success: Some("success".to_owned()),
                errors: Some("errors".to_owned()),
                messages: None,
                result_info: None,
            }),
            ..Config::default()
        },
    }
}

/// The same client, its types named as what emitted code uses.
pub(super) fn clashing() -> Api {
    let mut api = api();
    for (def, name) in api.types.iter_mut().zip(CLASHING) {
        def.name = ident(name);
    }
    api
}

/// Names of the standard library and of the runtime.
pub(super) const CLASHING: &[&str] = &[
    "Blank", "Ref", "Slot", "Place", "Info", "Object", "Request", "Arg", "Style", "Part", "Into", "String", "Box",
    "Result", "BTreeMap", "Maybe", "Default",
];

/// The variable of the sample's servers.
pub(super) fn region() -> ServerVariable {
    ServerVariable {
        wire: "region".to_owned(),
        default: "eu".to_owned(),
        values: vec!["eu".to_owned(), "us".to_owned()],
        description: None,
    }
}

fn credentials() -> Vec<Credential> {
    let credential = |wire: &str, kind, variables: &[&str]| Credential {
        wire: wire.to_owned(),
        name: ident(wire),
        docs: docs(&format!("The {wire}.")),
        kind,
        variables: variables.iter().map(|&variable| variable.to_owned()).collect(),
        provider: None,
        grant: None,
    };
    let grant = Grant {
        name: ident("api_token_client_credentials"),
        token_url: "/oauth/token".to_owned(),
        scopes: vec!["read".to_owned(), "write".to_owned()],
    };
    let token = Credential {
        provider: Some(ident("api_token_provider")),
        grant: Some(grant),
        ..credential("api_token", CredentialKind::Bearer, &["SAMPLE_TOKEN"])
    };
    vec![
        token,
        credential("api_email", CredentialKind::Header("X-Email".to_owned()), &["SAMPLE_EMAIL"]),
        credential("api_key", CredentialKind::Query("key".to_owned()), &["SAMPLE_KEY"]),
        credential("session", CredentialKind::Cookie("sid".to_owned()), &[]),
        credential("login", CredentialKind::Basic, &["SAMPLE_USER", "SAMPLE_PASSWORD"]),
        credential("r#type", CredentialKind::Scheme("Digest".to_owned()), &[]),
    ]
}

/// Text that rustdoc, rustc or clippy would stumble over.
pub(super) const HOSTILE: &str = "\
See [the docs](https://example.com/a_b), [Foo], [Foo::bar](relative/page.html), [x][y] and https://example.com/path?q=[1]. <T> is
Vec<String>, not <b>bold</b>; `unclosed and ``two`` and a_snake_word in WebVTT.\u{202e}reversed\n\n    indented code(x);\n        more\n\n- one
- two

      code in a list

  - nested [link]
10. ten
* star https://example.com.

```
let x: [u8; 2] = panic!();
```

~~~rust,should_panic
boom!()
~~~

| a | b<c> |
|---|---|
| [1] | https://example.com/{id} |

Title
=====

> quoted <i>
> - not a list

[ref]: https://example.com
/// slashes */ and #[doc]
\\ back`tick`slash\\

```json
{\"unclosed\": true";
